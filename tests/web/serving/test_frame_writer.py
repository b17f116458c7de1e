"""What is written to a socket past the layers of its protocol: nothing that the protocol would not send."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any
from unittest.mock import MagicMock

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.frames import Close, Frame, Opcode

from convener.web.scope import FRAME_WRITER
from convener.web.serving.protocols import SocketProtocol

HANDSHAKE = "\r\n".join(
    (
        "GET /room HTTP/1.1",
        "Host: localhost",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}",
        "\r\n",
    )
).encode()
FAREWELL = Frame(Opcode.CLOSE, Close(1000, "").serialize()).serialize(mask=True)
FRAME = b"\x81\x02{}"


class Wire(asyncio.Transport):
    """The connection: what was written, and whether it was closed."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)})
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def pause_reading(self) -> None:
        """Reading is up to the test."""

    resume_reading = pause_reading


class Socket:
    """A socket of the server under test, with an application that does nothing by itself."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.scope: dict[str, Any] = {}
        self.send: Callable[[Any], Awaitable[None]]
        self.called = asyncio.Event()
        config = Config(self._application, interface="asgi3", ws_per_message_deflate=False, log_config=None)
        config.load()
        self.protocol = SocketProtocol(
            MagicMock(), config=config, server_state=ServerState(), app_state={}, _loop=asyncio.get_running_loop()
        )
        self.protocol.connection_made(self.wire)

    async def _application(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope, self.send = scope, send
        self.called.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def ask(self) -> None:
        """The client asks for the socket."""
        self.protocol.data_received(HANDSHAKE)
        async with asyncio.timeout(60):
            await self.called.wait()

    async def open(self) -> None:
        """The client asks for the socket, and gets it."""
        await self.ask()
        await self.send({"type": "websocket.accept"})

    def write(self) -> bool:
        """Whether a frame was written, now that one should be."""
        before = len(self.wire.written)
        taken: bool = self.scope[FRAME_WRITER](FRAME)
        assert self.wire.written[before:] == [FRAME] * taken
        return taken


async def _client_leaves(socket: Socket) -> None:
    socket.protocol.data_received(FAREWELL)


async def _client_breaks_the_protocol(socket: Socket) -> None:
    socket.protocol.data_received(b"\xff\xff\xff\xff")


async def _connection_is_lost(socket: Socket) -> None:
    socket.wire.closed = True
    socket.protocol.connection_lost(OSError())


async def _application_closes(socket: Socket) -> None:
    await socket.send({"type": "websocket.close", "code": 1000, "reason": ""})


async def _server_stops(socket: Socket) -> None:
    socket.protocol.shutdown()


async def _client_is_dead(socket: Socket) -> None:
    socket.protocol.keepalive_timeout()


@pytest.mark.parametrize(
    "end",
    [
        _client_leaves,
        _client_breaks_the_protocol,
        _connection_is_lost,
        _application_closes,
        _server_stops,
        _client_is_dead,
    ],
)
def test_nothing_is_written_after_the_end(end: Callable[[Socket], Awaitable[None]]) -> None:
    async def run() -> None:
        socket = Socket()
        await socket.open()
        assert socket.write()
        await end(socket)
        assert not socket.write()

    asyncio.run(run())


def test_nothing_is_written_before_the_socket_is_accepted() -> None:
    async def run() -> None:
        socket = Socket()
        await socket.ask()
        assert not socket.write()
        await socket.send({"type": "websocket.accept"})
        assert socket.write()

    asyncio.run(run())


def test_nothing_is_written_while_the_client_takes_nothing() -> None:
    async def run() -> None:
        socket = Socket()
        await socket.open()
        socket.protocol.pause_writing()
        assert not socket.write()
        socket.protocol.resume_writing()
        assert socket.write()
        # What the client sends meanwhile does not change that.
        socket.protocol.pause_writing()
        socket.protocol.data_received(Frame(Opcode.PING, b"").serialize(mask=True))
        assert not socket.write()

    asyncio.run(run())
