"""Recordings, by their ids."""

from __future__ import annotations

from convener.domain.events.payload import CenterPayload, Id, Word, kind


@kind("center:recording:published")
class RecordingPublished(CenterPayload, frozen=True, kw_only=True):
    """A recording can be played; ``meeting``: the mid of the one that was recorded, None where that is gone."""

    recording: Id
    meeting: Id | None


@kind("center:recording:progressed")
class RecordingProgressed(CenterPayload, frozen=True, kw_only=True):
    """A recording that is made here has come into another state, or further: it is paused, goes on, is being finished
    (``percent`` of that are done), is ready, or has failed; ``problem``: why it failed or ended early, empty where
    neither is so."""

    recording: Id
    state: Word
    problem: Word
    percent: int = 0


@kind("center:recording:composed")
class VideoProgressed(CenterPayload, frozen=True, kw_only=True):
    """So many ``percent`` of the video of a recording are composed: all where it is there."""

    recording: Id
    percent: int


@kind("center:recording:changed")
class RecordingChanged(CenterPayload, frozen=True, kw_only=True):
    """Fields of a recording have changed; ``changed`` holds their names."""

    recording: Id
    changed: list[Word]


@kind("center:recording:moved")
class RecordingMoved(CenterPayload, frozen=True, kw_only=True):
    """A recording was deleted, restored, removed, or has expired; ``life``: its state of the lifecycle now."""

    recording: Id
    life: Word
