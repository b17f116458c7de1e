"""Whiteboards from outside of the room: of a meeting, for those who manage it, its owner and administrators; of the
library, for their owner, administrators and whom these let use them. Those who are inside at that moment see each
change at once."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType
from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.authorization import (
    Actor,
    Principal,
    authorize,
    authorize_for_owner,
    is_authorized,
)
from convener.domain.centers.settings import restores_since_in
from convener.domain.content import shelves
from convener.domain.content.shelves import LibraryQuery, Placing
from convener.domain.errors import InvalidParameter
from convener.domain.meetings import meetings
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.domain.shared_documents.log import DocumentNotFound
from convener.storage.models import Board, Meeting, Participant, User
from convener.storage.rows import AnyUser

from . import boards


class BoardChanges(Placing, frozen=True, kw_only=True):
    """What is to be changed; what is not named stays. Only boards of the library are in folders, and for others."""

    name: str | UnsetType = UNSET


def list_of_meeting(session: Session, meeting: Meeting, caller: Actor, *, deleted: bool = False) -> list[Board]:
    """The boards of all runs of the meeting, the oldest first; ``deleted``: those that can be restored. Raises
    :class:`NotOwner`."""
    authorize(caller, ObjectAction.MANAGE, meeting)
    query = select(Board).where(Board.meeting_id == meeting.id, _is_there(session, meeting.center_id, deleted=deleted))
    return list(session.scalars(query.order_by(Board.id)))


def list_of_owner(session: Session, owner: User, caller: AnyUser) -> list[Board]:
    """The boards that a user made, put into meetings or has in the library, and those that guests made in the user's
    meetings, the oldest first. Raises :class:`NotOwner` unless they are the caller's own or the caller is an
    administrator."""
    authorize_for_owner(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT, owner)
    query = _with_makers().where(Board.center_id == owner.center_id, Board.deleted_at.is_(None))
    # Whose it is, is said by the first of three columns that has somebody; each is looked up by its index.
    named = union_all(
        select(Board.id).where(Board.owner_id == owner.id),
        select(Board.id)
        .join(Participant, Participant.id == Board.participant_id)
        .where(Participant.user_id == owner.id),
        select(Board.id).join(Meeting, Meeting.id == Board.meeting_id).where(Meeting.owner_id == owner.id),
    )
    of_owner = _OWNER_ID == owner.id  # noqa: SIM300 - the column first
    return list(session.scalars(query.where(Board.id.in_(named), of_owner).order_by(Board.id)))


def read_owners_and_meetings(session: Session, found: list[Board]) -> dict[int, tuple[User, Meeting | None]]:
    """Whose these boards are, and in which meeting, if any, by the board's primary key: of who made it, where that is a
    user, else of who put it there, else of the meeting's owner."""
    if not found:
        return {}
    query = _with_makers().join(User, User.id == _OWNER_ID).where(Board.id.in_([one.id for one in found]))
    rows = session.execute(query.with_only_columns(Board.id, User, Meeting))
    return {row_id: (user, meeting) for row_id, user, meeting in rows}


_OWNER_ID = func.coalesce(Participant.user_id, Board.owner_id, Meeting.owner_id)


def _with_makers() -> Select[Board]:
    query = select(Board).outerjoin(Meeting, Meeting.id == Board.meeting_id)
    return query.outerjoin(Participant, Participant.id == Board.participant_id)


def list_library(
    session: Session, caller: Principal, wanted: LibraryQuery, *, after: str, most: int
) -> tuple[list[Board], str | None]:
    """The boards of the library that the caller may use, and of all runs of the own meetings; of administrators those
    of the center: as :func:`.shelves.list_items`."""

    def narrow(query: Select[Any]) -> Select[Any]:
        return query.options(joinedload(Board.meeting), joinedload(Board.group))

    return shelves.list_items(session, caller, Board, wanted, narrow, after=after, most=most)


def find(session: Session, caller: AnyUser, board_id: str) -> Board | None:
    """The board with this id, None where the center has none. Raises :class:`NotOwner` where the caller may not manage
    it."""
    board = _look_up(session, caller.center_id, board_id)
    if board is not None:
        authorize(caller, ObjectAction.MANAGE, board)
    return board


def find_managed(
    session: Session, caller: Principal, board_id: str, *, deleted: bool = False, for_update: bool = False
) -> Board:
    """The board with this id, for those to whom one that they may not manage does not exist; ``deleted``: one that can
    be restored; ``for_update`` locks its row. Raises :class:`DocumentNotFound`."""
    board = _look_up(session, caller.center_id, board_id, deleted=deleted, for_update=for_update)
    if board is None or not is_authorized(caller, ObjectAction.MANAGE, board):
        raise DocumentNotFound("There is no such board.")
    return board


def find_usable(session: Session, caller: Principal, board_id: str) -> Board:
    """As :func:`find_managed`, for those who may use the board."""
    board = _look_up(session, caller.center_id, board_id)
    if board is None or not shelves.may_use(session, caller, board):
        raise DocumentNotFound("There is no such board.")
    return board


def _look_up(
    session: Session, center_id: int, board_id: str, *, deleted: bool = False, for_update: bool = False
) -> Board | None:
    if not text.is_storable(board_id):
        return None
    query = select(Board).where(Board.center_id == center_id, Board.board_id == board_id)
    query = query.where(_is_there(session, center_id, deleted=deleted)).execution_options(populate_existing=True)
    return session.scalar(query.with_for_update() if for_update else query)


def _is_there(session: Session, center_id: int, *, deleted: bool) -> ColumnElement[bool]:
    """The condition that a board is not deleted, or (``deleted``) that it is and can be restored."""
    if not deleted:
        return Board.deleted_at.is_(None)
    return and_(Board.deleted_at.is_not(None), Board.deleted_at > restores_since_in(session, center_id))


def change(session: Session, caller: Principal, board_id: str, changes: BoardChanges) -> Board:
    """Change a board; returns it. Raises :class:`DocumentNotFound`, :class:`InvalidParameter`,
    :class:`GroupNotFound`."""
    meeting, board = _lock_managed(session, caller, board_id)
    values = shelves.placing_values(session, caller, changes)
    if values and meeting is not None:
        raise InvalidParameter("Only whiteboards of the library are in folders, and for others.", next(iter(values)))
    for name, value in values.items():
        setattr(board, name, value)
    if changes.name is not UNSET:
        boards.set_name(session, meeting, board, changes.name)
    session.flush()
    session.expire(board, ["group"])
    return board


def delete(session: Session, caller: AnyUser, board_id: str) -> bool:
    """Delete a board, which is shown no longer; returns whether the center has one of this id. Raises
    :class:`NotOwner`."""
    board = find(session, caller, board_id)
    if board is None:
        return False
    meeting = meetings.lock_meeting(session, board.meeting_id) if board.meeting_id is not None else None
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


def remove(session: Session, caller: Principal, board_id: str) -> None:
    """Remove a deleted board for good. Raises :class:`DocumentNotFound`."""
    _meeting, board = _lock_managed(session, caller, board_id, deleted=True)
    boards.remove_for_good(session, board)


def _lock_managed(
    session: Session, caller: Principal, board_id: str, *, deleted: bool = False
) -> tuple[Meeting | None, Board]:
    """The board as :func:`find_managed` finds it, and its meeting, which is locked; the row of one of the library."""
    meeting_id = find_managed(session, caller, board_id, deleted=deleted).meeting_id
    meeting = meetings.lock_meeting(session, meeting_id) if meeting_id is not None else None
    return meeting, find_managed(session, caller, board_id, deleted=deleted, for_update=meeting is None)
