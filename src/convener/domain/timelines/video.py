"""What the video of a recording is made of, by its timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from convener.domain.composition.plan import Chapter, Person, Picture, Piece, Plan, Span, Track
from convener.recording.port import TrackKind

from .attendance import stays
from .drawn import CONTENT
from .timeline import Timeline


def make_plan(timeline: Timeline, title: str, files: Mapping[str, Path]) -> Plan:
    """The video of the recording of this timeline. ``files``: where its parts are, by their names; a track or picture
    that is not among them is left out."""
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
        pictures=tuple(_pictures(timeline, files)),
        chapters=tuple(_chapters(timeline, title)),
    )


def _attendance(timeline: Timeline) -> Iterable[Person]:
    for person in timeline.people:
        own = [event for event in timeline.events if event.person == person.id]
        spoken = (Span(at=event.at, length=event.length) for event in own if event.kind == "speaker")
        spans = (Span(at=begin, length=end - begin) for begin, end in stays(own, timeline.duration))
        yield Person(id=person.id, name=person.name, spans=tuple(spans), spoken=tuple(spoken))


def _pictures(timeline: Timeline, files: Mapping[str, Path]) -> Iterable[Picture]:
    shown = [event for event in timeline.events if event.kind in CONTENT]
    ends = [*(event.at for event in shown), timeline.duration][1:]
    for event, end in zip(shown, ends, strict=True):
        if event.picture in files and end > event.at:
            yield Picture(file=str(files[event.picture]), at=event.at, length=end - event.at)


def _chapters(timeline: Timeline, title: str) -> Iterable[Chapter]:
    """The chapters of the timeline; players want one that begins with the video."""
    if timeline.chapters and timeline.chapters[0].at > 0:
        yield Chapter(at=0, title=title)
    for chapter in timeline.chapters:
        yield Chapter(at=chapter.at, title=chapter.title)
