"""The rest of a body is read before a reply begins."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from convener.web.middleware import unread_body
from convener.web.middleware.unread_body import UnreadBodyMiddleware
from convener.web.scope import CALLER, Caller

PIECE = 1024 * 1024


class Sender:
    """The other side: sends ``pieces`` of 1 MiB, then leaves. Tells what was read before each message of the reply."""

    def __init__(self, pieces: int, **headers: str) -> None:
        self.left = pieces
        self.scope: dict[str, Any] = {
            "type": "http",
            "method": "POST",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        self.received: list[tuple[str, int]] = []

    async def receive(self) -> dict[str, Any]:
        if not self.left:
            return {"type": "http.disconnect"}
        self.left -= 1
        return {"type": "http.request", "body": b"a" * PIECE, "more_body": self.left > 0}

    async def send(self, message: dict[str, Any]) -> None:
        self.received.append((message["type"], self.left))

    def ask(self, reads: int = 0) -> list[tuple[str, int]]:
        async def app(_scope: Any, receive: Any, send: Any) -> None:
            for _ in range(reads):
                await receive()
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b"no"})

        asyncio.run(UnreadBodyMiddleware(app)(self.scope, self.receive, self.send))
        return self.received


def both(left: int) -> list[tuple[str, int]]:
    return [("http.response.start", left), ("http.response.body", left)]


@pytest.mark.parametrize("reads", [0, 1, 3, 5])
def test_the_rest_is_read_before_the_reply_begins(reads: int) -> None:
    assert Sender(5).ask(reads) == both(0)
    assert Sender(5, content_length=str(5 * PIECE)).ask(reads) == both(0)


def test_what_is_far_too_much_is_not_read() -> None:
    assert Sender(40).ask(1) == both(40 - 17)
    assert Sender(40, content_length=str(40 * PIECE)).ask(1) == both(39)


def test_who_waits_to_be_asked_is_not_asked() -> None:
    assert Sender(5, expect="100-continue").ask(0) == both(5)
    assert Sender(5, expect="100-continue").ask(1) == both(0)


def test_one_who_stops_sending_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread_body, "WITHIN", 0.05)

    class Stuck(Sender):
        async def receive(self) -> dict[str, Any]:
            if self.left == 2:
                await asyncio.Event().wait()
            return await super().receive()

    assert Stuck(5).ask(1) == both(2)


@pytest.mark.parametrize(("limit", "known"), [("PATIENCE", False), ("OVERALL", False), ("PATIENCE_WITH_KNOWN", True)])
def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch, limit: str, known: bool) -> None:
    monkeypatch.setattr(unread_body, limit, 0.05)
    monkeypatch.setattr(unread_body, "LEAST_RATE", 1e9)
    heard: list[str] = []

    class Silent(Sender):
        async def receive(self) -> dict[str, Any]:
            if self.left == 2:
                await asyncio.Event().wait()
            return await super().receive()

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        while not heard or heard[-1] != "http.disconnect":
            heard.append((await receive())["type"])
        await send({"type": "http.response.start", "status": 400, "headers": []})

    silent = Silent(5)
    caller = silent.scope[CALLER] = Caller()
    if known:
        caller.prove()
    asyncio.run(UnreadBodyMiddleware(app)(silent.scope, silent.receive, silent.send))
    assert heard == ["http.request"] * 3 + ["http.disconnect"]
    assert silent.received == [("http.response.start", 2)]


def test_a_body_that_comes_too_slowly_is_given_up_and_its_connection_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread_body, "PATIENCE", 0.05)
    headers: list[tuple[bytes, bytes]] = []

    async def drip() -> dict[str, Any]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] == "http.request":
            continue
        await send({"type": "http.response.start", "status": 408, "headers": []})

    async def send(message: dict[str, Any]) -> None:
        headers.extend(message["headers"])

    asyncio.run(UnreadBodyMiddleware(app)({"type": "http", "method": "POST", "headers": []}, drip, send))
    assert headers == [(b"connection", b"close")]
