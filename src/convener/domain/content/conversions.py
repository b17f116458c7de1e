"""Pages of the documents of meetings: asked for when a document is added, made by a background job page by page, stored
as they come, deleted with the document.

All pictures of a page are one blob, one after another; the page's row says where each begins.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from convener.domain import blobs, text
from convener.domain.content import search_index
from convener.domain.documents.pages import DrawnPage, PageLink
from convener.domain.documents.recognition import FileKind
from convener.domain.errors import ContentNotFound
from convener.domain.events.kinds.contents import ContentConverted
from convener.domain.events.kinds.documents import DocumentChanged
from convener.domain.events.log import record, record_in_center
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.meetings import meetings
from convener.domain.site import Site
from convener.storage.models import Content, ContentPage, Meeting, Participant

ADDRESS_STEP = 3_600
"""Seconds for which addresses of pages stay the same, so that browsers keep what they loaded; they are valid for one
to two of it."""


class ConversionState(StrEnum):
    """How far the pages of a document are."""

    NONE = ""  # it has none: its kind cannot be shown, or it was added before documents had pages
    WAITING = "waiting"
    CONVERTING = "converting"
    READY = "ready"
    FAILED = "failed"


class Problem(StrEnum):
    """Why a document has no pages."""

    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - a word
    LARGE = "large"
    NO_OFFICE = "no_office"  # the server has no LibreOffice
    LOST = "lost"  # none of its pages can be shown
    FAILED = "failed"  # of no fault of the document


class ConvertDocument(JobPayload, frozen=True, kw_only=True):
    """Make the pages of a PDF document, an image, a slide package."""

    kind: ClassVar[str] = "convert_document"
    content: int


class ConvertOfficeDocument(JobPayload, frozen=True, kw_only=True):
    """Make the pages of an Office document."""

    kind: ClassVar[str] = "convert_office_document"
    content: int


_JOBS: dict[str, type[ConvertDocument] | type[ConvertOfficeDocument]] = {
    FileKind.PDF: ConvertDocument,
    FileKind.IMAGE: ConvertDocument,
    FileKind.PACKAGE: ConvertDocument,
    FileKind.OFFICE: ConvertOfficeDocument,
}
"""The job that makes the pages, by the kind of the file. An old package may be anything, and has none."""


@dataclass(frozen=True)
class Conversion:
    """What a job has to do: the file's blob, kind and content type, and the first page that is missing, from 1."""

    blob: str
    kind: FileKind
    content_type: str
    first: int


@dataclass(frozen=True)
class StoredPicture:
    """A picture of a page: ``size`` bytes of the blob, from ``start`` on."""

    blob: str
    start: int
    size: int


class PlacedPicture(msgspec.Struct, frozen=True, kw_only=True):
    """What the row of a page says of a picture: pixels, and where it is in the blob."""

    width: int
    height: int
    start: int
    size: int


# ------------------------------------------------------------------------------------------------------ the conversion


def is_convertible(content: Content) -> bool:
    """Whether pages are made of a document: its kind has them, and it was not sent in the chat."""
    return content.kind in _JOBS and content.chat_audience is None


def request(session: Session, content: Content) -> None:
    """Ask for the pages of a document, unless there are all of them. Pages that were made stay. The caller has locked
    the row, or just made it."""
    if not is_convertible(content) or content.conversion == ConversionState.READY:
        return
    content.conversion, content.problem = ConversionState.WAITING.value, ""
    session.flush()
    enqueue(session, _JOBS[content.kind](content=content.id), key=str(content.id))


def begin(session: Session, content_id: int) -> Conversion | None:
    """What is to be done for a document; None where it is gone, or done."""
    content = _lock_content(session, content_id)
    if content is None or content.conversion == ConversionState.READY:
        return None
    content.conversion = ConversionState.CONVERTING.value
    last = session.scalar(select(func.max(ContentPage.number)).where(ContentPage.content_id == content_id))
    return Conversion(content.blob, FileKind(content.kind), content.content_type, (last or 0) + 1)


