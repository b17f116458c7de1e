"""How many requests of unknown callers are under way, and how many sockets are open, for each address.

A caller is known once it has proven who it is (:meth:`convener.web.scope.Caller.prove`). Addresses count as
:func:`convener.auth.limits.whose` says, of IPv6 by /64. Trusted proxies that do not say for whom they ask are
exempt: they stand for many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from convener.auth.limits import whose
from convener.web.addresses import Addresses
from convener.web.scope import CALLER, Caller

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

RETRY_AFTER = 2
"""Seconds after which a refused request is worth another try."""

MESSAGE = "Too many requests from this address are under way. Please wait a little and try again."

Refusal = tuple[str, bytes]
"""The content type and the body of a refusal."""


TRY_AGAIN_LATER = 1013
"""WebSocket close code (registry of IANA)."""


class CallersMiddleware:
    """Refuses requests and sockets of an address that has too many.

    ``requests``: requests of unknown callers under way at a time. ``sockets``: sockets open at a time. ``exempt``: the
    trusted proxies. ``refusal_of``: what a request of this path and this ``Accept`` is told. Pure ASGI, inside
    of what believes the proxies.
    """

    def __init__(
        self, app: Any, requests: int, sockets: int, exempt: Addresses, refusal_of: Callable[[str, str], Refusal]
    ) -> None:
        self.app = app
        self._refusal_of = refusal_of
        self._limits = {"http": requests, "websocket": sockets}
        self._counts: dict[str, Counter[str]] = {"http": Counter(), "websocket": Counter()}
        self._exempt = exempt

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        kind = scope["type"]
        if kind == "lifespan":
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        address = client[0] if client else ""
        # A proxy that is trusted tells an address without a port; its own has one.
        if not address or (client[1] and address in self._exempt):
            scope[CALLER] = Caller(scope.get(CALLER))
            await self.app(scope, receive, send)
            return
        who, counts = whose(address), self._counts[kind]
        if counts[who] >= self._limits[kind]:
            await self._refuse(scope, send)
            return
        counts[who] += 1

        def release() -> None:
            counts[who] -= 1
            if not counts[who]:
                del counts[who]

        caller = scope[CALLER] = Caller(scope.get(CALLER), release if kind == "http" else None)
        try:
            await self.app(scope, receive, send)
        finally:
            if kind == "websocket" or not caller.proven:
                release()

    async def _refuse(self, scope: Any, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        accept = b",".join(value for name, value in scope["headers"] if name == b"accept").decode("latin-1")
        content_type, body = self._refusal_of(scope["path"], accept)
        headers = [
            (b"content-type", content_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            (b"retry-after", str(RETRY_AFTER).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body if scope["method"] != "HEAD" else b""})
