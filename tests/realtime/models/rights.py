from __future__ import annotations

from typing import Any

from convener.realtime.features.rights import RightsChanged, RightsSlice, UnmuteAsked, UnmuteEnded


class Model:
    def __init__(self, known: RightsSlice) -> None:
        self.rights = (known.microphone, known.camera, known.screen, known.see)
        self.may_unmute = known.may_unmute

    def hear(self, message: Any) -> None:
        match message:
            case RightsChanged(microphone=microphone, camera=camera, screen=screen, see=see):
                self.rights = (microphone, camera, screen, see)
            case UnmuteAsked():
                self.may_unmute = True
            case UnmuteEnded():
                self.may_unmute = False

    def state(self) -> Any:
        return self.rights, self.may_unmute
