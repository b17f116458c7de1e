"""A recorder for tests without browsers: its captures have one camera and one microphone of the first person."""

from __future__ import annotations

import time
from collections.abc import Callable

from convener.recording.port import CaptureEnded, CaptureRequest, EndReason, RecorderUnavailable, UnavailableReason

from .captures import CaptureFolder


class SmallRecorder:
    """Writes real files. ``person``: whose they are, by public id; ``refuses``: why it does not begin, where it does
    not."""

    def __init__(self, person: str, refuses: UnavailableReason | None = None) -> None:
        self.person = person
        self.refuses = refuses
        self.begun: list[CaptureRequest] = []
        self.running: dict[str, CaptureRequest] = {}
        self._callback: Callable[[CaptureEnded], None] = lambda _ended: None

    async def start(self, request: CaptureRequest) -> None:
        if self.refuses is not None:
            raise RecorderUnavailable(self.refuses)
        self.begun.append(request)
        self.running[request.capture_id] = request
        folder = CaptureFolder(request.folder, request.mid, started_at=int(time.time() * 1000))
        folder.camera(self.person, 0, 25)
        folder.microphone(self.person, 0, 50)

    async def stop(self, capture_id: str) -> None:
        self.running.pop(capture_id, None)

    def is_available(self) -> UnavailableReason | None:
        return self.refuses

    def on_ended(self, callback: Callable[[CaptureEnded], None]) -> None:
        self._callback = callback

    def break_off(self, reason: EndReason) -> None:
        """All captures end by themselves."""
        for capture_id in list(self.running):
            del self.running[capture_id]
            self._callback(CaptureEnded(capture_id=capture_id, reason=reason))
