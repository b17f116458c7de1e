"""Under which time a meeting stands in the lists of its participants.

Participants carry it, so that an index finds the next meetings of a person however many there are
(:mod:`convener.domain.meetings.agenda`).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from convener.storage.models import Meeting, Participant
from convener.storage.rows import AnyMeeting

LONG = timedelta(days=1)
"""A meeting that is to last longer is one of those that last, as a series is: it has no one place among others."""


def listed_at(meeting: AnyMeeting) -> datetime | None:
    """The start of a meeting of one date, else when it was made; None of one that lasts: a series, a personal room, or
    one that is longer than :data:`LONG`."""
    if meeting.recurrence is not None or meeting.place_of_id is not None:
        return None
    if meeting.starts_at is None:
        return meeting.created_at
    if meeting.ends_at is not None and meeting.ends_at - meeting.starts_at > LONG:
        return None
    return meeting.starts_at


def relist(session: Session, meeting: Meeting) -> None:
    """Let the participants of a meeting have it under its new time."""
    session.execute(
        update(Participant).where(Participant.meeting_id == meeting.id).values(listed_at=listed_at(meeting))
    )
