from __future__ import annotations

from typing import Any

from convener.realtime.features.showing import PageTurned, ShowingChanged, ShowingSlice


class Model:
    def __init__(self, known: ShowingSlice) -> None:
        self.open = list(known.open)
        self.shown = known.shown
        self.turned_by = known.turned_by

    def hear(self, message: Any) -> None:
        match message:
            case ShowingChanged():
                self.open, self.shown, self.turned_by = list(message.open), message.shown, message.turned_by
            case PageTurned(item=item, by=by):
                self.open = [item if (one.kind, one.id) == (item.kind, item.id) else one for one in self.open]
                self.turned_by = by

    def state(self) -> Any:
        return self.open, self.shown, self.turned_by
