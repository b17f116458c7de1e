"""Merge two users who are the same person: what belonged to one is the other's afterwards.

An application names people by ids of its own, so a person whom two applications know, or who has an account besides,
is several users. Meetings, participations, recordings, documents, groups and places on access lists go over; visits,
answers and votes belong to participations and go with them. A user of an API client stays as a name for the other one:
the application finds the person by its own id as before (:mod:`convener.domain.accounts.external_users`). An account of
the center is deleted.

Where both take part in the same meeting, both participations stay, with their links, visits and votes: one is the
person's, the host's where one of them is, and the other is a guest's or, of a user of an API client, remains under that
application's id. So nobody's attendance is lost, and no link changes.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session, aliased

from convener.domain.accounts import users
from convener.domain.errors import InvalidParameter
from convener.domain.events.kinds.users import UserMerged
from convener.domain.events.log import record_in_center
from convener.domain.meetings import listing, meetings, participants
from convener.domain.meetings.schedule import MeetingKind
from convener.domain.permissions import MeetingRole
from convener.storage.models import (
    Board,
    Content,
    GroupMember,
    Mail,
    Meeting,
    MeetingAccess,
    Participant,
    Recording,
    RecordingAccess,
    RecordingVisit,
    Transfer,
    User,
)
from convener.storage.rows import AnyUser


def merge_users(session: Session, into: User, merged: User, *, actor: AnyUser | None = None) -> None:
    """Make all that belongs to ``merged`` the property of ``into``. ``actor``: the administrator who does it, None for
    the operator, or the person, who has proven to be both.

    Raises :class:`InvalidParameter` where they are not two users of one center, or where an account of the center would
    end in a user of an API client; :class:`InvariantBroken` where the last administrator would go;
    :class:`UnknownUsers` where one was deleted meanwhile.
    """
    if into.id == merged.id or into.center_id != merged.center_id:
        raise InvalidParameter("Two different users of one center can be merged.", "merged")
    # In the order of their rows: no deadlock.
    for user in sorted((into, merged), key=lambda one: one.id):
        users.lock_user(session, user)
    if into.merged_into_id is not None or merged.merged_into_id is not None:
        raise InvalidParameter("One of these users was merged into another one already.", "merged")
    if into.api_client_id is not None and merged.api_client_id is None:
        raise InvalidParameter("An account with which a person signs in is the one that stays.", "into")
    _move_personal_room(session, into, merged)
    session.execute(update(Meeting).where(Meeting.owner_id == merged.id).values(owner_id=into.id))
    session.execute(update(User).where(User.merged_into_id == merged.id).values(merged_into_id=into.id))
    number = merged.meetings
    meetings.adjust_owner_count(session, merged.id, -number)
    meetings.adjust_owner_count(session, into.id, number)
    both = _move_participations(session, into, merged)
    for kind, column in (
        (Recording, Recording.owner_id),
        (RecordingVisit, RecordingVisit.user_id),
        (Content, Content.owner_id),
        (Transfer, Transfer.user_id),
        (Mail, Mail.user_id),
    ):
        session.execute(update(kind).where(column == merged.id).values({column.key: into.id}))
    # Under keys of their own: both may have used the same one.
    boards = update(Board).where(Board.owner_id == merged.id)
    session.execute(boards.values(owner_id=into.id, key=Board.board_id))
    _move_memberships(session, into, merged)
    session.expire_all()
    record_in_center(
        session, into.center_id, UserMerged(user=into.user_id, merged=merged.user_id, participations=both), actor
    )
    merged.merged_into_id = into.id
    if merged.api_client_id is None:
        users.delete_user(session, merged, actor=actor)
    session.flush()


def _move_personal_room(session: Session, into: User, merged: User) -> None:
    """A person has one personal room: the other one becomes a meeting like others."""
    living = select(Meeting).where(Meeting.place_of_id.in_((into.id, merged.id)), Meeting.cancelled_at.is_(None))
    rooms = {room.place_of_id: room for room in session.scalars(living)}
    if into.id in rooms and (room := rooms.get(merged.id)) is not None:
        room.place_of_id, room.kind = None, MeetingKind.ONE_TIME.value
        session.flush()
        listing.relist(session, room)
    session.execute(update(Meeting).where(Meeting.place_of_id == merged.id).values(place_of_id=into.id))


def _move_participations(session: Session, into: User, merged: User) -> int:
    """Returns in how many meetings both took part."""
    other = aliased(Participant)
    pairs = session.execute(
        select(Participant, other, Meeting)
        .join(other, other.meeting_id == Participant.meeting_id)
        .join(Meeting, Meeting.id == Participant.meeting_id)
        .where(Participant.user_id == into.id, Participant.cancelled_at.is_(None))
        .where(other.user_id == merged.id, other.cancelled_at.is_(None))
        .order_by(Participant.id)
        .execution_options(populate_existing=True)
    ).all()
    left: list[int] = []
    for own, others, _ in pairs:
        if others.role == MeetingRole.HOST.value:
            # The owner is found as a participant; the person's other participation goes on as a guest's.
            _make_guest(own)
        else:
            left.append(others.id)
            if merged.api_client_id is None:
                _make_guest(others)
    session.flush()
    stay: list[ColumnElement[bool]] = [Participant.id.not_in(left)] if left else []
    session.execute(update(Participant).where(Participant.user_id == merged.id, *stay).values(user_id=into.id))
    return len(pairs)


def _make_guest(participant: Participant) -> None:
    participant.name = participants.display_name(participant)
    if not participant.email and participant.user is not None:
        participant.email = participant.user.email
    participant.user_id = None


def _move_memberships(session: Session, into: User, merged: User) -> None:
    """Groups and access lists, each once."""
    there = select(GroupMember.group_id).where(GroupMember.user_id == into.id)
    session.execute(delete(GroupMember).where(GroupMember.user_id == merged.id, GroupMember.group_id.in_(there)))
    session.execute(update(GroupMember).where(GroupMember.user_id == merged.id).values(user_id=into.id))
    same = aliased(MeetingAccess)
    twice = select(same.id).where(
        same.user_id == into.id, same.meeting_id == MeetingAccess.meeting_id, same.side == MeetingAccess.side
    )
    session.execute(delete(MeetingAccess).where(MeetingAccess.user_id == merged.id, twice.exists()))
    session.execute(update(MeetingAccess).where(MeetingAccess.user_id == merged.id).values(user_id=into.id))
    listed = select(RecordingAccess.recording_id).where(RecordingAccess.user_id == into.id)
    session.execute(
        delete(RecordingAccess).where(RecordingAccess.user_id == merged.id, RecordingAccess.recording_id.in_(listed))
    )
    session.execute(update(RecordingAccess).where(RecordingAccess.user_id == merged.id).values(user_id=into.id))
