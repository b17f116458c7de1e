"""Put a whiteboard into a meeting, or keep one of a meeting in the library: a copy of its own, as it is now. Nobody is
said to have drawn it any more: those who did are people of another meeting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from convener.domain import blobs, text
from convener.domain.authorization import Principal
from convener.domain.centers import storage_quota
from convener.domain.content import search_index, shelves
from convener.domain.content.conversions import readable
from convener.domain.errors import LimitReached, MeetingCancelled, StorageFailed
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.meetings import meetings
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import Log
from convener.domain.site import Site, now
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.core import insert
from convener.storage.database import Database
from convener.storage.models import Board, DrawingImage

from . import boards, images, managed, reader
from .reader import ReadBoard
from .schema import RULES

MOST_KEPT = 1000
"""Whiteboards that a person may have in the library, deleted ones among them that can be restored."""


def copy(
    database: Database, blob_store: BlobStore, site: Site, caller: Principal, board_id: str, mid: str | None, key: str
) -> str:
    """Copy a board that the caller may use into the meeting with this mid, which the caller manages, or (None) into the
    library, with its images; returns the id of the copy. Called again with the same ``key``, if any, it gives the same
    one. Takes a second.

    Raises :class:`NotAllowed`, :class:`DocumentNotFound`, :class:`MeetingNotFound`, :class:`MeetingCancelled`,
    :class:`LimitReached`, :class:`StorageFull`, :class:`StorageFailed`,
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`; then nothing of it is left."""
    key = text.key("key", key, boards.LONGEST_KEY) or random_text(LOWERCASE_AND_DIGITS, 32)
    with database.read() as session:
        if (made := _find_made(session, caller, key)) is not None:
            return made
        source = managed.find_usable(session, caller, board_id)
        shelves.find_target(session, caller, mid)
        whole = log.read_log(session, source.document_id)
        pictures = images.list_images(session, source.document_id)
        size = whole.document.size + sum(one.size for one in pictures)
        storage_quota.require_space(session, site, source.center_id, size)
    read = reader.read(whole.parts)
    with ExitStack() as stored:
        copied = [(one, stored.enter_context(_copied(database, blob_store, one))) for one in pictures]

        def store(session: Session) -> str:
            storage_quota.reserve_space(session, site, source.center_id, size)
            return _store(session, caller, source, whole, read, copied, mid, key)

        return database.transact(store)


@contextmanager
def _copied(database: Database, blob_store: BlobStore, image: DrawingImage) -> Iterator[str]:
    """The key of a copy of the image's blob, which is discarded where the block fails."""
    with blob_store.spool() as file:
        try:
            file.writelines(blob_store.read(image.blob))
        except BlobError as error:
            raise StorageFailed("An image of the whiteboard cannot be read at the moment.") from error
        file.flush()
        with blobs.stored(database, blob_store, file) as blob:
            yield blob


def _store(
    session: Session,
    caller: Principal,
    source: Board,
    whole: Log,
    read: ReadBoard,
    copied: list[tuple[DrawingImage, str]],
    mid: str | None,
    key: str,
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
    for image, blob in copied:
        blobs.claim(session, blob)
        images.add_copy(session, document.id, image, blob)
    search_index.add(session, board, [board.name, board.text])
    boards.record_update(session, meeting, board)
    return board.board_id


def _find_made(session: Session, caller: Principal, key: str) -> str | None:
    made = select(Board.board_id).where(Board.owner_id == caller.require_user().id, Board.key == key)
    return session.scalar(made)


def _count_in_library(user_id: int) -> Select[int]:
    return select(func.count()).where(Board.owner_id == user_id, Board.meeting_id.is_(None))
