"""Joining: how people enter by what is public of a meeting, its code or an entry URL (Live Meeting service API,
reference sections 5.3 and 13).

:func:`find_by_name` finds the meeting of an entry URL, :func:`check_entry` says whether the person may enter and what
is missing, :func:`enter` makes the person a participant (with a personal link and a token for the room). The browser
then opens the room's socket: :func:`convener.domain.room.presence.connect`. Entering by a personal link needs no more
than :func:`convener.domain.access.policy.enter_by_link`.

A meeting has two sides, audience and presenter, each with its own entry control: ``none`` admits everybody who has the
meeting's name, ``password`` those who have the password of that side, ``acl`` signed-in users on the access list of
that side. Owner and administrators may always enter when they are signed in, and users on the list of presenters also
as audience.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.access import policy
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
from convener.domain.authorization import is_authorized
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import EntryClosed, RegistrationNeeded, SignInNeeded, WrongPassword
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.participants import display_name
from convener.domain.permissions import MeetingRole, ObjectAction
from convener.domain.site import Site
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, GroupMember, Meeting, MeetingAccess, Participant, Visit
from convener.storage.rows import AnyUser

from . import audience_rights, roster
from .roles import change_visit_role

LONGEST = 255
"""Characters of a name, an e-mail address, a company and the third extra (reference 6.6)."""

LONGEST_EXTRA = 128
"""Characters of the first and the second extra."""


class EntrySide(StrEnum):
    """The side of a meeting on which a person enters."""

    AUDIENCE = "audience"
    PRESENTER = "presenter"


ROLES: dict[EntrySide, MeetingRole] = {
    EntrySide.AUDIENCE: MeetingRole.ATTENDEE,
    EntrySide.PRESENTER: MeetingRole.PRESENTER,
}
"""The role of a new participant by side. The owner is the host on both."""


@dataclass(frozen=True, kw_only=True)
class JoinRequest:
    """Who wants to enter, and what the person gives. Texts that are too long are cut: a program made the entry URL, and
    the person who opened it cannot change it.

    ``user``: the user who is signed in in this browser. ``known``: the public id of the participant in an earlier room
    token of this browser.
    """

    password: str = field(default="", repr=False)
    name: str = ""
    email: str = ""
    company: str = ""
    extra1: str = ""
    extra2: str = ""
    extra3: str = ""
    user: AnyUser | None = None
    known: str | None = None


def find_by_name(session: Session, center_id: int, name: str) -> Meeting | None:
    """The meeting of an entry URL: the living one of this name, else the one that had it last.

    Case and trailing spaces do not matter. A plus in the URL may stand for a space.
    """
    for candidate in (name, name.replace("+", " ")):
        if not text.is_storable(candidate):
            return None
        query = select(Meeting).where(
            Meeting.center_id == center_id, Meeting.name_folded == text.fold(candidate.rstrip())
        )
        meeting = session.scalar(query.order_by(Meeting.cancelled_at.is_not(None), Meeting.id.desc()).limit(1))
        if meeting is not None:
            return meeting
    return None


def check_link(session: Session, site: Site, link: str) -> EntryCheck:
    """Check a personal link (:func:`convener.domain.access.policy.check_link`), with the names of the first people
    inside where the person sees them."""
    check = policy.check_link(session, site, link)
    meeting, participant = check.meeting, check.participant
    if meeting is None or participant is None or not meeting.inside:
        return check
    if not audience_rights.sees_attendees(meeting, participants.role_now(meeting, participant)):
        return check
    return replace(check, inside_names=_names_inside(session, meeting))


def _names_inside(session: Session, meeting: Meeting) -> list[str]:
    query = select(Visit.name, Visit.name_number).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None))
    return [text.numbered(name, number) for name, number in session.execute(query.order_by(Visit.id).limit(5))]


def check_entry(
    session: Session, site: Site, meeting: Meeting | None, side: EntrySide, request: JoinRequest
) -> EntryCheck:
    """Whether the person may enter on this side. Without a right to enter the check says only what would prove one, and
    whether the meeting has ended for good."""
    if meeting is None:
        return EntryCheck(EntryState.INVALID)
    user = _user_of_center(request, meeting)
    participant = _find_participant(session, meeting, user, request)
    state = entry_state(session, site, meeting, participant, ROLES[side])
    need = _missing_proof(session, meeting, side, user, request.password)
    if need is not None:
        if state not in (EntryState.CANCELLED, EntryState.INACTIVE):
            state = EntryState.OPEN
        refused = user is not None if need is Requirement.SIGN_IN else request.password != ""
        return EntryCheck(state, meeting, needs=frozenset({need}), refused=refused)
    if state is not EntryState.OPEN:
        return EntryCheck(state, meeting, participant, meeting.inside)
    return EntryCheck(
        state,
        meeting,
        participant,
        meeting.inside,
        needs=_needs(session, meeting, user, participant, request),
        waits=_waits(session, meeting, side, user, participant),
    )


def enter(session: Session, site: Site, meeting: Meeting | None, side: EntrySide, request: JoinRequest) -> Participant:
    """Enter: as the participant that the person is in the meeting, else as a new presenter or attendee.

    Raises :class:`EntryClosed`, :class:`WrongPassword`, :class:`SignInNeeded`, :class:`RegistrationNeeded`.
    """
    if meeting is None:
        raise EntryClosed(EntryState.INVALID.value, MESSAGES[EntryState.INVALID])
    meeting = meetings.lock_meeting(session, meeting.id)
    check = check_entry(session, site, meeting, side, request)
    check.require_open()
    _require_nothing(check.needs)
    user = _user_of_center(request, meeting)
    name, email = text.storable_text(request.name, LONGEST), text.storable_text(request.email, LONGEST)
    participant = check.participant
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
    for field_name, longest in _FURTHER:
        if value := text.storable_text(getattr(request, field_name), longest):
            setattr(participant, field_name, value)
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


def _user_of_center(request: JoinRequest, meeting: Meeting) -> AnyUser | None:
    """The signed-in user; None for a user of another center, or whose account is inactive."""
    user = request.user
    if user is None or user.center_id != meeting.center_id or not users.is_active(user):
        return None
    return user


def _find_participant(
    session: Session, meeting: Meeting, user: AnyUser | None, request: JoinRequest
) -> Participant | None:
    """The person as a participant: by the signed-in user, else by an earlier stay in this browser."""
    if user is not None:
        return participants.find_participant(session, meeting, user)
    known = participants.find_by_public_id(session, request.known) if request.known else None
    if known is None or known.meeting_id != meeting.id or known.cancelled_at is not None:
        return None
    if known.user is not None and not users.is_active(known.user):
        return None
    return known


def _missing_proof(
    session: Session, meeting: Meeting, side: EntrySide, user: AnyUser | None, password: str
) -> Requirement | None:
    """What would prove a right to enter on this side, None where nothing is missing."""
    if is_authorized(user, ObjectAction.ENTER, meeting):
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
    """Compare in constant time. A side that asks for a password and has none stays closed; trailing spaces are never
    stored."""
    matches = hmac.compare_digest((right or "").encode(), given.rstrip(" ").encode())
    return matches and bool(right)


def _is_on_list(session: Session, meeting: Meeting, side: EntrySide, user: AnyUser) -> bool:
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
    session: Session, meeting: Meeting, user: AnyUser | None, participant: Participant | None, request: JoinRequest
) -> frozenset[Requirement]:
    needs = set()
    if (
        user is None
        and not text.storable_text(request.name, LONGEST)
        and not (participant and text.is_visible(participant.name))
    ):
        needs.add(Requirement.NAME)
    is_host = participant is not None and participant.role == MeetingRole.HOST.value
    if not is_host and (meeting.registration or _settings(session, meeting).force_extended_registration):
        email = (
            text.storable_text(request.email, LONGEST) or (participant and participant.email) or (user and user.email)
        )
        company = (
            text.storable_text(request.company, LONGEST)
            or (participant and participant.company)
            or (user and user.company)
        )
        if not email or not company or not text.is_mailable(email):
            needs.add(Requirement.REGISTRATION)
    return frozenset(needs)


def _waits(
    session: Session, meeting: Meeting, side: EntrySide, user: AnyUser | None, participant: Participant | None
) -> bool:
    if side is EntrySide.PRESENTER:
        return False
    if participant is not None:
        return must_wait(session, meeting, participant)
    return meeting.lobby and not (user is not None and passes_lobby(session, meeting.center_id))


def _name_of(session: Session, meeting: Meeting, user: AnyUser | None) -> str:
    """The name of a signed-in user who gives none: the name that the center gives to users who pass the lobby, where it
    has one (fastLobbyStaticUsername), else empty, which stands for the user's own name."""
    if user is None or not meeting.lobby or not passes_lobby(session, meeting.center_id):
        return ""
    return text.storable_text(_settings(session, meeting).fast_lobby_static_username or "", LONGEST)


def _settings(session: Session, meeting: Meeting) -> CenterSettings:
    return read_settings(CenterSettings, session.get_one(Center, meeting.center_id).settings)


def _raise_role(session: Session, meeting: Meeting, participant: Participant, role: MeetingRole) -> None:
    """Give a participant who enters on a higher side the higher role, in the room too where the person is inside."""
    if role is not MeetingRole.PRESENTER or participant.role != MeetingRole.ATTENDEE.value:
        return
    participant.role = role.value
    visit = roster.open_visit(session, participant)
    if visit is not None:
        change_visit_role(session, meeting, visit, role.value, participant)
