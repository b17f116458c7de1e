"""What the server asks of a recorder: begin a capture, end it, and say when one has ended by itself.

A capture is one stretch of a recording: from its start or resumption to its next pause or end. Its files are in a
folder of its own, which :mod:`convener.recording.index` reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class TrackKind(StrEnum):
    """What a track of a person is."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen"
    SCREEN_SOUND = "screenSound"

    @property
    def is_sound(self) -> bool:
        """Whether it is heard, not seen."""
        return self in (TrackKind.MICROPHONE, TrackKind.SCREEN_SOUND)


class UnavailableReason(StrEnum):
    """Why nothing can be captured now."""

    NOT_INSTALLED = "not_installed"
    """A library that receives media is missing; ``convener doctor`` names it."""
    TURNED_OFF = "turned_off"
    """The operator has turned the recorder off."""
    DISK = "disk"
    """The data folder has less free space than captures have to leave."""
    TOO_MANY = "too_many"
    """As many captures run on this server as may."""
    NO_PROCESS = "no_process"
    """The recorder process does not start, or does not answer."""


class RecorderUnavailable(Exception):
    """A capture cannot begin; ``reason`` says why."""

    def __init__(self, reason: UnavailableReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class EndReason(StrEnum):
    """Why a capture ended although nobody stopped it."""

    PROCESS_DIED = "process_died"
    """The recorder process has ended, and no other could go on with the capture."""
    DISK = "disk"
    """The disk is full."""


@dataclass(frozen=True, kw_only=True)
class CaptureRequest:
    """A capture to begin. ``capture_id``: opaque and unguessable. ``meeting_id``: of the meeting's row, ``mid``: its
    public id. ``folder``: where its files go, made where it is not there (:func:`index.capture_folder`). ``kinds``: the
    tracks that are wanted."""

    capture_id: str
    meeting_id: int
    mid: str
    folder: Path
    kinds: frozenset[TrackKind] = field(default=frozenset(TrackKind))


@dataclass(frozen=True, kw_only=True)
class CaptureEnded:
    """A capture ended by itself; what it had written by then is complete."""

    capture_id: str
    reason: EndReason


class Recorder(Protocol):
    """Captures what people in the rooms of this server send. All is called on the event loop of the server."""

    async def start(self, request: CaptureRequest) -> None:
        """Begin a capture: time 0 of its folder is now. Raises :class:`RecorderUnavailable`, within 10 s."""

    async def stop(self, capture_id: str) -> None:
        """End a capture; its files are complete when this returns, at most 5 s later. One that is not known, or has
        ended, is no error."""

    def is_available(self) -> UnavailableReason | None:
        """Why no capture can begin now, or null where one can."""

    def on_ended(self, callback: Callable[[CaptureEnded], None]) -> None:
        """Have ``callback`` called, on the event loop, whenever a capture has ended by itself."""


class NoRecorder:
    """A recorder of a server that has none, for ``reason``."""

    def __init__(self, reason: UnavailableReason) -> None:
        self._reason = reason

    async def start(self, request: CaptureRequest) -> None:
        """Refuse it."""
        raise RecorderUnavailable(self._reason)

    async def stop(self, capture_id: str) -> None:
        """Nothing was begun."""

    def is_available(self) -> UnavailableReason | None:
        """The reason that it was made with."""
        return self._reason

    def on_ended(self, callback: Callable[[CaptureEnded], None]) -> None:
        """Nothing begins, so nothing ends."""
