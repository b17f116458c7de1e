"""Who was there, in the timeline of a recording."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.permissions import MeetingRole
from convener.domain.room import audience_rights, namesakes
from convener.storage.models import Meeting, Participant, Recording, Visit

from .clock import RecordingClock
from .timeline import TimelineEvent, TimelinePerson


@dataclass(frozen=True)
class Present:
    """Who was there, by public id, when they came and went; ``ids``: who of the participants (by primary key) they
    are. Where attendees do not see each other none of them is among them: who plays the recording may be one."""

    people: list[TimelinePerson]
    events: list[TimelineEvent]
    ids: dict[int, str]


def find_present(session: Session, meeting: Meeting, recording: Recording, clock: RecordingClock) -> Present:
    """Who was in the recorded run of the meeting, in the order of entering."""
    people: dict[str, TimelinePerson] = {}
    events: list[TimelineEvent] = []
    ids: dict[int, str] = {}
    attendee = MeetingRole.ATTENDEE.value
    hides = not audience_rights.sees_attendees(meeting, attendee)
    query = (
        select(Visit, Participant.public_id)
        .join(Participant, Participant.id == Visit.participant_id)
        .where(Visit.instance_id == recording.instance_id)
        .order_by(Visit.id)
    )
    for visit, public_id in session.execute(query):
        if hides and visit.role == attendee:
            continue
        entered = clock.time_from(visit.entered_at)
        left = clock.duration if visit.left_at is None else clock.time_from(visit.left_at)
        if left <= 0 or entered >= clock.duration > 0 or entered == left:
            continue  # before, afterwards, or in a pause
        ids[visit.participant_id] = public_id
        people[public_id] = TimelinePerson(id=public_id, name=namesakes.shown_name(visit), role=visit.role)
        if entered > 0 or clock.time_of(visit.entered_at) is not None:
            events.append(TimelineEvent(at=entered, kind="entered", person=public_id))
        if visit.left_at is not None and (left < clock.duration or clock.time_of(visit.left_at) is not None):
            events.append(TimelineEvent(at=left, kind="left", person=public_id))
    return Present(list(people.values()), events, ids)
