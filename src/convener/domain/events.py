"""What happens, recorded as it happens: the types of events, and the one way to append one."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.database import TOUCHED
from convener.storage.tables import Event, Meeting, Participant

from .rules import now


class EventType(StrEnum):
    """``source:subject:action``; the comment says what ``data`` carries."""

    MEETING_CREATED = "meeting:meeting:created"  # meeting
    MEETING_UPDATED = "meeting:meeting:updated"  # meeting
    MEETING_CANCELLED = "meeting:meeting:cancelled"  # meeting
    PARTICIPANT_ADDED = "meeting:participant:added"
    PARTICIPANT_CHANGED = "meeting:participant:changed"
    PARTICIPANT_CANCELLED = "meeting:participant:cancelled"
    PARTICIPANT_ANSWERED = "meeting:participant:answered"  # answer
    PERSON_ENTERED = "room:person:entered"  # person
    PERSON_UPDATED = "room:person:updated"  # person
    PERSON_LEFT = "room:person:left"  # reason
    PERSON_WAITING = "room:lobby:waiting"  # waiting
    PERSON_ADMITTED = "room:lobby:admitted"
    PERSON_DENIED = "room:lobby:denied"
    WAITING_GONE = "room:lobby:gone"
    PLACES_CHANGED = "room:media:places"  # peers


def record(
    session: Session,
    meeting: Meeting,
    type_: EventType,
    *,
    participant: Participant | None = None,
    actor: Participant | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Append an event to the meeting, in the transaction that makes the change.

    The caller holds the meeting's row for writing (:func:`convener.domain.meetings.lock`), so numbers have no holes.
    ``participant`` is whom it is about, ``actor`` who did it where that is somebody else.
    """
    meeting.last_seq += 1
    event = Event(
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        seq=meeting.last_seq,
        type=type_.value,
        at=now(),
        participant_id=participant.id if participant else None,
        actor_id=actor.id if actor else None,
        data=data or {},
    )
    session.add(event)
    session.info.setdefault(TOUCHED, set()).add(meeting.id)
    return event


def since(session: Session, meeting_id: int, seq: int, most: int) -> list[Event]:
    """The meeting's events after number ``seq``, in order, at most ``most``."""
    query = select(Event).where(Event.meeting_id == meeting_id, Event.seq > seq).order_by(Event.seq).limit(most)
    return list(session.scalars(query))
