"""The handlers of the LiveMinutes API, as the application adds them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from litestar import Response, Router, post, route
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_429_TOO_MANY_REQUESTS

from convener.apis.direct import DirectCall, FindCall, Reply, Scope
from convener.apis.inline import answer_inline
from convener.services import Services

from . import methods  # noqa: F401 - registers the methods
from .dispatch import METHODS, Method, Req, internal_error, interrupted, refusal_of, wrong_method

LARGEST_BODY = 256 * 1024
"""Bytes; the longest texts that the methods take, each character escaped, are far below."""


Answer = Callable[[Scope, bytes], Awaitable[Reply]]


def _answer_of(method: Method, services: Services, inline: bool) -> Answer:
    """What answers the calls of a method; ``inline``: see :func:`liveminutes_router`."""

    async def answer(scope: Scope, body: bytes) -> Reply:
        act = partial(method.answer, scope, services, body)
        try:
            reply = act() if inline and method.reads else None
            if inline and method.inline and not method.reads:
                reply = await answer_inline(services.database, partial(act, inline=True))
            if reply is None:
                reply = await sync_to_thread(act)
        except Exception as error:
            reply = internal_error(scope, error)
        if reply.status == HTTP_429_TOO_MANY_REQUESTS:
            # A refusal of too many attempts, or calls, comes after a while.
            await services.limits.refusals.delay()
        return reply

    return answer


def _handler(method: Method, answer: Answer) -> HTTPRouteHandler:
    @post(f"/{method.name}", status_code=200)
    async def call(request: Req, body: bytes) -> Response[bytes]:
        return (await answer(request.scope, body)).response()

    return call


def find_method_call(services: Services, *, inline: bool) -> FindCall:
    """Finds the addresses of methods, for calls past the framework. ``inline``: see :func:`liveminutes_router`."""
    calls = {
        f"/{method.name}": DirectCall(
            f"/{method.name}", LARGEST_BODY, _answer_of(method, services, inline), interrupted
        )
        for method in METHODS
    }
    return calls.get


@route(
    [f"/{method.name}" for method in METHODS],
    http_method=["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    status_code=405,
    sync_to_thread=False,
)
def refuse(request: Req) -> Response[Any]:
    """Calls are HTTP POST; all other HTTP methods are refused."""
    return wrong_method(request)


def _failed(request: Req, error: Exception) -> Response[bytes]:
    return internal_error(request.scope, error).response()


def liveminutes_router(services: Services, *, inline: bool) -> Router:
    """All handlers of the API, bound to the services.

    ``inline``: methods that only read, and those that are declared to write a few rows, do so on the event loop instead
    of in a thread (:mod:`convener.apis.inline`). For a database in this process (SQLite in WAL mode, where a reader
    never waits for a writer); for one behind a network it must be False.
    """
    return Router(
        path="/",
        # In this order: for a path that it first sees with POST alone, Litestar answers OPTIONS by itself.
        route_handlers=[refuse, *(_handler(method, _answer_of(method, services, inline)) for method in METHODS)],
        exception_handlers={HTTPException: refusal_of, Exception: _failed},
        request_max_body_size=LARGEST_BODY,
        include_in_schema=False,
    )
