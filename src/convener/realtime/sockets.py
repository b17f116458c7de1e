"""One socket: the bounded queue of what is sent, and the tasks that write and read."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from litestar import WebSocket
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect
from litestar.types import WebSocketCloseEvent, WebSocketSendEvent

from . import close_reasons, metrics
from .outgoing import OutgoingFrame
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
    """What is sent to one browser: at once where it takes it, else from a queue of at most :data:`MAX_QUEUED_FRAMES`
    frames and ``max_queued`` bytes. A browser that is further behind is disconnected and returns by itself.

    ``write_at_once``: as :data:`convener.web.scope.FRAME_WRITER`. The server itself holds back what the connection does
    not take, up to some 64 KiB; then the queue begins.
    """

    __slots__ = (
        "_closing",
        "_frame_queued",
        "_frames",
        "_queued",
        "_socket_send",
        "_waiting",
        "_write_at_once",
        "closing",
        "on_closing",
        "on_entered",
        "receiving",
    )
    # In the object itself, not in a dictionary beside it: a delivery reads them of one connection after the other.

    max_queued = 1_000_000

    def __init__(self, socket_send: SocketSend, write_at_once: Callable[[bytes], bool]) -> None:
        self._socket_send = socket_send
        self._write_at_once = write_at_once
        self._frames: deque[OutgoingFrame] = deque()
        self._queued = 0
        self._waiting = False
        """Whether a frame is queued, or being sent from the queue: another one must not overtake it."""
        self._frame_queued = asyncio.Event()
        self._closing: Closing | None = None
        self.closing = False
        """Whether the socket is closed, or will be: nothing that happens is sent to it any more."""
        self.on_closing: Callable[[], None] = lambda: None
        """Called when the socket is to be closed, even while a frame waits for a browser that does not read."""
        self.receiving = False
        self.on_entered: Callable[[], None] = lambda: None
        """Called when the participant has entered by this socket: its caller has proven who it is."""

    @property
    def queued_frames(self) -> int:
        """How many frames wait to be sent."""
        return len(self._frames)

    def encode_closing(self, closing: Closing) -> OutgoingFrame:
        """The frame that says why the socket is closed."""
        raise NotImplementedError

    def send_frame(self, frame: OutgoingFrame) -> None:
        """Send an encoded message, or queue it; a browser that is too far behind is disconnected instead."""
        if self.send_uncounted(frame):
            metrics.FRAMES.inc()

    def send_uncounted(self, frame: OutgoingFrame) -> bool:
        """The same, uncounted: whether the frame was sent or queued."""
        if self._closing is not None:
            return False
        if not self._waiting and self._write_at_once(frame.wire_bytes):
            return True
        if len(self._frames) >= MAX_QUEUED_FRAMES or self._queued + len(frame) > self.max_queued:
            metrics.SLOW.inc()
            self._frames.clear()
            self._queued = 0
            self.close(close_reasons.SLOW)
            return False
        self._queue(frame)
        return True

    def close(self, closing: Closing) -> None:
        """Send the reason and close, after the frames that are queued already. Only the first reason counts."""
        if self._closing is None:
            self._closing = closing
            self.closing = True
            self._queue(self.encode_closing(closing))
            self.on_closing()

    def _queue(self, frame: OutgoingFrame) -> None:
        self._frames.append(frame)
        self._queued += len(frame)
        self._waiting = True
        self._frame_queued.set()

    async def write(self) -> None:
        """Send queued frames until the socket is to be closed; raises what the socket raises when it is gone."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                self._queued -= len(frame)
                await self._socket_send(frame.event)
            self._waiting = False
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
    ending = asyncio.get_running_loop().create_future()
    queue.on_closing = lambda: ending.set_result(None)
    try:
        await asyncio.wait({writer, reader, ending}, return_when=asyncio.FIRST_COMPLETED)
        if queue.closing:
            await _say_farewell(queue, writer, reader)
    finally:
        await asyncio.shield(_end(queue, writer, reader, clean_up))


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
    clean_up: Callable[[], Awaitable[None]],
) -> None:
    if not queue.receiving:
        # A command in progress is not cancelled: a cancelled ``enter`` would leave its participant in the room.
        await asyncio.wait({reader}, timeout=COMMAND_TIMEOUT)
    for task in (writer, reader):
        task.cancel()
    await asyncio.gather(writer, reader, return_exceptions=True)
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
