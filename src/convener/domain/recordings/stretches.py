"""The stretches of a recording: each is one capture, from its start or resumption to its next pause or its end.

A stretch is asked for in the transaction of what wants it (:func:`ask`), begun by a node that has a recorder
(:func:`claim`, :func:`begin`), ended (:func:`end`), and complete when all that was captured is in its folder
(:func:`complete`). The caller has locked the meeting's row, but for :func:`claim`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.models import Meeting, Recording, RecordingStretch

from .states import RecordingState

CAPTURE_ID_LENGTH = 32


class FinishRecording(JobPayload, frozen=True, kw_only=True):
    """The job that makes what can be played of the captured stretches of the recording with this internal id."""

    kind: ClassVar[str] = "finish_recording"

    recording: int


def ask(session: Session, recording: Recording, meeting: Meeting) -> RecordingStretch:
    """Ask for a further stretch, from now on."""
    last = session.scalar(
        select(func.max(RecordingStretch.number)).where(RecordingStretch.recording_id == recording.id)
    )
    stretch = RecordingStretch(
        recording_id=recording.id,
        number=(last or 0) + 1,
        capture_id=random_text(LOWERCASE_AND_DIGITS, CAPTURE_ID_LENGTH),
        first_seq=meeting.last_seq,
        asked_at=now(),
    )
    session.add(stretch)
    session.flush()
    return stretch


def claim(session: Session, stretch_id: int, node: str) -> bool:
    """Have this node capture the stretch; returns whether it was free and is still wanted."""
    taken = update(RecordingStretch).where(
        RecordingStretch.id == stretch_id, RecordingStretch.node.is_(None), RecordingStretch.ended_at.is_(None)
    )
    done = session.execute(taken.values(node=node))
    return isinstance(done, CursorResult) and done.rowcount == 1


def begin(stretch: RecordingStretch) -> None:
    """The capture has begun."""
    stretch.started_at = now()


def find_open(session: Session, recording: Recording) -> RecordingStretch | None:
    """The stretch that is under way or asked for, None where there is none."""
    query = select(RecordingStretch).where(
        RecordingStretch.recording_id == recording.id, RecordingStretch.ended_at.is_(None)
    )
    return session.scalar(query.order_by(RecordingStretch.number.desc()).limit(1))


def end(stretch: RecordingStretch, meeting: Meeting, reason: str) -> None:
    """The stretch ends now."""
    stretch.ended_at, stretch.reason, stretch.last_seq = now(), reason, meeting.last_seq


def complete(session: Session, recording: Recording, stretch: RecordingStretch) -> None:
    """All that was captured in an ended stretch is in its folder; one that never began is forgotten."""
    if stretch.started_at is None:
        session.delete(stretch)
    else:
        stretch.completed_at = now()
    session.flush()
    finish_when_complete(session, recording)


def finish_when_complete(session: Session, recording: Recording) -> None:
    """Have the recording finished where it was stopped and all its stretches are complete."""
    incomplete = select(RecordingStretch.id).where(
        RecordingStretch.recording_id == recording.id, RecordingStretch.completed_at.is_(None)
    )
    if recording.state == RecordingState.PROCESSING.value and session.scalar(incomplete.limit(1)) is None:
        enqueue(session, FinishRecording(recording=recording.id), key=str(recording.id))


def list_stretches(session: Session, recording: Recording) -> list[RecordingStretch]:
    """The stretches that were begun, in order."""
    query = select(RecordingStretch).where(
        RecordingStretch.recording_id == recording.id, RecordingStretch.started_at.is_not(None)
    )
    return list(session.scalars(query.order_by(RecordingStretch.number)))


def recorded(session: Session, recording: Recording) -> int:
    """Milliseconds of all stretches that have ended."""
    lengths = [
        max(one.ended_at or one.started_at, one.started_at) - one.started_at
        for one in list_stretches(session, recording)
        if one.started_at is not None
    ]
    return int(sum(lengths, timedelta()).total_seconds() * 1000)


def delete_all(session: Session, recording_id: int) -> None:
    """Forget the stretches of a recording."""
    session.execute(delete(RecordingStretch).where(RecordingStretch.recording_id == recording_id))
