"""Raised hands, in the timeline of a recording."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.events.kinds.presence import PersonUpdated
from convener.storage.models import Recording

from .clock import RecordingClock
from .events import read_past
from .participants import Present
from .timeline import TimelineEvent


def find_hands(session: Session, recording: Recording, present: Present, clock: RecordingClock) -> list[TimelineEvent]:
    """When people who are in the timeline had raised their hands: until they lowered them, or left."""
    known = {one.id for one in present.people}
    raised: dict[str, int] = {}
    found: list[TimelineEvent] = []

    def lower(person: str, at: int) -> None:
        begin = raised.pop(person)
        left = (one.at for one in present.events if one.kind == "left" and one.person == person and one.at > begin)
        end = min([at, *left])
        if begin < end:
            found.append(TimelineEvent(at=begin, kind="hand", person=person, length=end - begin))

    for one in read_past(session, recording, PersonUpdated):
        if not isinstance(one.payload, PersonUpdated) or one.payload.person.id not in known:
            continue
        person, at = one.payload.person, clock.time_from(one.at)
        if person.hand is None and person.id in raised:
            lower(person.id, at)
        elif person.hand is not None:
            raised.setdefault(person.id, at)
    for person_id in list(raised):
        lower(person_id, clock.duration)
    return found
