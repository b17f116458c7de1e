"""Recordings of which the ends were cut off: nobody is in what is left who was not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from msgspec import structs

from convener.domain.timelines.timeline import Timeline, TimelineEvent, TimelinePerson, TimelinePiece, TimelineTrack
from convener.domain.timelines.trim import trimmed
from convener.domain.timelines.video import make_plan

START = datetime(2026, 3, 31, 14, tzinfo=UTC)


def move(at: int, kind: Literal["entered", "left"], person: str) -> TimelineEvent:
    return TimelineEvent(at=at, kind=kind, person=person)


TIMELINE = Timeline(
    version=1,
    started_at=START,
    duration=20_000,
    people=[TimelinePerson(id=one, name=one.title(), role="attendee") for one in ("ann", "bob", "cleo", "dan")],
    tracks=[
        TimelineTrack(
            id="track-1-1",
            person="ann",
            kind="microphone",
            codec="opus",
            content_type="audio/webm",
            pieces=[TimelinePiece(at=1_000, start=0, length=4_000), TimelinePiece(at=9_000, start=8_000, length=9_000)],
        )
    ],
    events=[
        move(1_000, "entered", "bob"),
        move(5_000, "left", "bob"),
        move(6_000, "entered", "cleo"),
        move(12_000, "left", "cleo"),
        move(15_000, "entered", "bob"),
        move(18_000, "entered", "dan"),
    ],
    chapters=[],
)


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        (None, None, {"ann": [(0, 20_000)], "bob": [(1_000, 5_000), (15_000, 20_000)], "cleo": [(6_000, 12_000)]}),
        (10_000, 14_000, {"ann": [(0, 4_000)], "cleo": [(0, 2_000)]}),
        (12_500, 16_000, {"ann": [(0, 3_500)], "bob": [(2_500, 3_500)]}),
        (None, 3_000, {"ann": [(0, 3_000)], "bob": [(1_000, 3_000)]}),
    ],
)
def test_who_was_not_there_is_not_shown(
    first: int | None, last: int | None, there: dict[str, list[tuple[int, int]]]
) -> None:
    found = make_plan(trimmed(TIMELINE, first, last), "", {})
    shown = {one.id: [(span.at, span.end) for span in one.spans] for one in found.people}
    whole = {"dan": [(18_000, 20_000)]} if last is None else {}
    assert shown == there | whole


def test_what_is_heard_is_cut_and_its_time_begins_anew() -> None:
    found = trimmed(TIMELINE, 4_000, 10_000)
    assert (found.started_at, found.duration) == (START + timedelta(seconds=4), 6_000)
    assert [(one.at, one.start, one.length) for one in found.tracks[0].pieces] == [
        (0, 3_000, 1_000),
        (5_000, 8_000, 1_000),
    ]
    assert trimmed(TIMELINE, 0, 20_000) is TIMELINE


def test_what_lasts_is_there_from_the_beginning_that_is_left() -> None:
    lasting = [
        TimelineEvent(at=1_000, kind="speaker", person="ann", length=4_000),
        TimelineEvent(at=2_000, kind="hand", person="bob", length=500),
        TimelineEvent(at=2_000, kind="hand", person="dan", length=9_000),
    ]
    left = trimmed(structs.replace(TIMELINE, events=lasting), 3_000, None)
    assert [(one.at, one.kind, one.person, one.length) for one in left.events] == [
        (0, "speaker", "ann", 2_000),
        (0, "hand", "dan", 8_000),
    ]
