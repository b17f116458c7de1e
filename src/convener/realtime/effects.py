"""What a batch of events means to the sockets of those whom it is about: who is let in, who is shown out, whose view
changes. All look-ups are by person, so a batch costs its events plus one look for each socket."""

from __future__ import annotations

from convener.domain.events.log import RoomEvent
from convener.domain.events.types import EventType
from convener.domain.meetings.state import MeetingStatus
from convener.domain.room import mesh_slots
from convener.domain.room.moderation import may_see_lobby

from . import close_reasons
from .protocol.messages import Closing


class Effects:
    """Read once from the events of a batch. A question about a person names ``seq``, up to which it knows already."""

    def __init__(self, found: list[RoomEvent]) -> None:
        self._departed: dict[str, tuple[int, Closing]] = {}
        self._sees_lobby: dict[str, tuple[int, bool]] = {}
        self._admitted: dict[str, int] = {}
        self._turned_away: dict[str, tuple[int, Closing]] = {}
        self._lobby_opened = 0
        self._lobby_closed: tuple[int, Closing] | None = None
        self._slots: tuple[int, mesh_slots.Peers] | None = None
        for one in found:
            self._note(one, one.person or "")

    def _note(self, one: RoomEvent, person: str) -> None:
        match one.type:
            case EventType.PERSON_LEFT:
                closing = close_reasons.for_departure(one.data["reason"], one.data.get("everybody", False))
                self._departed[person] = (one.seq, closing)
            case EventType.PERSON_UPDATED:
                self._sees_lobby[person] = (one.seq, may_see_lobby(one.data["person"]["role"]))
            case EventType.PERSON_ADMITTED:
                self._admitted[person] = one.seq
            case EventType.PERSON_DENIED:
                self._turned_away[person] = (one.seq, close_reasons.DENIED)
            case EventType.WAITING_GONE:
                self._turned_away.setdefault(person, (one.seq, close_reasons.LEFT))
            case EventType.PARTICIPANT_CANCELLED:
                self._turned_away[person] = (one.seq, close_reasons.WITHDRAWN)
            case EventType.MEETING_CANCELLED:
                self._lobby_closed = (one.seq, close_reasons.CANCELLED)
            case EventType.MEETING_UPDATED:
                if one.data["meeting"]["status"] == MeetingStatus.FINISHED.value:
                    self._lobby_closed = self._lobby_closed or (one.seq, close_reasons.ENDED)
                elif not one.data["meeting"]["lobby"]:
                    self._lobby_opened = one.seq
            case EventType.PLACES_CHANGED:
                self._slots = (one.seq, one.data["peers"])
            case _:
                pass

    def departure(self, person: str, seq: int) -> Closing | None:
        """Why this person's sockets are closed, if they are."""
        return _after(seq, self._departed.get(person))

    def changes_view(self, person: str, seq: int, sees_lobby: bool) -> bool:
        """Whether this person may see the lobby now and could not before, or the other way round."""
        at, sees = self._sees_lobby.get(person, (0, sees_lobby))
        return at > seq and sees != sees_lobby

    def slots(self, seq: int) -> mesh_slots.Peers | None:
        """The slots in the mesh, where they have changed."""
        return self._slots[1] if self._slots is not None and self._slots[0] > seq else None

    def turned_away(self, person: str, seq: int) -> Closing | None:
        """Why somebody in the lobby is sent away, if so; who was admitted is not."""
        if self._admitted.get(person, 0) > seq:
            return None
        return _after(seq, self._turned_away.get(person)) or _after(seq, self._lobby_closed)

    def may_enter(self, person: str, seq: int) -> bool:
        """Whether somebody in the lobby should ask to come in: admitted, or there is no lobby any more."""
        return self._admitted.get(person, 0) > seq or self._lobby_opened > seq


def _after(seq: int, noted: tuple[int, Closing] | None) -> Closing | None:
    return noted[1] if noted is not None and noted[0] > seq else None
