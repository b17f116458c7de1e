"""Reads the events of a meeting as they are told: with what they name by id, where a feature loads it
(:meth:`convener.realtime.feature.Feature.load`)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from convener.domain.events.log import RoomEvent, read_room_events

from .registry import REGISTRY


def read_events(session: Session, meeting_id: int, seq: int, most: int) -> list[RoomEvent]:
    """At most ``most`` events of the meeting after number ``seq``, in order."""
    events = read_room_events(session, meeting_id, seq, most)
    for spec in REGISTRY.loads:
        places = [place for place, event in enumerate(events) if isinstance(event.payload, spec.payloads)]
        if places:
            loaded = spec.load(session, [events[place] for place in places])
            for place, payload in zip(places, loaded, strict=True):
                events[place] = replace(events[place], payload=payload)
    return events
