"""Captured tracks, in the timeline of a recording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from convener.recording.codecs import Codec
from convener.recording.index import TrackIndex
from convener.recording.port import TrackKind

from .clock import CapturedStretch
from .participants import Present
from .speakers import find_speech
from .timeline import TimelineChapter, TimelineEvent, TimelinePiece, TimelineTrack


@dataclass(frozen=True, kw_only=True)
class Tracks:
    """The tracks, when people spoke and shared their screens, and the ``files`` that become parts, by their names."""

    tracks: list[TimelineTrack]
    events: list[TimelineEvent]
    chapters: list[TimelineChapter]
    files: dict[str, tuple[Path, str]]


def find_tracks(stretches: list[CapturedStretch], present: Present) -> Tracks:
    """The tracks of all stretches, of people who are in the timeline."""
    known = {one.id: one.name for one in present.people}
    found = Tracks(tracks=[], events=[], chapters=[], files={})
    for stretch in stretches:
        for track in stretch.tracks:
            pieces = _pieces(track, stretch)
            if track.person not in known or not pieces:
                continue
            name, content_type = f"track-{stretch.number}-{track.number}", content_type_of(track)
            found.files[name] = (track.file, content_type)
            found.tracks.append(
                TimelineTrack(
                    id=name,
                    person=track.person,
                    kind=track.kind.value,
                    codec=track.codec.value,
                    content_type=content_type,
                    pieces=pieces,
                )
            )
            if track.kind is TrackKind.SCREEN:
                found.chapters.append(TimelineChapter(at=pieces[0].at, kind="screen", title=known[track.person]))
            if track.kind is TrackKind.MICROPHONE:
                found.events.extend(_speech(track, stretch, pieces))
    return found


def content_type_of(track: TrackIndex) -> str:
    """The content type of the track's file, with its codec where browsers ask for it."""
    if track.codec is Codec.OPUS:
        return "audio/webm; codecs=opus"
    if track.codec is Codec.H264:
        return "video/x-matroska"
    return f"video/webm; codecs={track.codec.value}"


def _pieces(track: TrackIndex, stretch: CapturedStretch) -> list[TimelinePiece]:
    found = []
    for piece in track.pieces():
        skipped = max(0, -piece.at)
        length = min(piece.length - skipped, stretch.length - piece.at - skipped)
        if length > 0:
            at = stretch.offset + piece.at + skipped
            found.append(TimelinePiece(at=at, start=piece.start + skipped, length=length))
    return found


def _speech(track: TrackIndex, stretch: CapturedStretch, pieces: list[TimelinePiece]) -> list[TimelineEvent]:
    found = []
    for begin, end in find_speech(track):
        at = stretch.offset + begin
        if any(piece.at <= at < piece.at + piece.length for piece in pieces):
            found.append(TimelineEvent(at=at, kind="speaker", person=track.person, length=end - begin))
    return found
