"""The handlers of the modern API, as the application adds them."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Router
from litestar.config.csrf import CSRFConfig
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware

from convener.domain.errors import DomainError
from convener.services import Services, provide

from .errors import domain_problem, http_problem, internal_problem
from .v1.routes import center, entry, invitations, meetings, recordings, session


def _no_services() -> Services:
    raise RuntimeError("This router was made for its document alone.")


def router(csrf: CSRFConfig, services: Callable[[], Services] = _no_services) -> Router:
    """All handlers of the API. ``services`` may be left out where only the document of the routes is wanted.

    ``csrf`` guards what a cookie authenticates, and that alone: a link or a room token is a proof of its own, and the
    room must work in frames where browsers keep cookies away.
    """
    by_cookie = Router(
        path="/",
        route_handlers=[*session.HANDLERS, *meetings.HANDLERS],
        middleware=[DefineMiddleware(CSRFMiddleware, config=csrf)],
    )
    return Router(
        path="/api/v1",
        route_handlers=[
            *center.HANDLERS,
            by_cookie,
            *entry.HANDLERS,
            *invitations.HANDLERS,
            *recordings.HANDLERS,
        ],
        dependencies=provide(services),
        exception_handlers={
            DomainError: domain_problem,
            HTTPException: http_problem,
            Exception: internal_problem,
        },
        after_response=session.record_activity(services),
        request_max_body_size=65_536,
        tags=["v1"],
    )
