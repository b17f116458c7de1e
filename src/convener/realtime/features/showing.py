"""Showing: what is open for all, which of it is shown, and at which page."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from convener.domain.events.kinds import showing as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import showing
from convener.realtime.feature import Acting, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire, wired

FEATURE = Feature(
    showing.NAME, "Showing: what hosts and presenters have opened for all, what of it they show, and at which page."
)

Kind = Literal["board", "document"]
"""The kinds of items that can be shown: what :mod:`convener.domain.room.showing` has registered."""

ItemId = Annotated[str, Meta(min_length=1, max_length=32)]
Page = Annotated[int, Meta(ge=1, le=100_000)]


class Item(Wire, kw_only=True):
    """Something that can be shown, by its kind and its id among those of that kind."""

    kind: Kind
    id: str


class OpenItem(Wire, kw_only=True):
    """An item that is open for all, and the page at which it is (1 is the first)."""

    kind: Kind
    id: str
    page: int


class ShowingSlice(Wire, kw_only=True):
    """What is ``open`` for all, the first opened first; ``shown``: what of it is shown now, null where nothing is;
    ``turnedBy``: who showed it or turned its page last, null where that was a program."""

    open: list[OpenItem]
    shown: Item | None
    turned_by: str | None


class ShowItem(Command, tag="showItem", kw_only=True):
    """Show an item to all, at this ``page``, or (null) at the one where it was. It is open from then on."""

    kind: Kind
    item_id: ItemId
    page: Page | None = None


class TurnPage(Command, tag="turnPage", kw_only=True):
    """Turn an open item to this page, for all."""

    kind: Kind
    item_id: ItemId
    page: Page


class StopShowing(Command, tag="stopShowing", kw_only=True):
    """Show nothing any more; what is open stays open."""


class CloseItem(Command, tag="closeItem", kw_only=True):
    """Close an item for all."""

    kind: Kind
    item_id: ItemId


class ShowingChanged(EventMessage, tag="showingChanged", kw_only=True):
    """What is open and shown from now on, as in the snapshot."""

    open: list[OpenItem]
    shown: Item | None
    turned_by: str | None


class PageTurned(EventMessage, tag="pageTurned", kw_only=True):
    """``by`` has turned this item to its page."""

    item: OpenItem


@FEATURE.slice(ShowingSlice)
def _slice(view: View) -> ShowingSlice:
    return wired(showing.read(view.meeting), ShowingSlice)


@FEATURE.event(ShowingChanged, kinds.ShowingChanged)
def _changed(event: RoomEvent, payload: kinds.ShowingChanged) -> ShowingChanged:
    return ShowingChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        open=[wired(one, OpenItem) for one in payload.open],
        shown=wired(payload.shown, Item) if payload.shown is not None else None,
        turned_by=payload.turned_by,
    )


@FEATURE.event(PageTurned, kinds.PageTurned)
def _turned(event: RoomEvent, payload: kinds.PageTurned) -> PageTurned:
    return PageTurned(seq=event.seq, at=event.at, by=event.actor, item=wired(payload.item, OpenItem))


@FEATURE.change(ShowItem, may=RoomAction.SHOW_CONTENT)
def _show(acting: Acting, command: ShowItem) -> None:
    showing.show(acting.session, acting.insider, command.kind, command.item_id, command.page)


@FEATURE.change(TurnPage, may=RoomAction.SHOW_CONTENT)
def _turn(acting: Acting, command: TurnPage) -> None:
    showing.turn(acting.session, acting.insider, command.kind, command.item_id, command.page)


@FEATURE.change(StopShowing, may=RoomAction.SHOW_CONTENT)
def _stop(acting: Acting, command: StopShowing) -> None:
    showing.stop(acting.session, acting.insider)


@FEATURE.change(CloseItem, may=RoomAction.SHOW_CONTENT)
def _close(acting: Acting, command: CloseItem) -> None:
    showing.close(acting.session, acting.insider, command.kind, command.item_id)
