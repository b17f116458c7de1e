"""The documents of a center, and what they take of its storage."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import UNSET, UnsetType

from .contents import Document
from .wire import RequestBody, Wire

Audience: TypeAlias = Literal["owner", "group", "center"]


class LibraryDocument(Wire, kw_only=True):
    """A document; the ``mid`` and title of the meeting to which it was brought, null and empty for one of the library;
    and the name of who brought it.

    Of the library: the ``folder`` (empty: in none), and who may use it: the ``owner`` alone, a ``group`` (its ID), or
    all of the ``center``; how many ``versions`` there are, itself among them. ``may_change``: whether the caller may
    change and delete it. ``thumbnail``: the address of a picture of the first page (below this host), valid for one to
    two hours, null where there is none. ``restorable_until``: until when it can be restored, of a deleted one.
    """

    document: Document
    meeting: str | None
    meeting_title: str
    owner: str
    folder: str
    audience: Audience
    group: str | None
    versions: int
    may_change: bool
    thumbnail: str | None
    restorable_until: datetime | None


class DocumentEdit(RequestBody, kw_only=True):
    """What is to be changed of a document of the library; what is not named stays. ``group``: the ID of a group, with
    the audience ``group``."""

    title: str | UnsetType = UNSET
    folder: str | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    group: str | UnsetType = UNSET


class Version(Wire, kw_only=True):
    """A version of a document, and who brought it; ``present``: it is the one that is there now."""

    document: Document
    owner: str
    present: bool


class VersionList(Wire, kw_only=True):
    """The versions of a document, the newest first."""

    versions: list[Version]


class Folder(Wire, kw_only=True):
    """A folder of the library, and how many ``documents`` and ``boards`` that the caller may use are in it."""

    name: str
    documents: int
    boards: int


class Shelf(Wire, kw_only=True):
    """What the caller has to choose from in the library: folders, by name; and the IDs of groups that may be given a
    document."""

    folders: list[Folder]
    groups: list[str]


class LibraryPage(Wire, kw_only=True):
    """Documents, the newest first, of deleted ones the one that was deleted last; ``next`` is the
    ``after`` of the following page, null at the end."""

    documents: list[LibraryDocument]
    next: str | None


class StorageUse(Wire, kw_only=True):
    """Bytes that the center stores: original ``documents``, pictures of their ``pages``, ``images`` on whiteboards and
    pages, ``recordings``, and ``shared_documents``: what is drawn on whiteboards and pages and written in notes;
    deleted ones count until they are removed. ``limit``: how many bytes it may store, null for no limit; ``scarce``:
    little of it is left."""

    documents: int
    pages: int
    images: int
    recordings: int
    shared_documents: int
    limit: int | None
    scarce: bool
