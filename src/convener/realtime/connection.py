"""One room socket, as the hub sees it: a bounded queue of frames and the task that writes them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from convener.domain.room.presence import Media, Origin

from . import close_reasons, metrics
from .protocol.messages import AnyServerMessage, Closing, encode

MOST_FRAMES = 256
MOST_CHARACTERS = 1_000_000
"""How much may wait for one browser; who is further behind is cut off and comes back by ``lastSeq``."""

MOST_HELD = 400
"""Negotiation steps kept for a browser that has not been told of their sender yet."""

CLOSE_CODES = {"restart": 1012, "slow": 1013, "protocol_error": 1008, "invalid_token": 1008}

Send = Callable[[Any], Awaitable[None]]


class Connection:
    """A socket and where its person stands.

    ``seq`` is the number of the last event that this browser has been told (or did not need to be told); None while it
    gets no events: before it is in the room, and while a fresh snapshot is made for it.
    """

    def __init__(self, send: Send, origin: Origin) -> None:
        self._send = send
        self.origin = origin
        self.sign_in = ""
        """The browser's sign-in, where somebody is signed in; of no use for entering."""
        self.note_seen_at = 0.0
        """When (in the loop's time) to note again that this sign-in is not idle."""
        self._frames: deque[str] = deque()
        self._characters = 0
        self._more = asyncio.Event()
        self._closing: Closing | None = None
        self.ending = asyncio.Event()
        """Set when the socket is to be closed, also while a frame waits for a browser that does not read."""
        self.peer_id = ""
        self.person = ""
        self.participant_id = 0
        self.meeting_id = 0
        self.opened_at: datetime | None = None
        self.media = Media()
        self.seq: int | None = None
        self.in_lobby = False
        self.receiving = False
        self.sees_lobby = False
        self.no_place_because: str | None = None
        self._peers: frozenset[str] = frozenset()
        self._held: deque[tuple[str, str]] = deque(maxlen=MOST_HELD)

    @property
    def closing(self) -> bool:
        """Whether this socket has been told that it will be closed; it hears nothing more."""
        return self._closing is not None

    def tell(self, message: AnyServerMessage) -> None:
        """Put a message into the queue."""
        self.put(encode(message).decode())

    def put(self, frame: str) -> None:
        """Put a frame into the queue; a browser that is too far behind is cut off instead."""
        if self._closing is not None:
            return
        if len(self._frames) >= MOST_FRAMES or self._characters + len(frame) > MOST_CHARACTERS:
            metrics.SLOW.inc()
            self._frames.clear()
            self.close(close_reasons.SLOW)
            return
        self._frames.append(frame)
        self._characters += len(frame)
        metrics.FRAMES.inc()
        self._more.set()

    def close(self, closing: Closing) -> None:
        """Say why and close, after the frames that wait already. The first reason stays."""
        if self._closing is None:
            self._closing = closing
            self._frames.append(encode(closing).decode())
            self._more.set()
            self.ending.set()

    def may_signal(self, to: str) -> bool:
        """Whether this socket and that peer both hold places, as far as this browser has been told."""
        return self.peer_id in self._peers and to in self._peers

    def now_knows(self, peers: frozenset[str]) -> None:
        """This browser was told who exchanges sound and picture; what these have sent before reaches it now."""
        self._peers = peers
        held = [one for one in self._held if one[0] in peers]
        self._held.clear()
        for _, frame in held:
            self.put(frame)

    def signal(self, sender: str, frame: str) -> None:
        """Put a negotiation step into the queue; it never comes before the ``peers`` that name its sender."""
        if sender in self._peers:
            self.put(frame)
        else:
            self._held.append((sender, frame))

    async def write(self) -> None:
        """Send what is in the queue until the socket is to be closed; raises what the socket raises when it is gone."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                self._characters -= len(frame)
                await self._send({"type": "websocket.send", "text": frame})
            if self._closing is not None:
                return
            self._more.clear()
            await self._more.wait()

    async def hang_up(self) -> None:
        """Close the socket; nobody may be reading from it any more (Granian would hold the close frame back)."""
        if self._closing is not None:
            code = CLOSE_CODES.get(self._closing.reason, 1000)
            await self._send({"type": "websocket.close", "code": code, "reason": self._closing.reason})
