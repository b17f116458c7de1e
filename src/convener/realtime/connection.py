"""One room socket, as the hub sees it: a bounded queue of frames and the task that writes them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

from litestar.types import WebSocketCloseEvent, WebSocketSendEvent

from convener.domain.room.presence import Media, Origin

from . import close_reasons, metrics
from .protocol.messages import AnyServerMessage, Closing, encode

MAX_QUEUED_FRAMES = 256
MAX_QUEUED_CHARACTERS = 1_000_000
"""Limits of the queue of one browser. A browser that is further behind is disconnected and returns by ``lastSeq``."""

MAX_PENDING_SIGNALS = 400
"""Negotiation steps that are kept for a browser that has not been told of their sender yet."""

CLOSE_CODES = {"restart": 1012, "slow": 1013, "protocol_error": 1008, "invalid_token": 1008}
"""WebSocket close codes (RFC 6455, and the registry of IANA) by the reason of closing; 1000 for all others."""

SocketSend = Callable[[WebSocketSendEvent | WebSocketCloseEvent], Awaitable[None]]


class Connection:
    """A socket and the state of its participant.

    ``seq`` is the number of the last event that was sent to this browser, or that it does not need; None while no
    events are sent to it: before it is in the room, and while a new snapshot is made for it.
    """

    def __init__(self, socket_send: SocketSend, origin: Origin) -> None:
        self._socket_send = socket_send
        self.origin = origin
        self.session_token = ""
        """The sign-in of the browser, where a user is signed in; it gives no right to enter."""
        self.next_activity_at = 0.0
        """When (in the time of the event loop) to record again that this sign-in is active."""
        self._frames: deque[str] = deque()
        self._characters = 0
        self._frame_queued = asyncio.Event()
        self._closing: Closing | None = None
        self.ending = asyncio.Event()
        """Set when the socket is to be closed, even while a frame waits for a browser that does not read."""
        self.peer_id = ""
        self.person_id = ""
        self.participant_id = 0
        self.meeting_id = 0
        self.opened_at: datetime | None = None
        """When the participant entered by this socket; None before."""
        self.media = Media()
        self.seq: int | None = None
        self.in_lobby = False
        self.receiving = False
        self.sees_lobby = False
        self.no_slot_reason: Literal["full", "other_tab"] | None = None
        """Why this browser has no slot in the mesh, as far as it was told."""
        self._peers: frozenset[str] = frozenset()
        self._pending_signals: deque[tuple[str, str]] = deque(maxlen=MAX_PENDING_SIGNALS)

    @property
    def closing(self) -> bool:
        """Whether this browser was told that the socket will be closed; nothing more is sent to it."""
        return self._closing is not None

    def send(self, message: AnyServerMessage) -> None:
        """Queue a message."""
        self.send_frame(encode(message).decode())

    def send_frame(self, frame: str) -> None:
        """Queue an encoded message; a browser that is too far behind is disconnected instead."""
        if self._closing is not None:
            return
        if len(self._frames) >= MAX_QUEUED_FRAMES or self._characters + len(frame) > MAX_QUEUED_CHARACTERS:
            metrics.SLOW.inc()
            self._frames.clear()
            self.close(close_reasons.SLOW)
            return
        self._frames.append(frame)
        self._characters += len(frame)
        metrics.FRAMES.inc()
        self._frame_queued.set()

    def close(self, closing: Closing) -> None:
        """Send the reason and close, after the frames that are queued already. Only the first reason counts."""
        if self._closing is None:
            self._closing = closing
            self._frames.append(encode(closing).decode())
            self._frame_queued.set()
            self.ending.set()

    def may_signal(self, to: str) -> bool:
        """Whether this socket and the peer ``to`` both have slots in the mesh, as far as this browser was told."""
        return self.peer_id in self._peers and to in self._peers

    def set_known_peers(self, peers: frozenset[str]) -> None:
        """This browser was told who exchanges sound and picture: pending negotiation steps of these peers are sent."""
        self._peers = peers
        pending = [frame for sender, frame in self._pending_signals if sender in peers]
        self._pending_signals.clear()
        for frame in pending:
            self.send_frame(frame)

    def send_signal(self, sender: str, frame: str) -> None:
        """Queue a negotiation step; it is never sent before the ``peers`` that name its sender."""
        if sender in self._peers:
            self.send_frame(frame)
        else:
            self._pending_signals.append((sender, frame))

    async def write(self) -> None:
        """Send queued frames until the socket is to be closed; raises what the socket raises when it is gone."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                self._characters -= len(frame)
                await self._socket_send({"type": "websocket.send", "text": frame, "bytes": None})
            if self._closing is not None:
                return
            self._frame_queued.clear()
            await self._frame_queued.wait()

    async def close_socket(self) -> None:
        """Close the socket; no task may be reading from it any more (Granian would delay the close frame)."""
        if self._closing is not None:
            code = CLOSE_CODES.get(self._closing.reason, 1000)
            await self._socket_send({"type": "websocket.close", "code": code, "reason": self._closing.reason})
