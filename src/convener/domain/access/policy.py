"""Who may enter a meeting now, and what is still missing.

:func:`entry_state` is the rule for everybody: it gives the first reason that keeps a participant out, or OPEN. A
personal link is a right of its own, so :func:`check_link` asks for nothing but a name; entering by a meeting's code or
an entry URL asks for more, see :mod:`convener.domain.room.join`. :func:`must_wait` says who comes into the lobby first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import EntryClosed
from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings import participants
from convener.domain.meetings.participants import display_name
from convener.domain.meetings.schedule import OpeningRule
from convener.domain.meetings.series import series_of
from convener.domain.meetings.state import MeetingStatus
from convener.domain.permissions import MeetingRole, RoomAction, room_allows
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, Meeting, Participant, Visit

EARLY_ENTRY = timedelta(minutes=30)
"""How long before the start presenters may enter a meeting that is closed outside its time."""


class EntryState(StrEnum):
    """Whether a person may enter, or the reason why not."""

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


MESSAGES: dict[EntryState, str] = {
    EntryState.EARLY: "The meeting has not begun yet.",
    EntryState.LATE: "The time of the meeting is over.",
    EntryState.INACTIVE: "The meeting was deleted or has expired, or the account of its organizer has ended.",
    EntryState.CANCELLED: "The meeting was cancelled.",
    EntryState.ENDED: "The meeting has ended. It starts again when its host enters.",
    EntryState.INVALID: "This link is not valid.",
    EntryState.FULL: "The meeting is full at the moment.",
    EntryState.REMOVED: "The host has ended your stay in this meeting.",
    EntryState.LOCKED: "The meeting is locked; nobody new can enter at the moment.",
}


class Requirement(StrEnum):
    """What a person must still give before entering."""

    PASSWORD = "password"  # noqa: S105 - not a password
    SIGN_IN = "sign_in"
    NAME = "name"
    REGISTRATION = "registration"
    """E-mail address and company."""


PROOFS = frozenset({Requirement.PASSWORD, Requirement.SIGN_IN})
"""Requirements that prove a right to enter: until they are met the person learns nothing about the meeting."""


@dataclass(frozen=True)
class EntryCheck:
    """What a check of a link or an entry found. ``participant`` is the person as a participant of the meeting, None
    before the first entry.

    ``inside``: how many people are in the room, ``inside_names``: the first of them, where the person sees them
    (:func:`convener.domain.room.join.check_link`). ``needs``: what is missing for entering where the state is OPEN.
    ``refused``: the password that was given is wrong, or the signed-in user is not on the access list. ``waits``: the
    person comes into the lobby first.
    """

    state: EntryState
    meeting: Meeting | None = None
    participant: Participant | None = None
    inside: int = 0
    inside_names: list[str] = field(default_factory=list)
    needs: frozenset[Requirement] = frozenset()
    refused: bool = False
    waits: bool = False

    @property
    def secret(self) -> bool:
        """Whether the person must not learn anything about the meeting yet."""
        return not PROOFS.isdisjoint(self.needs)

    def require_open(self) -> Meeting:
        """The meeting, if the person may enter; raises :class:`EntryClosed`."""
        if self.state is not EntryState.OPEN or self.meeting is None:
            raise EntryClosed(self.state.value, MESSAGES[self.state])
        return self.meeting


def check_link(session: Session, site: Site, link: str) -> EntryCheck:
    """Check a personal link (``LIVE…``)."""
    participant = participants.find_by_link(session, site, link.strip().upper())
    if participant is None or participant.cancelled_at is not None:
        return EntryCheck(EntryState.INVALID)
    meeting = participant.meeting
    return EntryCheck(
        entry_state(session, site, meeting, participant),
        meeting,
        participant,
        meeting.inside,
        needs=frozenset() if text.is_visible(participant.name) else frozenset({Requirement.NAME}),
        waits=must_wait(session, meeting, participant),
    )


def entry_state(
    session: Session,
    site: Site,
    meeting: Meeting,
    participant: Participant | None,
    role: MeetingRole = MeetingRole.ATTENDEE,
) -> EntryState:
    """Whether this participant (None: a new one, as ``role``) may enter now; else the first reason that applies."""
    if meeting.cancelled_at is not None:
        # Only a meeting that opens from its start on, of an application or the REST API, is called cancelled.
        called_off = meeting.doors == OpeningRule.FROM_START and meeting.life != LifecycleState.EXPIRED
        return EntryState.CANCELLED if called_off else EntryState.INACTIVE
    if participant is not None and participant.cancelled_at is not None:
        return EntryState.INVALID
    if participant is not None and participants.is_removed(meeting, participant):
        return EntryState.REMOVED
    if participant is not None and _is_inactive(participant):
        # Links and room tokens outlive sign-ins; they must not outlive the account.
        return EntryState.INVALID
    if not users.is_active(meeting.owner):
        # Nobody can enter meetings of an owner whose account is inactive (Live Meeting service API, reference 3).
        return EntryState.INACTIVE
    known = set() if participant is None else participants.roles_for_entry(meeting, participant)
    if MeetingRole.HOST.value in known:
        return EntryState.OPEN
    leads = any(room_allows(one, RoomAction.LOCK) for one in {role.value, *known})
    closed = _closed_by_time(meeting, leads)
    if closed in (EntryState.EARLY, EntryState.ENDED):
        return closed
    if participant is not None and _is_inside(session, participant):
        return EntryState.OPEN
    if closed is not None:
        return closed
    if meeting.locked and not leads:
        return EntryState.LOCKED
    if meeting.inside >= seats_of(site, meeting):
        return EntryState.FULL
    return EntryState.OPEN


def seats_of(site: Site, meeting: Meeting) -> int:
    """How many people may be in the room at once."""
    return site.room_limit if meeting.seats is None else meeting.seats


def must_wait(session: Session, meeting: Meeting, participant: Participant) -> bool:
    """Whether the participant comes into the lobby first. The lobby is for people who enter by an open link or an entry
    URL. Those who were invited by name, or may admit others, do not wait; signed-in users do not where the center says
    so (:func:`passes_lobby`)."""
    if not meeting.lobby or participant.admitted_at is not None:
        return False
    if any(room_allows(role, RoomAction.ADMIT) for role in participants.roles_for_entry(meeting, participant)):
        return False
    user = participant.user
    if user is None:
        return True
    return user.api_client_id is None and not passes_lobby(session, meeting.center_id)


def passes_lobby(session: Session, center_id: int) -> bool:
    """Whether signed-in users of the center pass the lobby (allowFastLobbyJoin, without effect while extended
    registration is forced)."""
    settings = read_settings(CenterSettings, session.get_one(Center, center_id).settings)
    return settings.allow_fast_lobby_join and not settings.force_extended_registration


def enter_by_link(session: Session, site: Site, link: str, name: str) -> Participant:
    """Enter by a personal link, with ``name`` as the new name unless it is empty. Raises :class:`EntryClosed`."""
    check = check_link(session, site, link)
    check.require_open()
    participant = check.participant
    if participant is None:
        raise EntryClosed(EntryState.INVALID.value, MESSAGES[EntryState.INVALID])
    name = participants.check_name("name", name)
    if name and name != display_name(participant):
        participant.name = name
    return participant


def _closed_by_time(meeting: Meeting, leads: bool) -> EntryState | None:
    """The reason where the meeting's time keeps people out, else None. ``leads``: as a presenter."""
    moment = now()
    starts_at, ends_at, status = meeting.starts_at, meeting.ends_at, MeetingStatus(meeting.status)
    series = series_of(meeting)
    match OpeningRule(meeting.doors):
        case OpeningRule.ALWAYS:
            return None
        case OpeningRule.SCHEDULED:
            if series is not None:
                found = series.current_or_next(moment)
                if found is None:
                    return EntryState.LATE
                starts_at, ends_at = found.times
            if starts_at is not None and moment + (EARLY_ENTRY if leads else timedelta()) < starts_at:
                return EntryState.EARLY
            return EntryState.LATE if ends_at is not None and moment >= ends_at else None
        case OpeningRule.FROM_START:
            if series is not None:
                starts_at = series.first().starts_at
            before_start = starts_at is not None and moment < starts_at
            if before_start and status in (MeetingStatus.SCHEDULED, MeetingStatus.FINISHED):
                return EntryState.EARLY
            return EntryState.ENDED if status is MeetingStatus.FINISHED else None


def _is_inactive(participant: Participant) -> bool:
    return participant.user is not None and not users.is_active(participant.user)


def _is_inside(session: Session, participant: Participant) -> bool:
    query = select(Visit.id).where(Visit.participant_id == participant.id, Visit.left_at.is_(None))
    return session.scalar(query) is not None
