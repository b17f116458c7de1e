"""The handlers of the LiveMinutes API, as the application adds them."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Response, Router, post, route
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from litestar.status_codes import HTTP_429_TOO_MANY_REQUESTS

from convener.apis.inline import answer_inline
from convener.services import Services

from . import methods  # noqa: F401 - registers the methods
from .dispatch import METHODS, Method, Req, internal_error, refusal_of, wrong_method

LARGEST_BODY = 256 * 1024
"""Bytes; the longest texts that the methods take, each character escaped, are far below."""


def _handler(method: Method, services: Services, inline: bool) -> HTTPRouteHandler:
    if inline and method.reads:

        @post(f"/{method.name}", status_code=200)
        async def read(request: Req, body: bytes) -> ASGIResponse:
            return await _delayed(services, method.answer(request, services, body))

        return read

    if inline and method.inline:

        @post(f"/{method.name}", status_code=200)
        async def write(request: Req, body: bytes) -> ASGIResponse:
            act = partial(method.answer, request, services, body, inline=True)
            reply = await answer_inline(services.database, act)
            if reply is None:
                reply = await sync_to_thread(method.answer, request, services, body)
            return await _delayed(services, reply)

        return write

    @post(f"/{method.name}", status_code=200)
    async def call(request: Req, body: bytes) -> ASGIResponse:
        return await _delayed(services, await sync_to_thread(method.answer, request, services, body))

    return call


async def _delayed(services: Services, reply: ASGIResponse) -> ASGIResponse:
    """The reply, after a while where it refuses too many attempts or calls."""
    if reply.status_code == HTTP_429_TOO_MANY_REQUESTS:
        await services.limits.refusals.delay()
    return reply


@route(
    [f"/{method.name}" for method in METHODS],
    http_method=["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    status_code=405,
    sync_to_thread=False,
)
def refuse(request: Req) -> Response[Any]:
    """Calls are HTTP POST; all other HTTP methods are refused."""
    return wrong_method(request)


def liveminutes_router(services: Services, *, inline: bool) -> Router:
    """All handlers of the API, bound to the services.

    ``inline``: methods that only read, and those that are declared to write a few rows, do so on the event loop instead
    of in a thread (:mod:`convener.apis.inline`). For a database in this process (SQLite in WAL mode, where a reader
    never waits for a writer); for one behind a network it must be False.
    """
    return Router(
        path="/",
        # In this order: for a path that it first sees with POST alone, Litestar answers OPTIONS by itself.
        route_handlers=[refuse, *(_handler(method, services, inline) for method in METHODS)],
        exception_handlers={HTTPException: refusal_of, Exception: internal_error},
        request_max_body_size=LARGEST_BODY,
        include_in_schema=False,
    )
