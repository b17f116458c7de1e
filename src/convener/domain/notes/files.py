"""Notes as a file: made by a confined process at the moment when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy.orm import Session

from convener.domain.meetings.series import title_or_code
from convener.domain.shared_documents import confined, log
from convener.domain.shared_documents.log import DocumentNotFound
from convener.storage.models import Meeting, SharedDocument

from .exporter import Order
from .labels import labels_in
from .schema import KIND


class NotesFormat(StrEnum):
    """The kinds of files, by their endings."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


CONTENT_TYPES = {
    NotesFormat.MARKDOWN: "text/markdown",
    NotesFormat.HTML: "text/html",
    NotesFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    NotesFormat.PDF: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class NotesOrder:
    """What is to be written; ``name`` is the name of the file without its ending."""

    name: str
    order: Order


def read_order(session: Session, document: SharedDocument, language: str) -> NotesOrder:
    """What a file of these notes is made of."""
    meeting = session.get_one(Meeting, document.meeting_id)
    title = title_or_code(meeting, document.created_at)
    order = Order(updates=log.read_log(session, document.id).parts, title=title, labels=labels_in(language))
    return NotesOrder(f"{title} {document.created_at:%Y-%m-%d}", order)


def find_notes(session: Session, document_id: str) -> SharedDocument:
    """The notes with this public id; raises :class:`DocumentNotFound`."""
    document = log.find_by_id(session, document_id)
    if document is None or document.kind != KIND:
        raise DocumentNotFound("There are no such notes.")
    return document


def write_file(order: NotesOrder, kind: NotesFormat) -> bytes:
    """The file. Takes a second; no transaction should be open. Raises
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    return confined.run("convener.domain.notes.exporter", [kind.value], msgspec.msgpack.encode(order.order))
