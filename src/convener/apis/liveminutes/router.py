"""The handlers of this door, as the application adds them."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, post, route
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse

from . import methods  # noqa: F401 - registers the methods
from .calls import METHODS, Method, Req, accident_of, refusal_of, wrong_method

LARGEST_BODY = 256 * 1024
"""Bytes; the longest texts that the methods take, each character escaped, are far below."""


def _handler(method: Method) -> HTTPRouteHandler:
    @post(f"/{method.name}", status_code=200, sync_to_thread=True)
    def call(request: Req, state: State, body: bytes) -> ASGIResponse:
        return method.answer(request, state, body)

    return call


@route(
    [f"/{method.name}" for method in METHODS],
    http_method=["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    status_code=405,
    sync_to_thread=False,
)
def refuse(request: Req) -> Response[Any]:
    """Calls are HTTP POST; whoever tries another method is told so."""
    return wrong_method(request)


def liveminutes_router() -> Router:
    """All handlers of this door. They find ``database``, ``rules`` and the limits on the application's state."""
    return Router(
        path="/",
        # In this order: for a path that it first sees with POST alone, Litestar answers OPTIONS by itself.
        route_handlers=[refuse, *map(_handler, METHODS)],
        exception_handlers={HTTPException: refusal_of, Exception: accident_of},
        request_max_body_size=LARGEST_BODY,
        include_in_schema=False,
    )
