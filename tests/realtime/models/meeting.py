from __future__ import annotations

from typing import Any

from convener.realtime.features.meeting import MeetingSlice, MeetingUpdated


class Model:
    def __init__(self, known: MeetingSlice) -> None:
        self.meeting = known.meeting

    def hear(self, message: Any) -> None:
        if isinstance(message, MeetingUpdated):
            self.meeting = message.meeting

    def state(self) -> Any:
        return self.meeting
