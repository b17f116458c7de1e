"""Instances: each run of a meeting, from the first who enters to its end.

Visits, polls, recordings and events of the meeting point to the instance in which they happened. A meeting that begins
again gets a new one. The caller of what changes anything here has locked the meeting's row.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.storage.core import insert
from convener.storage.models import Board, Meeting, MeetingInstance


class DraftMinutes(JobPayload, frozen=True, kw_only=True):
    """The job that drafts the minutes of the ended instance with this internal id."""

    kind: ClassVar[str] = "draft_minutes"

    instance: int


class ReadBoards(JobPayload, frozen=True, kw_only=True):
    """The job that reads what is written on the whiteboards of the meeting with this internal id, of which a run has
    ended."""

    kind: ClassVar[str] = "read_boards"

    meeting: int


class Ending(StrEnum):
    """Why an instance ended: a host ended it for all; everybody had left and nobody came back in time; the meeting was
    cancelled or deleted, expired, or was removed with its owner."""

    ENDED = "ended"
    EMPTIED = "emptied"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    OWNER_GONE = "owner_gone"


_BY_LIFECYCLE = {
    LifecycleEvent.DELETE: Ending.CANCELLED,
    LifecycleEvent.DELETE_FOR_GOOD: Ending.CANCELLED,
    LifecycleEvent.EXPIRE: Ending.EXPIRED,
    LifecycleEvent.OWNER_GONE: Ending.OWNER_GONE,
}


def ending_of(change: LifecycleEvent) -> Ending:
    """Why the instance under way ends when this happens to a living meeting."""
    return _BY_LIFECYCLE[change]


def begin_instance(session: Session, meeting: Meeting, at: datetime) -> None:
    """A run of the meeting begins: what happens from now on belongs to a new instance."""
    # A node of an older version, which knows of no instances, may have finished the one before.
    end_instance(session, meeting, Ending.EMPTIED, at)
    instance = MeetingInstance(
        public_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        started_at=at,
    )
    meeting.instance_id, meeting.peak = insert(session, instance).id, 0


def end_instance(session: Session, meeting: Meeting, ending: Ending, at: datetime) -> None:
    """The run of the meeting that is under way ends; does nothing where none is."""
    if meeting.instance_id is None:
        return
    instance = session.get_one(MeetingInstance, meeting.instance_id)
    instance.ended_at, instance.ending, instance.peak = at, ending.value, meeting.peak
    meeting.instance_id, meeting.peak = None, 0
    session.flush()
    enqueue(session, DraftMinutes(instance=instance.id), key=str(instance.id))
    if session.scalar(select(Board.id).where(Board.meeting_id == meeting.id).limit(1)) is not None:
        enqueue(session, ReadBoards(meeting=meeting.id), key=str(meeting.id))


def list_instances(session: Session, meeting: Meeting) -> list[MeetingInstance]:
    """All runs of the meeting, the first one first."""
    query = select(MeetingInstance).where(MeetingInstance.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(MeetingInstance.started_at, MeetingInstance.id)))


def list_latest(session: Session, meeting: Meeting, limit: int) -> list[MeetingInstance]:
    """The last runs of the meeting, the latest first."""
    query = select(MeetingInstance).where(MeetingInstance.meeting_id == meeting.id)
    latest_first = (MeetingInstance.started_at.desc(), MeetingInstance.id.desc())
    return list(session.scalars(query.order_by(*latest_first).limit(limit)))


def find_instance(session: Session, meeting: Meeting, public_id: str) -> MeetingInstance | None:
    """The run of the meeting with this public id, None where there is none."""
    query = select(MeetingInstance).where(
        MeetingInstance.meeting_id == meeting.id, MeetingInstance.public_id == public_id
    )
    return session.scalar(query)


def find_instance_at(session: Session, meeting: Meeting, moment: datetime) -> MeetingInstance | None:
    """The run of the meeting that was under way at this moment, None where none was."""
    query = select(MeetingInstance).where(
        MeetingInstance.meeting_id == meeting.id,
        MeetingInstance.started_at <= moment,
        or_(MeetingInstance.ended_at.is_(None), MeetingInstance.ended_at >= moment),
    )
    return session.scalar(query.order_by(MeetingInstance.started_at.desc()).limit(1))
