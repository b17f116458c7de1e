"""Whiteboards of a meeting, and who may draw. What is drawn is in the documents' own logs."""

from __future__ import annotations

from convener.domain.events.payload import Id, Payload, kind
from convener.domain.events.states import BoardState


@kind("room:board:updated")
class BoardUpdated(Payload, frozen=True, kw_only=True):
    """There is such a board from now on: made, renamed, or restored."""

    board: BoardState


@kind("room:board:deleted")
class BoardDeleted(Payload, frozen=True, kw_only=True):
    """A board was deleted."""

    board: Id


@kind("room:page:drawn")
class PageDrawn(Payload, frozen=True, kw_only=True):
    """Somebody has begun to draw on a page (from 1) of a document."""

    document: Id
    page: int


@kind("room:drawing:changed")
class DrawingChanged(Payload, frozen=True, kw_only=True):
    """Attendees may draw from now on, or may not."""

    attendees_draw: bool
