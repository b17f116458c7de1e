from __future__ import annotations

from typing import Any

from convener.realtime.features.reactions import Reaction, ReactionsChanged, ReactionsSlice


class Model:
    def __init__(self, known: ReactionsSlice) -> None:
        self.allowed = known.allowed
        self.shown: list[tuple[str, str]] = []

    def hear(self, message: Any) -> None:
        if isinstance(message, ReactionsChanged):
            self.allowed = message.allowed
        elif isinstance(message, Reaction):
            self.shown.append((message.person_id, message.emoji))

    def state(self) -> Any:
        return self.allowed
