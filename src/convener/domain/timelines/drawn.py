"""What was drawn on the whiteboards and pages that are shown in a recording."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import structs
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.boards.history import Order
from convener.storage.models import Board, Content, PageDrawing

from .clock import RecordingClock
from .timeline import Timeline, TimelineEvent
from .updates import read_updates

DRAWING = "drawing"
"""The kind of the parts that say what was drawn."""

IMAGE = "image"
"""The kind of the parts that are images on drawings; one that is on several is one part."""

MOST = 500
"""The most drawings of a recording; of those that are shown later nothing is kept."""

CONTENT = ("page", "board", "hidden")
"""Kinds of events after which something else is shown."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A drawing: its shared document (internal id), and from when to when it is shown, in order."""

    document_id: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Surface:
    """What is drawn on: a whiteboard, or a page of a document."""

    item: str
    page: int

    @property
    def part(self) -> str:
        """The name of the part that says what was drawn."""
        return f"drawing-{self.item}-{self.page}" if self.page else f"drawing-{self.item}"


def find_drawn(
    session: Session, events: list[TimelineEvent], duration: int
) -> tuple[list[TimelineEvent], dict[str, Drawn]]:
    """The events of what is shown (in the order of their times), which name the drawings on it, and these by their
    names."""
    spans: dict[_Surface, list[tuple[int, int]]] = {}
    shown = [event for event in events if event.kind in CONTENT]
    ends = [*(event.at for event in shown), duration][1:]
    for event, end in zip(shown, ends, strict=True):
        if event.kind != "hidden" and event.at < end:
            spans.setdefault(_surface(event), []).append((event.at, end))
    documents = _find_documents(session, spans)
    drawn = {
        surface.part: Drawn(document_id=documents[surface], spans=tuple(found))
        for surface, found in spans.items()
        if surface in documents
    }
    drawn = dict(list(drawn.items())[:MOST])
    named = [
        structs.replace(event, drawing=_surface(event).part)
        if event.kind != "hidden" and _surface(event).part in drawn
        else event
        for event in events
    ]
    return named, drawn


def _surface(event: TimelineEvent) -> _Surface:
    return _Surface(event.item, event.page if event.kind == "page" else 0)


def _find_documents(session: Session, surfaces: dict[_Surface, list[tuple[int, int]]]) -> dict[_Surface, int]:
    """The shared documents (internal ids) of these surfaces, as far as they have one."""
    boards = select(Board.board_id, Board.document_id).where(
        Board.board_id.in_({one.item for one in surfaces if not one.page})
    )
    found = {_Surface(item, 0): document_id for item, document_id in session.execute(boards)}
    pages = (
        select(Content.resource_id, PageDrawing.number, PageDrawing.document_id)
        .join(Content, Content.id == PageDrawing.content_id)
        .where(Content.resource_id.in_({one.item for one in surfaces if one.page}))
    )
    found |= {_Surface(item, number): document_id for item, number, document_id in session.execute(pages)}
    return {surface: document_id for surface, document_id in found.items() if surface in surfaces}


def read_order(session: Session, drawn: Drawn, clock: RecordingClock) -> Order:
    """What the file of a drawing is made of: all updates until it is shown last. What was drawn while it was not shown,
    in a pause say, has the time at which it was shown next."""
    updates = read_updates(session, drawn.document_id, clock, drawn.spans)
    return Order(updates=updates, starts=[begin for begin, _ in drawn.spans])


def without_missing(timeline: Timeline, missing: set[str]) -> Timeline:
    """The timeline without the names of these drawings (and notes), which are empty or could not be read."""
    events = [structs.replace(one, drawing="") if one.drawing in missing else one for one in timeline.events]
    notes = "" if timeline.notes in missing else timeline.notes
    return structs.replace(timeline, events=events, notes=notes)
