"""Accepts connections where the table of connections has room for them, and serves them by uvicorn.

uvicorn, because a protocol class of ours sees each connection and each request on it; and sockets of rooms cost less
than with a server in native code, which crosses into the interpreter for each frame. Connections are accepted here,
because a protocol is not asked before the TLS handshake is over.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from uvicorn.config import Config

from .connections import ConnectionTable, OpenConnection
from .protocols import HttpProtocol

log = structlog.get_logger("convener.serving")

BACKLOG = 4096
"""Connections that wait to be accepted, as far as the system lets them."""

ACCEPTED_AT_ONCE = 100
"""Connections that are accepted, or turned away, before others get their turn. With few, floods would fill the queue of
those that wait to be accepted, and the system drop others without a word."""

HANDSHAKE_WITHIN = 10.0
"""Seconds for a TLS handshake."""

LARGEST_FRAME = 1024 * 1024
"""Bytes of a message of a WebSocket; what the room takes is far below."""

PAUSE = 0.1
"""Seconds without accepting where the system gives no more open files."""


TURN_OF_OTHERS = 0.002
"""Seconds for which a process leaves connections to others of its server that have fewer."""

LEFT_OVER = 4
"""Connections that it accepts after that where nobody else did: another process may hang."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on ``port`` of ``host``, on all its addresses. Raises OSError where that cannot be."""
    sockets: list[socket.socket] = []
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    try:
        for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
            any_address = address[0] == "::" and socket.has_dualstack_ipv6()
            sockets.append(
                socket.create_server(address[:2], family=family, backlog=BACKLOG, dualstack_ipv6=any_address)
            )
    except OSError:
        for one in sockets:
            one.close()
        raise
    return sockets


class Listener:
    """Accepts connections of ``sockets``, which listen. ``is_busiest``: whether another process that accepts from them
    has fewer connections open: a new one is left to it for a moment."""

    def __init__(
        self, sockets: list[socket.socket], table: ConnectionTable, is_busiest: Callable[[], bool] | None = None
    ) -> None:
        self._table = table
        self._sockets = sockets
        self._is_busiest = is_busiest
        self._connecting: set[asyncio.Task[None]] = set()
        self._accepting = False

    def start(self, server: _Server) -> None:
        """Accept from now on."""
        self._accepting = True
        for listening in self._sockets:
            listening.setblocking(False)
            self._watch(server, listening)

    def close(self) -> None:
        """Accept no more."""
        for listening in self._sockets:
            if self._accepting:
                asyncio.get_running_loop().remove_reader(listening)
            listening.close()
        self._sockets.clear()
        for task in self._connecting:
            task.cancel()

    async def wait_closed(self) -> None:
        """Return when nothing is being accepted any more."""
        await asyncio.gather(*self._connecting, return_exceptions=True)

    def _watch(self, server: _Server, listening: socket.socket) -> None:
        if listening in self._sockets:
            asyncio.get_running_loop().add_reader(listening, self._accept, server, listening)

    def _accept(self, server: _Server, listening: socket.socket, *, patient: bool = True) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(ACCEPTED_AT_ONCE if patient else LEFT_OVER):
            if patient and self._is_busiest is not None and self._is_busiest():
                loop.remove_reader(listening)
                loop.call_later(TURN_OF_OTHERS, self._accept_what_is_left, server, listening)
                return
            try:
                accepted, address = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                log.warning("no connection can be accepted; trying again", error=str(error))
                loop.remove_reader(listening)
                loop.call_later(PAUSE, self._watch, server, listening)
                return
            connection = self._table.admit(address[0])
            if connection is None:
                accepted.close()
                continue
            accepted.setblocking(False)
            task = loop.create_task(self._connect(server, accepted, connection))
            connection.close = task.cancel
            self._connecting.add(task)
            task.add_done_callback(self._connecting.discard)

    def _accept_what_is_left(self, server: _Server, listening: socket.socket) -> None:
        """Others had their turn, and may be slow, or hang."""
        if listening in self._sockets:
            self._accept(server, listening, patient=False)
            self._watch(server, listening)

    async def _connect(self, server: _Server, accepted: socket.socket, connection: OpenConnection) -> None:
        within = HANDSHAKE_WITHIN if server.config.ssl else None
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                lambda: HttpProtocol(connection, server.config, server.server_state, {}),
                accepted,
                ssl=server.config.ssl,
                ssl_handshake_timeout=within,
            )
        except (OSError, asyncio.CancelledError):
            connection.release()
            accepted.close()


class _Server(uvicorn.Server):
    """uvicorn, with our listener instead of its own."""

    def __init__(self, config: Config, listener: Listener, table: ConnectionTable) -> None:
        super().__init__(config)
        self._listener = listener
        self._table = table

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept."""
        await self.on_tick(0)  # headers of replies
        self._listener.start(self)
        self.servers = [self._listener]  # type: ignore[list-item]
        self.started = True

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        if counter % 10 == 0:
            self._table.cut_late()
        return await super().on_tick(counter)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the caller's."""
        yield


def make_server(
    app: Any,
    listener: Listener,
    table: ConnectionTable,
    *,
    certificate: Path | None,
    key: Path | None,
    stop_within: float,
) -> uvicorn.Server:
    """A server that serves ``app`` until its ``should_exit`` is set, and then takes at most ``stop_within`` seconds to
    end what is under way. ``certificate`` and ``key``: for HTTPS. The lifespan of the application is its owner's."""
    config = Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        timeout_graceful_shutdown=int(stop_within),
    )
    config.load()
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
        config.ssl.set_alpn_protocols(["http/1.1"])
    return _Server(config, listener, table)
