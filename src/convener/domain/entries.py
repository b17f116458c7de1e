"""Entries: how people come in by what everybody may know of a meeting, its code or an entry URL (Live Meeting service
API, reference sections 5.3 and 13). A personal link is a right of its own (:mod:`convener.domain.doors`).

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

from convener.storage.tables import Center, GroupMember, Meeting, MeetingAccess, Participant, User

from . import meetings, participants, people, presence, texts
from .doors import MESSAGES, Door, DoorState, Need, must_wait, passes_lobby, state_for
from .errors import DoorClosed, RegistrationNeeded, SignInNeeded, WrongPassword
from .participants import display_name
from .permissions import CenterAction, MeetingRole, center_allows
from .preferences import CenterSettings, read
from .rules import Rules

LONGEST = 255
"""Characters of a name, an e-mail address, a company and the third extra (reference 6.6)."""

LONGEST_EXTRA = 128
"""Characters of the first and the second extra."""


class Side(StrEnum):
    """The side of a meeting on which somebody enters."""

    AUDIENCE = "audience"
    PRESENTER = "presenter"


ROLES: dict[Side, MeetingRole] = {Side.AUDIENCE: MeetingRole.ATTENDEE, Side.PRESENTER: MeetingRole.PRESENTER}
"""As whom one enters on which side. The owner is the host on both."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
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
        if not texts.is_storable(meant):
            return None
        query = select(Meeting).where(Meeting.center_id == center_id, Meeting.name_folded == texts.fold(meant.rstrip()))
        meeting = session.scalar(query.order_by(Meeting.cancelled_at.is_not(None), Meeting.id.desc()).limit(1))
        if meeting is not None:
            return meeting
    return None


def look(session: Session, rules: Rules, meeting: Meeting | None, side: Side, visitor: Visitor) -> Door:
    """What the visitor finds on this side of the meeting. Whoever has no right to come in is told what would be one,
    and that the meeting is over for good if it is; nothing else."""
    if meeting is None:
        return Door(DoorState.INVALID)
    user = _user_of_center(visitor, meeting)
    participant = _place(session, meeting, user, visitor)
    state = state_for(session, rules, meeting, participant, ROLES[side])
    need = _missing_right(session, meeting, side, user, visitor.password)
    if need is not None:
        if state not in (DoorState.CANCELLED, DoorState.INACTIVE):
            state = DoorState.OPEN
        refused = user is not None if need is Need.SIGN_IN else visitor.password != ""
        return Door(state, meeting, needs=frozenset({need}), refused=refused)
    if state is not DoorState.OPEN:
        return Door(state, meeting, participant, meeting.inside)
    return Door(
        state,
        meeting,
        participant,
        meeting.inside,
        needs=_needs(session, meeting, user, participant, visitor),
        waits=_waits(session, meeting, side, user, participant),
    )


def enter(session: Session, rules: Rules, meeting: Meeting | None, side: Side, visitor: Visitor) -> Participant:
    """Step through the door: as the place that the visitor has in the meeting, else as a new presenter or attendee.

    Raises :class:`DoorClosed`, :class:`WrongPassword`, :class:`SignInNeeded`, :class:`RegistrationNeeded`.
    """
    if meeting is None:
        raise DoorClosed(DoorState.INVALID.value, MESSAGES[DoorState.INVALID])
    meeting = meetings.lock(session, meeting.id)
    door = look(session, rules, meeting, side, visitor)
    door.require_open()
    _require_nothing(door.needs)
    user = _user_of_center(visitor, meeting)
    name, email = texts.kept(visitor.name, LONGEST), texts.kept(visitor.email, LONGEST)
    participant = door.participant
    if participant is None:
        name = name or _name_of(session, meeting, user)
        participant = participants.add(session, rules, meeting, ROLES[side], user=user, name=name, email=email)
    else:
        if name and name != display_name(participant):
            participant.name = name
        participant.email = email or participant.email
        _raise_role(session, meeting, participant, ROLES[side])
    for what, longest in _FURTHER:
        if said := texts.kept(getattr(visitor, what), longest):
            setattr(participant, what, said)
    return participant


_FURTHER = (("company", LONGEST), ("extra1", LONGEST_EXTRA), ("extra2", LONGEST_EXTRA), ("extra3", LONGEST))


def _require_nothing(needs: frozenset[Need]) -> None:
    if Need.PASSWORD in needs:
        raise WrongPassword("meeting")
    if Need.SIGN_IN in needs:
        raise SignInNeeded("Only people on a list get in. Please sign in.")
    if Need.NAME in needs:
        raise DoorClosed("name_required", "Please say what you want to be called.")
    if Need.REGISTRATION in needs:
        raise RegistrationNeeded("Please say your e-mail address and your company.")


