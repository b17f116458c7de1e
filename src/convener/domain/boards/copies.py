"""Put a whiteboard into a meeting, or keep one of a meeting in the library: a copy of its own, as it is now. Nobody is
said to have drawn it any more: those who did are people of another meeting."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.authorization import Principal
from convener.domain.content import search_index, shelves
from convener.domain.content.conversions import readable
from convener.domain.errors import LimitReached, MeetingCancelled
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.meetings import meetings
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import Log
from convener.domain.site import now
from convener.storage.core import insert
from convener.storage.database import Database, repeated
from convener.storage.models import Board

from . import boards, managed, reader
from .reader import ReadBoard
from .schema import RULES

MOST_KEPT = 1000
"""Whiteboards that a person may have in the library, deleted ones among them that can be restored."""


def copy(database: Database, caller: Principal, board_id: str, mid: str | None, key: str) -> str:
    """Copy a board that the caller may use into the meeting with this mid, which the caller manages, or (None) into the
    library; returns the id of the copy. Called again with the same ``key``, if any, it gives the same one. Takes a
    second.

    Raises :class:`NotAllowed`, :class:`DocumentNotFound`, :class:`MeetingNotFound`, :class:`MeetingCancelled`,
    :class:`LimitReached`, :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`; then nothing of it is
    left."""
    key = text.key("key", key, boards.LONGEST_KEY) or random_text(LOWERCASE_AND_DIGITS, 32)
    with database.read() as session:
        if (made := _find_made(session, caller, key)) is not None:
            return made
        source = managed.find_usable(session, caller, board_id)
        shelves.find_target(session, caller, mid)
        whole = log.read_log(session, source.document_id)
    read = reader.read(whole.parts)

    def store() -> str:
        with database.write() as session:
            return _store(session, caller, source, whole, read, mid, key)

    return repeated(store)


def _store(
    session: Session, caller: Principal, source: Board, whole: Log, read: ReadBoard, mid: str | None, key: str
) -> str:
    meeting = shelves.find_target(session, caller, mid)
    if meeting is not None:
        meeting = meetings.lock_meeting(session, meeting.id)
        if LifecycleState(meeting.life) not in LIVING:
            raise MeetingCancelled("The meeting was deleted meanwhile.")
    if (made := _find_made(session, caller, key)) is not None:
        return made
    user = caller.require_user()
    if meeting is not None:
        boards.require_room_for_one(session, meeting)
    elif (session.scalar(_count_in_library(user.id)) or 0) >= MOST_KEPT:
        raise LimitReached(f"You may keep at most {MOST_KEPT} whiteboards. Delete some that you do not need.")
    document = log.create_copy(session, meeting, whole, read.snapshot, RULES)
    board = insert(
        session,
        Board(
            board_id=document.document_id,
            document_id=document.id,
            center_id=user.center_id,
            meeting_id=meeting.id if meeting is not None else None,
            owner_id=user.id,
            key=key,
            name=source.name,
            template=source.template,
            created_at=now(),
            text=readable(read.text),
            text_seq=document.last_seq,
        ),
    )
    search_index.add(session, board, [board.name, board.text])
    boards.record_update(session, meeting, board)
    return board.board_id


def _find_made(session: Session, caller: Principal, key: str) -> str | None:
    made = select(Board.board_id).where(Board.owner_id == caller.require_user().id, Board.key == key)
    return session.scalar(made)


def _count_in_library(user_id: int) -> Select[int]:
    return select(func.count()).where(Board.owner_id == user_id, Board.meeting_id.is_(None))
