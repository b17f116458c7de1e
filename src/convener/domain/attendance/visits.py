"""Attendance: visits to a meeting as reports list them (Live Meeting service API, reference 5.6).

A visit that crosses a full hour is listed in parts, one for each hour that it touches; a part begins with the visit or
at the full hour, and ends likewise. Times are whole seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, select, update
from sqlalchemy.orm import Session

from convener.domain.permissions import MeetingRole
from convener.storage.models import Meeting, Participant, User, Visit

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A visit, or the part of one within an hour. ``end`` is None while the visit lasts."""

    vid: str
    name: str
    user_id: str
    email: str
    company: str
    browser: str
    address: str
    extra1: str
    extra2: str
    extra3: str
    role: str
    start: datetime
    end: datetime | None


_VISITS = (
    select(
        Visit.vid,
        Visit.name,
        User.user_id,
        User.external_id,
        Visit.email,
        Visit.company,
        Visit.browser,
        Visit.address,
        Visit.extra1,
        Visit.extra2,
        Visit.extra3,
        Visit.role,
        Visit.entered_at,
        Visit.left_at,
    )
    .join(Participant, Participant.id == Visit.participant_id)
    .outerjoin(User, User.id == Participant.user_id)
    .order_by(Visit.entered_at, Visit.id)
)


def list_ended_visits(
    session: Session, meeting: Meeting, start: datetime | None = None, end: datetime | None = None
) -> list[Attendance]:
    """Parts of ended visits, in the order of their starts; with an interval those that start within."""
    query = _VISITS.where(Visit.meeting_id == meeting.id, Visit.left_at.is_not(None))
    if start is not None and end is not None:
        query = query.where(Visit.entered_at < end, Visit.left_at >= start)
    parts = [part for visit in _read(session, query) for part in _by_hours(visit)]
    if start is not None and end is not None:
        parts = [part for part in parts if start <= part.start < end]
    return sorted(parts, key=lambda part: part.start)


def list_connected_visits(
    session: Session, meeting: Meeting, start: datetime | None = None, end: datetime | None = None
) -> list[Attendance]:
    """Visits that have not ended, in the order of entering; with an interval those that began within."""
    query = _VISITS.where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None))
    if start is not None and end is not None:
        query = query.where(Visit.entered_at >= start, Visit.entered_at < end)
    return list(_read(session, query))


def _read(session: Session, query: Executable) -> Iterator[Attendance]:
    for row in session.execute(query):
        (vid, name, user_id, external_id, email, company, browser, address, *extras, role, entered_at, left_at) = row
        yield Attendance(
            vid=vid,
            name=name,
            user_id=external_id or user_id or "",
            email=email,
            company=company,
            browser=browser,
            address=address,
            extra1=extras[0],
            extra2=extras[1],
            extra3=extras[2],
            role="attend" if role == MeetingRole.ATTENDEE.value else "present",
            start=entered_at.replace(microsecond=0),
            end=None if left_at is None else left_at.replace(microsecond=0),
        )


def _by_hours(visit: Attendance) -> Iterator[Attendance]:
    start, end = visit.start, visit.end
    if end is None:
        raise ValueError("a visit that has not ended has no parts")
    while True:
        full_hour = start.replace(minute=0, second=0) + _HOUR
        until = min(end, full_hour)
        yield Attendance(**{**_values(visit), "start": start, "end": until})
        if until >= end:
            return
        start = until


def _values(visit: Attendance) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in Attendance.__slots__}


def select_meetings(participant_ids: Collection[int]) -> Select[int]:
    """The meetings (primary keys) of these participants, by which an index finds what they left there: one of
    participants would cost each row that is written."""
    return select(Participant.meeting_id).where(Participant.id.in_(participant_ids))


def in_meetings_of(participant_ids: Collection[int]) -> ColumnElement[bool]:
    """The condition that a visit is one to the meetings of these participants (primary keys)."""
    return Visit.meeting_id.in_(select_meetings(participant_ids))


def erase_person(session: Session, participant_id: int, name: str) -> None:
    """Blank what the visits of this participant (primary key) say of the person, who is called ``name`` from now on.
    When the person came and went stays."""
    told = dict.fromkeys(("name_key", "email", "company", "browser", "address", "extra1", "extra2", "extra3"), "")
    visits = update(Visit).where(in_meetings_of([participant_id]), Visit.participant_id == participant_id)
    session.execute(visits.values(name=name, name_number=0, **told))
