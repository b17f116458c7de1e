"""The order of all events of a center: each gets a number, 1, 2, 3 and so on without holes.

What is written is not numbered: a counter that every transaction raises would let only one of a center commit at a
time. The numbers are given afterwards to what was committed (:func:`number_events`), in the order of the rows' ids, by
one transaction at a time. So whoever has read number n has seen all events before it, and later ones get higher
numbers, however long their transactions take. The events of a meeting keep their order, because its row is locked
while they are recorded, and so does what was recorded after something else was committed.

A reader keeps the number of the last event that it has dealt with, calls :func:`number_events` in a transaction of its
own, and reads on with :func:`read_center_events`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session, aliased

from convener.storage.models import Event, EventCounter, Meeting, MeetingInstance, Participant

from .payload import Payload
from .registry import decode

BATCH: Final = 500
"""Events that are numbered by one statement: writers of SQLite wait meanwhile, for some milliseconds."""

_COUNTER = select(EventCounter).where(EventCounter.center_id == bindparam("center"))
_NEW_COUNTER = {
    "sqlite": sqlite.insert(EventCounter).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(EventCounter).on_conflict_do_nothing(),
}
_NEXT = (
    select(Event.id)
    .where(Event.center_id == bindparam("center"), Event.center_seq.is_(None))
    .order_by(Event.id)
    .limit(bindparam("most"))
    .subquery()
)
_PLACES = select(_NEXT.c.id, func.row_number().over(order_by=_NEXT.c.id).label("place")).subquery()
_NUMBER = (
    update(Event)
    .where(Event.id == _PLACES.c.id)
    .values(center_seq=bindparam("last", type_=BigInteger) + _PLACES.c.place)
)


def number_events(session: Session, center_id: int, most: int = BATCH) -> int:
    """Number at most ``most`` events of the center that have no number yet; returns how many there were. Others that do
    this for the same center wait until the transaction ends."""
    counter = _lock_counter(session, center_id)
    parameters = {"center": center_id, "last": counter.last, "most": most}
    done = session.execute(_NUMBER, parameters, execution_options={"synchronize_session": False})
    numbered = done.rowcount if isinstance(done, CursorResult) else 0
    counter.last += numbered
    session.flush()
    return numbered


def _lock_counter(session: Session, center_id: int) -> EventCounter:
    locked = _COUNTER.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(locked, {"center": center_id})
    if found is None:
        session.execute(_NEW_COUNTER[session.get_bind().dialect.name], {"center_id": center_id, "last": 0})
        found = session.scalars(locked, {"center": center_id}).one()
    return found


def centers_to_number(session: Session) -> list[int]:
    """The ids of the centers that have events without a number."""
    return list(session.scalars(select(Event.center_id).where(Event.center_seq.is_(None)).distinct()))


@dataclass(frozen=True, slots=True)
class CenterEvent:
    """An event as a reader of the whole center gets it.

    ``number`` is its place in the order of the center; ``meeting`` the mid of the meeting that it belongs to, None for
    what belongs to none; ``instance`` the public id of the run of that meeting that was under way; ``person`` and
    ``actor`` are public ids of participants. ``payload`` is None for a kind, or a version of one, that only a newer
    version of the program knows.
    """

    number: int
    at: datetime
    kind: str
    meeting: str | None
    instance: str | None
    person: str | None
    actor: str | None
    payload: Payload | None


_About, _Actor = aliased(Participant), aliased(Participant)
_CENTER_EVENTS = (
    select(
        Event.center_seq,
        Event.at,
        Event.type,
        Event.version,
        Meeting.mid,
        MeetingInstance.public_id,
        _About.public_id,
        _Actor.public_id,
        Event.data,
    )
    .outerjoin(Meeting, Meeting.id == Event.meeting_id)
    .outerjoin(MeetingInstance, MeetingInstance.id == Event.instance_id)
    .outerjoin(_About, _About.id == Event.participant_id)
    .outerjoin(_Actor, _Actor.id == Event.actor_id)
    .where(Event.center_id == bindparam("center"), Event.center_seq > bindparam("after"))
    .order_by(Event.center_seq)
    .limit(bindparam("most"))
)


def read_center_events(session: Session, center_id: int, after: int, most: int) -> list[CenterEvent]:
    """At most ``most`` events of the center after number ``after`` (0: from the first), in order: those that have a
    number."""
    rows = session.execute(_CENTER_EVENTS, {"center": center_id, "after": after, "most": most})
    return [
        CenterEvent(number, at, kind, mid, instance, person, actor, decode(kind, version, data))
        for number, at, kind, version, mid, instance, person, actor, data in rows
        if number is not None
    ]
