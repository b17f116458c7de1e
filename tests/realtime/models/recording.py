from __future__ import annotations

from typing import Any

from convener.realtime.features.recording import (
    RecordingAnswered,
    RecordingChanged,
    RecordingSettingsChanged,
    RecordingSlice,
)


class Model:
    def __init__(self, known: RecordingSlice) -> None:
        self.recording = (known.state, known.since, known.recorded)
        self.agreed = known.agreed
        self.settings = (known.from_beginning, known.ask_consent)

    def hear(self, message: Any) -> None:
        match message:
            case RecordingChanged(state="", reason=_):
                self.recording = ("", None, 0)
            case RecordingChanged(state=state, since=since, recorded=recorded):
                self.recording = (state, since, recorded)
            case RecordingAnswered(stays=stays):
                self.agreed = stays
            case RecordingSettingsChanged(from_beginning=from_beginning, ask_consent=ask_consent):
                self.settings = (from_beginning, ask_consent)

    def state(self) -> Any:
        return self.recording, self.agreed, self.settings
