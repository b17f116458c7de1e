"""The stored events of a recorded run of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.events.payload import OF_PAYLOAD, Payload
from convener.domain.events.registry import decode
from convener.storage.models import Event, Recording


@dataclass(frozen=True, slots=True)
class PastEvent:
    """When it happened, and what; ``participant_id``: whom it is about (primary key), None where that is nobody."""

    at: datetime
    payload: Payload
    participant_id: int | None


def read_past(session: Session, recording: Recording, *kinds: type[Payload]) -> list[PastEvent]:
    """The events of these kinds in the recorded run, in order, also those before and after its stretches."""
    query = select(Event.at, Event.type, Event.version, Event.data, Event.participant_id).where(
        Event.meeting_id == recording.meeting_id,
        Event.instance_id == recording.instance_id,
        Event.type.in_([OF_PAYLOAD[one].name for one in kinds]),
    )
    rows = session.execute(query.order_by(Event.seq))
    found = [(at, decode(kind, version, data), person) for at, kind, version, data, person in rows]
    return [PastEvent(at, payload, person) for at, payload, person in found if payload is not None]
