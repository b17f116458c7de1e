"""The line about each request in the log, its measurements, and the request's id."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware, correlation_id
from structlog.contextvars import bind_contextvars

from convener.observability import metrics
from convener.observability.logging import access_fields, access_logger, masked

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

_SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._:+=/-]{1,64}")

_QUIET = ("/healthz", "/readyz", "/metrics", "/assets/")
"""Paths that are requested all the time: their requests are logged at debug level."""

_PRIVATE = re.compile(r"^(/(?:e|i|m)/).+", re.DOTALL)
"""Links, to the end: the name of a meeting may have spaces, quotes and slashes, at which a text would end."""


def log_requests(app: App) -> App:
    """``app`` with an id for each request, a line in the log and measurements.

    The id is taken from ``X-Request-Id`` where that is sane and looks like no secret, else made; it is sent back in the
    same header and is in all lines that the request causes. Best around the whole application, so that requests are
    seen that the router refuses. To be called when logging is configured.
    """
    return CorrelationIdMiddleware(
        AccessLogMiddleware(app),
        header_name="X-Request-Id",
        update_request_header=False,
        generator=_new_request_id,
        validator=_is_sane,
        transformer=None,
    )


def _new_request_id() -> str:
    return secrets.token_hex(8)


def _is_sane(request_id: str) -> bool:
    return _SANE_REQUEST_ID.fullmatch(request_id) is not None and masked(request_id) == request_id


class AccessLogMiddleware:
    """Logs and counts requests; pure ASGI, inside the middleware that gives requests their ids."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._log = access_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            bind_contextvars(request_id=correlation_id.get())
            with metrics.open_socket():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        bind_contextvars(request_id=correlation_id.get())
        fields: dict[str, str] = {}
        access_fields.set(fields)
        status = 500
        start = time.perf_counter()

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - start
            metrics.count_request(scope["method"], scope.get("path_template") or "(none)", status, seconds)
            self._write(scope, status, seconds, fields)

    def _write(self, scope: Scope, status: int, seconds: float, fields: dict[str, str]) -> None:
        path: str = scope["path"]
        level = logging.DEBUG if path.startswith(_QUIET) and status < 500 else logging.INFO
        if not self._log.is_enabled_for(level):
            return
        client = scope.get("client")
        self._log.log(
            level,
            "request",
            request_id=correlation_id.get(),
            method=scope["method"],
            # A path without parameters is the route's own: nothing in it can be a secret.
            path=path if path == scope.get("path_template") else masked(_PRIVATE.sub(r"\1…", path[:200])),
            status=status,
            ms=round(seconds * 1000, 1),
            client=client[0] if client else "",
            **{name: masked(value) for name, value in fields.items()},
        )
