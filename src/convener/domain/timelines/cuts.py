"""The timeline of a recording whose ends were cut off, by the copies of its tracks; and all of it that names the
recording for good, when what was cut off is erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec import structs

from convener.domain.composition.cutting import CutFile
from convener.recording import drawings, notes
from convener.recording.codecs import Codec

from .drawn import DRAWING
from .subtitles import SUBTITLES, cut_webvtt
from .timeline import VERSION, CutTracks, Timeline, TimelinePiece, TimelineTrack
from .trim import trimmed
from .written import NOTES

CUT: Mapping[str, Callable[[bytes, int, int | None], bytes]] = {
    DRAWING: drawings.cut_file,
    NOTES: notes.cut_file,
    SUBTITLES: cut_webvtt,
}
"""How parts of these kinds are cut when they are asked for: from when to when (milliseconds of all of the recording;
None: to its end)."""

ENCODED = "video/webm; codecs=vp8"
"""The content type of what was encoded anew."""


def extent_of(track: TimelineTrack) -> tuple[int, int]:
    """From when to when the file of a track is played, in milliseconds of the file."""
    return min(one.start for one in track.pieces), max(one.start + one.length for one in track.pieces)


def cut_tracks(track: TimelineTrack, made: Iterable[tuple[str, CutFile]]) -> list[TimelineTrack]:
    """The tracks that take the place of one; ``made``: the files that were made of it, by the names of their parts."""
    found = []
    for name, file in made:
        pieces = list(_pieces(track, file))
        if pieces:
            replaced = structs.replace(track, id=name, pieces=pieces)
            if file.is_encoded:
                replaced = structs.replace(replaced, codec=Codec.VP8.value, content_type=ENCODED)
            found.append(replaced)
    return found


def _pieces(track: TimelineTrack, file: CutFile) -> Iterable[TimelinePiece]:
    for piece in track.pieces:
        begin, until = max(piece.start, file.start), min(piece.start + piece.length, file.until)
        if begin < until:
            at = piece.at + begin - piece.start
            yield TimelinePiece(at=at, start=begin - file.start, length=until - begin)


def encode(timeline: Timeline) -> bytes:
    """The file of a timeline."""
    return msgspec.json.encode(timeline)


def encode_tracks(tracks: list[TimelineTrack]) -> bytes:
    """The file that says what of the copies is played when."""
    return msgspec.json.encode(CutTracks(version=VERSION, tracks=tracks))


def played(whole: bytes, index: bytes | None, start: int | None, end: int | None) -> Timeline:
    """The timeline by which a recording is played. ``whole``: its file; ``index``: that of the copies, None where
    nothing was cut off. Raises :class:`msgspec.DecodeError`."""
    timeline = trimmed(msgspec.json.decode(whole, type=Timeline), start, end)
    if index is None:
        return timeline
    return structs.replace(timeline, tracks=msgspec.json.decode(index, type=CutTracks).tracks)
