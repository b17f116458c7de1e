"""The files of a capture that runs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from . import index
from .codecs import Codec
from .index import CaptureHead, IndexWriter, TrackHead
from .matroska import TrackFormat, TrackWriter
from .port import TrackKind

MAP_AFTER = 20.0
"""Milliseconds by which the times of file and capture may drift apart before the index says so."""

MOST_FILES = 400
"""Of one person in one capture. Browsers begin a new one when somebody comes back or shares a screen again; a sender
that begins one with every packet is recorded no further."""

SILENCE = b"\xf8\xff\xfe"
"""An Opus frame of 20 ms of silence: written where nothing came, so that players keep the time."""

SILENCE_MILLISECONDS = 20

_OPUS_MILLISECONDS = (*([10, 20, 40, 60] * 3), *([10, 20] * 2), *([2.5, 5, 10, 20] * 4))
"""By the configuration in the first byte (RFC 6716 3.1)."""


class CaptureFiles:
    """The folder of a capture that runs. ``clock``: seconds of a monotonic clock, which times all that arrives."""

    def __init__(self, folder: Path, started_at: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._started_at = started_at
        self._zero = clock() - (time.time() - started_at / 1_000)
        self._number = max(index.track_numbers(folder), default=0)
        self._open: list[TrackFile] = []
        self._of_person: Counter[str] = Counter()

    @classmethod
    def begin(cls, folder: Path, capture: str, meeting: str) -> CaptureFiles:
        """Begin a capture, or go on with that of this folder. Raises :class:`OSError`, :class:`CaptureDamaged`."""
        if (folder / index.HEAD_FILE).exists():
            return cls(folder, index.read_capture(folder).started_at)
        started_at = time.time_ns() // 1_000_000
        index.write_capture(
            folder, CaptureHead(version=index.VERSION, capture=capture, meeting=meeting, started_at=started_at)
        )
        return cls(folder, started_at)

    def at(self, moment: float) -> float:
        """The time of the capture, in milliseconds, at a moment of the monotonic clock."""
        return (moment - self._zero) * 1_000

    def may_open(self, person: str) -> bool:
        """Whether this person may have one more file."""
        return self._of_person[person] < MOST_FILES

    def open_track(self, person: str, kind: TrackKind, track: TrackFormat, at: float) -> TrackFile:
        """A file for a publication whose first frame was sent at ``at``. Raises :class:`OSError`."""
        self._number += 1
        self._of_person[person] += 1
        opened = TrackFile(self, self._number, person, kind, track, at)
        self._open.append(opened)
        return opened

    def closed(self, track: TrackFile) -> None:
        """A file is closed."""
        self._open.remove(track)

    def sync(self) -> None:
        """See to it that a loss of power leaves what was written until now; called by a thread of its own."""
        for track in list(self._open):
            track.sync()

    def close(self) -> None:
        """Close what is open."""
        for track in list(self._open):
            track.close()


class TrackFile:
    """The file of a publication, and its index. Times are milliseconds: ``position`` that of the file, ``at`` that of
    the capture. All raise :class:`OSError` where the disk is full.
    """

    def __init__(
        self, files: CaptureFiles, number: int, person: str, kind: TrackKind, track: TrackFormat, at: float
    ) -> None:
        self.track = track
        self._files = files
        name = f"{number}{track.codec.suffix}"
        at_least = max(0, round(at))
        head = TrackHead(version=index.VERSION, file=name, person=person, kind=kind, codec=track.codec, at=at_least)
        self._index = IndexWriter(files.folder, number, head)
        self._writer = TrackWriter(files.folder / name, track)
        self._offset = at_least
        self._index.map(0, at_least)
        self._since = 0.0
        self._is_known = False
        self._is_off = False
        self._on_since: int | None = None
        self._is_closed = False
        self._last = -1
        self._on_until = 0.0
        self.ends = 0.0
        """Where the last frame ends."""
        self.frames = 0

    @property
    def size(self) -> int:
        """Bytes written."""
        return self._writer.size

    def write(
        self,
        position: float,
        data: bytes,
        *,
        keyframe: bool,
        offset: float,
        since: float = 0.0,
        is_known: bool = False,
        silent: bool = False,
    ) -> None:
        """Append a frame. ``offset``: add it to ``position`` for the time of the capture, and, up to the first one that
        ``is_known``, to all positions from ``since`` on, whatever was said of them before: until then the least late of
        them says best when all were sent. ``silent``: the frame does not say that the track is on again."""
        if self._is_closed:
            return
        if self.track.codec is Codec.OPUS:
            self.fill(position)
        milliseconds = max(round(position), self._last + 1 if self._last >= 0 else 0)
        if self._is_off and not silent:
            self._is_off, self._on_since = False, milliseconds
            self._index.on(max(0, round(milliseconds + offset)))
        self._map(milliseconds, round(offset), since, is_known=is_known)
        self._append(milliseconds, data, keyframe=keyframe)
        self.ends = milliseconds + (opus_milliseconds(data) if self.track.codec is Codec.OPUS else 0.0)
        if not silent:
            self._on_until = self.ends
        self.frames += 1

    def fill(self, until: float) -> None:
        """Append silence where no sound came, up to ``until``."""
        if self._is_closed or not self.frames:
            return
        while until - self.ends >= SILENCE_MILLISECONDS:
            self._append(max(round(self.ends), self._last + 1), SILENCE, keyframe=True)
            self.ends += SILENCE_MILLISECONDS

    def off(self) -> None:
        """Nothing came since the last frame that was not silent: it is muted, or off."""
        if not self._is_off and not self._is_closed and self.frames:
            self._is_off = True
            self._index.off(max(0, round(self._on_until + self._offset)))

    def sync(self) -> None:
        """Write it to the disk; one that is closed meanwhile needs it no more."""
        if not self._is_closed:
            try:
                self._writer.sync()
            except OSError:
                if not self._is_closed:
                    raise

    def close(self) -> None:
        """End the file; what comes later is not written."""
        if self._is_closed:
            return
        self._is_closed = True
        self._files.closed(self)
        try:
            length = round(self.ends) if self.track.codec is Codec.OPUS else self._last + index.FRAME_MILLISECONDS
            self._index.end(
                max(0, length + self._offset), length=max(0, length), frames=self.frames, size=self._writer.size
            )
        finally:
            self._index.close()
            self._writer.close()

    def _map(self, milliseconds: int, offset: int, since: float, *, is_known: bool) -> None:
        """Say in the index what this offset is for, where that is not said yet."""
        if since != self._since:
            self._since, self._is_known = since, False
        start, uneven = milliseconds, MAP_AFTER
        if not self._is_known:
            self._is_known, start = is_known, round(since)
            uneven = 0 if is_known else MAP_AFTER
        if abs(offset - self._offset) <= uneven or not self.frames:
            return
        self._offset = offset
        self._index.map(start, max(0, start + offset))
        if start < milliseconds and self._on_since is not None and self._on_since >= start and not self._is_off:
            self._index.on(max(0, self._on_since + offset))

    def _append(self, milliseconds: int, data: bytes, *, keyframe: bool) -> None:
        self._writer.write(milliseconds, data, keyframe=keyframe)
        self._last = milliseconds


def opus_milliseconds(packet: bytes) -> float:
    """How long an Opus packet lasts (RFC 6716 3.1 and 3.2)."""
    if not packet:
        return 0.0
    code = packet[0] & 3
    frames = 1 if code == 0 else 2 if code < 3 else (packet[1] & 63 if len(packet) > 1 else 0)
    return _OPUS_MILLISECONDS[packet[0] >> 3] * frames
