"""Drawing on the pages of documents that are open for all. Who may draw on whiteboards may draw there."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from convener.domain.boards import page_drawings
from convener.domain.events.kinds import boards as kinds
from convener.domain.events.kinds.showing import ShowingChanged
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.realtime.documents.drawings import DrawnDocumentKind
from convener.realtime.feature import Asking, Feature
from convener.realtime.protocol.wire import Command, EventMessage, Wire
from convener.storage.models import Meeting

FEATURE = Feature(
    "drawing",
    "Drawing on pages of documents that are open for all. What is drawn on a page is the document of the kind `drawing`"
    " on the document socket, named by the id of the document, a colon, and the number of the page; the first who opens"
    " it and may draw makes it.",
)

ResourceId = Annotated[str, Meta(min_length=1, max_length=16)]


class ListDrawnPages(Command, tag="listDrawnPages", kw_only=True):
    """Ask on which pages of a document somebody has drawn; answered with `drawnPages`."""

    document_id: ResourceId


class DrawnPages(Wire, tag="drawnPages", kw_only=True):
    """The pages of a document (from 1) on which somebody has drawn."""

    document_id: str
    pages: list[int]


class PageDrawn(EventMessage, tag="pageDrawn", kw_only=True):
    """Somebody has begun to draw on a page of a document."""

    document_id: str
    page: int


class PageDrawing(DrawnDocumentKind):
    """What is drawn on a page: all see it who see the page."""

    name = page_drawings.KIND
    closed_by = frozenset({ShowingChanged})
    begun_by_writers = True

    def find(self, session: Session, meeting_id: int, name: str) -> int | None:
        """The shared document of the page; None where nobody has drawn on it."""
        return page_drawings.find(session, session.get_one(Meeting, meeting_id), name)

    def create(self, session: Session, meeting_id: int, name: str, first: bytes) -> int:
        """Begin the drawing."""
        return page_drawings.create(session, meeting_id, name)

    def is_closed_by(self, payload: Payload, name: str) -> bool:
        """A drawing is open while its document is open for all."""
        return isinstance(payload, ShowingChanged) and page_drawings.closes(payload, name)


FEATURE.document(PageDrawing())
FEATURE.reply(DrawnPages)


@FEATURE.ask(ListDrawnPages)
def _list(asking: Asking, command: ListDrawnPages) -> DrawnPages:
    pages = page_drawings.list_drawn_pages(asking.session, asking.meeting, asking.role, command.document_id)
    return DrawnPages(document_id=command.document_id, pages=pages)


@FEATURE.event(PageDrawn, kinds.PageDrawn)
def _drawn(event: RoomEvent, payload: kinds.PageDrawn) -> PageDrawn:
    return PageDrawn(seq=event.seq, at=event.at, by=event.actor, document_id=payload.document, page=payload.page)
