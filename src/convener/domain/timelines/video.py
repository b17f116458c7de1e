"""What the video of a recording is made of, by its timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from convener.domain.composition.plan import Chapter, Message, Person, Picture, Piece, Plan, Sketched, Span, Track
from convener.recording.port import TrackKind

from .attendance import stays
from .drawn import CONTENT
from .timeline import Timeline

LONGEST_MESSAGE = 200
"""Characters of a message that are seen; what does not fit is cut."""


class _DrawingFiles(Struct):
    """Of a drawing: the names of the parts that are pictures on it, by their ids there."""

    files: dict[str, str] = {}


def make_plan(timeline: Timeline, title: str, files: Mapping[str, Path], *, start: int = 0, height: int = 720) -> Plan:
    """The video of the recording of this timeline. ``files``: where its parts are, by their names; a track or picture
    that is not among them is left out. ``start``: milliseconds of the recording that were cut off before the
    timeline; ``height``: lines of the picture."""
    return Plan(
        title=title,
        duration=timeline.duration,
        people=tuple(_attendance(timeline)),
        tracks=tuple(
            Track(
                file=str(files[track.id]),
                person=track.person,
                kind=TrackKind(track.kind),
                pieces=tuple(Piece(at=one.at, start=one.start, length=one.length) for one in track.pieces),
            )
            for track in timeline.tracks
            if track.id in files
        ),
        pictures=tuple(_pictures(timeline, files, start)),
        chapters=tuple(_chapters(timeline, title)),
        messages=tuple(_messages(timeline)),
        height=height,
    )


def _attendance(timeline: Timeline) -> Iterable[Person]:
    for person in timeline.people:
        own = [event for event in timeline.events if event.person == person.id]
        spoken = (Span(at=event.at, length=event.length) for event in own if event.kind == "speaker")
        spans = (Span(at=begin, length=end - begin) for begin, end in stays(own, timeline.duration))
        yield Person(id=person.id, name=person.name, spans=tuple(spans), spoken=tuple(spoken))


def _pictures(timeline: Timeline, files: Mapping[str, Path], start: int) -> Iterable[Picture]:
    shown = [event for event in timeline.events if event.kind in CONTENT]
    ends = [*(event.at for event in shown), timeline.duration][1:]
    for event, end in zip(shown, ends, strict=True):
        if end > event.at and (event.picture in files or event.kind == "board"):
            file = str(files[event.picture]) if event.picture in files else ""
            sketch = (
                _sketch(files[event.drawing], files, start, start + timeline.duration)
                if event.drawing in files
                else None
            )
            yield Picture(file=file, sketch=sketch, at=event.at, length=end - event.at)


def _sketch(file: Path, files: Mapping[str, Path], start: int, end: int) -> Sketched:
    named = msgspec.json.decode(file.read_bytes(), type=_DrawingFiles).files
    pictures = {id_: str(files[name]) for id_, name in named.items() if name in files}
    return Sketched(file=str(file), start=start, end=end, pictures=pictures)


def _messages(timeline: Timeline) -> Iterable[Message]:
    names = {person.id: person.name for person in timeline.people}
    for event in timeline.events:
        if event.kind == "chat" and (written := " ".join(event.text.split())[:LONGEST_MESSAGE]):
            yield Message(at=event.at, name=names.get(event.person, ""), text=written)


def _chapters(timeline: Timeline, title: str) -> Iterable[Chapter]:
    """The chapters of the timeline; players want one that begins with the video."""
    if timeline.chapters and timeline.chapters[0].at > 0:
        yield Chapter(at=0, title=title)
    for chapter in timeline.chapters:
        yield Chapter(at=chapter.at, title=chapter.title)
