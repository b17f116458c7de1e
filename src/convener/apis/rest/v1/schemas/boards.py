"""Whiteboards of meetings, for those who manage them, and of the library."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from .library import Audience
from .wire import RequestBody, Wire


class MeetingBoard(Wire, kw_only=True):
    """A whiteboard. ``drawn_at``: when something was drawn last; ``deleted_at``: when it was deleted, of
    one that can be restored."""

    id: str
    name: str
    template: Literal["blank", "grid", "columns"]
    created_at: datetime
    drawn_at: datetime
    deleted_at: datetime | None


class BoardList(Wire, kw_only=True):
    """The whiteboards of a meeting, the oldest first."""

    boards: list[MeetingBoard]


class BoardChange(RequestBody, kw_only=True):
    """What is to be changed of a whiteboard; what is not named stays. ``name``: 1 to 80 characters. Of one of the
    library: its ``folder``, and who may use it, a ``group`` (its ID) with the audience ``group``."""

    name: str | UnsetType = UNSET
    folder: str | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    group: str | UnsetType = UNSET


class LibraryBoard(Wire, kw_only=True):
    """A whiteboard; the ``mid`` and title of its meeting, null and empty for one of the library; and the name of who
    made it. The other members are those of a ``LibraryDocument``."""

    board: MeetingBoard
    meeting: str | None
    meeting_title: str
    owner: str
    folder: str
    audience: Audience
    group: str | None
    may_change: bool
    restorable_until: datetime | None


class LibraryBoardPage(Wire, kw_only=True):
    """Whiteboards, the newest first, of deleted ones the one that was deleted last; ``next`` is the ``after`` of the
    following page, null at the end."""

    boards: list[LibraryBoard]
    next: str | None


class StoredImage(Wire, kw_only=True):
    """An image that is on the server now: ``fileId``, by which elements of the drawing name it, and its size in pixels
    as it is shown."""

    file_id: str
    width: int
    height: int
