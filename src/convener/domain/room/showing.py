"""What is shown to all in a meeting's room: items that are open for all, the one of them that is shown, and its page.

An item is of a kind (a document); each kind registers what the room has to know of it (:func:`register`). The state
is stored with the meeting's room, and belongs to the run of the meeting in which it was made: the next run begins with
what was brought to be shown at once (``first``).
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct, structs
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.errors import BadValue, ContentNotFound, InvariantBroken
from convener.domain.events.kinds.showing import PageTurned, ShowingChanged
from convener.domain.events.log import record
from convener.domain.events.payload import OF_PAYLOAD
from convener.domain.events.states import ItemState, OpenItemState
from convener.storage.models import Event, Meeting, Participant

from . import feature_settings
from .insiders import Insider

NAME = "showing"
MOST_OPEN = 20
"""Items that are open at a time."""
MOST_FIRST = 10
"""Items that are open when a run begins: there is space for what people bring then."""


class ShowableKind(Protocol):
    """What the room has to know of a kind of items."""

    @property
    def name(self) -> str:
        """The word for the kind."""

    def count_pages(self, session: Session, meeting: Meeting, item_id: str) -> int:
        """How many pages the item has as far as that is known, at least 1. Raises :class:`ContentNotFound` where the
        meeting has no such item."""

    def after_opening(self, session: Session, meeting: Meeting, item_id: str) -> None:
        """The item was opened for all: record what those are to be told who did not know it."""


_KINDS: dict[str, ShowableKind] = {}


def register(kind: ShowableKind) -> None:
    """Make a kind of items one that can be shown."""
    _KINDS[kind.name] = kind


class Showing(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``instance``: the run to which the state belongs; ``open``: the first opened first;
    ``shown``: None where nothing is shown; ``turned_by``: the public id of who turned the last page, or showed the
    item; ``first``: what is shown when a run begins."""

    instance: int | None = None
    open: list[OpenItemState] = []
    shown: ItemState | None = None
    turned_by: str | None = None
    first: list[ItemState] = []

    def find(self, item: ItemState) -> OpenItemState | None:
        """The open item, None where it is not open."""
        return next((one for one in self.open if (one.kind, one.id) == (item.kind, item.id)), None)


def read(meeting: Meeting) -> Showing:
    """What is open and shown in the present run of the meeting; nothing where it does not run."""
    stored = feature_settings.read(meeting, NAME, Showing)
    first = stored.first
    if meeting.instance_id is None:
        return Showing(first=first)
    if stored.instance == meeting.instance_id:
        return stored
    return Showing(
        instance=meeting.instance_id,
        open=[OpenItemState(kind=one.kind, id=one.id) for one in first],
        shown=first[-1] if first else None,
        first=first,
    )


def is_open(meeting: Meeting, kind: str, item_id: str) -> bool:
    """Whether this item is open for all."""
    return read(meeting).find(ItemState(kind=kind, id=item_id)) is not None


def show(session: Session, insider: Insider, kind: str, item_id: str, page: int | None = None) -> None:
    """Show an item to all, at this page, or (None) where it was. Raises :class:`ContentNotFound`, :class:`BadValue`
    where it has no such page, :class:`InvariantBroken` where too many are open."""
    _show(session, insider.meeting, ItemState(kind=kind, id=item_id), page, insider.participant)


def show_at_once(session: Session, meeting: Meeting, kind: str, item_id: str) -> None:
    """Show an item that was brought by a program to be shown: now, if the meeting runs, and when a run begins. The
    caller has locked the meeting."""
    item = ItemState(kind=kind, id=item_id)
    showing = read(meeting)
    first = [*(one for one in showing.first if one != item), item][-MOST_FIRST:]
    open_ = showing.open if len(showing.open) < MOST_OPEN else showing.open[1:]
    if meeting.instance_id is None:
        _store(meeting, Showing(first=first))
    else:
        _store(meeting, structs.replace(showing, open=open_, first=first))
        _show(session, meeting, item, None, None)