def _user_of_center(visitor: Visitor, meeting: Meeting) -> User | None:
    """Who is signed in. A user of another center is nobody here."""
    user = visitor.user
    if user is None or user.center_id != meeting.center_id or not people.is_active(user):
        return None
    return user


def _place(session: Session, meeting: Meeting, user: User | None, visitor: Visitor) -> Participant | None:
    """The visitor's place in the meeting: that of the signed-in user, else of an earlier stay in this browser."""
    if user is not None:
        return participants.of_user(session, meeting, user)
    known = participants.find_by_public_id(session, visitor.known) if visitor.known else None
    if known is None or known.meeting_id != meeting.id or known.cancelled_at is not None:
        return None
    if known.user is not None and not people.is_active(known.user):
        return None
    return known


def _manages(user: User, meeting: Meeting) -> bool:
    return user.id == meeting.owner_id or center_allows(user.role, CenterAction.MANAGE_ANY_MEETING)


def _missing_right(session: Session, meeting: Meeting, side: Side, user: User | None, password: str) -> Need | None:
    """By which need the visitor would get in on this side, None where nothing is missing."""
    if user is not None and _manages(user, meeting):
        return None
    audience = side is Side.AUDIENCE
    control = meeting.audience_entry if audience else meeting.presenter_entry
    if control == "none":
        return None
    if control == "password":
        right = meeting.audience_password if audience else meeting.presenter_password
        return None if _is_password(right, password) else Need.PASSWORD
    return None if user is not None and _is_on_list(session, meeting, side, user) else Need.SIGN_IN


def _is_password(right: str | None, given: str) -> bool:
    """In constant time. A side that wants a password and has none stays closed; trailing spaces are never stored."""
    matches = hmac.compare_digest((right or "").encode(), given.rstrip(" ").encode())
    return matches and bool(right)


def _is_on_list(session: Session, meeting: Meeting, side: Side, user: User) -> bool:
    sides = [Side.PRESENTER.value]
    if side is Side.AUDIENCE:
        sides.append(Side.AUDIENCE.value)
    groups = select(GroupMember.group_id).where(GroupMember.user_id == user.id)
    query = select(MeetingAccess.id).where(
        MeetingAccess.meeting_id == meeting.id,
        MeetingAccess.side.in_(sides),
        or_(MeetingAccess.user_id == user.id, MeetingAccess.group_id.in_(groups)),
    )
    return session.scalar(query.limit(1)) is not None


def _needs(
    session: Session, meeting: Meeting, user: User | None, participant: Participant | None, visitor: Visitor
) -> frozenset[Need]:
    needs = set()
    if user is None and not texts.kept(visitor.name, LONGEST) and not (participant and participant.name):
        needs.add(Need.NAME)
    is_host = participant is not None and participant.role == MeetingRole.HOST.value
    if not is_host and (meeting.registration or _settings(session, meeting).force_extended_registration):
        email = texts.kept(visitor.email, LONGEST) or (participant and participant.email) or (user and user.email)
        company = (
            texts.kept(visitor.company, LONGEST) or (participant and participant.company) or (user and user.company)
        )
        if not email or not company:
            needs.add(Need.REGISTRATION)
    return frozenset(needs)


def _waits(session: Session, meeting: Meeting, side: Side, user: User | None, participant: Participant | None) -> bool:
    if side is Side.PRESENTER:
        return False
    if participant is not None:
        return must_wait(session, meeting, participant)
    return meeting.lobby and not (user is not None and passes_lobby(session, meeting.center_id))


def _name_of(session: Session, meeting: Meeting, user: User | None) -> str:
    """What a signed-in user is called who says no name: the name that the center gives to colleagues who pass the
    lobby, where it has one (fastLobbyStaticUsername), else the own name, which is not copied."""
    if user is None or not meeting.lobby or not passes_lobby(session, meeting.center_id):
        return ""
    return texts.kept(_settings(session, meeting).fast_lobby_static_username or "", LONGEST)


def _settings(session: Session, meeting: Meeting) -> CenterSettings:
    return read(CenterSettings, session.get_one(Center, meeting.center_id).settings)


def _raise_role(session: Session, meeting: Meeting, participant: Participant, role: MeetingRole) -> None:
    """Who comes on a higher side than before has the higher role from now on, also in a room that is open already."""
    if role is not MeetingRole.PRESENTER or participant.role != MeetingRole.ATTENDEE.value:
        return
    participant.role = role.value
    visit = presence.open_visit(session, participant)
    if visit is not None:
        visit.role = role.value
        presence.person_updated(session, meeting, visit, participant)
