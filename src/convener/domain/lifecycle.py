"""The life of meetings and recordings, as one table (Live Meeting service API, reference section 5.5).

Active and undeleted things can be used; deleted and expired ones can be restored until the center's buffer time is
over; removed ones are only listed.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from .errors import WrongState


class LifecycleState(StrEnum):
    """Where a meeting or recording is in its life."""

    ACTIVE = "active"
    UNDELETED = "undeleted"
    EXPIRED = "expired"
    DELETED = "deleted"
    REMOVED = "removed"


class LifecycleEvent(StrEnum):
    """What moves it on."""

    DELETE = "deleted"
    DELETE_FOR_GOOD = "deleted where nothing is restored"
    ERASE = "erased"
    RESTORE = "restored"
    EXPIRE = "expired"
    BUFFER_ENDS = "removed at the end of the buffer time"
    OWNER_GONE = "removed with its owner"


_L, _E = LifecycleState, LifecycleEvent

LIVING = frozenset({LifecycleState.ACTIVE, LifecycleState.UNDELETED})
"""What can be used: "non-deleted" in the words of the API."""

RESTORABLE = frozenset({LifecycleState.DELETED, LifecycleState.EXPIRED})


def is_restorable(state: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Where the life of a meeting or recording is one of :data:`RESTORABLE`.

    The words are part of the statement: with parameters in their place no database can see that this is to the letter
    what the indexes of restorable things are for.
    """
    return state.in_([literal_column(f"'{one.value}'") for one in sorted(RESTORABLE)])


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
"""(life, change) to the next life; what is not here cannot happen."""


def next_state(what: str, state: str, event: LifecycleEvent) -> LifecycleState:
    """The life after ``change``; raises :class:`WrongState` saying in which state ``what`` (meeting, recording) is and
    in which it should be."""
    next_ = TRANSITIONS.get((LifecycleState(state), event))
    if next_ is None:
        right = " or ".join(state.value.capitalize() for state, possible in TRANSITIONS if possible is event)
        raise WrongState(what, f"The {what} is {state.capitalize()}; only an {right} one can be {event.value}.")
    return next_