def _show(
    session: Session, meeting: Meeting, item: ItemState, page: int | None, participant: Participant | None
) -> None:
    kind = _kind(item.kind)
    pages = kind.count_pages(session, meeting, item.id)
    showing = read(meeting)
    found = showing.find(item)
    if found is None and len(showing.open) >= MOST_OPEN:
        raise InvariantBroken(f"At most {MOST_OPEN} things are open for all. Please close one first.")
    opened = OpenItemState(kind=item.kind, id=item.id, page=page or (found.page if found else 1))
    _require_page(opened, pages)
    if found == opened and showing.shown == item:
        return
    open_ = [opened if one is found else one for one in showing.open] if found else [*showing.open, opened]
    by = participant.public_id if participant is not None else None
    _change(session, meeting, structs.replace(showing, open=open_, shown=item, turned_by=by), participant)
    if found is None:
        kind.after_opening(session, meeting, item.id)


def turn(session: Session, insider: Insider, kind: str, item_id: str, page: int) -> None:
    """Turn an open item to a page, for all. Raises :class:`ContentNotFound` where it is not open, :class:`BadValue`
    where it has no such page."""
    meeting = insider.meeting
    item = ItemState(kind=kind, id=item_id)
    showing = read(meeting)
    found = showing.find(item)
    if found is None:
        raise _not_open()
    turned = structs.replace(found, page=page)
    _require_page(turned, _kind(kind).count_pages(session, meeting, item_id))
    if turned == found:
        return
    open_ = [turned if one is found else one for one in showing.open]
    _store(meeting, structs.replace(showing, open=open_, turned_by=insider.participant.public_id))
    record(session, meeting, PageTurned(item=turned), actor=insider.participant)


def stop(session: Session, insider: Insider) -> None:
    """Show nothing any more; what is open stays open."""
    showing = read(insider.meeting)
    if showing.shown is not None:
        _change(session, insider.meeting, structs.replace(showing, shown=None), insider.participant)


def close(session: Session, insider: Insider, kind: str, item_id: str) -> None:
    """Close an item for all. Nothing happens where it is not open."""
    _close(session, insider.meeting, ItemState(kind=kind, id=item_id), insider.participant)


def forget(session: Session, meeting: Meeting, kind: str, item_id: str, participant: Participant | None) -> None:
    """An item is deleted: it is closed, and not shown again. The caller has locked the meeting."""
    item = ItemState(kind=kind, id=item_id)
    showing = read(meeting)
    if item in showing.first:
        _store(meeting, structs.replace(showing, first=[one for one in showing.first if one != item]))
    if meeting.instance_id is not None:
        _close(session, meeting, item, participant)


def _close(session: Session, meeting: Meeting, item: ItemState, participant: Participant | None) -> None:
    showing = read(meeting)
    found = showing.find(item)
    if found is not None:
        shown = None if showing.shown == item else showing.shown
        open_ = [one for one in showing.open if one is not found]
        _change(session, meeting, structs.replace(showing, open=open_, shown=shown), participant)


def note(session: Session, meeting: Meeting) -> None:
    """Record what has been shown since the run began, unless that was recorded: a recording is made of events. The
    caller has locked the meeting."""
    showing = read(meeting)
    recorded = select(Event.id).where(
        Event.meeting_id == meeting.id,
        Event.instance_id == meeting.instance_id,
        Event.type == OF_PAYLOAD[ShowingChanged].name,
    )
    if showing.shown is not None and session.scalar(recorded.limit(1)) is None:
        _change(session, meeting, showing, None)


def _change(session: Session, meeting: Meeting, showing: Showing, participant: Participant | None) -> None:
    _store(meeting, showing)
    changed = ShowingChanged(open=showing.open, shown=showing.shown, turned_by=showing.turned_by)
    record(session, meeting, changed, actor=participant)


def _store(meeting: Meeting, showing: Showing) -> None:
    feature_settings.write(meeting, NAME, showing)


def _kind(name: str) -> ShowableKind:
    kind = _KINDS.get(name)
    if kind is None:
        raise BadValue(f"Nothing of the kind {name!r} can be shown.", "kind")
    return kind


def _require_page(item: OpenItemState, pages: int) -> None:
    if not 1 <= item.page <= pages:
        raise BadValue(f"There is no page {item.page}; there are {pages}.", "page")


def _not_open() -> ContentNotFound:
    return ContentNotFound("This is not open (any more).")
