"""What was written to all, in the timeline of a recording: nothing that was written to some, or was deleted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.models import ChatMessage, Recording

from .clock import RecordingClock
from .participants import Present
from .timeline import TimelineEvent

TO_ALL = "all"


def find_messages(
    session: Session, recording: Recording, present: Present, clock: RecordingClock
) -> list[TimelineEvent]:
    """The messages of the recorded stretches, as they read now."""
    query = select(ChatMessage).where(
        ChatMessage.instance_id == recording.instance_id,
        ChatMessage.audience == TO_ALL,
        ChatMessage.deleted_at.is_(None),
    )
    found: list[TimelineEvent] = []
    for message in session.scalars(query.order_by(ChatMessage.number)):
        at = clock.time_of(message.sent_at)
        person = present.ids.get(message.participant_id)
        if at is not None and person is not None and message.text:
            found.append(TimelineEvent(at=at, kind="chat", person=person, text=message.text))
    return found
