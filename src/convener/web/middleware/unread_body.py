"""Bodies of requests: what one still brings when its reply is ready is read to its end, so that the reply is not lost;
one that does not come is not waited for without end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BYTES = 16 * 1024 * 1024
"""More than this is not read for the sake of a reply: to a client that sends more the connection is closed."""

WITHIN = 10.0
"""Seconds that reading what nobody wants may take."""

SILENCE = 60.0
"""Seconds that a body may pause: a client that says nothing for longer is given up, and takes no place from others."""

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})


class UnreadBodyMiddleware:
    """Reads and drops the rest of a body before the reply begins.

    A server that answers (too large, not signed in) and closes while the client still sends makes the client's machine
    throw away the reply: it sees "connection reset" instead of the reason. RFC 9112, section 9.6, has the same cure.
    Nothing is read where the client waits to be asked for the body (``Expect: 100-continue``), where more than
    :data:`MOST_BYTES` is announced, or after :data:`WITHIN` seconds. A body that pauses for :data:`SILENCE` seconds is
    over, as if the other side had gone. Pure ASGI.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        read, complete = 0, False

        async def counted() -> Message:
            nonlocal read, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout(SILENCE):
                    message = await receive()
            except TimeoutError:
                complete = True
                return {"type": "http.disconnect"}
            read += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            return message

        async def drained(message: Message) -> None:
            if not complete and message["type"] == "http.response.start" and _worth_reading(scope, read):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(WITHIN):
                        while not complete and read <= MOST_BYTES:
                            await counted()
            await send(message)

        await self.app(scope, counted, drained)


def _worth_reading(scope: Any, read: int) -> bool:
    """Whether the rest of the body is on its way, and not too much of it."""
    announced = 0
    for name, value in scope["headers"]:
        if name == b"expect" and not read:
            return False
        if name == b"content-length" and value.isdigit():
            announced = int(value)
    return announced <= MOST_BYTES