def set_pages(session: Session, content_id: int, pages: int) -> None:
    """The document was opened, and has so many pages. Raises :class:`ContentNotFound` where it is gone."""
    _require(session, content_id).pages = pages


def announce(session: Session, meeting: Meeting, content: Content, participant: Participant | None = None) -> None:
    """Tell those in the meeting's room, if there is anybody, that the document changed, by this participant; nothing of
    what was sent in the chat. The caller has locked the meeting."""
    if meeting.inside and content.chat_audience is None:
        record(session, meeting, DocumentChanged(document=content.resource_id), actor=participant)


def announce_progress(session: Session, content_id: int) -> None:
    """Tell those in the meeting's room how far the pages are. Nothing happens where the document is gone, or nobody is
    there."""
    content = session.get(Content, content_id)
    if content is None or content.deleted_at is not None or content.meeting_id is None:
        return
    if session.get_one(Meeting, content.meeting_id).inside:
        announce(session, meetings.lock_meeting(session, content.meeting_id), content)


def join_pictures(page: DrawnPage) -> tuple[io.BytesIO, list[PlacedPicture]]:
    """The blob of a page, and where its pictures are in it."""
    joined, placed = io.BytesIO(), []
    for one in page.pictures:
        start = joined.tell()
        joined.write(one.content)
        placed.append(PlacedPicture(width=one.width, height=one.height, start=start, size=len(one.content)))
    return joined, placed


def add_page(session: Session, content_id: int, page: DrawnPage, blob: str, placed: list[PlacedPicture]) -> None:
    """Add a page, whose pictures are in the blob store under the key ``blob``. Raises :class:`ContentNotFound` where
    the document is gone."""
    content = _require(session, content_id)
    blobs.claim(session, blob)
    size = sum(one.size for one in placed)
    content.pages_size += size
    shown = readable(page.text)
    session.add(
        ContentPage(
            content_id=content_id,
            number=page.number,
            text=shown,
            links=msgspec.to_builtins(page.links),
            pictures=msgspec.to_builtins(placed),
            blob=blob,
        )
    )
    search_index.add(session, content, [shown])


def add_lost_page(session: Session, content_id: int, number: int) -> None:
    """Note that a page cannot be shown. Raises :class:`ContentNotFound` where the document is gone."""
    _require(session, content_id)
    session.add(ContentPage(content_id=content_id, number=number, text="", links=[], pictures=[], blob=None))


def finish(session: Session, content_id: int, problem: Problem | None) -> None:
    """The pages are there, or there are none because of ``problem``."""
    known = session.get(Content, content_id)
    if known is None:
        return
    # The meeting first, as whoever deletes a document locks them.
    meeting = meetings.lock_meeting(session, known.meeting_id) if known.meeting_id is not None else None
    content = _lock_content(session, content_id)
    if content is None:
        return
    shown, lost = session.execute(
        select(func.count(ContentPage.blob), func.count() - func.count(ContentPage.blob)).where(
            ContentPage.content_id == content_id
        )
    ).one()
    if problem is None and not shown:
        problem = Problem.LOST
    content.conversion = (ConversionState.FAILED if problem else ConversionState.READY).value
    content.problem = problem.value if problem else ""
    converted = ContentConverted(
        content=content.resource_id,
        meeting=meeting.mid if meeting is not None else "",
        pages=shown,
        lost=lost,
        problem=content.problem,
    )
    record_in_center(session, content.center_id, converted, None)
    if meeting is not None:
        announce(session, meeting, content)


def remove_pages(session: Session, content: Content) -> None:
    """Delete the pages of a document that is deleted. The caller has locked its row."""
    found = session.scalars(select(ContentPage.blob).where(ContentPage.content_id == content.id))
    blobs.schedule_deletion(session, [blob for blob in found if blob is not None])
    session.execute(delete(ContentPage).where(ContentPage.content_id == content.id))
    content.pages_size = 0


