"""Who is seen where, and when that changes."""

from __future__ import annotations

import pytest
from msgspec import structs

from convener.domain.composition.layout import (
    MESSAGE_SHOWN,
    MOST_IN_COLUMN,
    MOST_IN_GRID,
    Box,
    TileKind,
    beside,
    fitted,
    grid,
    scenes,
    segments,
)
from convener.domain.composition.plan import Message, Person, Picture, Piece, Plan, Span, Track
from convener.recording.port import TrackKind

MINUTE = 60_000


def person(number: int, *, at: int = 0, until: int = MINUTE, spoken: tuple[int, ...] = ()) -> Person:
    spans = (Span(at=at, length=until - at),)
    return Person(
        id=f"p{number}", name=f"P {number}", spans=spans, spoken=tuple(Span(at=t, length=500) for t in spoken)
    )


def track(person: int, kind: TrackKind, *pieces: tuple[int, int]) -> Track:
    found = tuple(Piece(at=at, start=at, length=until - at) for at, until in pieces)
    return Track(file="", person=f"p{person}", kind=kind, pieces=found)


def plan(present: list[Person], *tracks: Track, pictures: tuple[Picture, ...] = ()) -> Plan:
    return Plan(title="", duration=MINUTE, people=tuple(present), tracks=tracks, pictures=pictures)


def kinds(made: Plan) -> list[tuple[int, list[str]]]:
    return [(scene.at, [f"{tile.kind}:{tile.text}" for tile in scene.tiles]) for scene in scenes(made)]


def test_a_camera_that_is_off_leaves_a_name() -> None:
    camera = track(1, TrackKind.CAMERA, (1_000, 5_000), (9_000, MINUTE))
    assert kinds(plan([person(1)], camera)) == [
        (0, ["card:P 1"]),
        (1_000, ["camera:P 1"]),
        (5_000, ["card:P 1"]),
        (9_000, ["camera:P 1"]),
    ]


def test_a_short_break_is_no_change() -> None:
    camera = track(1, TrackKind.CAMERA, (0, 5_000), (5_900, 8_000), (8_000, MINUTE))
    assert kinds(plan([person(1)], camera)) == [(0, ["camera:P 1"])]


def test_who_leaves_is_not_seen() -> None:
    made = plan([person(1), person(2, at=2_000, until=9_000)])
    assert kinds(made) == [(0, ["card:P 1"]), (2_000, ["card:P 1", "card:P 2"]), (9_000, ["card:P 1"])]


def test_nobody_is_there() -> None:
    assert kinds(plan([person(1, at=3_000)])) == [(0, []), (3_000, ["card:P 1"])]
    assert kinds(plan([])) == [(0, [])]


def test_what_is_shown_last_is_seen() -> None:
    screen = track(2, TrackKind.SCREEN, (4_000, 9_000))
    pages = (Picture(file="", at=2_000, length=10_000), Picture(file="", at=6_000, length=1_000))
    made = plan([person(1), person(2)], screen, pictures=pages)
    content = [(at, tiles[0]) for at, tiles in kinds(made)]
    assert content == [
        (0, "card:P 1"),
        (2_000, "picture:"),
        (4_000, "screen:P 2"),
        (6_000, "picture:"),
        (7_000, "screen:P 2"),
        (9_000, "picture:"),
        (12_000, "card:P 1"),
    ]
    shown = [tile.source for scene in scenes(made) for tile in scene.tiles if tile.kind is TileKind.PICTURE]
    assert shown == [0, 1, 0]


def test_of_too_many_those_are_seen_who_spoke_last() -> None:
    people = [person(number) for number in range(1, MOST_IN_GRID + 1)] + [person(99, spoken=(4_000,))]
    found = scenes(plan(people, track(1, TrackKind.CAMERA, (0, MINUTE))))
    names = [[tile.text for tile in scene.tiles] for scene in found]
    assert names[0] == [f"P {number}" for number in range(1, MOST_IN_GRID + 1)] + ["+1"]
    assert (found[1].at, names[1][-2:]) == (4_000, ["P 99", "+1"])
    assert "P 1" in names[1], "who has a camera goes before who has not"
    assert len(found) == 2, "nobody changes places when a sentence ends"


def test_beside_a_screen_fewer_are_seen() -> None:
    people = [person(number) for number in range(1, 8)]
    (scene,) = scenes(plan(people, track(1, TrackKind.SCREEN, (0, MINUTE))))
    assert [tile.kind for tile in scene.tiles] == [
        TileKind.SCREEN,
        *[TileKind.CARD] * MOST_IN_COLUMN,
        TileKind.MORE,
    ]
    assert scene.tiles[-1].text == "+3"


def _apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.parametrize("height", [720, 1080])
@pytest.mark.parametrize("number", range(1, MOST_IN_GRID + 1))
def test_boxes_are_even_inside_and_apart(number: int, height: int) -> None:
    width = height * 16 // 9
    first, column = beside(width, height, min(number, MOST_IN_COLUMN))
    for boxes in (grid(width, height, number), [first, *column]):
        for at, box in enumerate(boxes):
            assert not any(size % 2 for size in (box.x, box.y, box.width, box.height))
            assert 0 <= box.x <= width - box.width
            assert 0 <= box.y <= height - box.height
            assert min(box.width, box.height) > 0
            assert all(_apart(box, other) for other in boxes[:at])


def test_a_picture_keeps_its_shape() -> None:
    assert fitted(Box(10, 20, 640, 360), 480, 360) == Box(90, 20, 480, 360)
    assert fitted(Box(0, 0, 640, 360), 10_000, 1) == Box(0, 178, 640, 2)


def test_parts_begin_at_steps() -> None:
    made = plan([])
    assert segments(made, 2, 10_000) == [(0, 30_000), (30_000, MINUTE)]
    assert segments(made, 4, 10_000) == [(0, 10_000), (10_000, 30_000), (30_000, 40_000), (40_000, MINUTE)]
    assert segments(made, 1, 10_000) == [(0, MINUTE)]


def test_messages_are_seen_for_a_while_over_what_is_largest() -> None:
    messages = tuple(Message(at=at, name="P 2", text=f"at {at}") for at in (1_000, 2_000, 3_000, 4_000, 30_000))
    made = structs.replace(plan([person(1), person(2)], track(1, TrackKind.SCREEN, (0, MINUTE))), messages=messages)
    found = {scene.at: scene.tiles for scene in scenes(made)}
    seen = {at: [text for _, text in tiles[0].messages] for at, tiles in found.items()}
    assert seen[0] == []
    assert seen[2_000] == ["at 1000", "at 2000"]
    assert seen[4_000] == ["at 2000", "at 3000", "at 4000"]
    assert seen[3_000 + MESSAGE_SHOWN] == ["at 4000"]
    assert seen[4_000 + MESSAGE_SHOWN] == []
    assert seen[30_000] == ["at 30000"]
    assert not any(tile.messages for tiles in found.values() for tile in tiles[1:])


def test_where_nobody_is_seen_no_message_is() -> None:
    made = structs.replace(plan([]), messages=(Message(at=1_000, name="", text="so"),))
    assert all(scene.tiles == () for scene in scenes(made))
