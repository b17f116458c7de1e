"""What is written on whiteboards, by which they are found: read in a confined process when a run of their meeting has
ended, and when one is put into the library."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.content.conversions import readable
from convener.domain.shared_documents.log import Log, read_log
from convener.storage.models import Board, SharedDocument

from . import boards


def list_unread(session: Session, meeting_id: int) -> list[int]:
    """The boards (primary keys) of a meeting on which something was drawn since they were read."""
    query = select(Board.id).join(SharedDocument, SharedDocument.id == Board.document_id)
    query = query.where(Board.meeting_id == meeting_id, Board.deleted_at.is_(None))
    return list(session.scalars(query.where(SharedDocument.last_seq > Board.text_seq).order_by(Board.id)))


def read_board(session: Session, row: int) -> Log | None:
    """What is drawn on a board; None where it is gone."""
    board = session.get(Board, row, populate_existing=True)
    return read_log(session, board.document_id) if board is not None else None


def set_text(session: Session, row: int, text: str, seq: int) -> None:
    """Let a board be found by this text, which it had after the update ``seq``; nothing happens where it is gone, or a
    newer text is known."""
    query = select(Board).where(Board.id == row, Board.text_seq <= seq)
    board = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if board is None:
        return
    board.text, board.text_seq = readable(text), seq
    session.flush()
    boards.renew_words(session, board)
