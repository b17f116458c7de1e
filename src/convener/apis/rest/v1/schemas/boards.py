"""Whiteboards of meetings, for those who manage them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .wire import RequestBody, Wire


class MeetingBoard(Wire, kw_only=True):
    """A whiteboard of a meeting. ``drawn_at``: when something was drawn last; ``deleted_at``: when it was deleted, of
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
    """Another name of a whiteboard, 1 to 80 characters."""

    name: str


class StoredImage(Wire, kw_only=True):
    """An image that is on the server now: ``fileId``, by which elements of the drawing name it, and its size in pixels
    as it is shown."""

    file_id: str
    width: int
    height: int
