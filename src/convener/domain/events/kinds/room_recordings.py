"""A recording of the meeting begins, pauses and ends, as those in the room see it."""

from __future__ import annotations

from datetime import datetime

from convener.domain.events.payload import Id, Payload, Word, kind


@kind("room:recording:changed")
class RoomRecordingChanged(Payload, frozen=True, kw_only=True):
    """The recording is in this state from now on: starting, recording, paused, or empty where there is none.

    ``recording``: which one, or the one that has ended; ``since``: when the state began; ``recorded``: milliseconds
    that were recorded before; ``reason``: why it ended or paused, empty where somebody wanted it."""

    recording: Id
    state: Word
    since: datetime
    recorded: int
    reason: Word = ""


@kind("room:recording:refused")
class RoomRecordingRefused(Payload, frozen=True, kw_only=True):
    """A recording could not begin, or go on; ``reason``: why."""

    reason: Word


@kind("room:recording:storage_scarce")
class RoomRecordingStorageScarce(Payload, frozen=True, kw_only=True):
    """While the meeting is recorded, little is left of the storage of its center; ``percent``: how much is in use."""

    percent: int


@kind("room:recording:answered")
class RoomRecordingAnswered(Payload, frozen=True, kw_only=True):
    """The participant has answered to being recorded: stays, or leaves."""

    stays: bool


@kind("room:recording:settings_changed")
class RoomRecordingSettingsChanged(Payload, frozen=True, kw_only=True):
    """Whether runs of the meeting are recorded from their beginning, and whether all are asked before they enter."""

    from_beginning: bool
    ask_consent: bool
