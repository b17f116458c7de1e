"""Drawings on the pages of documents: a shared document for each page on which somebody has drawn.

They belong to the document: they are there again whenever it is shown, and are removed with it. They are open while the
document is open for all.
"""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from convener.domain.errors import ContentNotFound, InvariantBroken
from convener.domain.events.kinds.boards import PageDrawn
from convener.domain.events.kinds.showing import ShowingChanged
from convener.domain.events.log import record
from convener.domain.meetings.meetings import lock_meeting
from convener.domain.room import documents, showing
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import DocumentNotFound
from convener.storage.core import insert
from convener.storage.models import Content, Meeting, PageDrawing, SharedDocument

from .templates import first_update

KIND = "drawing"
"""The kind of shared document of a drawing on a page."""


def find(session: Session, meeting: Meeting, name: str) -> int | None:
    """The internal id of the shared document of the drawing that is called ``name``: the resource id of the document, a
    colon, and the number of the page. None where nobody has drawn on that page. Raises :class:`DocumentNotFound` where
    the document is not open for all, or has no such page."""
    return _find_on(session, *_open_page(session, meeting, name))


def _open_page(session: Session, meeting: Meeting, name: str) -> tuple[Content, int]:
    resource_id, number = _read_name(name)
    if not showing.is_open(meeting, documents.DOCUMENT, resource_id):
        raise DocumentNotFound("This document is not open for all (any more).")
    try:
        content, pages = documents.find_with_pages(session, meeting, resource_id)
    except (ContentNotFound, InvariantBroken) as error:
        raise DocumentNotFound(str(error)) from error
    if not 1 <= number <= pages:
        raise DocumentNotFound("The document has no such page.")
    return content, number


def _find_on(session: Session, content: Content, number: int) -> int | None:
    query = select(PageDrawing.document_id).where(PageDrawing.content_id == content.id, PageDrawing.number == number)
    return session.scalar(query)


def create(session: Session, meeting_id: int, name: str) -> int:
    """Begin the drawing that is called ``name``, unless somebody else has begun it; returns the internal id of its
    shared document. Raises :class:`DocumentNotFound`."""
    meeting = lock_meeting(session, meeting_id)
    content, number = _open_page(session, meeting, name)
    if (found := _find_on(session, content, number)) is not None:
        return found
    document = log.create(session, meeting, KIND, first_update([]))
    insert(session, PageDrawing(content_id=content.id, number=number, document_id=document.id))
    record(session, meeting, PageDrawn(document=content.resource_id, page=number))
    return document.id


def list_drawn_pages(session: Session, meeting: Meeting, role: str, resource_id: str) -> list[int]:
    """The pages of a document on which somebody has drawn, in order. Raises :class:`ContentNotFound` where a
    participant of this role does not see the document."""
    content = documents.find_visible(session, meeting, role, resource_id)
    query = select(PageDrawing.number).where(PageDrawing.content_id == content.id)
    return list(session.scalars(query.order_by(PageDrawing.number)))


def closes(changed: ShowingChanged, name: str) -> bool:
    """Whether the drawing of this name is open no longer: its document is not."""
    item = (documents.DOCUMENT, _read_name(name)[0])
    return all((one.kind, one.id) != item for one in changed.open)


def remove_due(session: Session, most: int) -> int:
    """Remove drawings whose documents are removed for good, at most ``most``; returns how many."""
    query = select(PageDrawing).join(Content, Content.id == PageDrawing.content_id)
    gone = list(session.scalars(query.where(Content.removed_at.is_not(None)).limit(most)))
    for one in gone:
        session.execute(delete(PageDrawing).where(PageDrawing.id == one.id))
        log.remove(session, one.document_id)
    return len(gone)


def remove_all_of_meeting(session: Session, meeting_id: int) -> None:
    """Remove all drawings of a meeting for good; their shared documents are removed with the others of the meeting."""
    of_meeting = select(SharedDocument.id).where(SharedDocument.meeting_id == meeting_id, SharedDocument.kind == KIND)
    session.execute(delete(PageDrawing).where(PageDrawing.document_id.in_(of_meeting)))


def _read_name(name: str) -> tuple[str, int]:
    resource_id, _, number = name.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) <= 6 and number[0] != "0"):
        raise DocumentNotFound("There is no such drawing.")
    return resource_id, int(number)
