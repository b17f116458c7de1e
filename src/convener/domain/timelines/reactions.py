"""Reactions, in the timeline of a recording."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.events.kinds.reactions import ReactionShown
from convener.storage.models import Recording

from .clock import RecordingClock
from .events import read_past
from .participants import Present
from .timeline import TimelineEvent


def find_reactions(
    session: Session, recording: Recording, present: Present, clock: RecordingClock
) -> list[TimelineEvent]:
    """What people who are in the timeline showed in the recorded stretches."""
    found: list[TimelineEvent] = []
    for one in read_past(session, recording, ReactionShown):
        at, person = clock.time_of(one.at), present.ids.get(one.participant_id or 0)
        if at is not None and person is not None and isinstance(one.payload, ReactionShown):
            found.append(TimelineEvent(at=at, kind="reaction", person=person, text=one.payload.emoji))
    return found
