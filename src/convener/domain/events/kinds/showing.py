"""What is open for all in a meeting's room, which of it is shown, and the pages that are turned."""

from __future__ import annotations

from convener.domain.events.payload import Id, Payload, kind
from convener.domain.events.states import ItemState, OpenItemState


@kind("room:showing:changed")
class ShowingChanged(Payload, frozen=True, kw_only=True):
    """These items are open for all from now on, the first opened first; ``shown``: the one that is shown to all, None
    where none is; ``turned_by``: the participant who showed it, or turned its page last."""

    open: list[OpenItemState]
    shown: ItemState | None
    turned_by: Id | None = None


@kind("room:showing:page_turned")
class PageTurned(Payload, frozen=True, kw_only=True):
    """An open item is at this page from now on (1 is the first)."""

    item: OpenItemState
