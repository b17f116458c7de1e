"""Doors: what stands behind a link, and who may step through it now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Center, Meeting, Participant, Visit

from . import participants, people, recurrence
from .errors import DoorClosed
from .lives import Life
from .meetings import MeetingStatus
from .participants import display_name
from .permissions import MeetingRole, RoomAction, room_allows
from .preferences import CenterSettings, read
from .rules import Rules, now

EARLY_ENTRY = timedelta(minutes=30)
"""How long before the start presenters may come into a meeting that is closed outside its time."""


class DoorsOpen(StrEnum):
    """When people other than the host may enter (``meetings.doors``)."""

    FROM_START = "start"
    """From the start on, or as soon as somebody has begun it; not any more when it is finished."""
    ALWAYS = "always"
    """At any time; a finished meeting begins again when somebody enters."""
    SCHEDULED = "scheduled"
    """From the scheduled start to the scheduled end, of each occurrence where it recurs by a rule."""


class DoorState(StrEnum):
    """What a person at a link is told."""

    OPEN = "open"
    EARLY = "early"
    LATE = "late"
    INACTIVE = "inactive"
    CANCELLED = "cancelled"
    ENDED = "ended"
    INVALID = "invalid"
    FULL = "full"
    REMOVED = "removed"
    LOCKED = "locked"


MESSAGES: dict[DoorState, str] = {
    DoorState.EARLY: "The meeting has not begun yet.",
    DoorState.LATE: "The time of the meeting is over.",
    DoorState.INACTIVE: "The meeting was deleted or has expired, or the account of its organizer has ended.",
    DoorState.CANCELLED: "The meeting was cancelled.",
    DoorState.ENDED: "The meeting has ended. It starts again when its host enters.",
    DoorState.INVALID: "This link is not valid.",
    DoorState.FULL: "The meeting is full at the moment.",
    DoorState.REMOVED: "The host has ended your stay in this meeting.",
    DoorState.LOCKED: "The meeting is locked; nobody new can enter at the moment.",
}


class Need(StrEnum):
    """What a person at a door has to say before it opens."""

    PASSWORD = "password"  # noqa: S105 - a word
    SIGN_IN = "sign_in"
    NAME = "name"
    REGISTRATION = "registration"
    """E-mail address and company."""


RIGHTS = frozenset({Need.PASSWORD, Need.SIGN_IN})
"""Needs of somebody who is not known to have a right to come in; the meeting is told nothing about."""


@dataclass(frozen=True)
class Door:
    """A link, looked at. ``participant`` is the person's place in the meeting, None where there is none yet.

    ``needs``: what is missing for entering by an open door. ``refused``: a password was given and is wrong, or somebody
    is signed in who is not on the list. ``waits``: the person comes into the lobby first.
    """

    state: DoorState
    meeting: Meeting | None = None
    participant: Participant | None = None
    inside: int = 0
    inside_names: list[str] = field(default_factory=list)
    needs: frozenset[Need] = frozenset()
    refused: bool = False
    waits: bool = False

    @property
    def secret(self) -> bool:
        """Whether the person must not be told anything about the meeting yet."""
        return not RIGHTS.isdisjoint(self.needs)

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
    return Door(
        state_for(session, rules, meeting, participant),
        meeting,
        participant,
        meeting.inside,
        names,
        needs=frozenset() if participant.name else frozenset({Need.NAME}),
        waits=must_wait(session, meeting, participant),
    )


def state_for(
    session: Session,
    rules: Rules,
    meeting: Meeting,
    participant: Participant | None,
    role: MeetingRole = MeetingRole.ATTENDEE,
) -> DoorState:
    """Whether this participant (None: somebody new, as ``role``) may enter now. The first reason that applies is
    told."""
    if meeting.cancelled_at is not None:
        # What an application or an organizer called off in our own words was "cancelled".
        called_off = meeting.doors == DoorsOpen.FROM_START and meeting.life != Life.EXPIRED
        return DoorState.CANCELLED if called_off else DoorState.INACTIVE
    if participant is not None and participant.cancelled_at is not None:
        return DoorState.INVALID
    if participant is not None and participant.removed_at is not None:
        return DoorState.REMOVED
    if participant is not None and _is_off(participant):
        # Links and room tokens outlive sign-ins: they must not be what is left of an account.
        return DoorState.INVALID
    if not people.is_active(meeting.owner):
        # Nobody can connect to meetings of an owner whose account is off (Live Meeting service API, reference 3).
        return DoorState.INACTIVE
    if participant is not None and participant.role == MeetingRole.HOST.value:
        return DoorState.OPEN
    leads = room_allows(role.value, RoomAction.LOCK) or (
        participant is not None and room_allows(participant.role, RoomAction.LOCK)
    )
    closed = _closed_by_time(meeting, leads)
    if closed in (DoorState.EARLY, DoorState.ENDED):
        return closed
    if participant is not None and _is_inside(session, participant):
        return DoorState.OPEN
    if closed is not None:
        return closed
    if meeting.locked and not leads:
        return DoorState.LOCKED
    if meeting.inside >= seats(rules, meeting):
        return DoorState.FULL
    return DoorState.OPEN


def seats(rules: Rules, meeting: Meeting) -> int:
    """How many people may be inside."""
    return rules.room_limit if meeting.seats is None else meeting.seats


def must_wait(session: Session, meeting: Meeting, participant: Participant) -> bool:
    """Whether this person comes into the lobby first. It is for people of open links and entry URLs; those with a
    personal link were invited by name, and who may let others in need not wait. Signed-in colleagues pass where the
    center says so (allowFastLobbyJoin, which has no effect while extended registration is forced)."""
    if not meeting.lobby or participant.admitted_at is not None:
        return False
    if room_allows(participant.role, RoomAction.ADMIT):
        return False
    user = participant.user
    if user is None:
        return True
    return user.api_client_id is None and not passes_lobby(session, meeting.center_id)


def passes_lobby(session: Session, center_id: int) -> bool:
    """Whether signed-in users of the center pass the lobby."""
    settings = read(CenterSettings, session.get_one(Center, center_id).settings)
    return settings.allow_fast_lobby_join and not settings.force_extended_registration


def enter_by_link(session: Session, rules: Rules, link: str, name: str) -> Participant:
    """Step through a personal link; ``name`` (may be empty) is what the person wants to be called from now on."""
    door = look_by_link(session, rules, link)
    door.require_open()
    participant = door.participant
    if participant is None:
        raise DoorClosed(DoorState.INVALID.value, MESSAGES[DoorState.INVALID])
    name = participants.nickname("name", name)
    if name and name != display_name(participant):
        participant.name = name
    return participant


def _closed_by_time(meeting: Meeting, leads: bool) -> DoorState | None:
    """The state of a door that time keeps closed, None where it does not. ``leads``: as a presenter."""
    moment = now()
    starts_at, ends_at, status = meeting.starts_at, meeting.ends_at, MeetingStatus(meeting.status)
    match DoorsOpen(meeting.doors):
        case DoorsOpen.ALWAYS:
            return None
        case DoorsOpen.SCHEDULED:
            if meeting.recurrence is not None and starts_at is not None and ends_at is not None:
                found = recurrence.current_or_next(meeting.recurrence, starts_at, ends_at, meeting.time_zone, moment)
                if found is None:
                    return DoorState.LATE
                starts_at, ends_at = found
            if starts_at is not None and moment + (EARLY_ENTRY if leads else timedelta()) < starts_at:
                return DoorState.EARLY
            return DoorState.LATE if ends_at is not None and moment >= ends_at else None
        case DoorsOpen.FROM_START:
            before_start = starts_at is not None and moment < starts_at
            if before_start and status in (MeetingStatus.SCHEDULED, MeetingStatus.FINISHED):
                return DoorState.EARLY
            return DoorState.ENDED if status is MeetingStatus.FINISHED else None


def _is_off(participant: Participant) -> bool:
    return participant.user is not None and not people.is_active(participant.user)


def _is_inside(session: Session, participant: Participant) -> bool:
    query = select(Visit.id).where(Visit.participant_id == participant.id, Visit.left_at.is_(None))
    return session.scalar(query) is not None


def _names_inside(session: Session, meeting: Meeting) -> list[str]:
    query = select(Visit.name).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None))
    return list(session.scalars(query.order_by(Visit.id).limit(5)))
