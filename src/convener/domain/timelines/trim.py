"""A timeline without what was cut off at its beginning and its end."""

from __future__ import annotations

from datetime import timedelta

from msgspec import structs

from .attendance import stays
from .timeline import Timeline, TimelineEvent, TimelinePerson, TimelinePiece, TimelineTrack

_LASTING = frozenset({"speaker", "hand"})
"""Kinds of events that last for their length."""

_HOLDING = frozenset({"page", "board", "hidden", "poll"})
"""Kinds of events that hold until the next one: of those before the beginning the last one counts."""


def trimmed(timeline: Timeline, start: int | None, end: int | None) -> Timeline:
    """The part of the timeline between two times of it, its beginning being 0 from then on; None: no end is cut off."""
    first = min(max(start or 0, 0), timeline.duration)
    last = timeline.duration if end is None else min(max(end, first), timeline.duration)
    if first == 0 and last == timeline.duration:
        return timeline
    tracks = [one for one in (_track(one, first, last) for one in timeline.tracks) if one.pieces]
    events = _events(timeline.events, first, last)
    named = {one.person for one in tracks} | {one.person for one in events}
    return structs.replace(
        timeline,
        started_at=timeline.started_at + timedelta(milliseconds=first),
        duration=last - first,
        people=_attendance(timeline, named, first, last),
        tracks=tracks,
        events=events,
        chapters=[structs.replace(one, at=one.at - first) for one in timeline.chapters if first <= one.at < last],
    )


def parts_of(timeline: Timeline) -> frozenset[str]:
    """The names of the parts that are played by this timeline."""
    shown = (name for event in timeline.events for name in (event.picture, event.drawing) if name)
    notes = [timeline.notes] if timeline.notes else []
    return frozenset((*(track.id for track in timeline.tracks), *shown, *notes))


def _attendance(timeline: Timeline, named: set[str], first: int, last: int) -> list[TimelinePerson]:
    """Those who were there in between, or are ``named`` all the same. Who had left before has no event of that any
    more, and would be there from beginning to end."""
    moves: dict[str, list[TimelineEvent]] = {}
    for event in timeline.events:
        moves.setdefault(event.person, []).append(event)

    def was_there(person: str) -> bool:
        return any(begin < last and end > first for begin, end in stays(moves.get(person, []), timeline.duration))

    return [one for one in timeline.people if one.id in named or was_there(one.id)]


def _track(track: TimelineTrack, first: int, last: int) -> TimelineTrack:
    pieces = []
    for piece in track.pieces:
        begin, until = max(piece.at, first), min(piece.at + piece.length, last)
        if begin < until:
            start = piece.start + begin - piece.at
            pieces.append(TimelinePiece(at=begin - first, start=start, length=until - begin))
    return structs.replace(track, pieces=pieces)


def _events(events: list[TimelineEvent], first: int, last: int) -> list[TimelineEvent]:
    before: dict[str, TimelineEvent] = {}
    for one in events:
        if one.at < first and one.kind in _HOLDING:
            before[one.item if one.kind == "poll" else ""] = one
    held = [structs.replace(one, at=0) for one in before.values()]
    held += [
        structs.replace(one, at=0, length=one.at + one.length - first)
        for one in events
        if one.kind in _LASTING and one.at < first < one.at + one.length
    ]
    return held + [structs.replace(one, at=one.at - first) for one in events if first <= one.at < last]
