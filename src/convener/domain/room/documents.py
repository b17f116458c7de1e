"""Documents in a meeting's room: hosts and presenters see all of the meeting's documents, attendees those that are open
for all, while they are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.content import contents, conversions
from convener.domain.content.conversions import ConversionState
from convener.domain.documents.inspector import Report
from convener.domain.errors import ContentNotFound, InvariantBroken, NotAllowed
from convener.domain.events.kinds.documents import ContentSettingsChanged, DocumentChanged
from convener.domain.events.log import RoomEvent, record
from convener.domain.events.payload import Payload
from convener.domain.permissions import RoomAction, room_allows
from convener.storage.models import Content, Meeting

from . import feature_settings, showing
from .insiders import Insider

NAME = "content"
DOCUMENT = "document"
"""The kind of these items among what can be shown."""


class ContentSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``attendees_download``: attendees may download what is open for all."""

    attendees_download: bool = False


class DocumentState(Struct, frozen=True, kw_only=True):
    """A document, for those in the room. ``done``: pages that were made so far, lost ones included; ``pages``: None
    while it is not known how many there are."""

    id: str
    title: str
    upload_name: str
    kind: str
    size: int
    created_at: datetime
    state: str
    problem: str
    pages: int | None
    done: int


class LoadedDocument(Payload, frozen=True, kw_only=True):
    """What is told in place of :class:`DocumentChanged`: the document as it is now; ``opened``: it is open for all."""

    document: DocumentState
    opened: bool


class _Documents:
    """Documents as items that can be shown."""

    name = DOCUMENT

    def count_pages(self, session: Session, meeting: Meeting, item_id: str) -> int:
        """As far as they are known. Raises :class:`ContentNotFound`, :class:`InvariantBroken` where it has none."""
        return find_with_pages(session, meeting, item_id)[1]

    def after_opening(self, session: Session, meeting: Meeting, item_id: str) -> None:
        """Tell attendees of it, and have its pages made where it was brought before documents had pages."""
        content = contents.find_in_room(session, meeting, item_id, for_update=True)
        if content.conversion == ConversionState.NONE:
            conversions.request(session, content)
        conversions.announce(session, meeting, content)


showing.register(_Documents())


def find_with_pages(session: Session, meeting: Meeting, resource_id: str) -> tuple[Content, int]:
    """The document with this id, and how many pages it has as far as that is known, at least 1. Raises
    :class:`ContentNotFound`, :class:`InvariantBroken` where it has none."""
    content = contents.find_in_room(session, meeting, resource_id)
    if not conversions.is_convertible(content) or content.conversion == ConversionState.FAILED:
        raise InvariantBroken("This document has no pages that can be shown.")
    if content.conversion != ConversionState.READY:
        return content, max(content.pages or 1, conversions.count_pages(session, [content]).get(content.id, 0))
    return content, max(content.pages or 1, 1)


def list_visible(session: Session, meeting: Meeting, role: str) -> list[Content]:
    """The documents that a participant of this role sees, the oldest first."""
    if may_show(role):
        return contents.list_in_room(session, meeting)
    opened = [one.id for one in showing.read(meeting).open if one.kind == DOCUMENT]
    return contents.list_in_room(session, meeting, opened) if opened else []


def describe(session: Session, found: list[Content]) -> list[DocumentState]:
    """These documents, for those in the room."""
    done = conversions.count_pages(session, found) if found else {}
    return [
        DocumentState(
            id=one.resource_id,
            title=one.title,
            upload_name=one.upload_name,
            kind=one.kind,
            size=one.size,
            created_at=one.created_at,
            state=one.conversion or "none",
            problem=one.problem,
            pages=one.pages,
            done=done.get(one.id, 0),
        )
        for one in found
    ]


def load(session: Session, events: Sequence[RoomEvent]) -> list[Payload | None]:
    """What is told of these events of one meeting, whose payloads are :class:`DocumentChanged`; None where the document
    was deleted since."""
    ids = {event.payload.document for event in events if isinstance(event.payload, DocumentChanged)}
    query = select(Content).where(Content.resource_id.in_(ids), Content.deleted_at.is_(None))
    found = list(session.scalars(query))
    if not found:
        return [None] * len(events)
    meeting = session.get_one(Meeting, found[0].meeting_id)
    loaded = {
        one.id: LoadedDocument(document=one, opened=showing.is_open(meeting, DOCUMENT, one.id))
        for one in describe(session, found)
    }
    return [
        loaded.get(event.payload.document) if isinstance(event.payload, DocumentChanged) else None for event in events
    ]


def find_visible(session: Session, meeting: Meeting, role: str, resource_id: str) -> Content:
    """A document that a participant of this role sees. Raises :class:`ContentNotFound`."""
    if not may_show(role) and not showing.is_open(meeting, DOCUMENT, resource_id):
        raise ContentNotFound("There is no such document, or it is not open for all (any more).")
    return contents.find_in_room(session, meeting, resource_id)


def find_downloadable(session: Session, meeting: Meeting, role: str, resource_id: str) -> Content:
    """A document whose file a participant of this role may have. Raises :class:`ContentNotFound`,
    :class:`NotAllowed`."""
    content = find_visible(session, meeting, role, resource_id)
    if not may_show(role) and not may_attendees_download(meeting):
        raise NotAllowed("The host has not allowed attendees to download documents.")
    return content


def may_show(role: str) -> bool:
    """Whether this role brings documents and shows them."""
    return room_allows(role, RoomAction.SHOW_CONTENT)


def may_attendees_download(meeting: Meeting) -> bool:
    """Whether attendees may download what is open for all."""
    return feature_settings.read(meeting, NAME, ContentSettings).attendees_download


def let_attendees_download(session: Session, insider: Insider, allowed: bool) -> None:
    """Let attendees download what is open for all from now on, or not."""
    meeting = insider.meeting
    if may_attendees_download(meeting) != allowed:
        feature_settings.write(meeting, NAME, ContentSettings(attendees_download=allowed))
        record(session, meeting, ContentSettingsChanged(attendees_download=allowed), actor=insider.participant)


def bring(
    session: Session, insider: Insider, report: Report, *, blob: str, size: int, upload_name: str, show: bool
) -> Content:
    """Add a document that a participant has brought, who may; ``show``: show it to all at once. Its file is in the blob
    store and was inspected, as for :func:`~convener.domain.content.contents.add_in_room`."""
    content = contents.add_in_room(
        session, insider.meeting, insider.participant, report, blob=blob, size=size, upload_name=upload_name
    )
    if show and conversions.is_convertible(content):
        showing.show(session, insider, DOCUMENT, content.resource_id)
    return content


def convert(session: Session, insider: Insider, resource_id: str) -> None:
    """Make the pages of a document (once more) where they are not all there. Raises :class:`ContentNotFound`."""
    content = contents.find_in_room(session, insider.meeting, resource_id, for_update=True)
    conversions.request(session, content)
    conversions.announce(session, insider.meeting, content, insider.participant)


def delete(session: Session, insider: Insider, resource_id: str) -> None:
    """Delete a document, its file too. Raises :class:`ContentNotFound`."""
    content = contents.find_in_room(session, insider.meeting, resource_id, for_update=True)
    user = insider.participant.user
    showing.forget(session, insider.meeting, DOCUMENT, resource_id, insider.participant)
    contents.delete(session, content, user, insider.participant)
