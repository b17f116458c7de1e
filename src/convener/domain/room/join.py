"""Entries: how people come in by what everybody may know of a meeting, its code or an entry URL (Live Meeting service
API, reference sections 5.3 and 13). A personal link is a right of its own (:mod:`convener.domain.access.policy`).

A meeting has two sides. Each has its own entry control: ``none`` lets everybody in who knows the meeting's name,
``password`` who knows the password of that side, ``acl`` signed-in users on the list of that side. The owner and
administrators always get in, when they are signed in, and who may present may come as audience too.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.access.policy import (
    MESSAGES,
    EntryCheck,
    EntryState,
    Requirement,
    entry_state,
    must_wait,
    passes_lobby,
)
from convener.domain.accounts import users
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import EntryClosed, RegistrationNeeded, SignInNeeded, WrongPassword
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.participants import display_name
from convener.domain.permissions import CenterAction, MeetingRole, center_allows
from convener.domain.site import Site
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, GroupMember, Meeting, MeetingAccess, Participant, User

from . import roster

LONGEST = 255
"""Characters of a name, an e-mail address, a company and the third extra (reference 6.6)."""

LONGEST_EXTRA = 128
"""Characters of the first and the second extra."""


class EntrySide(StrEnum):
    """The side of a meeting on which somebody enters."""

    AUDIENCE = "audience"
    PRESENTER = "presenter"


ROLES: dict[EntrySide, MeetingRole] = {
    EntrySide.AUDIENCE: MeetingRole.ATTENDEE,
    EntrySide.PRESENTER: MeetingRole.PRESENTER,
}
"""As whom one enters on which side. The owner is the host on both."""


@dataclass(frozen=True, kw_only=True)
class JoinRequest:
    """Who stands at the door, and what is said. What is longer than can be kept is cut: an entry URL was made by a
    program, and the person who opened it can do nothing about it.

    ``user``: who is signed in in this browser. ``known``: the public id that an earlier room token of this browser
    names.
    """

    password: str = field(default="", repr=False)
    name: str = ""
    email: str = ""
    company: str = ""
    extra1: str = ""
    extra2: str = ""
    extra3: str = ""
    user: User | None = None
    known: str | None = None


def find_by_name(session: Session, center_id: int, name: str) -> Meeting | None:
    """The meeting of an entry URL: the living one of this name, else the one that had it last.

    Case and trailing spaces do not matter. Whoever wrote the URL may have meant a space by a plus.
    """
    for meant in (name, name.replace("+", " ")):
        if not text.is_storable(meant):
            return None
        query = select(Meeting).where(Meeting.center_id == center_id, Meeting.name_folded == text.fold(meant.rstrip()))
        meeting = session.scalar(query.order_by(Meeting.cancelled_at.is_not(None), Meeting.id.desc()).limit(1))
        if meeting is not None:
            return meeting
    return None


def check_entry(
    session: Session, site: Site, meeting: Meeting | None, side: EntrySide, visitor: JoinRequest
) -> EntryCheck:
    """What the visitor finds on this side of the meeting. Whoever has no right to come in is told what would be one,
    and that the meeting is over for good if it is; nothing else."""
    if meeting is None:
        return EntryCheck(EntryState.INVALID)
    user = _user_of_center(visitor, meeting)
    participant = _place(session, meeting, user, visitor)
    state = entry_state(session, site, meeting, participant, ROLES[side])
    need = _missing_right(session, meeting, side, user, visitor.password)
    if need is not None:
        if state not in (EntryState.CANCELLED, EntryState.INACTIVE):
            state = EntryState.OPEN
        refused = user is not None if need is Requirement.SIGN_IN else visitor.password != ""
        return EntryCheck(state, meeting, needs=frozenset({need}), refused=refused)
    if state is not EntryState.OPEN:
        return EntryCheck(state, meeting, participant, meeting.inside)
    return EntryCheck(
        state,
        meeting,
        participant,
        meeting.inside,
        needs=_needs(session, meeting, user, participant, visitor),
        waits=_waits(session, meeting, side, user, participant),
    )


def enter(session: Session, site: Site, meeting: Meeting | None, side: EntrySide, visitor: JoinRequest) -> Participant:
    """Step through the door: as the place that the visitor has in the meeting, else as a new presenter or attendee.

    Raises :class:`EntryClosed`, :class:`WrongPassword`, :class:`SignInNeeded`, :class:`RegistrationNeeded`.
    """
    if meeting is None:
        raise EntryClosed(EntryState.INVALID.value, MESSAGES[EntryState.INVALID])
    meeting = meetings.lock_meeting(session, meeting.id)
    door = check_entry(session, site, meeting, side, visitor)
    door.require_open()
    _require_nothing(door.needs)
    user = _user_of_center(visitor, meeting)
    name, email = text.storable_text(visitor.name, LONGEST), text.storable_text(visitor.email, LONGEST)
    participant = door.participant
    if participant is None:
        name = name or _name_of(session, meeting, user)
        participant = participants.add_participant(
            session, site, meeting, ROLES[side], user=user, name=name, email=email
        )
    else:
        if name and name != display_name(participant):
            participant.name = name
        participant.email = email or participant.email
        _raise_role(session, meeting, participant, ROLES[side])
    for what, longest in _FURTHER:
        if said := text.storable_text(getattr(visitor, what), longest):
            setattr(participant, what, said)
    return participant


_FURTHER = (("company", LONGEST), ("extra1", LONGEST_EXTRA), ("extra2", LONGEST_EXTRA), ("extra3", LONGEST))


def _require_nothing(needs: frozenset[Requirement]) -> None:
    if Requirement.PASSWORD in needs:
        raise WrongPassword("meeting")
    if Requirement.SIGN_IN in needs:
        raise SignInNeeded("Only people on a list get in. Please sign in.")
    if Requirement.NAME in needs:
        raise EntryClosed("name_required", "Please say what you want to be called.")
    if Requirement.REGISTRATION in needs:
        raise RegistrationNeeded("Please say your e-mail address and your company.")


def _user_of_center(visitor: JoinRequest, meeting: Meeting) -> User | None:
    """Who is signed in. A user of another center is nobody here."""
    user = visitor.user
    if user is None or user.center_id != meeting.center_id or not users.is_active(user):
        return None
    return user


def _place(session: Session, meeting: Meeting, user: User | None, visitor: JoinRequest) -> Participant | None:
    """The visitor's place in the meeting: that of the signed-in user, else of an earlier stay in this browser."""
    if user is not None:
        return participants.find_participant(session, meeting, user)
    known = participants.find_by_public_id(session, visitor.known) if visitor.known else None
    if known is None or known.meeting_id != meeting.id or known.cancelled_at is not None:
        return None
    if known.user is not None and not users.is_active(known.user):
        return None
    return known


