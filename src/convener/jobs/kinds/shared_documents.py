"""Snapshots of shared documents: the updates that are stored so far become one, made in a confined process. Boards
that were deleted are removed for good when the time in which they could be restored is over, and drawings on pages when
their document is removed. What is written on boards is read when a run of their meeting has ended."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.boards import page_drawings, reader, texts
from convener.domain.boards import schema as boards
from convener.domain.boards.boards import remove_due
from convener.domain.meetings.instances import ReadBoards
from convener.domain.notes import schema as notes
from convener.domain.shared_documents import confined, log
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.shared_documents.log import CompactDocument, DocumentNotFound
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, job_kind, periodic_kind

RULES = {boards.KIND: boards.RULES, page_drawings.KIND: boards.RULES, notes.KIND: notes.RULES}
"""What documents may contain, by their kind."""


def compact_document(context: JobContext, job: CompactDocument) -> None:
    """Make a snapshot. Where the process dies of the document its updates stay as they are."""
    with context.database.read() as session:
        try:
            whole = log.read_log(session, job.document)
        except DocumentNotFound:
            return
    if not whole.updates or whole.document.kind not in RULES:
        return
    structure = whole.fold(RULES[whole.document.kind])
    try:
        snapshot = confined.make_snapshot(whole.parts)
    except DocumentUnreadable as error:
        raise Retry(str(error)) from error
    with context.finish() as session:
        log.save_snapshot(session, whole, snapshot, structure)


COMPACT_DOCUMENT = job_kind(CompactDocument, compact_document, attempts=3, lease=timedelta(minutes=3))


def read_boards(context: JobContext, job: ReadBoards) -> None:
    """Read what is written on the boards of a meeting. One of which the process dies is found by its name alone."""
    with context.database.read() as session:
        rows = texts.list_unread(session, job.meeting)
    for row in rows:
        with context.database.read() as session:
            whole = texts.read_board(session, row)
        if whole is None:
            continue
        try:
            text = reader.read(whole.parts).text
        except DocumentUnreadable as error:
            if not context.last_attempt:
                raise Retry(str(error)) from error
            text = ""
        with context.write() as session:
            texts.set_text(session, row, text, whole.last_seq)
        context.check()


READ_BOARDS = job_kind(ReadBoards, read_boards, attempts=3, lease=timedelta(minutes=3))

BATCH = 20
"""Boards or drawings that are removed in one transaction."""


def remove_boards(context: JobContext) -> None:
    """Remove deleted boards, and drawings on pages of removed documents, for good."""
    for remove in (remove_due, page_drawings.remove_due):
        removed = BATCH
        while removed == BATCH:
            with context.write() as session:
                removed = remove(session, BATCH)
            context.check()


REMOVE_BOARDS = periodic_kind("remove_boards", remove_boards, every=timedelta(hours=1))
