from __future__ import annotations

from typing import Any

from convener.realtime.features.media import MediaSlice


class Model:
    def __init__(self, known: MediaSlice) -> None:
        self.limits = known.limits

    def hear(self, message: Any) -> None:
        pass

    def state(self) -> Any:
        return self.limits