def _manages(user: User, meeting: Meeting) -> bool:
    return user.id == meeting.owner_id or center_allows(user.role, CenterAction.MANAGE_ANY_MEETING)


def _missing_right(
    session: Session, meeting: Meeting, side: EntrySide, user: User | None, password: str
) -> Requirement | None:
    """By which need the visitor would get in on this side, None where nothing is missing."""
    if user is not None and _manages(user, meeting):
        return None
    audience = side is EntrySide.AUDIENCE
    control = meeting.audience_entry if audience else meeting.presenter_entry
    if control == "none":
        return None
    if control == "password":
        right = meeting.audience_password if audience else meeting.presenter_password
        return None if _is_password(right, password) else Requirement.PASSWORD
    return None if user is not None and _is_on_list(session, meeting, side, user) else Requirement.SIGN_IN


def _is_password(right: str | None, given: str) -> bool:
    """In constant time. A side that wants a password and has none stays closed; trailing spaces are never stored."""
    matches = hmac.compare_digest((right or "").encode(), given.rstrip(" ").encode())
    return matches and bool(right)


def _is_on_list(session: Session, meeting: Meeting, side: EntrySide, user: User) -> bool:
    sides = [EntrySide.PRESENTER.value]
    if side is EntrySide.AUDIENCE:
        sides.append(EntrySide.AUDIENCE.value)
    groups = select(GroupMember.group_id).where(GroupMember.user_id == user.id)
    query = select(MeetingAccess.id).where(
        MeetingAccess.meeting_id == meeting.id,
        MeetingAccess.side.in_(sides),
        or_(MeetingAccess.user_id == user.id, MeetingAccess.group_id.in_(groups)),
    )
    return session.scalar(query.limit(1)) is not None


def _needs(
    session: Session, meeting: Meeting, user: User | None, participant: Participant | None, visitor: JoinRequest
) -> frozenset[Requirement]:
    needs = set()
    if user is None and not text.storable_text(visitor.name, LONGEST) and not (participant and participant.name):
        needs.add(Requirement.NAME)
    is_host = participant is not None and participant.role == MeetingRole.HOST.value
    if not is_host and (meeting.registration or _settings(session, meeting).force_extended_registration):
        email = (
            text.storable_text(visitor.email, LONGEST) or (participant and participant.email) or (user and user.email)
        )
        company = (
            text.storable_text(visitor.company, LONGEST)
            or (participant and participant.company)
            or (user and user.company)
        )
        if not email or not company:
            needs.add(Requirement.REGISTRATION)
    return frozenset(needs)


def _waits(
    session: Session, meeting: Meeting, side: EntrySide, user: User | None, participant: Participant | None
) -> bool:
    if side is EntrySide.PRESENTER:
        return False
    if participant is not None:
        return must_wait(session, meeting, participant)
    return meeting.lobby and not (user is not None and passes_lobby(session, meeting.center_id))


def _name_of(session: Session, meeting: Meeting, user: User | None) -> str:
    """What a signed-in user is called who says no name: the name that the center gives to colleagues who pass the
    lobby, where it has one (fastLobbyStaticUsername), else the own name, which is not copied."""
    if user is None or not meeting.lobby or not passes_lobby(session, meeting.center_id):
        return ""
    return text.storable_text(_settings(session, meeting).fast_lobby_static_username or "", LONGEST)


def _settings(session: Session, meeting: Meeting) -> CenterSettings:
    return read_settings(CenterSettings, session.get_one(Center, meeting.center_id).settings)


def _raise_role(session: Session, meeting: Meeting, participant: Participant, role: MeetingRole) -> None:
    """Who comes on a higher side than before has the higher role from now on, also in a room that is open already."""
    if role is not MeetingRole.PRESENTER or participant.role != MeetingRole.ATTENDEE.value:
        return
    participant.role = role.value
    visit = roster.open_visit(session, participant)
    if visit is not None:
        visit.role = role.value
        roster.person_updated(session, meeting, visit, participant)
