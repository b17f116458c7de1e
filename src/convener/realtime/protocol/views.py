"""What the domain says, in the words of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from convener.domain.events.log import RoomEvent
from convener.domain.events.states import MeetingState, PersonState, State, WaitingState
from convener.domain.events.types import EventType

from .messages import (
    AnyEvent,
    Meeting,
    MeetingUpdated,
    Person,
    PersonEntered,
    PersonLeft,
    PersonUpdated,
    Waiting,
    WaitingAdded,
    WaitingGone,
    Wire,
    encode,
)

W = TypeVar("W", bound=Wire)


@dataclass(frozen=True, slots=True)
class EncodedEvent:
    """An event as it goes out, and to whom: everybody, those who may see the lobby, or one person alone."""

    seq: int
    body: bytes
    lobby_only: bool = False
    person_only: str | None = None

    def is_for(self, person: str, sees_lobby: bool) -> bool:
        """Whether this person hears of it."""
        return (sees_lobby or not self.lobby_only) and self.person_only in (None, person)


def person(state: PersonState) -> Person:
    """Somebody in the room."""
    return _wire(state, Person)


def waiting(state: WaitingState) -> Waiting:
    """Somebody in the lobby."""
    return _wire(state, Waiting)


def meeting(state: MeetingState) -> Meeting:
    """The meeting."""
    return _wire(state, Meeting)


def encode_event(happening: RoomEvent) -> EncodedEvent | None:
    """What goes out of an event, None where the room has nothing to hear of it."""
    event = _event(happening)
    if event is None:
        return None
    lobby = isinstance(event, WaitingAdded | WaitingGone)
    # Where all are shown out at once, to tell each of everybody else would cost the square of their number.
    alone = isinstance(event, PersonLeft) and happening.data.get("everybody", False)
    return EncodedEvent(happening.seq, encode(event), lobby, happening.person if alone else None)


def _event(happening: RoomEvent) -> AnyEvent | None:
    seq, at, by, data, about = happening.seq, happening.at, happening.actor, happening.data, happening.person or ""
    match happening.type:
        case EventType.PERSON_ENTERED:
            return PersonEntered(seq=seq, at=at, by=by, person=person(msgspec.convert(data["person"], PersonState)))
        case EventType.PERSON_UPDATED:
            return PersonUpdated(seq=seq, at=at, by=by, person=person(msgspec.convert(data["person"], PersonState)))
        case EventType.PERSON_LEFT:
            return PersonLeft(seq=seq, at=at, by=by, person_id=about, reason=data["reason"])
        case EventType.PERSON_WAITING:
            state = msgspec.convert(data["waiting"], WaitingState)
            return WaitingAdded(seq=seq, at=at, by=by, waiting=waiting(state))
        case EventType.PERSON_ADMITTED | EventType.PERSON_DENIED | EventType.WAITING_GONE:
            return WaitingGone(seq=seq, at=at, by=by, person_id=about)
        case EventType.MEETING_UPDATED | EventType.MEETING_CANCELLED:
            state_ = msgspec.convert(data["meeting"], MeetingState)
            return MeetingUpdated(seq=seq, at=at, by=by, meeting=meeting(state_))
        case _:
            return None


def _wire(state: State, shape: type[W]) -> W:
    # The wire's structs have the names of the states' fields; only their letters travel differently.
    return shape(**{name: getattr(state, name) for name in state.__struct_fields__})
