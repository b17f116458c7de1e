"""The modern API, ``/api/v1``: JSON over HTTP. The web client uses nothing else."""

from __future__ import annotations

from litestar import Router, get
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware

from convener import __version__
from convener.domain.centers import centers
from convener.domain.errors import DomainError
from convener.storage import models

from .errors import domain_problem, http_problem, internal_problem
from .v1.routes import entry, invitations, meetings, recordings, session
from .v1.schemas import Center


@get("/center", sync_to_thread=True)
def read_center(state: State, name: str = "") -> Center:
    """What anybody may know of the conference center of this name, the server's first one where it is empty."""
    with state.database.read() as database_session:
        if name:
            center = centers.find(database_session, name)
        else:
            center = database_session.get_one(models.Center, state.center_id)
        return Center(name=center.name, title=center.title, version=__version__)


def router(csrf: CSRFConfig) -> Router:
    """All handlers of this door. They find ``database``, ``rules`` and the limits on the application's state.

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
            read_center,
            by_cookie,
            *entry.HANDLERS,
            *invitations.HANDLERS,
            *recordings.HANDLERS,
        ],
        exception_handlers={
            DomainError: domain_problem,
            HTTPException: http_problem,
            Exception: internal_problem,
        },
        after_response=session.note_seen,
        request_max_body_size=65_536,
        tags=["v1"],
    )
