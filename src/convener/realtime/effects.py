"""What a batch of events means for the sockets of the people it is about: who is admitted, who is removed, whose view
changes. All look-ups are by person, so a batch costs its events plus one look-up for each socket."""

from __future__ import annotations

from collections.abc import Collection

from convener.domain.events.kinds.audience_rights import AudienceSightChanged
from convener.domain.events.kinds.lobby import PersonAdmitted, PersonDenied, WaitingGone
from convener.domain.events.kinds.meetings import MeetingCancelled, MeetingUpdated
from convener.domain.events.kinds.participants import ParticipantCancelled
from convener.domain.events.kinds.presence import PersonLeft, PersonMoved, PersonUpdated
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.meetings.state import MeetingStatus
from convener.domain.permissions import MeetingRole

from . import close_reasons
from .audience import Listener
from .protocol.messages import Closing


class Effects:
    """The effects of a batch of events, given in order. Each question names ``seq``, the last event that the socket
    knows, and is answered for the events after it. ``followed``: the payloads of which the last one matters;
    ``closing``: those of which each one does."""

    def __init__(
        self,
        events: list[RoomEvent],
        followed: Collection[type[Payload]] = (),
        closing: Collection[type[Payload]] = (),
    ) -> None:
        self._followed = followed
        self._closing_kinds = closing
        self._closing: list[tuple[int, Payload]] = []
        self._departed: dict[str, tuple[int, Closing]] = {}
        self._moved: dict[str, tuple[int, Closing]] = {}
        self._roles: dict[str, tuple[int, str]] = {}
        self._admitted: dict[str, int] = {}
        self._turned_away: dict[str, tuple[int, Closing]] = {}
        self._sight_changed = 0
        self._lobby_opened = 0
        self._lobby_closed: tuple[int, Closing] | None = None
        self._latest: dict[type[Payload], tuple[int, Payload]] = {}
        for event in events:
            self._add(event, event.person or "")
        self._concerns_all = bool(self._sight_changed or self._latest)
        self._people = self._departed.keys() | self._moved.keys() | self._roles.keys()

    def _add(self, event: RoomEvent, person: str) -> None:
        payload = event.payload
        if type(payload) in self._followed and payload is not None:
            self._latest[type(payload)] = (event.seq, payload)
        if type(payload) in self._closing_kinds and payload is not None:
            self._closing.append((event.seq, payload))
        match payload:
            case PersonLeft(reason=reason, everybody=everybody):
                self._departed[person] = (event.seq, close_reasons.for_departure(reason, everybody))
            case PersonMoved():
                self._moved[person] = (event.seq, close_reasons.MOVED)
            case PersonUpdated(person=now):
                self._roles[person] = (event.seq, now.role)
            case AudienceSightChanged():
                self._sight_changed = event.seq
            case PersonAdmitted():
                self._admitted[person] = event.seq
            case PersonDenied():
                self._turned_away[person] = (event.seq, close_reasons.DENIED)
            case WaitingGone():
                self._turned_away.setdefault(person, (event.seq, close_reasons.LEFT))
            case ParticipantCancelled():
                self._turned_away[person] = (event.seq, close_reasons.WITHDRAWN)
            case MeetingCancelled():
                self._lobby_closed = (event.seq, close_reasons.CANCELLED)
            case MeetingUpdated(meeting=meeting):
                if meeting.status == MeetingStatus.FINISHED.value:
                    self._lobby_closed = self._lobby_closed or (event.seq, close_reasons.ENDED)
                elif not meeting.lobby:
                    self._lobby_opened = event.seq
            case _:
                pass

    def concern(self, person: str) -> bool:
        """Whether anything of it is about the sockets of this person inside the meeting, or about those of all: of most
        events nothing is, so this is what a delivery costs."""
        return self._concerns_all or person in self._people

    def departure(self, person: str, seq: int) -> Closing | None:
        """Why a socket of this person is closed; None where it is not. The page to which the person moved entered
        after the event of that."""
        return _after(seq, self._departed.get(person)) or _after(seq, self._moved.get(person))

    def new_role(self, person: str, seq: int) -> str | None:
        """The role of this person, where an event says it."""
        at, role = self._roles.get(person, (0, ""))
        return role if at > seq else None

    def changes_sight(self, listener: Listener, seq: int) -> bool:
        """Whether this listener, who is an attendee, sees other attendees than before."""
        return self._sight_changed > seq and listener.role == MeetingRole.ATTENDEE.value

    def latest(self, seq: int) -> list[Payload]:
        """The last payload of each followed kind."""
        return [payload for at, payload in self._latest.values() if at > seq]

    def closing(self, seq: int) -> list[Payload]:
        """The payloads by which shared documents are closed, in order."""
        return [payload for at, payload in self._closing if at > seq]

    def turned_away(self, person: str, seq: int) -> Closing | None:
        """Why a person in the lobby is turned away; None where that is not so, or the person was admitted."""
        moved = _after(seq, self._moved.get(person))
        if moved is not None:
            return moved
        if self._admitted.get(person, 0) > seq:
            return None
        return _after(seq, self._turned_away.get(person)) or _after(seq, self._lobby_closed)

    def may_enter(self, person: str, seq: int) -> bool:
        """Whether a person in the lobby can enter: admitted, or the lobby was turned off."""
        return self._admitted.get(person, 0) > seq or self._lobby_opened > seq


def _after(seq: int, effect: tuple[int, Closing] | None) -> Closing | None:
    return effect[1] if effect is not None and effect[0] > seq else None
