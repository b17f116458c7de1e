"""What was shown to all, in the timeline of a recording: pages of documents, whose pictures become the recording's own,
and whiteboards."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.content import conversions
from convener.domain.content.conversions import PlacedPicture, StoredPicture
from convener.domain.events.kinds.showing import PageTurned, ShowingChanged
from convener.domain.events.states import ItemState, OpenItemState
from convener.domain.room.documents import DOCUMENT
from convener.storage.models import Board, Content, ContentPage, Recording

from .clock import RecordingClock
from .events import PastEvent, read_past
from .timeline import TimelineChapter, TimelineEvent

WIDEST = 1920
"""Pixels of the widest picture of a page that is copied; of a page whose pictures are all wider, the narrowest is."""


@dataclass(frozen=True)
class Shown:
    """What was shown when, where chapters begin, and the ``pictures`` that are to be copied, by their names."""

    events: list[TimelineEvent]
    chapters: list[TimelineChapter]
    pictures: dict[str, StoredPicture]


def find_shown(session: Session, recording: Recording, clock: RecordingClock) -> Shown:
    """What was shown in the recorded stretches."""
    steps = _steps(read_past(session, recording, ShowingChanged, PageTurned), clock)
    titles = _titles(session, steps)
    pictures: dict[str, StoredPicture] = {}
    events: list[TimelineEvent] = []
    chapters: list[TimelineChapter] = []
    before: OpenItemState | None = None
    for at, item in steps:
        if item is None:
            events.append(TimelineEvent(at=at, kind="hidden"))
        elif item.kind == DOCUMENT:
            name = _copy_picture(session, item, pictures)
            title = titles.get((item.kind, item.id), "")
            events.append(TimelineEvent(at=at, kind="page", item=item.id, title=title, page=item.page, picture=name))
        else:
            title = titles.get((item.kind, item.id), "")
            events.append(TimelineEvent(at=at, kind="board", item=item.id, title=title))
        if item is not None and (before is None or (before.kind, before.id) != (item.kind, item.id)):
            kind = "document" if item.kind == DOCUMENT else "board"
            chapters.append(TimelineChapter(at=at, kind=kind, title=titles.get((item.kind, item.id), "")))  # type: ignore[arg-type]
        before = item
    return Shown(events, chapters, pictures)


def _steps(past: list[PastEvent], clock: RecordingClock) -> list[tuple[int, OpenItemState | None]]:
    """What was shown from which time on: one step for each time, and none where nothing changed."""
    open_: dict[tuple[str, str], OpenItemState] = {}
    shown: ItemState | None = None
    at_time: dict[int, OpenItemState | None] = {}
    for one in past:
        match one.payload:
            case ShowingChanged(open=items, shown=shown):
                open_ = {(item.kind, item.id): item for item in items}
            case PageTurned(item=turned):
                open_[turned.kind, turned.id] = turned
        at = clock.time_from(one.at)
        if at < clock.duration:
            at_time[at] = open_.get((shown.kind, shown.id)) if shown is not None else None
    steps: list[tuple[int, OpenItemState | None]] = []
    for at, item in sorted(at_time.items()):
        if item != (steps[-1][1] if steps else None):
            steps.append((at, item))
    return steps


def _titles(session: Session, steps: list[tuple[int, OpenItemState | None]]) -> dict[tuple[str, str], str]:
    ids = {item.id for _at, item in steps if item is not None}
    documents = select(Content.resource_id, Content.title).where(Content.resource_id.in_(ids))
    boards = select(Board.board_id, Board.name).where(Board.board_id.in_(ids))
    found = {(DOCUMENT, resource_id): title for resource_id, title in session.execute(documents)}
    return found | {("board", board_id): name for board_id, name in session.execute(boards)}


def _copy_picture(session: Session, item: OpenItemState, pictures: dict[str, StoredPicture]) -> str:
    """The name of the picture of a page, which is to be copied; empty where it has none."""
    name = f"page-{item.id}-{item.page}"
    if name in pictures:
        return name
    query = select(ContentPage).join(Content, Content.id == ContentPage.content_id)
    page = session.scalar(query.where(Content.resource_id == item.id, ContentPage.number == item.page))
    found = conversions.pictures_of(page) if page is not None else []
    if page is None or page.blob is None or not found:
        return ""
    best = _best(found)
    pictures[name] = StoredPicture(page.blob, best.start, best.size)
    return name


def _best(found: list[PlacedPicture]) -> PlacedPicture:
    fitting = [one for one in found if one.width <= WIDEST]
    return max(fitting, key=lambda one: one.width) if fitting else min(found, key=lambda one: one.width)