def renew_words(session: Session, content: Content) -> None:
    """Let a document be found by its title, the name of its file and its pages, as these are now."""
    search_index.remove(session, content)
    pages = select(ContentPage.text).where(ContentPage.content_id == content.id)
    search_index.add(session, content, [content.title, content.upload_name, *session.scalars(pages)])


def readable(value: str) -> str:
    """The text of a page as it is stored: without what nobody sees."""
    cleaned = text.clean(value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign if sign in "\n\t" or sign.isprintable() else " " for sign in cleaned).strip()


def _lock_content(session: Session, content_id: int) -> Content | None:
    query = select(Content).where(Content.id == content_id, Content.deleted_at.is_(None))
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _require(session: Session, content_id: int) -> Content:
    content = _lock_content(session, content_id)
    if content is None:
        raise ContentNotFound("The document was deleted meanwhile.")
    return content


# ------------------------------------------------------------------------------------------------------------- pages


def count_pages(session: Session, contents: list[Content]) -> dict[int, int]:
    """How many pages of each of these documents were made so far, lost ones included, by the document's id."""
    query = select(ContentPage.content_id, func.count()).where(ContentPage.content_id.in_([one.id for one in contents]))
    return {row[0]: row[1] for row in session.execute(query.group_by(ContentPage.content_id))}


def thumbnails(session: Session, site: Site, contents: list[Content]) -> dict[int, str]:
    """The tokens (:func:`picture_tokens`) of small pictures of the first pages of these documents, by the document's
    id; of deleted ones none, which are shown no longer."""
    shown = {one.id: one for one in contents if one.deleted_at is None}
    query = select(ContentPage).where(ContentPage.content_id.in_(shown), ContentPage.number == 1)
    tokens = {one.content_id: picture_tokens(site, shown[one.content_id], one) for one in session.scalars(query)}
    return {content_id: found[-1][1] for content_id, found in tokens.items() if found}


def list_pages(session: Session, content: Content, *, after: int = 0, most: int = 100) -> list[ContentPage]:
    """Pages with a number above ``after``, in their order."""
    query = select(ContentPage).where(ContentPage.content_id == content.id, ContentPage.number > after)
    return list(session.scalars(query.order_by(ContentPage.number).limit(most)))


def pictures_of(page: ContentPage) -> list[PlacedPicture]:
    """The pictures of a page, the largest first; none of a lost one."""
    return msgspec.convert(page.pictures, list[PlacedPicture])


def links_of(page: ContentPage) -> list[PageLink]:
    """The links of a page."""
    return msgspec.convert(page.links, list[PageLink])


def picture_tokens(site: Site, content: Content, page: ContentPage) -> list[tuple[PlacedPicture, str]]:
    """The pictures of a page, each with the signed token that whoever may see the document is given. It is the same for
    :data:`ADDRESS_STEP`, and worth nothing once the document is deleted."""
    return [
        (one, site.secrets.page_token(f"{content.resource_id}-{page.number}-{index}", 2 * ADDRESS_STEP, ADDRESS_STEP))
        for index, one in enumerate(pictures_of(page))
    ]


def find_picture(session: Session, site: Site, token: str) -> StoredPicture:
    """The picture of a token. Raises :class:`ContentNotFound` where the token is not genuine or has expired, and where
    the document is deleted."""
    subject = site.secrets.read_page_token(token)
    if subject is not None:
        resource_id, number, index = subject.split("-")
        query = select(ContentPage).join(Content, Content.id == ContentPage.content_id)
        page = session.scalar(
            query.where(
                Content.resource_id == resource_id, Content.deleted_at.is_(None), ContentPage.number == int(number)
            )
        )
        pictures = pictures_of(page) if page is not None else []
        if page is not None and page.blob is not None and int(index) < len(pictures):
            picture = pictures[int(index)]
            return StoredPicture(page.blob, picture.start, picture.size)
    raise ContentNotFound("This address does not lead to a page (any more).")
