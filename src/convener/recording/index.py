"""The folder of a capture: its form, and how it is written and read.

``capture.json`` is written first: what was captured, and the time at which it began. Each publication of a track has a
file ``N.webm`` or ``N.mkv`` (:mod:`matroska`), whose times begin at 0 with its first frame and follow the clock of the
sender, and an index ``N.jsonl`` beside it: one line at its beginning, one for each change, one at its end. Times of the
capture (``at``) are milliseconds since it began. Where a process was killed the last lines are missing or cut: then the
file itself says where it ends.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from .codecs import Codec
from .matroska import read_blocks
from .port import TrackKind

VERSION = 1
"""Of the form of the folder."""

HEAD_FILE = "capture.json"

FRAME_MILLISECONDS = 20
"""How long the last frame of a file is taken to last: an Opus frame of a browser; for a picture it is no loss."""


class CaptureDamaged(Exception):
    """A folder or an index that cannot be read; the message says what is wrong."""


class CaptureHead(Struct, kw_only=True, rename="camel", frozen=True):
    """``capture.json``. ``meeting``: the public id of the meeting; ``started_at``: unix time in milliseconds."""

    version: int
    capture: str
    meeting: str
    started_at: int


class TrackHead(Struct, kw_only=True, frozen=True):
    """The first line of an index. ``person``: the participant's public id; ``at``: when the first frame was sent."""

    version: int
    file: str
    person: str
    kind: TrackKind
    codec: Codec
    at: int


