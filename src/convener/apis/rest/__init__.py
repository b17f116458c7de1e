"""The modern API, ``/api/v1``: JSON over HTTP. The web client uses nothing else."""

from __future__ import annotations

from litestar import Router, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from convener import __version__
from convener.domain.errors import DomainError
from convener.storage import tables

from . import doors, invitations, meetings, session
from .problems import domain_problem, http_problem, internal_problem
from .types import Center


@get("/center", sync_to_thread=True)
def read_center(state: State) -> Center:
    """What anybody may know of this conference center."""
    with state.database.read() as database_session:
        center = database_session.get_one(tables.Center, state.center_id)
        return Center(name=center.name, title=center.title, version=__version__)


def router() -> Router:
    """All handlers of this door. They find ``database``, ``rules`` and the limits on the application's state."""
    return Router(
        path="/api/v1",
        route_handlers=[
            read_center,
            *session.HANDLERS,
            *meetings.HANDLERS,
            *doors.HANDLERS,
            *invitations.HANDLERS,
        ],
        exception_handlers={
            DomainError: domain_problem,
            HTTPException: http_problem,
            Exception: internal_problem,
        },
        request_max_body_size=65_536,
        tags=["v1"],
    )
