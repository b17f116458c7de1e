"""What a test does to the line between a browser and the servers: cut it, let it die without a word, lose steps."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import struct
from collections.abc import Coroutine
from threading import Thread
from typing import Any, Literal, TypeVar

from playwright.sync_api import BrowserContext, WebSocketRoute

from tests.servers import PATIENCE

Result = TypeVar("Result")

TURNS = 10
"""Turns of the event loop that what was accepted last may take to become a task, and to be gone."""

CONNECT, IP_V4, SUCCEEDED = 1, 1, 0
"""Numbers of SOCKS 5 (RFC 1928)."""


class Line:
    """A SOCKS proxy for one browser context (its option ``proxy``). Sound and picture go past it, over UDP.

    Playwright's ``set_offline`` is none of this: an open WebSocket stays open, and what it sends meanwhile arrives
    later.
    """

    def __init__(self) -> None:
        self._state: Literal["up", "silent", "cut"] = "up"
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.proxy = {"server": f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"}

    def cut(self) -> None:
        """All connections break, on both sides, and none can be opened."""
        self._run(self._become("cut"))

    def fall_silent(self) -> None:
        """Nothing passes any more, in either direction, but no connection is closed: new ones are accepted and stay
        mute."""
        self._run(self._become("silent"))

    def restore(self) -> None:
        """New connections pass again; those that fell silent break."""
        self._run(self._become("up"))

    def close(self) -> None:
        """The line is not needed any more."""
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def _run(self, step: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(step, self._loop).result(PATIENCE)

    async def _become(self, state: Literal["up", "silent", "cut"]) -> None:
        before, self._state = self._state, state
        if state == "cut" or before == "silent":
            for end in self._ends:
                end.transport.abort()

    async def _end(self) -> None:
        await self._become("cut")
        # A server that is closed while it accepts a connection leaves that open (Python 3.11).
        await self._become_idle()
        self._server.close()
        for _ in range(TURNS):
            await self._become_idle()
            await asyncio.sleep(0)

    async def _become_idle(self) -> None:
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError), contextlib.ExitStack() as ends:
            self._keep(writer, ends)
            if self._state == "cut":
                return
            host, port = await _requested(reader, writer)
            there_reader, there = await asyncio.open_connection(host, port)
            self._keep(there, ends)
            writer.write(struct.pack(">BBBB4sH", 5, SUCCEEDED, 0, IP_V4, socket.inet_aton("0.0.0.0"), 0))
            await asyncio.gather(self._pass_on(reader, there), self._pass_on(there_reader, writer))

    def _keep(self, end: asyncio.StreamWriter, ends: contextlib.ExitStack) -> None:
        self._ends.add(end)
        ends.callback(self._ends.discard, end)
        ends.callback(end.transport.abort)

    async def _pass_on(self, here: asyncio.StreamReader, there: asyncio.StreamWriter) -> None:
        while data := await here.read(65_536):
            if self._state == "up":
                there.write(data)
                await there.drain()
        # The other direction ends too, as soon as what is under way has gone out.
        there.close()


async def _requested(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Where a browser wants to go. It asks without a password, for a host by address or by name."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(bytes((5, 0)))
    _, command, _, kind = await reader.readexactly(4)
    assert command == CONNECT
    if kind == IP_V4:
        host = socket.inet_ntoa(await reader.readexactly(4))
    else:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    return host, port


class RoomSocket:
    """What passes between one browser and the room: a test loses steps of negotiation, or delays what is received."""

    def __init__(self, context: BrowserContext) -> None:
        self.loses_signals = False
        self.lost_offer: Literal["sent", "received"] | None = None
        """Whether the first offer that was lost was one of this browser, or of another."""
        self._delayed: list[tuple[WebSocketRoute, str | bytes]] | None = None
        context.route_web_socket(re.compile("/api/v1/room$"), self._open)

    def delay(self) -> None:
        """What the server says from now on waits, until :meth:`release`."""
        self._delayed = []

    def release(self) -> None:
        delayed, self._delayed = self._delayed or [], None
        for page, message in delayed:
            page.send(message)

    def _open(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(lambda message: self._send(message, server))
        server.on_message(lambda message: self._receive(message, page))

    def _send(self, message: str | bytes, server: WebSocketRoute) -> None:
        if not self._is_lost(message, "sent"):
            server.send(message)

    def _receive(self, message: str | bytes, page: WebSocketRoute) -> None:
        if self._delayed is not None:
            self._delayed.append((page, message))
        elif not self._is_lost(message, "received"):
            page.send(message)

    def _is_lost(self, message: str | bytes, way: Literal["sent", "received"]) -> bool:
        read = json.loads(message)
        if not self.loses_signals or read["type"] != "signal":
            return False
        if (read["data"].get("description") or {}).get("type") == "offer":
            self.lost_offer = self.lost_offer or way
        return True
