from __future__ import annotations

from typing import Any

from convener.realtime.features.notes import NotesChanged, NotesSlice


class Model:
    def __init__(self, known: NotesSlice) -> None:
        self.attendees_write = known.attendees_write

    def hear(self, message: Any) -> None:
        if isinstance(message, NotesChanged):
            self.attendees_write = message.attendees_write

    def state(self) -> Any:
        return self.attendees_write
