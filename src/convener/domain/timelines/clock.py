"""Times of a recording: its stretches one after the other, pauses cut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from convener.recording.index import CaptureDamaged, TrackIndex, read_capture, read_tracks
from convener.storage.models import RecordingStretch

ENDED_AS_WANTED = frozenset({"paused", "stopped", "empty", "ended", "quota"})
"""Reasons of a stretch whose recorded end is the one of its capture; else that is where the last track ends."""


@dataclass(frozen=True, kw_only=True)
class CapturedStretch:
    """A stretch as it lies in its folder: when it began (unix milliseconds), how long it is, and where it begins in the
    recording (milliseconds)."""

    number: int
    started_at: int
    length: int
    offset: int
    tracks: tuple[TrackIndex, ...]

    @property
    def end(self) -> int:
        """Where it ends in the recording."""
        return self.offset + self.length


def read_stretches(stretches: list[tuple[RecordingStretch, Path]]) -> list[CapturedStretch]:
    """The stretches of a recording in order, with what is in their folders; without those of which nothing is there."""
    found: list[CapturedStretch] = []
    offset = 0
    for stretch, folder in stretches:
        try:
            started_at = read_capture(folder).started_at
        except CaptureDamaged:
            continue
        tracks = tuple(read_tracks(folder))
        captured = max((one.end for one in tracks), default=0)
        if stretch.ended_at is not None and stretch.reason in ENDED_AS_WANTED:
            length = max(captured, unix_milliseconds(stretch.ended_at) - started_at)
        else:
            length = captured
        found.append(
            CapturedStretch(number=stretch.number, started_at=started_at, length=length, offset=offset, tracks=tracks)
        )
        offset += length
    return found


class RecordingClock:
    """Says at which time of the recording something happened."""

    def __init__(self, stretches: list[CapturedStretch]) -> None:
        self._stretches = stretches
        self.duration = stretches[-1].end if stretches else 0

    @property
    def started_at(self) -> datetime:
        """When the first stretch began."""
        return datetime.fromtimestamp(self._stretches[0].started_at / 1000, UTC)

    def time_of(self, moment: datetime) -> int | None:
        """The time of the recording at this moment; None before, after, and in a pause."""
        at = unix_milliseconds(moment)
        for one in self._stretches:
            if one.started_at <= at <= one.started_at + one.length:
                return one.offset + at - one.started_at
        return None

    def time_from(self, moment: datetime) -> int:
        """From which time of the recording on something holds that holds since this moment: in a pause from the end of
        the pause on; its duration for what came afterwards."""
        at = unix_milliseconds(moment)
        for one in self._stretches:
            if at <= one.started_at + one.length:
                return one.offset + max(0, at - one.started_at)
        return self.duration


def unix_milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return int(moment.timestamp() * 1000)
