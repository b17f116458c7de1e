"""What was written in the notes of a meeting while it was recorded."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.notes import documents
from convener.domain.notes.history import Order
from convener.storage.models import MeetingInstance, Recording

from .clock import RecordingClock
from .updates import read_updates

NOTES = "notes"
"""Kind and name of the part that says what was written."""


def find_notes(session: Session, recording: Recording) -> int | None:
    """The notes of the recorded run (internal id of the shared document); None where nobody opened any."""
    if recording.instance_id is None:
        return None
    document = documents.find_of_instance(session, session.get_one(MeetingInstance, recording.instance_id))
    return document.id if document is not None else None


def read_notes_order(session: Session, document_id: int, clock: RecordingClock) -> Order:
    """What the file of the notes is made of."""
    return Order(updates=read_updates(session, document_id, clock, [(0, clock.duration)]))
