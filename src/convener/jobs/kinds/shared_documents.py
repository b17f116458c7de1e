"""Snapshots of shared documents: the updates that are stored so far become one, made in a confined process."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.notes import schema as notes
from convener.domain.shared_documents import confined, log
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.shared_documents.log import CompactDocument, DocumentNotFound
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, job_kind

RULES = {notes.KIND: notes.RULES}
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
