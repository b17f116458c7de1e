"""Documents of meetings and their pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from .wire import RequestBody, Wire

DocumentKind: TypeAlias = Literal["package", "old_package", "pdf", "office", "image", "film"]


class Document(Wire, kw_only=True):
    """A document that was brought to a meeting.

    ``state``: ``waiting`` and ``converting``: its pages are being made, those that are there can be shown already;
    ``ready``: all are there; ``failed``: there are none, because of ``problem``: the file is ``damaged``, protected by
    a ``password``, too ``large``; the server has no LibreOffice (``no_office``: bring it as PDF); all pages are
    ``lost``; the server ``failed``, try again. ``none``: nothing was made of it; ask for it, if its kind can be shown.

    ``pages``: how many there are, null while that is not known; ``done``: how many of them were made so far. ``size``
    is in bytes. ``deleted_at``: when it was deleted, of one that can be restored.
    """

    id: str
    title: str
    kind: DocumentKind
    content_type: str
    size: int
    created_at: datetime
    deleted_at: datetime | None
    state: Literal["none", "waiting", "converting", "ready", "failed"]
    problem: Literal["", "damaged", "password", "large", "no_office", "lost", "failed"]
    pages: int | None
    done: int


class DocumentList(Wire, kw_only=True):
    """The documents of a meeting, the oldest first."""

    documents: list[Document]


class DocumentCopy(RequestBody, kw_only=True):
    """Into which ``meeting`` (its ``mid``) a document or whiteboard is put, null for the library. ``key``: one of the
    caller's own; asked for again under the same key there is no second copy."""

    meeting: Annotated[str, Meta(min_length=1, max_length=64)] | None
    key: Annotated[str, Meta(max_length=64)] = ""


class PageLink(Wire, kw_only=True):
    """A link on a page: its place in parts of the page's width and height, from the upper left corner; and where it
    leads, to an address or to a ``page`` of the document."""

    x: float
    y: float
    width: float
    height: float
    url: str
    page: int | None


class PagePicture(Wire, kw_only=True):
    """A page in one size, in pixels, as WebP. ``url`` (below this host) needs no other credentials, and is valid for
    one to two hours."""

    width: int
    height: int
    url: str


class Page(Wire, kw_only=True):
    """A page: its pictures, the largest first (none where the page cannot be shown; the last is the thumbnail), and
    what can be read on it."""

    number: int
    pictures: list[PagePicture]
    text: str
    links: list[PageLink]


class PageList(Wire, kw_only=True):
    """Pages of a document. ``more``: whether others follow that were made already: ask for those after the last."""

    document: Document
    pages: list[Page]
    more: bool


class BroughtDocument(Wire, kw_only=True):
    """The id of a document that was brought in a meeting's room; the room's events say how far its pages are."""

    id: str
