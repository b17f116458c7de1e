"""Doors: what stands behind a link, and who may step through it now."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Meeting, Participant, Visit

from . import meetings, participants
from .errors import DoorClosed
from .meetings import MeetingStatus
from .participants import display_name
from .permissions import MeetingRole, RoomAction, room_allows
from .rules import Rules, now


class DoorState(StrEnum):
    """What a person at a link is told."""

    OPEN = "open"
    EARLY = "early"
    CANCELLED = "cancelled"
    ENDED = "ended"
    INVALID = "invalid"
    FULL = "full"
    REMOVED = "removed"
    LOCKED = "locked"


MESSAGES: dict[DoorState, str] = {
    DoorState.EARLY: "The meeting has not begun yet.",
    DoorState.CANCELLED: "The meeting was cancelled.",
    DoorState.ENDED: "The meeting has ended. It starts again when its host enters.",
    DoorState.INVALID: "This link is not valid.",
    DoorState.FULL: "The meeting is full at the moment.",
    DoorState.REMOVED: "The host has ended your stay in this meeting.",
    DoorState.LOCKED: "The meeting is locked; nobody new can enter at the moment.",
}


@dataclass(frozen=True)
class Door:
    """A link, looked at. ``participant`` is None for the open link (and for an invalid one, like ``meeting``)."""

    state: DoorState
    meeting: Meeting | None = None
    participant: Participant | None = None
    inside: int = 0
    inside_names: list[str] = field(default_factory=list)

    def require_open(self) -> Meeting:
        """The meeting, if one may enter; raises :class:`DoorClosed`."""
        if self.state is not DoorState.OPEN or self.meeting is None:
            raise DoorClosed(self.state.value, MESSAGES[self.state])
        return self.meeting


def look_by_link(session: Session, rules: Rules, link: str) -> Door:
    """What stands behind a personal link (``LIVE…``)."""
    participant = participants.find_by_link(session, rules, link.strip().upper())
    if participant is None or participant.cancelled_at is not None:
        return Door(DoorState.INVALID)
    meeting = participant.meeting
    names = _names_inside(session, meeting) if meeting.inside else []
    return Door(state_for(session, rules, meeting, participant), meeting, participant, meeting.inside, names)


def look_by_code(session: Session, rules: Rules, center_id: int, code: str) -> Door:
    """What stands behind an open link (``/m/CODE``); it tells how many are inside, but no names."""
    meeting = meetings.find_by_code(session, center_id, code)
    if meeting is None:
        return Door(DoorState.INVALID)
    return Door(state_for(session, rules, meeting, None), meeting, None, meeting.inside)


def state_for(session: Session, rules: Rules, meeting: Meeting, participant: Participant | None) -> DoorState:
    """Whether this participant (None: somebody new) may enter now. The first reason that applies is told."""
    if meeting.cancelled_at is not None:
        return DoorState.CANCELLED
    if participant is not None and participant.cancelled_at is not None:
        return DoorState.INVALID
    if participant is not None and participant.removed_at is not None:
        return DoorState.REMOVED
    if participant is not None and participant.role == MeetingRole.HOST.value:
        return DoorState.OPEN
    status = MeetingStatus(meeting.status)
    before_start = meeting.starts_at is not None and now() < meeting.starts_at
    if before_start and status in (MeetingStatus.SCHEDULED, MeetingStatus.FINISHED):
        return DoorState.EARLY
    if status is MeetingStatus.FINISHED:
        return DoorState.ENDED
    if participant is not None and _is_inside(session, participant):
        return DoorState.OPEN
    if meeting.locked and not (participant and room_allows(participant.role, RoomAction.LOCK)):
        return DoorState.LOCKED
    if meeting.inside >= rules.room_limit:
        return DoorState.FULL
    return DoorState.OPEN


def enter_by_link(session: Session, rules: Rules, link: str, name: str) -> Participant:
    """Step through a personal link; ``name`` (may be empty) is what the person wants to be called from now on."""
    door = look_by_link(session, rules, link)
    door.require_open()
    participant = door.participant
    if participant is None:
        raise DoorClosed(DoorState.INVALID.value, MESSAGES[DoorState.INVALID])
    _call(participant, name)
    return participant


def enter_by_code(
    session: Session, rules: Rules, center_id: int, code: str, name: str, known: str | None
) -> Participant:
    """Step through the open link: as the participant ``known`` (a public id that a room token of this browser named)
    where that is one of this meeting, else as a new attendee called ``name``."""
    meeting = meetings.find_by_code(session, center_id, code)
    if meeting is None:
        raise DoorClosed(DoorState.INVALID.value, MESSAGES[DoorState.INVALID])
    participant = participants.find_by_public_id(session, known) if known else None
    if participant is not None and (participant.meeting_id != meeting.id or participant.cancelled_at is not None):
        participant = None
    Door(state_for(session, rules, meeting, participant), meeting).require_open()
    if participant is None:
        name = participants.nickname("name", name)
        if not name:
            raise DoorClosed("name_required", "Please say what you want to be called.")
        meeting = meetings.lock(session, meeting.id)
        return participants.add(session, rules, meeting, MeetingRole.ATTENDEE, user=None, name=name)
    _call(participant, name)
    return participant


def _call(participant: Participant, name: str) -> None:
    name = participants.nickname("name", name)
    if name and name != display_name(participant):
        participant.name = name


def _is_inside(session: Session, participant: Participant) -> bool:
    query = select(Visit.id).where(Visit.participant_id == participant.id, Visit.left_at.is_(None))
    return session.scalar(query) is not None


def _names_inside(session: Session, meeting: Meeting) -> list[str]:
    query = select(Visit.name).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None))
    return list(session.scalars(query.order_by(Visit.id).limit(5)))
