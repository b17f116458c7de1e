"""The documents of a center, and what they take of its storage."""

from __future__ import annotations

from datetime import datetime

from .contents import Document
from .wire import Wire


class LibraryDocument(Wire, kw_only=True):
    """A document; the ``mid`` and title of the meeting to which it was brought; and the name of who brought it.

    ``thumbnail``: the address of a picture of the first page (below this host), valid for one to two hours, null where
    there is none. ``restorable_until``: until when it can be restored, of a deleted one.
    """

    document: Document
    meeting: str
    meeting_title: str
    owner: str
    thumbnail: str | None
    restorable_until: datetime | None


class LibraryPage(Wire, kw_only=True):
    """Documents of several meetings, the newest first, of deleted ones the one that was deleted last; ``next`` is the
    ``after`` of the following page, null at the end."""

    documents: list[LibraryDocument]
    next: str | None


class StorageUse(Wire, kw_only=True):
    """Bytes that the center stores: original ``documents``, pictures of their ``pages``, ``recordings``; deleted ones
    count until they are removed. ``limit``: how many bytes it may store, null for no limit; ``scarce``: little of it is
    left."""

    documents: int
    pages: int
    recordings: int
    limit: int | None
    scarce: bool
