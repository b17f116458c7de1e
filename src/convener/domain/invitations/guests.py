"""People whom an organizer invites by e-mail address: each becomes a participant of the meeting, with a personal link,
and gets a mail with an entry for the calendar (SendInvitations, Convener's extension of the Live Meeting service
API)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.errors import DomainError, InvalidParameter, MeetingCancelled
from convener.domain.events.kinds.participants import ParticipantChanged
from convener.domain.events.log import record
from convener.domain.meetings import participants
from convener.domain.outbox import MailState
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site, now
from convener.storage.models import Mail, Meeting, Participant, User

from . import invitations
from .last_mails import last_invitations

MOST_ADDRESSES = 500
"""In one call; more people take more calls."""

LONGEST_NOTE = 4000


@dataclass(frozen=True)
class Refusal:
    """An address to which no invitation goes: the list in which it stood, its index there, and why."""

    parameter: str
    index: int
    address: str
    error: DomainError


@dataclass(frozen=True)
class Outcome:
    """How many invitations this call has queued, and the addresses that were refused."""

    queued: int
    refusals: list[Refusal]


def invite(
    session: Session,
    site: Site,
    meeting: Meeting,
    audience: Iterable[str],
    presenters: Iterable[str],
    note: str = "",
) -> Outcome:
    """Invite people by address; ``note`` stands above the text of their mails.

    An address in both lists is invited as a presenter. An address of exactly one active user of the center is that
    user's. A participant stays the same (attendees may become presenters; who was removed may enter again; the role of
    a participant in the room changes with the next visit), and gets no second mail for the same state of the meeting
    unless the first failed. Those invited pass the lobby. A malformed address is refused; the others are invited all
    the same. The caller has locked the meeting and checked who owns it.

    Raises :class:`InvalidParameter` (nobody, too many, a bad note), :class:`MeetingCancelled`.
    """
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("Nobody can be invited to a meeting that was deleted or has expired.")
    note = text.lines("text", note, LONGEST_NOTE)
    by_role = (
        (MeetingRole.PRESENTER, "presenters", list(presenters)),
        (MeetingRole.ATTENDEE, "audience", list(audience)),
    )
    number = sum(len(addresses) for _, _, addresses in by_role)
    if not 1 <= number <= MOST_ADDRESSES:
        raise InvalidParameter(f"1 to {MOST_ADDRESSES} addresses can be invited at once, not {number}.", "audience")
    guests = _Guests(session, site, meeting)
    refusals = []
    invited: set[int] = set()
    queued = 0
    for role, parameter, addresses in by_role:
        for index, address in enumerate(addresses):
            try:
                person = guests.ensure(_checked(parameter, address), role)
            except InvalidParameter as error:
                refusals.append(Refusal(parameter, index, address, error))
                continue
            if person.id not in invited:
                invited.add(person.id)
                queued += invitations.queue_invitation(session, meeting, person, note)
    return Outcome(queued, refusals)


@dataclass(frozen=True)
class Guest:
    """A participant of a meeting as its owner sees one: ``address`` is the one that was invited last, else one that is
    known; ``mail``: what became of that invitation, None where none was sent."""

    participant: Participant
    address: str
    mail: MailState | None


def list_guests(session: Session, meeting: Meeting, *, after: int = 0, limit: int = 100) -> tuple[list[Guest], bool]:
    """Participants of the meeting besides its owner, in the order in which they were added: those who were invited, and
    those who have a personal link for another reason. ``after``: the primary key of the last one of the page before.
    Returns also whether more follow."""
    query = (
        select(Participant)
        .where(Participant.meeting_id == meeting.id, Participant.cancelled_at.is_(None), Participant.id > after)
        .where(or_(Participant.user_id.is_(None), Participant.user_id != meeting.owner_id))
        .options(joinedload(Participant.user))
        .order_by(Participant.id)
        .limit(limit + 1)
    )
    found = list(session.scalars(query))
    page = found[:limit]
    last = last_invitations(session, [one.id for one in page])
    return [_guest(participant, last.get(participant.id)) for participant in page], len(found) > limit


def _guest(participant: Participant, mail: Mail | None) -> Guest:
    known = participant.email or (participant.user.email if participant.user else "")
    return Guest(participant, mail.recipient if mail else known, MailState(mail.state) if mail else None)


def _checked(parameter: str, address: str) -> str:
    address = text.email(parameter, address)
    if not address:
        raise InvalidParameter(f"{parameter} holds an empty address.", parameter)
    return address


class _Guests:
    """The participants of a meeting by e-mail address."""

    def __init__(self, session: Session, site: Site, meeting: Meeting) -> None:
        self._session = session
        self._site = site
        self._meeting = meeting
        self._known: dict[str, Participant] = {}
        query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.cancelled_at.is_(None))
        query = query.options(joinedload(Participant.user)).order_by(Participant.id)
        for person in session.scalars(query):
            for address in (person.email, person.user.email if person.user else ""):
                if address:
                    self._known.setdefault(text.fold_address(address), person)

    def ensure(self, address: str, role: MeetingRole) -> Participant:
        """The participant of this address, added where there is none."""
        folded = text.fold_address(address)
        person = self._known.get(folded)
        if person is None:
            user = self._user(folded)
            person = participants.find_participant(self._session, self._meeting, user) if user else None
            if person is None:
                # Without a name: a guest gives one on entering; a user has one.
                person = participants.add_participant(
                    self._session, self._site, self._meeting, role, user=user, email=address
                )
            self._known[folded] = person
        self._readmit(person, role)
        return person

    def _readmit(self, person: Participant, role: MeetingRole) -> None:
        person.admitted_at = person.admitted_at or now()
        rises = role is MeetingRole.PRESENTER and person.role == MeetingRole.ATTENDEE.value
        readmitted = participants.readmit(self._session, self._meeting, person)
        if rises or readmitted:
            person.role = role.value if rises else person.role
            record(self._session, self._meeting, ParticipantChanged(), participant=person)

    def _user(self, folded: str) -> User | None:
        query = select(User).where(
            User.center_id == self._meeting.center_id,
            User.email_folded == folded,
            User.deleted_at.is_(None),
            User.api_client_id.is_(None),
        )
        found = [user for user in self._session.scalars(query.limit(10)) if users.is_active(user)]
        return found[0] if len(found) == 1 else None
