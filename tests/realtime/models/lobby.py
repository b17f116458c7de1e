from __future__ import annotations

from typing import Any

from convener.realtime.features.lobby import LobbySlice, WaitingAdded, WaitingGone


class Model:
    def __init__(self, known: LobbySlice) -> None:
        self.waiting = {one.id: one for one in known.waiting}

    def hear(self, message: Any) -> None:
        match message:
            case WaitingAdded(waiting=waiting):
                self.waiting[waiting.id] = waiting
            case WaitingGone(person_id=person_id):
                self.waiting.pop(person_id, None)

    def state(self) -> Any:
        return self.waiting
