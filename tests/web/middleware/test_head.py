"""HEAD ends where a body would begin."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from convener.web.middleware.head import HeadMiddleware


def ask(app: Any, scope: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(HeadMiddleware(app)(scope, receive, send))
    return sent


def test_a_stream_is_not_read_to_its_end() -> None:
    pieces = 0

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        nonlocal pieces
        assert scope["method"] == "GET"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9999")]})
        while True:
            pieces += 1
            await send({"type": "http.response.body", "body": b"piece", "more_body": True})

    scope = {"type": "http", "method": "HEAD", "headers": []}
    start, body = ask(app, scope)
    assert start["headers"] == [(b"content-length", b"9999")]
    assert (body["body"], body["more_body"]) == (b"", False)
    assert pieces <= 2
    assert scope["method"] == "HEAD"


def test_what_fails_fails() -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        ask(app, {"type": "http", "method": "HEAD", "headers": []})
