"""The lifecycle of meetings and recordings, as one table (Live Meeting service API, reference section 5.5).

Active and undeleted objects can be used; deleted and expired ones can be restored until the center's buffer time is
over; removed ones only appear in lists.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from .errors import WrongState


class LifecycleState(StrEnum):
    """The states of a meeting or recording."""

    ACTIVE = "active"
    UNDELETED = "undeleted"
    EXPIRED = "expired"
    DELETED = "deleted"
    REMOVED = "removed"


class LifecycleEvent(StrEnum):
    """What moves a meeting or recording to another state. The values complete "one can be …" in messages."""

    DELETE = "deleted"
    DELETE_FOR_GOOD = "deleted where nothing is restored"
    ERASE = "erased"
    RESTORE = "restored"
    EXPIRE = "expired"
    BUFFER_ENDS = "removed at the end of the buffer time"
    OWNER_GONE = "removed with its owner"


_L, _E = LifecycleState, LifecycleEvent

LIVING = frozenset({LifecycleState.ACTIVE, LifecycleState.UNDELETED})
"""The states in which an object can be used: "non-deleted" in the words of the API."""

RESTORABLE = frozenset({LifecycleState.DELETED, LifecycleState.EXPIRED})
"""The states from which an object can be restored."""


def is_restorable(state: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The condition that the state in this column is one of :data:`RESTORABLE`.

    The values are part of the statement: with parameters in their place no database recognises that the condition is
    that of the partial indexes of restorable objects.
    """
    return state.in_([literal_column(f"'{one.value}'") for one in sorted(RESTORABLE)])


def is_restorable_since(
    state: InstrumentedAttribute[str], ended_at: InstrumentedAttribute[datetime | None], since: datetime
) -> ColumnElement[bool]:
    """The condition that an object can still be restored, even where nothing has removed it yet: it ended after
    ``since``, where the buffer time began that is over now."""
    return and_(is_restorable(state), ended_at > since)


TRANSITIONS: dict[tuple[LifecycleState, LifecycleEvent], LifecycleState] = {
    (_L.ACTIVE, _E.DELETE): _L.DELETED,
    (_L.UNDELETED, _E.DELETE): _L.DELETED,
    (_L.ACTIVE, _E.DELETE_FOR_GOOD): _L.REMOVED,
    (_L.UNDELETED, _E.DELETE_FOR_GOOD): _L.REMOVED,
    (_L.EXPIRED, _E.ERASE): _L.REMOVED,
    (_L.DELETED, _E.ERASE): _L.REMOVED,
    (_L.EXPIRED, _E.RESTORE): _L.UNDELETED,
    (_L.DELETED, _E.RESTORE): _L.UNDELETED,
    (_L.ACTIVE, _E.EXPIRE): _L.EXPIRED,
    (_L.UNDELETED, _E.EXPIRE): _L.EXPIRED,
    (_L.EXPIRED, _E.BUFFER_ENDS): _L.REMOVED,
    (_L.DELETED, _E.BUFFER_ENDS): _L.REMOVED,
    (_L.ACTIVE, _E.OWNER_GONE): _L.REMOVED,
    (_L.UNDELETED, _E.OWNER_GONE): _L.REMOVED,
    (_L.EXPIRED, _E.OWNER_GONE): _L.REMOVED,
    (_L.DELETED, _E.OWNER_GONE): _L.REMOVED,
}
"""(state, event) to the next state; a pair that is absent is not allowed."""


def next_state(what: str, state: str, event: LifecycleEvent) -> LifecycleState:
    """The state after ``event`` of an object in ``state``.

    ``what`` (meeting, recording) is for the message. Raises :class:`WrongState`, whose message says in which state the
    object is and in which it would have to be.
    """
    following = TRANSITIONS.get((LifecycleState(state), event))
    if following is None:
        right = " or ".join(state.value.capitalize() for state, possible in TRANSITIONS if possible is event)
        raise WrongState(what, f"The {what} is {state.capitalize()}; only an {right} one can be {event.value}.")
    return following
