"""What was said of a participant in the room lately, read from the log: for the few questions that the tables do not
answer."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from convener.domain.events.kinds.presence import PersonEntered, PersonUpdated
from convener.domain.events.log import read_events_of_person

Source = Literal["microphone", "camera"]
SOURCES: tuple[Source, ...] = ("microphone", "camera")

MAX_LOOKED_BACK = 1000
"""Events of the meeting that are looked through."""


def stopped_by_other(session: Session, meeting_id: int, public_id: str, seq: int) -> set[Source]:
    """What of this participant's microphone and camera another one stopped, and is off since, up to event ``seq``."""
    on: set[Source] = set()
    stopped: set[Source] = set()
    for payload, by_other in _states(session, meeting_id, public_id, seq):
        now_on = {source for source in SOURCES if getattr(payload.person, source)}
        if isinstance(payload, PersonEntered):
            stopped = set()
        elif by_other:
            stopped |= on - now_on
        stopped -= now_on
        on = now_on
    return stopped


def role_at(session: Session, meeting_id: int, public_id: str, seq: int) -> str | None:
    """The role of the participant at event number ``seq``; None where nothing was said of it for long."""
    states = _states(session, meeting_id, public_id, seq)
    return states[-1][0].person.role if states else None


def _states(
    session: Session, meeting_id: int, public_id: str, seq: int
) -> list[tuple[PersonEntered | PersonUpdated, bool]]:
    after = seq - MAX_LOOKED_BACK
    return read_events_of_person(session, meeting_id, public_id, (PersonEntered, PersonUpdated), after, seq)
