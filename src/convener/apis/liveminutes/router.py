"""The handlers of the LiveMinutes API, as the application adds them."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, post, route
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse

from convener.services import Services

from . import methods  # noqa: F401 - registers the methods
from .dispatch import METHODS, Method, Req, internal_error, refusal_of, wrong_method

LARGEST_BODY = 256 * 1024
"""Bytes; the longest texts that the methods take, each character escaped, are far below."""


def _handler(method: Method, services: Services, inline: bool) -> HTTPRouteHandler:
    if inline:

        @post(f"/{method.name}", status_code=200)
        async def answer(request: Req, body: bytes) -> ASGIResponse:
            return method.answer(request, services, body)

        return answer

    @post(f"/{method.name}", status_code=200, sync_to_thread=True)
    def call(request: Req, body: bytes) -> ASGIResponse:
        return method.answer(request, services, body)

    return call


@route(
    [f"/{method.name}" for method in METHODS],
    http_method=["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    status_code=405,
    sync_to_thread=False,
)
def refuse(request: Req) -> Response[Any]:
    """Calls are HTTP POST; the caller of another HTTP method is told so."""
    return wrong_method(request)


def liveminutes_router(services: Services, *, inline_reads: bool) -> Router:
    """All handlers of the API, bound to the services.

    ``inline_reads``: methods that only read do so on the event loop instead of in a thread. For a database in this
    process (SQLite in WAL mode, where a reader never waits for a writer) the way to a thread and back costs several
    times what the read itself does, some 0.15 ms; for one behind a network it must be False.
    """
    return Router(
        path="/",
        # In this order: for a path that it first sees with POST alone, Litestar answers OPTIONS by itself.
        route_handlers=[refuse, *(_handler(method, services, inline_reads and method.reads) for method in METHODS)],
        exception_handlers={HTTPException: refusal_of, Exception: internal_error},
        request_max_body_size=LARGEST_BODY,
        include_in_schema=False,
    )
