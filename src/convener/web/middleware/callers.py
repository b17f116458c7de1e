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

RETRY_AFTER = b"2"
_REFUSAL = (
    b'{"resultcode":0,"error":"too_many_requests","message":"Too many requests from this address are under way. '
    b'Please wait a little and try again."}'
)
_HEADERS = [
    (b"content-type", b"application/json"),
    (b"content-length", str(len(_REFUSAL)).encode()),
    (b"cache-control", b"no-store"),
    (b"retry-after", RETRY_AFTER),
    (b"connection", b"close"),
]
TRY_AGAIN_LATER = 1013
"""WebSocket close code (registry of IANA)."""


class CallersMiddleware:
    """Refuses requests and sockets of an address that has too many.

    ``requests``: requests of unknown callers under way at a time. ``sockets``: sockets open at a time. ``exempt``: the
    trusted proxies. Pure ASGI, inside of what believes them.
    """

    def __init__(self, app: Any, requests: int, sockets: int, exempt: Addresses) -> None:
        self.app = app
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
            await _refuse(kind, send)
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


async def _refuse(kind: str, send: Send) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
        return
    await send({"type": "http.response.start", "status": 429, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _REFUSAL})
