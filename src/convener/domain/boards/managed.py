"""Whiteboards for those who manage their meeting, its owner and administrators, from outside of its room. Those who are
inside at that moment see each change at once."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.authorization import (
    Actor,
    Principal,
    authorize,
    authorize_for_owner,
    is_authorized,
)
from convener.domain.centers.settings import restores_since, settings_of
from convener.domain.meetings import meetings
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.domain.shared_documents.log import DocumentNotFound
from convener.storage.models import Board, Center, Meeting, Participant, User
from convener.storage.rows import AnyUser

from . import boards


def list_of_meeting(session: Session, meeting: Meeting, caller: Actor, *, deleted: bool = False) -> list[Board]:
    """The boards of all runs of the meeting, the oldest first; ``deleted``: those that can be restored. Raises
    :class:`NotOwner`."""
    authorize(caller, ObjectAction.MANAGE, meeting)
    query = select(Board).where(Board.meeting_id == meeting.id, _is_there(session, meeting.center_id, deleted=deleted))
    return list(session.scalars(query.order_by(Board.id)))


def list_of_owner(session: Session, owner: User, caller: AnyUser) -> list[Board]:
    """The boards that a user made, and those that guests made in the user's meetings, the oldest first. Raises
    :class:`NotOwner` unless they are the caller's own or the caller is an administrator."""
    authorize_for_owner(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT, owner)
    by_guest = and_(Participant.user_id.is_(None), Meeting.owner_id == owner.id)
    query = _with_makers().where(Meeting.center_id == owner.center_id, Board.deleted_at.is_(None))
    return list(session.scalars(query.where(or_(Participant.user_id == owner.id, by_guest)).order_by(Board.id)))


def read_owners_and_meetings(session: Session, found: list[Board]) -> dict[int, tuple[User, Meeting]]:
    """Whose these boards are, and in which meeting, by the board's primary key: of who made it, where that is a user,
    else of the meeting's owner."""
    if not found:
        return {}
    owner = User.id == Participant.user_id, and_(Participant.user_id.is_(None), User.id == Meeting.owner_id)
    query = _with_makers().join(User, or_(*owner)).where(Board.id.in_([one.id for one in found]))
    rows = session.execute(query.with_only_columns(Board.id, User, Meeting))
    return {row_id: (user, meeting) for row_id, user, meeting in rows}


def _with_makers() -> Select[Board]:
    query = select(Board).join(Meeting, Meeting.id == Board.meeting_id)
    return query.outerjoin(Participant, Participant.id == Board.participant_id)


def find(session: Session, caller: AnyUser, board_id: str) -> Board | None:
    """The board with this id, None where the center has none. Raises :class:`NotOwner` where the caller may not manage
    its meeting."""
    board = _look_up(session, caller.center_id, board_id)
    if board is not None:
        authorize(caller, ObjectAction.MANAGE, session.get_one(Meeting, board.meeting_id))
    return board


def find_managed(session: Session, caller: Principal, board_id: str, *, deleted: bool = False) -> Board:
    """The board with this id, for those to whom one that they may not manage does not exist; ``deleted``: one that can
    be restored. Raises :class:`DocumentNotFound`."""
    board = _look_up(session, caller.center_id, board_id, deleted=deleted)
    if board is None or not is_authorized(caller, ObjectAction.MANAGE, session.get_one(Meeting, board.meeting_id)):
        raise DocumentNotFound("There is no such board.")
    return board


def _look_up(session: Session, center_id: int, board_id: str, *, deleted: bool = False) -> Board | None:
    if not text.is_storable(board_id):
        return None
    query = select(Board).join(Meeting, Meeting.id == Board.meeting_id)
    query = query.where(Meeting.center_id == center_id, Board.board_id == board_id)
    query = query.where(_is_there(session, center_id, deleted=deleted))
    return session.scalar(query.execution_options(populate_existing=True))


def _is_there(session: Session, center_id: int, *, deleted: bool) -> ColumnElement[bool]:
    """The condition that a board is not deleted, or (``deleted``) that it is and can be restored."""
    if not deleted:
        return Board.deleted_at.is_(None)
    return Board.deleted_at > restores_since(settings_of(session.get_one(Center, center_id)))


def rename(session: Session, caller: Principal, board_id: str, name: str) -> Board:
    """Give a board another name; returns it. Raises :class:`DocumentNotFound`, :class:`InvalidParameter`."""
    meeting, board = _lock_managed(session, caller, board_id)
    boards.set_name(session, meeting, board, name)
    return board


def delete(session: Session, caller: AnyUser, board_id: str) -> bool:
    """Delete a board, which is shown no longer; returns whether the center has one of this id. Raises
    :class:`NotOwner`."""
    board = find(session, caller, board_id)
    if board is None:
        return False
    meeting = meetings.lock_meeting(session, board.meeting_id)
    board = find(session, caller, board_id)
    if board is None:
        return False
    boards.set_deleted(session, meeting, board)
    return True


def delete_managed(session: Session, caller: Principal, board_id: str) -> None:
    """As :func:`delete`, for those to whom a board that they may not manage does not exist. Raises
    :class:`DocumentNotFound`."""
    boards.set_deleted(session, *_lock_managed(session, caller, board_id))


def restore(session: Session, caller: Principal, board_id: str) -> Board:
    """Bring a deleted board back; returns it. Raises :class:`DocumentNotFound`, :class:`LimitReached`."""
    meeting, board = _lock_managed(session, caller, board_id, deleted=True)
    boards.set_restored(session, meeting, board)
    return board


def _lock_managed(
    session: Session, caller: Principal, board_id: str, *, deleted: bool = False
) -> tuple[Meeting, Board]:
    """The board as :func:`find_managed` finds it, and its meeting, which is locked."""
    meeting = meetings.lock_meeting(session, find_managed(session, caller, board_id, deleted=deleted).meeting_id)
    return meeting, find_managed(session, caller, board_id, deleted=deleted)
