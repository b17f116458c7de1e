"""What was captured of a recording, as files to take away: a name for each, and an index that says what they are."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from .timeline import Timeline, TimelinePerson, TimelinePiece, TimelineTrack

INDEX = "index.json"
"""The name of the index."""

VERSION = 1
"""Of the form of the index."""

_LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r'[\x00-\x20\x7f<>:"/\\|?*.]+')


class IndexedTrack(Struct, kw_only=True, rename="camel"):
    """A file: ``pieces`` say that at ``at`` (milliseconds of the recording) it is heard or seen from ``start`` on for
    ``length``. ``person``: the id of whose it is."""

    file: str
    person: str
    name: str
    kind: Literal["microphone", "camera", "screen", "screenSound"]
    codec: str
    pieces: list[TimelinePiece]


class Index(Struct, kw_only=True, rename="camel"):
    """The index; ``duration`` in milliseconds."""

    version: int
    title: str
    started_at: datetime
    duration: int
    people: list[TimelinePerson]
    tracks: list[IndexedTrack]


@dataclass(frozen=True)
class RawTracks:
    """The ``index`` (JSON), and the names of the files by those of the parts."""

    index: bytes
    files: dict[str, str]


def name_tracks(timeline: Timeline, title: str, parts: Collection[str]) -> RawTracks:
    """The files of a recording, and their index. ``parts``: the names of those that are there."""
    names = {one.id: one.name for one in timeline.people}
    files: dict[str, str] = {}
    tracks: list[IndexedTrack] = []
    for number, track in enumerate((one for one in timeline.tracks if one.id in parts), 1):
        files[track.id] = _file_name(number, track, names.get(track.person, ""))
        tracks.append(
            IndexedTrack(
                file=files[track.id],
                person=track.person,
                name=names.get(track.person, ""),
                kind=track.kind,
                codec=track.codec,
                pieces=track.pieces,
            )
        )
    index = Index(
        version=VERSION,
        title=title,
        started_at=timeline.started_at,
        duration=timeline.duration,
        people=timeline.people,
        tracks=tracks,
    )
    return RawTracks(msgspec.json.format(msgspec.json.encode(index), indent=2), files)


def _file_name(number: int, track: TimelineTrack, name: str) -> str:
    """Numbered, so that none is there twice whatever people are called."""
    shown = _NOT_IN_NAMES.sub("-", name).strip("-")[:_LONGEST_NAME] or "somebody"
    ending = "mkv" if "matroska" in track.content_type else "webm"
    return f"{number:03}-{shown}-{track.kind}.{ending}"
