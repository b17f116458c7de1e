"""Visited hours: the full hours in which a meeting had visitors, so that "meetings with a visit in this period" is a
look-up, however many visits there are (Live Meeting service API, ``visitedIn``)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from convener.storage.models import Meeting, VisitedHour

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_INSERT = {
    "sqlite": sqlite.insert(VisitedHour).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(VisitedHour).on_conflict_do_nothing(),
}
"""Of those that are new."""


def hours(entered_at: datetime, left_at: datetime) -> range:
    """The full hours (since 1970, UTC) that a visit touches. One that ends exactly at a full hour does not touch the
    next; the hour in which it began always counts."""
    first = (entered_at - _EPOCH) // _HOUR
    last = -((_EPOCH - left_at) // _HOUR) - 1
    return range(first, max(first, last) + 1)


def record_visit(session: Session, meeting: Meeting, entered_at: datetime, left_at: datetime) -> None:
    """Record the hours that an ended visit to the meeting touched. The caller has locked the meeting."""
    touched = hours(entered_at, left_at)
    rows = [{"center_id": meeting.center_id, "hour": hour, "meeting_id": meeting.id} for hour in touched]
    session.connection().execute(_INSERT[session.get_bind().dialect.name], rows)
