"""Erase the personal data of somebody (GDPR, article 17): who the person was is blanked, what happened stays.

A person is found by a user ID or by an e-mail address: a user with all users who were merged into it, and guests of the
address, who take part in meetings without a user. What is about the person alone is deleted: sign-ins, tickets, links
in mails, mails, places in groups and on access lists. What is part of a meeting stays without the person: visits with
their times, votes, messages of the chat as deleted ones, what was written in notes, action items. Meetings of the
person that are over stay; those to come are cancelled, as nobody could hold them. Finished recordings lose the person's
name and messages too, and their videos, which show names, are composed anew. Texts that people have written may name
anybody, and recordings show anybody: they stay as they are.

The account ends, and whom it names is blanked, in the caller's transaction; a job does what may take long
(:class:`EraseTraces`). Both may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from secrets import token_bytes
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy import text as sql_text
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from convener.domain import outbox, text
from convener.domain.accounts import users
from convener.domain.attendance import visits
from convener.domain.chat import retention as chat
from convener.domain.errors import InvalidParameter, UserNotFound, WrongState
from convener.domain.events import erasure as events
from convener.domain.events.kinds.users import PersonErased
from convener.domain.events.log import record_in_center
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.series import series_of
from convener.domain.meetings.state import MeetingStatus
from convener.domain.minutes import records as minutes
from convener.domain.permissions import MeetingRole
from convener.domain.polls import results as polls
from convener.domain.recordings import views
from convener.domain.shared_documents import log as shared_documents
from convener.domain.site import Site, now
from convener.domain.timelines import erasure as recorded
from convener.storage.functions import is_one_of, lowered
from convener.storage.models import (
    AccountClaim,
    ChatMessage,
    Mail,
    Meeting,
    Participant,
    PollVote,
    Recording,
    RecordingVisit,
    SignIn,
    Transfer,
    User,
    Visit,
)
from convener.storage.rows import AnyCenter, AnyUser

from . import end_meeting

MOST_IDS = 1000
"""Primary keys in one statement."""

_GUESTS = sql_text("participants.user_id IS NULL AND participants.email <> ''")
_GUEST_VIEWERS = sql_text("recording_visits.user_id IS NULL AND recording_visits.email <> ''")
# Conditions as they stand in the partial indexes, or no database would use these.


class EraseTraces(JobPayload, frozen=True):
    """The job that blanks what meetings hold of these participants (primary keys)."""

    kind: ClassVar[str] = "erase_person"

    participants: list[int]


@dataclass(frozen=True)
class Person:
    """Who is to be erased: users, with those who were merged into them; participants (primary keys), guests among them;
    addresses in the form in which they are compared, and in those in which guests may have them (``spellings``)."""

    center: AnyCenter
    users: list[User]
    participants: list[int]
    addresses: set[str]
    spellings: set[str]

    @property
    def user_ids(self) -> list[int]:
        """The primary keys of the users."""
        return [user.id for user in self.users]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """How much there is of a person, in numbers: of users, their sign-ins, meetings in which the person takes part,
    visits to them, messages in chats, votes, texts in whose writing the person had a part, visits to recordings, mails,
    and meetings to come, which are cancelled."""

    users: int
    sign_ins: int
    participations: int
    visits: int
    messages: int
    votes: int
    notes: int
    recording_views: int
    mails: int
    meetings_to_come: int


def find_user(session: Session, center: AnyCenter, user_id: str) -> Person:
    """The person with this user ID, also of an account that was deleted, with the guests of its addresses, unless other
    users have the same. Raises :class:`UserNotFound`."""
    found = _with_merged(session, _find(session, center, user_id))
    query = select(User.email_folded).where(
        User.center_id == center.id,
        User.email_folded.in_({user.email_folded for user in found if user.email_folded}),
        User.deleted_at.is_(None),
        User.id.not_in([user.id for user in found]),
    )
    others = {"", *session.scalars(query)}
    return _person(session, center, found, {user.email for user in found if user.email_folded not in others})


def find_address(session: Session, center: AnyCenter, address: str) -> Person:
    """All users and guests with this address. Raises :class:`UserNotFound` where there is nobody."""
    folded = text.fold_address(address) if text.is_storable(address) else ""
    same = select(User).where(User.center_id == center.id, User.email_folded == folded).order_by(User.id)
    found = {one.id: one for user in session.scalars(same) if folded for one in _with_merged(session, user)}
    person = _person(session, center, list(found.values()), {address} if folded else set())
    if person.users or person.participants or count_findings(session, person).recording_views:
        return person
    raise UserNotFound(f"Nobody has the address {address!r}.", "address")


def _find(session: Session, center: AnyCenter, user_id: str) -> User:
    user = users.find_user_or_none(session, center.id, user_id)
    if user is None and text.is_storable(user_id):
        deleted = select(User).where(User.center_id == center.id, User.deleted_at.is_not(None))
        user = session.scalar(deleted.where(lowered(User.user_id) == user_id.lower()).order_by(User.id.desc()))
    if user is None or user.user_id_folded == users.erased_form(user.user_id):
        raise UserNotFound(f"There is no user {user_id!r}.", "user_id")
    return user


def _with_merged(session: Session, user: User) -> list[User]:
    root = user.merged_into_id or user.id
    query = select(User).where(or_(User.id == root, User.merged_into_id == root))
    return list(session.scalars(query.order_by(User.id)))


def _person(session: Session, center: AnyCenter, found: list[User], addresses: set[str]) -> Person:
    spellings = {one for address in addresses for one in text.address_spellings(address)}
    of_center = select(Meeting.id).where(Meeting.center_id == center.id)
    guest = and_(_GUESTS, is_one_of(Participant.email, spellings))
    of_user = Participant.user_id.in_([user.id for user in found])
    query = select(Participant.id).where(or_(of_user, and_(guest, Participant.meeting_id.in_(of_center))))
    participants_found = list(session.scalars(query.order_by(Participant.id)))
    return Person(center, found, participants_found, set(map(text.fold_address, addresses)), spellings)


_Key = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


def _in_parts(ids: list[int]) -> Iterator[list[int]]:
    """In parts, as there may be more than a statement can have parameters."""
    return (ids[start : start + MOST_IDS] for start in range(0, len(ids), MOST_IDS))


def count_findings(session: Session, person: Person) -> Findings:
    """How much there is of the person."""
    people, user_ids = list(_in_parts(person.participants)), person.user_ids

    def count(column: _Key, *which: ColumnElement[bool]) -> int:
        parts = [user_ids] if column.key == "user_id" else people
        return sum(session.scalar(select(func.count()).where(column.in_(part), *which)) or 0 for part in parts)

    def count_in_meetings(column: _Key, of_meetings: Callable[[list[int]], ColumnElement[bool]]) -> int:
        queries = (select(func.count()).where(of_meetings(part), column.in_(part)) for part in people)
        return sum(session.scalar(query) or 0 for query in queries)

    authors = (shared_documents.select_written(part) for part in people)
    viewed = select(func.count(RecordingVisit.id)).where(_recording_views(person), RecordingVisit.name != "")
    return Findings(
        users=len(person.users),
        sign_ins=count(SignIn.user_id),
        participations=len(person.participants),
        visits=count_in_meetings(Visit.participant_id, visits.in_meetings_of),
        messages=count(ChatMessage.participant_id, ChatMessage.deleted_at.is_(None)),
        votes=count_in_meetings(PollVote.participant_id, polls.in_meetings_of),
        notes=len({document for query in authors for document in session.scalars(query)}),
        recording_views=session.scalar(viewed) or 0,
        mails=count(Mail.participant_id) + count(Mail.user_id, Mail.participant_id.is_(None)),
        meetings_to_come=len(_meetings_to_come(session, person)),
    )


def erase_person(session: Session, site: Site, person: Person, actor: AnyUser | None = None) -> Findings:
    """Erase the person; returns what there was. ``actor``: the administrator who does it, None for the operator.

    Raises :class:`WrongState` where the person is in a meeting now, :class:`InvariantBroken` for the last
    administrator, :class:`InvalidParameter` where the administrator is the person.
    """
    if actor is not None and actor.id in person.user_ids:
        raise InvalidParameter("An administrator is erased by another one.", "user_id")
    for user in person.users:
        if user.deleted_at is None:
            users.lock_user(session, user)
    if _is_inside(session, person):
        raise WrongState("user", "The person is in a meeting now: remove the person from it first.")
    findings = count_findings(session, person)
    for meeting in _meetings_to_come(session, person):
        end_meeting.cancel_meeting(session, site, meeting.id)
    views.erase_viewer(session, _recording_views(person))
    outbox.delete_mails(session, person.user_ids, [])
    for part in _in_parts(person.participants):
        outbox.delete_mails(session, [], part)
        _blank_participants(session, part)
    session.execute(delete(Transfer).where(Transfer.user_id.in_(person.user_ids)))
    claims = AccountClaim.center_id == person.center.id, AccountClaim.address_folded.in_(person.addresses)
    session.execute(delete(AccountClaim).where(*claims))
    for user in person.users:
        before = user.user_id
        users.erase_user(session, user)
        events.rename_user(session, person.center.id, before, user.user_id)
    erased = PersonErased(users=[user.user_id for user in person.users], participations=len(person.participants))
    record_in_center(session, person.center.id, erased, actor)
    if person.participants:
        enqueue(session, EraseTraces(participants=person.participants))
    return findings


def erase_traces(session: Session, participant_ids: Collection[int]) -> None:
    """Blank what meetings hold of these participants (primary keys), whose own rows are blank."""
    query = select(Participant).where(Participant.id.in_(participant_ids)).options(joinedload(Participant.user))
    meetings_of: dict[int, list[str]] = {}
    for one in session.scalars(query.order_by(Participant.meeting_id)).all():
        if one.meeting_id not in meetings_of:
            meetings.lock_meeting(session, one.meeting_id)
        visits.erase_person(session, one.id, participants.display_name(one))
        meetings_of.setdefault(one.meeting_id, []).append(one.public_id)
    chat.erase_person(session, participant_ids)
    polls.erase_comments(session, participant_ids)
    shared_documents.erase_author(session, participant_ids)
    for meeting_id, people in meetings_of.items():
        minutes.erase_person(session, meeting_id, people)
        events.blank_people(session, meeting_id, people)
        recorded.ask(session, meeting_id, people)


def _recording_views(person: Person) -> ColumnElement[bool]:
    of_center = select(Recording.id).where(Recording.center_id == person.center.id)
    guest = and_(_GUEST_VIEWERS, is_one_of(RecordingVisit.email, person.spellings))
    of_user = RecordingVisit.user_id.in_(person.user_ids)
    return or_(of_user, and_(guest, RecordingVisit.recording_id.in_(of_center)))


def _meetings_to_come(session: Session, person: Person) -> list[Meeting]:
    query = select(Meeting).where(Meeting.owner_id.in_(person.user_ids), Meeting.cancelled_at.is_(None))
    return [one for one in session.scalars(query.order_by(Meeting.id)) if _is_to_come(one)]


def _is_to_come(meeting: Meeting) -> bool:
    if meeting.place_of_id is not None:
        return True
    series = series_of(meeting)
    if series is not None:
        return series.current_or_next(now()) is not None
    if meeting.status == MeetingStatus.SCHEDULED.value:
        return meeting.ends_at is None or meeting.ends_at > now()
    return meeting.status != MeetingStatus.FINISHED.value


def _is_inside(session: Session, person: Person) -> bool:
    inside = select(Visit.id).where(Visit.left_at.is_(None)).limit(1)
    parts = _in_parts(person.participants)
    return any(session.scalar(inside.where(Visit.participant_id.in_(part))) is not None for part in parts)


def _blank_participants(session: Session, ids: list[int]) -> None:
    """Without names, with links that lead nowhere; people who were never there are taken off their meetings."""
    visited = select(Visit.participant_id).where(visits.in_meetings_of(ids), Visit.participant_id.in_(ids))
    were_there = set(session.scalars(visited))
    query = select(Participant).where(Participant.id.in_(ids)).order_by(Participant.meeting_id, Participant.id)
    for one in session.scalars(query).all():
        if one.cancelled_at is None and one.id not in were_there and one.role != MeetingRole.HOST.value:
            participants.cancel_participant(session, meetings.lock_meeting(session, one.meeting_id), one)
        one.name = one.email = one.company = one.extra1 = one.extra2 = one.extra3 = ""
        one.link_hash = token_bytes(32)
    session.flush()
