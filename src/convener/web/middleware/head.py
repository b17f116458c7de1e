"""HEAD: what GET would answer, without its body (RFC 9110, 9.3.2)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from convener.web.scope import HEADERS_ALONE

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class HeadMiddleware:
    """Answers HEAD by what the application answers to GET: the framework knows HEAD at no address by itself. A stream
    ends where its body would begin. ``Allow`` names HEAD beside GET. Pure ASGI."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        method = scope["method"] if scope["type"] == "http" else ""
        if method == "HEAD":
            await self._head(scope, receive, send)
        elif method == "OPTIONS":
            await self.app(scope, receive, _allowing_head(send))
        else:
            await self.app(scope, receive, send)

    async def _head(self, scope: Any, receive: Receive, send: Send) -> None:
        answered = False

        async def headers_alone(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.body":
                message, streams = {**message, "body": b"", "more_body": False}, message.get("more_body", False)
                if not answered:
                    answered = True
                    await send(message)
                if streams:
                    working.cancel()
                    await asyncio.sleep(0)  # where it is cancelled, even if nothing else in it waits
                return
            await send(message)

        asked = {**scope, "method": "GET", HEADERS_ALONE: True}
        working = asyncio.ensure_future(self.app(asked, receive, _allowing_head(headers_alone)))
        try:
            await asyncio.wait({working})
        finally:
            working.cancel()
            if "path_template" in asked:  # which route it was, for the log
                scope["path_template"] = asked["path_template"]
        if not working.cancelled():
            working.result()


def _allowing_head(send: Send) -> Send:
    async def allowing(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name, with_head(value.decode("latin-1")).encode("latin-1") if name.lower() == b"allow" else value)
                for name, value in message.get("headers", [])
            ]
            message = {**message, "headers": headers}
        await send(message)

    return allowing


def with_head(allowed: str) -> str:
    """The value of ``Allow`` with HEAD beside GET."""
    names = [name.strip() for name in allowed.split(",")]
    if "GET" in names and "HEAD" not in names:
        names.insert(names.index("GET") + 1, "HEAD")
    return ", ".join(names)
