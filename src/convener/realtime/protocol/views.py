"""Makes messages of the domain's states and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from convener.domain.events.kinds import lobby, meetings, presence
from convener.domain.events.log import RoomEvent
from convener.domain.events.states import MeetingState, PersonState, State, WaitingState

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

WireT = TypeVar("WireT", bound=Wire)


@dataclass(frozen=True, slots=True)
class EncodedEvent:
    """An encoded event and its audience: everybody in the room, those who may see the lobby, or one person."""

    seq: int
    body: bytes
    lobby_only: bool = False
    person_only: str | None = None

    def is_for(self, person: str, sees_lobby: bool) -> bool:
        """Whether this person belongs to the audience."""
        return (sees_lobby or not self.lobby_only) and self.person_only in (None, person)


def person(state: PersonState) -> Person:
    """The message part for a participant in the room."""
    return _wire(state, Person)


def waiting(state: WaitingState) -> Waiting:
    """The message part for a participant in the lobby."""
    return _wire(state, Waiting)


def meeting(state: MeetingState) -> Meeting:
    """The message part for the meeting."""
    return _wire(state, Meeting)


def encode_event(event: RoomEvent) -> EncodedEvent | None:
    """The event as it is sent; None where no message tells of it."""
    message = _message(event)
    if message is None:
        return None
    lobby = isinstance(message, WaitingAdded | WaitingGone)
    # Where all are removed at once, telling each of all the others would cost the square of their number.
    alone = isinstance(event.payload, presence.PersonLeft) and event.payload.everybody
    return EncodedEvent(event.seq, encode(message), lobby, event.person if alone else None)


def _message(event: RoomEvent) -> AnyEvent | None:
    seq, at, by, about = event.seq, event.at, event.actor, event.person or ""
    match event.payload:
        case presence.PersonEntered(person=state):
            return PersonEntered(seq=seq, at=at, by=by, person=person(state))
        case presence.PersonUpdated(person=state):
            return PersonUpdated(seq=seq, at=at, by=by, person=person(state))
        case presence.PersonLeft(reason=reason):
            return PersonLeft(seq=seq, at=at, by=by, person_id=about, reason=reason)
        case lobby.PersonWaiting(waiting=who):
            return WaitingAdded(seq=seq, at=at, by=by, waiting=waiting(who))
        case lobby.PersonAdmitted() | lobby.PersonDenied() | lobby.WaitingGone():
            return WaitingGone(seq=seq, at=at, by=by, person_id=about)
        case meetings.MeetingUpdated(meeting=now) | meetings.MeetingCancelled(meeting=now):
            return MeetingUpdated(seq=seq, at=at, by=by, meeting=meeting(now))
        case _:
            return None


def _wire(state: State, shape: type[WireT]) -> WireT:
    # The structs of the wire have the same fields as the states; only the case of their names differs on the wire.
    return shape(**{name: getattr(state, name) for name in state.__struct_fields__})
