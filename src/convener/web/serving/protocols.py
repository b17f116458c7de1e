"""HTTP and WebSockets on a connection: those of uvicorn, which tell the table of connections what is under way, and
bound what uvicorn does not bound: the size of a request's head."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any, cast

import httptools
from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.http11 import Request
from websockets.protocol import State

from convener.web.scope import CALLER, FRAME_WRITER

from .connections import OpenConnection, Stage

LARGEST_HEAD = 64 * 1024
"""Bytes of the head of a request; browsers and proxies give up far earlier."""

_OF_UPGRADES = (b"connection", b"upgrade", b"http2-settings")
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class HttpProtocol(HttpToolsProtocol):
    """One connection, as long as it speaks HTTP."""

    def __init__(
        self,
        connection: OpenConnection,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.ws_protocol_class = partial(SocketProtocol, connection)  # type: ignore[assignment]
        self._connection = connection
        self._head_bytes = 0
        self._half_closed = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Asyncio: there is a connection."""
        super().connection_made(transport)
        self._connection.close = transport.abort
        if self._connection.stage is None:  # it had to make room before it was there
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio: it is gone."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self._connection.release()

    def data_received(self, data: bytes) -> None:
        """Asyncio: bytes came."""
        connection = self._connection
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
            else:
                self._ignore_upgrade(data[upgrade.args[0] :])
                return
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")
            return
        if connection.stage is Stage.QUIET:
            self._head_bytes += len(data)
            if self._head_bytes > LARGEST_HEAD and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()
        elif connection.stage is Stage.BUSY and self._receives_body() and not connection.caller.proven:
            connection.move(Stage.BODY)

    def _ignore_upgrade(self, rest: bytes) -> None:
        """A client may offer another protocol, as Java's does HTTP/2, and the server go on in this one (RFC 9110, 7.8).
        The parser would not: it is given the request again without the offer. ``rest``: what came after its head."""
        method = self.parser.get_method()
        if method == b"CONNECT":
            self.send_400_response("Invalid HTTP request received.")
            return
        head = [method, b" ", self.url, b" HTTP/", self.parser.get_http_version().encode(), b"\r\n"]
        for name, value in self.headers:
            if name == b"connection" and b"close" in value.lower():
                head += [b"connection: close\r\n"]
            elif name not in _OF_UPGRADES:
                head += [name, b": ", value, b"\r\n"]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self.data_received(b"".join([*head, b"\r\n", rest]))

    def _ignores_upgrade(self) -> bool:
        return bool(self.parser.should_upgrade()) and not self._should_upgrade()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Asyncio: the client sends no more. It may still wait for its reply, also for the one to a body that breaks
        off; under TLS there is no such half of a connection."""
        if self.scheme == "https" or self._connection.stage not in (Stage.BUSY, Stage.BODY):
            return False
        self._half_closed = True
        self.cycle.keep_alive = False
        self.cycle.message_event.set()
        return True

    def _receives_body(self) -> bool:
        return self.cycle is not None and self.cycle.more_body

    async def _receive(self, cycle: RequestResponseCycle) -> ASGIReceiveEvent:
        """The next piece of a body; that the client has gone, where it breaks off."""
        message = await RequestResponseCycle.receive(cycle)
        if self._half_closed and message["type"] == "http.request" and message["more_body"]:
            if not message["body"]:
                return {"type": "http.disconnect"}
            cycle.message_event.set()
        return message

    def on_message_begin(self) -> None:
        """The parser: a request begins."""
        super().on_message_begin()
        cast(dict[str, Any], self.scope)[CALLER] = self._connection.caller
        self._connection.begun_at = self.loop.time()

    def on_headers_complete(self) -> None:
        """The parser: its head is there."""
        if self._ignores_upgrade():
            return
        connection = self._connection
        connection.begun_at, connection.served = None, True
        self._head_bytes = 0
        super().on_headers_complete()
        if self.cycle is not None:
            self.cycle.receive = partial(self._receive, self.cycle)  # type: ignore[method-assign]
        connection.move(Stage.BUSY)

    def on_message_complete(self) -> None:
        """The parser: its body is there."""
        if self._ignores_upgrade():
            return
        super().on_message_complete()
        if self._connection.stage is Stage.BODY:
            self._connection.move(Stage.BUSY)

    def on_response_complete(self) -> None:
        """The reply has been handed over. What waits for the next request is ended by the table, so that uvicorn needs
        no timer for it."""
        if not self.pipeline:
            self._connection.move(Stage.QUIET)
        super().on_response_complete()
        self._unset_keepalive_if_required()

    def pause_writing(self) -> None:
        """Asyncio: the client takes nothing, and much waits for it."""
        super().pause_writing()
        self._connection.blocked_at = self.loop.time()

    def resume_writing(self) -> None:
        """Asyncio: it has taken most of it."""
        super().resume_writing()
        self._connection.blocked_at = None


class FrameWriter:
    """Writes frames to a connection at once (:data:`convener.web.scope.FRAME_WRITER`).

    What a frame costs is mostly memory that is not in the cache, since the system has just sent another one: what must
    be looked at for each is here, and no layer of the protocol is asked. ``takes``: whether the client takes frames at
    the moment, and has not been told that none follow.
    """

    __slots__ = ("_transport", "takes")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.takes = True

    def write(self, frame: bytes) -> bool:
        """Write the bytes of a frame; False, and nothing is written, where the client takes none."""
        transport = self._transport
        if not self.takes or transport.is_closing():
            return False
        transport.write(frame)
        return True


class SocketProtocol(WebSocketsSansIOProtocol):
    """One connection, once it speaks WebSocket."""

    def __init__(self, connection: OpenConnection, **more: Any) -> None:
        super().__init__(**more)
        self._connection = connection
        self._writer: FrameWriter | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The HTTP protocol hands over."""
        super().connection_made(transport)
        self._connection.move(Stage.SOCKET)

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio: it is gone."""
        super().connection_lost(exc)
        self._note_state()
        self._connection.release()

    def handle_connect(self, event: Request) -> None:
        """The handshake is there."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            scope = cast(dict[str, Any], self.scope)
            scope[CALLER] = self._connection.caller
            if not self.conn.extensions:
                self._writer = FrameWriter(self.transport)
                self._note_state()
                scope[FRAME_WRITER] = self._writer.write

    def data_received(self, data: bytes) -> None:
        """Asyncio: bytes came, perhaps the client's farewell."""
        super().data_received(data)
        self._note_state()

    async def send(self, message: ASGISendEvent) -> None:
        """ASGI: accept, send or close."""
        await super().send(message)
        self._note_state()

    def pause_writing(self) -> None:
        """Asyncio: the client takes nothing, and much waits for it."""
        super().pause_writing()
        self._note_state()

    def resume_writing(self) -> None:
        """Asyncio: it has taken most of it."""
        super().resume_writing()
        self._note_state()

    def _note_state(self) -> None:
        """Tell the writer whether frames may be written: after the farewell of either side none may, and before the
        handshake none can. Where the server closes by itself, the transport says so."""
        if self._writer is not None:
            self._writer.takes = self.writable.is_set() and self.conn.state is State.OPEN
