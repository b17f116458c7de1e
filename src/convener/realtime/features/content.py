"""Content: the documents of the meeting, and their pages.

Files are brought by ``POST /api/v1/room/documents`` with the room token; what is shown of them is said by
:mod:`.showing`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from msgspec import Meta

from convener.domain.content import conversions
from convener.domain.events.kinds import documents as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import documents
from convener.domain.room.documents import LoadedDocument
from convener.realtime.audience import EVERYBODY, Audience, roles_that_may
from convener.realtime.feature import Acting, Asking, Feature, Rate, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire, wired

FEATURE = Feature(
    documents.NAME,
    "Content: the documents of the meeting, and their pages. Files are brought by `POST /api/v1/room/documents`, with"
    " the room token as a bearer token.",
)

SHOWERS = roles_that_may(RoomAction.SHOW_CONTENT)
"""Those who see all documents of the meeting."""

PAGES = Rate("pages of documents", 10, 60)

PAGES_AT_A_TIME = 10
"""Pages in one reply: each may have a long text."""

DocumentId = Annotated[str, Meta(min_length=1, max_length=32)]


class Document(Wire, kw_only=True):
    """A document of the meeting.

    ``state``: ``waiting`` and ``converting``: its pages are being made, those that are there can be shown already;
    ``ready``: all are there; ``failed``: there are none, because of ``problem``; ``none``: nothing was made of it. The
    words are those of `Document` in `/api/v1`. ``pages``: how many there are, null while that is not known; ``done``:
    how many of them were made so far. ``size`` is in bytes, ``uploadName`` the name of the file.
    """

    id: str
    title: str
    upload_name: str
    kind: Literal["package", "old_package", "pdf", "office", "image", "film"]
    size: int
    created_at: datetime
    state: Literal["none", "waiting", "converting", "ready", "failed"]
    problem: Literal["", "damaged", "password", "large", "no_office", "lost", "failed"]
    pages: int | None
    done: int


class ContentSlice(Wire, kw_only=True):
    """The documents of the meeting, the oldest first: ``all`` of them for those who may show them, the open ones for
    the others. ``attendeesDownload``: attendees may download these."""

    documents: list[Document]
    all: bool
    attendees_download: bool


class GetPages(Command, tag="getPages", kw_only=True):
    """Ask for at most so many pages of a document from number ``first`` (from 1) on; answered with `documentPages`."""

    document_id: DocumentId
    first: Annotated[int, Meta(ge=1, le=100_000)] = 1
    most: Annotated[int, Meta(ge=1, le=PAGES_AT_A_TIME)] = PAGES_AT_A_TIME


class GetOriginal(Command, tag="getOriginal", kw_only=True):
    """Ask for the file of a document; answered with `originalFile`."""

    document_id: DocumentId


class ConvertDocument(Command, tag="convertDocument", kw_only=True):
    """Make the pages of a document once more, where they are not all there."""

    document_id: DocumentId


class DeleteDocument(Command, tag="deleteDocument", kw_only=True):
    """Delete a document. Its owner can restore it for a while where the center allows that."""

    document_id: DocumentId


class SetContent(Command, tag="setContent", kw_only=True):
    """Let attendees download what is open for all, or not."""

    attendees_download: bool


class PagePicture(Wire, kw_only=True):
    """A page in one size, in pixels, as WebP. ``url`` (below this host) is valid for one to two hours."""

    width: int
    height: int
    url: str


class PageLink(Wire, kw_only=True):
    """A link on a page: its place in parts of the page's width and height, from the upper left corner; and where it
    leads, to an address or to a ``page`` of the document."""

    x: float
    y: float
    width: float
    height: float
    url: str
    page: int | None


class DocumentPage(Wire, kw_only=True):
    """A page: its pictures, the largest first (none where the page cannot be shown; the last is the thumbnail), and
    what can be read on it."""

    number: int
    pictures: list[PagePicture]
    text: str
    links: list[PageLink]


class DocumentPages(Wire, tag="documentPages", kw_only=True):
    """Pages of a document that were made so far, in their order from ``first`` on, at most 10."""

    document_id: str
    first: int
    pages: list[DocumentPage]


class OriginalFile(Wire, tag="originalFile", kw_only=True):
    """With this token the file can be downloaded for five minutes (`GET /api/v1/documents/download`)."""

    document_id: str
    token: str


class DocumentUpdated(EventMessage, tag="documentUpdated", kw_only=True):
    """A document was brought, opened for all, or has more pages."""

    document: Document


class DocumentDeleted(EventMessage, tag="documentDeleted", kw_only=True):
    """A document was deleted."""

    document_id: str


class ContentChanged(EventMessage, tag="contentChanged", kw_only=True):
    """Attendees may download what is open for all from now on, or may not."""

    attendees_download: bool


@FEATURE.slice(ContentSlice)
def _slice(view: View) -> ContentSlice:
    role = view.visit.role
    found = documents.list_visible(view.session, view.meeting, role)
    return ContentSlice(
        documents=[wired(one, Document) for one in documents.describe(view.session, found)],
        all=documents.may_show(role),
        attendees_download=documents.may_attendees_download(view.meeting),
    )


FEATURE.load(kinds.DocumentChanged)(documents.load)


def _who_sees_it(event: RoomEvent, payload: LoadedDocument) -> Audience:
    return EVERYBODY if payload.opened else SHOWERS


@FEATURE.event(DocumentUpdated, LoadedDocument, audience=_who_sees_it, seen_by=SHOWERS)
def _updated(event: RoomEvent, payload: LoadedDocument) -> DocumentUpdated:
    document = wired(payload.document, Document)
    return DocumentUpdated(seq=event.seq, at=event.at, by=event.actor, document=document)


@FEATURE.event(DocumentDeleted, kinds.DocumentDeleted, audience=SHOWERS)
def _deleted(event: RoomEvent, payload: kinds.DocumentDeleted) -> DocumentDeleted:
    return DocumentDeleted(seq=event.seq, at=event.at, by=event.actor, document_id=payload.document)


@FEATURE.event(ContentChanged, kinds.ContentSettingsChanged)
def _changed(event: RoomEvent, payload: kinds.ContentSettingsChanged) -> ContentChanged:
    return ContentChanged(seq=event.seq, at=event.at, by=event.actor, attendees_download=payload.attendees_download)


FEATURE.reply(DocumentPages)
FEATURE.reply(OriginalFile)


@FEATURE.ask(GetPages, rate=PAGES)
def _pages(asking: Asking, command: GetPages) -> DocumentPages:
    content = documents.find_visible(asking.session, asking.meeting, asking.role, command.document_id)
    found = conversions.list_pages(asking.session, content, after=command.first - 1, most=command.most)
    return DocumentPages(
        document_id=command.document_id,
        first=command.first,
        pages=[
            DocumentPage(
                number=page.number,
                pictures=[
                    PagePicture(
                        width=one.width, height=one.height, url=f"/api/v1/documents/picture?token={quote(token)}"
                    )
                    for one, token in conversions.picture_tokens(asking.site, content, page)
                ],
                text=page.text,
                links=[wired(one, PageLink) for one in conversions.links_of(page)],
            )
            for page in found
        ],
    )


@FEATURE.ask(GetOriginal)
def _original(asking: Asking, command: GetOriginal) -> OriginalFile:
    content = documents.find_downloadable(asking.session, asking.meeting, asking.role, command.document_id)
    token = asking.site.secrets.original_token(content.resource_id)
    return OriginalFile(document_id=content.resource_id, token=token)


@FEATURE.change(ConvertDocument, may=RoomAction.SHOW_CONTENT)
def _convert(acting: Acting, command: ConvertDocument) -> None:
    documents.convert(acting.session, acting.insider, command.document_id)


@FEATURE.change(DeleteDocument, may=RoomAction.SHOW_CONTENT)
def _delete(acting: Acting, command: DeleteDocument) -> None:
    documents.delete(acting.session, acting.insider, command.document_id)


@FEATURE.change(SetContent, may=RoomAction.CONFIGURE)
def _set(acting: Acting, command: SetContent) -> None:
    documents.let_attendees_download(acting.session, acting.insider, command.attendees_download)
