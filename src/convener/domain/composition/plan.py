"""What a video is made of. Times are milliseconds of the recording, lengths of pieces too; paths are absolute."""

from __future__ import annotations

from msgspec import Struct

from convener.recording.port import TrackKind

HEIGHTS = (720, 1080)
"""Of the pictures that can be asked for; they are 16:9."""

FRAME_RATE = 15
"""Pictures a second: what two processors make three times as fast as it is played."""


class Span(Struct, kw_only=True, frozen=True):
    """A time, from ``at`` for ``length``."""

    at: int
    length: int

    @property
    def end(self) -> int:
        """When it is over."""
        return self.at + self.length


class Piece(Span, kw_only=True, frozen=True):
    """A part of a track's file: from ``start`` (time of the file) on it is seen or heard at ``at`` for ``length``."""

    start: int


class Track(Struct, kw_only=True, frozen=True):
    """A file of one track. ``person``: id of the person whose it is; ``pieces``: in the order of time, none over
    another."""

    file: str
    person: str
    kind: TrackKind
    pieces: tuple[Piece, ...]


class Person(Struct, kw_only=True, frozen=True):
    """Somebody who was there, in the order in which they are shown. ``spans``: when; ``spoken``: when they spoke."""

    id: str
    name: str
    spans: tuple[Span, ...]
    spoken: tuple[Span, ...] = ()


class Sketched(Struct, kw_only=True, frozen=True):
    """What was drawn on a page or whiteboard. ``file``: a file of :mod:`convener.recording.drawings`; ``start`` and
    ``end``: between which times of it, the first being that of the beginning of the video; ``pictures``: files of the
    pictures on it, by their ids."""

    file: str
    start: int
    end: int
    pictures: dict[str, str] = {}


class Picture(Span, kw_only=True, frozen=True):
    """A picture that was shown to all: a page or a whiteboard. ``file``: PNG, JPEG or WebP, empty for a whiteboard;
    ``sketch``: what was drawn on it, None for nothing."""

    file: str = ""
    sketch: Sketched | None = None


class Chapter(Struct, kw_only=True, frozen=True):
    """A chapter of the video; it ends where the next one begins."""

    at: int
    title: str


class Message(Struct, kw_only=True, frozen=True):
    """What somebody wrote to all, in one line."""

    at: int
    name: str
    text: str


class Plan(Struct, kw_only=True, frozen=True):
    """A video. ``duration``: of the recording; ``height``: of the picture (:data:`HEIGHTS`); ``rate``: pictures a
    second, at most: where nothing moves there are fewer; ``messages``: in the order of time."""

    title: str
    duration: int
    people: tuple[Person, ...]
    tracks: tuple[Track, ...]
    pictures: tuple[Picture, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    messages: tuple[Message, ...] = ()
    height: int = 720
    rate: int = FRAME_RATE

    @property
    def width(self) -> int:
        """Of the picture."""
        return self.height * 16 // 9