class _Line(Struct, kw_only=True):
    """Any later line. ``map``: from this time of the file on, the time of the capture runs beside it at speed 1,
    whatever earlier lines say of these times. ``off``, ``on``: since when; another ``on`` says it better."""

    map: tuple[int, int] | None = None
    off: int | None = None
    on: int | None = None
    end: int | None = None
    length: int = 0
    frames: int = 0
    bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a track: from ``start`` (time of the file) on it is heard or seen at ``at`` for ``length``."""

    at: int
    start: int
    length: int


@dataclass(frozen=True, kw_only=True)
class TrackIndex:
    """A publication of a track, as its index and its file together say.

    ``mapping``: pairs of a time of the file, rising, and the time of the capture; ``gaps``: from when to when (null: to
    the end) it was muted or off; ``end``: when it ended; ``length``: milliseconds of the file; ``is_complete``: it
    was ended as it should be, not by the end of the process.
    """

    number: int
    file: Path
    person: str
    kind: TrackKind
    codec: Codec
    at: int
    mapping: tuple[tuple[int, int], ...]
    gaps: tuple[tuple[int, int | None], ...]
    end: int
    length: int
    frames: int
    bytes: int
    is_complete: bool

    def time_of(self, milliseconds: int) -> int:
        """The time of the capture at this time of the file."""
        return _time_of(self.mapping, milliseconds)

    def pieces(self) -> list[Piece]:
        """What is heard or seen when: without what was muted or off, in order, nothing twice."""
        found: list[Piece] = []
        edges = [*self.mapping[1:], (self.length, self.end)]
        for (start, at), (next_start, next_at) in zip(self.mapping, edges, strict=True):
            last = at + next_start - start
            if len(found) + 1 < len(self.mapping):
                last = min(last, max(next_at, at))
            for begin, until in _without(at, last, self.gaps):
                found.append(Piece(at=begin, start=start + begin - at, length=until - begin))
        return found


def capture_folder(data: Path, reid: str, stretch: int) -> Path:
    """Where a stretch (1, 2, …) of the recording with this public id is captured."""
    return data / "captures" / reid / str(stretch)


def write_capture(folder: Path, head: CaptureHead) -> None:
    """Make the folder of a capture that begins. Raises :class:`OSError`; it must not have been captured into before."""
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / HEAD_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, msgspec.json.encode(head) + b"\n")
        os.fsync(file)
    finally:
        os.close(file)


def read_capture(folder: Path) -> CaptureHead:
    """What was captured into this folder. Raises :class:`CaptureDamaged`."""
    try:
        return msgspec.json.decode((folder / HEAD_FILE).read_bytes(), type=CaptureHead)
    except (OSError, msgspec.DecodeError) as error:
        raise CaptureDamaged(f"{folder.name}: {error}") from error


def track_numbers(folder: Path) -> list[int]:
    """The numbers of the publications in this folder, in order."""
    return sorted(int(file.stem) for file in folder.glob("*.jsonl") if file.stem.isdecimal())


def read_tracks(folder: Path) -> list[TrackIndex]:
    """All publications of a folder that have at least one frame."""
    found: list[TrackIndex] = []
    for number in track_numbers(folder):
        with contextlib.suppress(CaptureDamaged):  # the process ended before its first line was there
            track = read_track(folder, number)
            if track.frames:
                found.append(track)
    return found


def read_track(folder: Path, number: int) -> TrackIndex:
    """A publication, by its index and, where that does not say how it ended, by its file.

    Raises :class:`CaptureDamaged` where there is no first line.
    """
    lines = _lines(folder / f"{number}.jsonl")
    try:
        head = msgspec.json.decode(next(lines, b""), type=TrackHead)
    except msgspec.DecodeError as error:
        raise CaptureDamaged(f"{number}.jsonl: {error}") from error
    if head.file != f"{number}{head.codec.suffix}":
        raise CaptureDamaged(f"{number}.jsonl: names the file {head.file!r}")
    mapping: list[tuple[int, int]] = []
    gaps: list[tuple[int, int | None]] = []
    ending: _Line | None = None
    for text in lines:
        try:
            line = msgspec.json.decode(text, type=_Line)
        except msgspec.DecodeError:
            break  # cut off
        if line.map is not None:
            while mapping and mapping[-1][0] >= line.map[0]:
                mapping.pop()
            mapping.append(line.map)
        elif line.off is not None and (not gaps or gaps[-1][1] is not None):
            gaps.append((line.off, None))
        elif line.on is not None and gaps:
            gaps[-1] = (gaps[-1][0], max(line.on, gaps[-1][0]))
        elif line.end is not None:
            ending = line
    mapping = mapping or [(0, head.at)]
    file = folder / head.file
    if ending is None:
        length, frames = _measure(file)
        ending = _Line(length=length, frames=frames, bytes=file.stat().st_size if file.is_file() else 0)
        is_complete = False
    else:
        is_complete = True
    return TrackIndex(
        number=number,
        file=file,
        person=head.person,
        kind=head.kind,
        codec=head.codec,
        at=mapping[0][1],
        mapping=tuple(mapping),
        gaps=tuple(gaps),
        end=_time_of(tuple(mapping), ending.length) if ending.end is None else ending.end,
        length=ending.length,
        frames=ending.frames,
        bytes=ending.bytes,
        is_complete=is_complete,
    )


class IndexWriter:
    """The index of a publication that is being captured: each line is one write. Raises :class:`OSError`."""

    def __init__(self, folder: Path, number: int, head: TrackHead) -> None:
        path = folder / f"{number}.jsonl"
        self._file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._append(head)

    def map(self, milliseconds: int, at: int) -> None:
        """From ``milliseconds`` of the file on, the time of the capture is ``at`` and runs beside it."""
        self._append({"map": (milliseconds, at)})

    def off(self, at: int) -> None:
        """It is muted, or off, from now on."""
        self._append({"off": at})

    def on(self, at: int) -> None:
        """It is heard or seen again; once more: since then, rather."""
        self._append({"on": at})

    def end(self, at: int, *, length: int, frames: int, size: int) -> None:
        """The publication has ended; the last line."""
        self._append({"end": at, "length": length, "frames": frames, "bytes": size})

    def close(self) -> None:
        """End the file."""
        os.close(self._file)

    def _append(self, line: TrackHead | dict[str, int | tuple[int, int]]) -> None:
        os.write(self._file, msgspec.json.encode(line) + b"\n")


def _lines(path: Path) -> Iterator[bytes]:
    """The complete lines of an index."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CaptureDamaged(f"{path.name}: {error}") from error
    yield from text.split(b"\n")[:-1]


def _measure(file: Path) -> tuple[int, int]:
    """Milliseconds and frames of a file; 0 where it is not there."""
    last, frames = 0, 0
    if file.is_file():
        for block in read_blocks(file):
            last, frames = block.milliseconds, frames + 1
    return (last + FRAME_MILLISECONDS if frames else 0), frames


def _time_of(mapping: tuple[tuple[int, int], ...], milliseconds: int) -> int:
    start, at = next((pair for pair in reversed(mapping) if pair[0] <= milliseconds), mapping[0])
    return at + milliseconds - start


def _without(at: int, last: int, gaps: tuple[tuple[int, int | None], ...]) -> Iterator[tuple[int, int]]:
    """What is left of a time when these gaps are taken out of it."""
    for off, on in gaps:
        if min(off, last) > at:
            yield at, min(off, last)
        if on is None:
            return
        at = max(at, on)
    if last > at:
        yield at, last
