"""One socket: the bounded queue of what is sent, and the tasks that write and read."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Literal

from litestar import WebSocket
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect
from litestar.types import WebSocketCloseEvent, WebSocketSendEvent

from . import close_reasons, metrics
from .protocol.messages import Closing

ENTER_TIMEOUT = 10.0
"""Seconds that a browser has to send ``enter``."""

SILENCE_TIMEOUT = 120.0
"""Seconds without a frame after which a browser is taken for gone that does not answer probes
(:mod:`convener.realtime.silence`). It sends ``ping`` more often than that, even where the timers of a hidden page run
only once a minute."""

FAREWELL_TIMEOUT = 3.0
"""Seconds that a browser has to take the last frames of a socket."""

COMMAND_TIMEOUT = 30.0
"""Seconds that a command may go on after its socket is gone."""

MAX_QUEUED_FRAMES = 256

CLOSE_CODES = {"restart": 1012, "slow": 1013, "protocol_error": 1008, "invalid_token": 1008}
"""WebSocket close codes (RFC 6455, and the registry of IANA) by the reason of closing; 1000 for all others."""

RoomSocket = WebSocket[None, None, State]
SocketSend = Callable[[WebSocketSendEvent | WebSocketCloseEvent], Awaitable[None]]


class FrameQueue:
    """The frames that wait to be sent to one browser, at most :data:`MAX_QUEUED_FRAMES` and ``max_queued`` characters
    or bytes. A browser that is further behind is disconnected and returns by itself."""

    max_queued = 1_000_000

    def __init__(self, socket_send: SocketSend) -> None:
        self._socket_send = socket_send
        self._frames: deque[str | bytes] = deque()
        self._queued = 0
        self._frame_queued = asyncio.Event()
        self._closing: Closing | None = None
        self.ending = asyncio.Event()
        """Set when the socket is to be closed, even while a frame waits for a browser that does not read."""
        self.receiving = False
        self.on_entered: Callable[[], None] = lambda: None
        """Called when the participant has entered by this socket: its caller has proven who it is."""

    @property
    def closing(self) -> bool:
        """Whether this browser was told that the socket will be closed; nothing more is sent to it."""
        return self._closing is not None

    def encode_closing(self, closing: Closing) -> str | bytes:
        """The frame that says why the socket is closed."""
        raise NotImplementedError

    def send_frame(self, frame: str | bytes) -> None:
        """Queue an encoded message; a browser that is too far behind is disconnected instead."""
        if self._closing is not None:
            return
        if len(self._frames) >= MAX_QUEUED_FRAMES or self._queued + len(frame) > self.max_queued:
            metrics.SLOW.inc()
            self._frames.clear()
            self.close(close_reasons.SLOW)
            return
        self._frames.append(frame)
        self._queued += len(frame)
        metrics.FRAMES.inc()
        self._frame_queued.set()

    def close(self, closing: Closing) -> None:
        """Send the reason and close, after the frames that are queued already. Only the first reason counts."""
        if self._closing is None:
            self._closing = closing
            self._frames.append(self.encode_closing(closing))
            self._frame_queued.set()
            self.ending.set()

    async def write(self) -> None:
        """Send queued frames until the socket is to be closed; raises what the socket raises when it is gone."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                self._queued -= len(frame)
                if isinstance(frame, str):
                    await self._socket_send({"type": "websocket.send", "text": frame, "bytes": None})
                else:
                    await self._socket_send({"type": "websocket.send", "text": None, "bytes": frame})
            if self._closing is not None:
                return
            self._frame_queued.clear()
            await self._frame_queued.wait()

    async def close_socket(self) -> None:
        """Close the socket; no task may be reading from it any more: a server may delay the close frame then."""
        if self._closing is not None:
            code = CLOSE_CODES.get(self._closing.reason, 1000)
            await self._socket_send({"type": "websocket.close", "code": code, "reason": self._closing.reason})


async def serve_socket(
    queue: FrameQueue, read: Coroutine[Any, Any, None], clean_up: Callable[[], Awaitable[None]]
) -> None:
    """Write what is queued and ``read`` what comes, until the socket is gone or is to be closed; then ``clean_up``."""
    writer = asyncio.create_task(queue.write())
    reader = asyncio.create_task(read)
    ending = asyncio.create_task(queue.ending.wait())
    try:
        await asyncio.wait({writer, reader, ending}, return_when=asyncio.FIRST_COMPLETED)
        if queue.closing:
            await _say_farewell(queue, writer, reader)
    finally:
        await asyncio.shield(_end(queue, writer, reader, ending, clean_up))


async def _say_farewell(queue: FrameQueue, writer: asyncio.Task[None], reader: asyncio.Task[None]) -> None:
    """Send the last frames and close; a browser that does not take them in time is cut off."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(FAREWELL_TIMEOUT):
            await writer
            if queue.receiving:
                reader.cancel()
            await asyncio.wait({reader})
            await queue.close_socket()


async def _end(
    queue: FrameQueue,
    writer: asyncio.Task[None],
    reader: asyncio.Task[None],
    ending: asyncio.Task[Literal[True]],
    clean_up: Callable[[], Awaitable[None]],
) -> None:
    if not queue.receiving:
        # A command in progress is not cancelled: a cancelled ``enter`` would leave its participant in the room.
        await asyncio.wait({reader}, timeout=COMMAND_TIMEOUT)
    for task in (writer, reader, ending):
        task.cancel()
    await asyncio.gather(writer, reader, ending, return_exceptions=True)
    await clean_up()


async def receive_frame(socket: RoomSocket, queue: FrameQueue, *, entered: bool) -> str | bytes | None:
    """The next frame; None where the socket is gone, or has been silent for too long and is to be closed."""
    queue.receiving = True
    try:
        async with asyncio.timeout(SILENCE_TIMEOUT if entered else ENTER_TIMEOUT):
            message = await socket.receive()
    except TimeoutError:
        queue.close(close_reasons.SILENT if entered else close_reasons.NO_ENTER)
        return None
    except WebSocketDisconnect:
        return None
    finally:
        queue.receiving = False
    if message["type"] != "websocket.receive":
        return None
    text = message.get("text")
    return text if text is not None else message.get("bytes") or b""
