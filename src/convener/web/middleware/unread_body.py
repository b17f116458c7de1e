"""Bodies of requests: what one still brings when its reply is ready is read to its end, so that the reply is not lost;
one that does not come, or comes too slowly, is not waited for without end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from convener.web.scope import CALLER

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BYTES = 16 * 1024 * 1024
"""More than this is not read for the sake of a reply: to a client that sends more the connection is closed."""

WITHIN = 10.0
"""Seconds that reading what nobody wants may take."""

LEAST_RATE = 1024.0
"""Bytes a second that a body must bring on average, once its caller has had its patience."""

PATIENCE = 10.0
"""Seconds by which the body of an unknown caller may be late."""

OVERALL = 60.0
"""Seconds that the body of an unknown caller may take."""

PATIENCE_WITH_KNOWN = 60.0
"""Seconds by which the body of a caller may be late who has proven who it is: a recording over a bad connection."""

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})


class UnreadBodyMiddleware:
    """Reads and drops the rest of a body before the reply begins.

    A server that answers (too large, not signed in) and closes while the client still sends makes the client's machine
    throw away the reply: it sees "connection reset" instead of the reason. RFC 9112, section 9.6, has the same cure.
    Nothing is read where the client waits to be asked for the body (``Expect: 100-continue``), where more than
    :data:`MOST_BYTES` is announced, or after :data:`WITHIN` seconds. A body that comes more slowly than it must is
    over, as if the other side had gone, and its connection ends with the reply. Pure ASGI.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        read, complete, late = 0, False, False
        loop = asyncio.get_running_loop()
        begun = loop.time()

        async def counted() -> Message:
            nonlocal read, complete, late
            if complete:
                return await receive() if not late else {"type": "http.disconnect"}
            try:
                async with asyncio.timeout_at(_due(scope, begun, read)):
                    message = await receive()
            except TimeoutError:
                complete = late = True
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
            if late and message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), (b"connection", b"close")]}
            await send(message)

        await self.app(scope, counted, drained)


def _due(scope: Any, begun: float, read: int) -> float:
    """When the next piece of a body must have come, of which so many bytes have been read."""
    caller = scope.get(CALLER)
    if caller is not None and caller.proven:
        return begun + PATIENCE_WITH_KNOWN + read / LEAST_RATE
    return begun + min(OVERALL, PATIENCE + read / LEAST_RATE)


def _worth_reading(scope: Any, read: int) -> bool:
    """Whether the rest of the body is on its way, and not too much of it."""
    announced = 0
    for name, value in scope["headers"]:
        if name == b"expect" and not read:
            return False
        if name == b"content-length" and value.isdigit():
            announced = int(value)
    return announced <= MOST_BYTES
