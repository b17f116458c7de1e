"""The handlers of the modern API, as the application adds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from functools import wraps
from typing import Any

from litestar import Response, Router, route
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.utils import is_async_callable

from convener.domain.errors import DomainError
from convener.services import Services, provide
from convener.storage.database import repeated

from .body import JsonRequest
from .errors import domain_problem, http_problem, internal_problem
from .own_pages import OwnPages
from .refusals import RefusalDelay
from .v1.routes import (
    account,
    account_claims,
    attendance,
    boards,
    center,
    chat,
    checks,
    contents,
    entry,
    guests,
    invitations,
    library,
    meetings,
    minutes,
    notes,
    password_resets,
    polls,
    recording_library,
    recordings,
    room_documents,
    series_dates,
    session,
    users,
)


def _no_services() -> Services:
    raise RuntimeError("This router was made for its document alone.")


def _options_handlers(handlers: Iterable[HTTPRouteHandler]) -> list[HTTPRouteHandler]:
    """Replies to OPTIONS, with the methods of each path: those that Litestar makes name the method alone that it sees
    first."""
    methods: dict[str, set[str]] = defaultdict(lambda: {"OPTIONS"})
    for handler in handlers:
        for path in handler.paths:
            methods[path] |= handler.http_methods
    return [_options_handler(path, ", ".join(sorted(names))) for path, names in methods.items()]


def _options_handler(path: str, allow: str) -> HTTPRouteHandler:
    @route(path, http_method="OPTIONS", status_code=204, include_in_schema=False)
    async def options() -> Response[None]:
        return Response(None, headers={"Allow": allow})

    return options


def _done_again(handlers: Iterable[HTTPRouteHandler]) -> list[HTTPRouteHandler]:
    """The handlers; the call of one is carried out again where another transaction was in its way
    (:func:`~convener.storage.database.repeated`): a function that is not asynchronous has its body before it begins,
    and leaves nothing behind but what its one transaction commits. Asynchronous ones, which read a file as it comes or
    wait for a hash, say themselves what of it is a transaction (:meth:`.Database.transact`)."""
    return [one if is_async_callable(one.fn) else copy(one)(_repeating(one.fn)) for one in handlers]


def _repeating(carry_out: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(carry_out)
    def call(*arguments: Any, **named: Any) -> Any:
        return repeated(lambda: carry_out(*arguments, **named))

    return call


def router(services: Callable[[], Services] = _no_services) -> Router:
    """All handlers of the API. ``services`` may be left out where only the document of the routes is wanted.

    What a cookie authenticates is guarded against other sites' pages, and that alone: a link or a room token is a proof
    of its own, and the room must work in frames where browsers keep cookies away.
    """
    signed_in = [
        *account.HANDLERS,
        *meetings.HANDLERS,
        *series_dates.HANDLERS,
        *account_claims.HANDLERS,
        *guests.HANDLERS,
        *attendance.HANDLERS,
        *notes.HANDLERS,
        *polls.HANDLERS,
        *minutes.HANDLERS,
        *chat.HANDLERS,
        *contents.HANDLERS,
        *library.HANDLERS,
        *recording_library.HANDLERS,
        *boards.HANDLERS,
        *users.HANDLERS,
    ]
    by_proof = [
        *center.HANDLERS,
        *checks.HANDLERS,
        *entry.HANDLERS,
        *invitations.HANDLERS,
        *recordings.HANDLERS,
        *notes.BY_TOKEN,
        *minutes.BY_TOKEN,
        *contents.BY_TOKEN,
        *room_documents.HANDLERS,
        *password_resets.HANDLERS,
    ]
    return Router(
        path="/api/v1",
        route_handlers=[
            *_options_handlers([*session.HANDLERS, *signed_in, *by_proof]),
            Router("/", route_handlers=_done_again(session.HANDLERS), middleware=[OwnPages(services, always=True)]),
            Router("/", route_handlers=_done_again(signed_in), middleware=[OwnPages(services)]),
            *_done_again(by_proof),
        ],
        dependencies=provide(services),
        middleware=[RefusalDelay(services)],
        exception_handlers={
            DomainError: domain_problem,
            HTTPException: http_problem,
            Exception: internal_problem,
        },
        after_response=session.record_activity(services),
        request_max_body_size=65_536,
        request_class=JsonRequest,
    )
