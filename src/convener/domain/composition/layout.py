"""Where on the picture everybody is, and when that changes: like the room, people in a grid or, beside what is shown to
all, in a column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from convener.recording.port import TrackKind

from .plan import Person, Piece, Plan, Span, Track

MOST_IN_GRID = 16
MOST_IN_COLUMN = 4
"""People that are seen at once; of more, those who spoke last."""

SHORTEST_GAP = 1_000
"""Milliseconds: a camera that stops for less keeps its last picture, rather than flicker."""

MESSAGE_SHOWN = 8_000
"""Milliseconds for which a message of the chat is seen."""

MOST_MESSAGES = 3
"""Of more, the newest are seen."""

_COLUMN = 0.22
"""The width of the column, of that of the picture."""

_GAP = 8
"""Pixels between tiles of a picture 720 pixels high."""


class TileKind(StrEnum):
    """What is in a tile."""

    CAMERA = "camera"
    CARD = "card"
    """The name of somebody who has no camera on."""
    SCREEN = "screen"
    PICTURE = "picture"
    MORE = "more"
    """How many people are there who are not seen."""


@dataclass(frozen=True)
class Box:
    """A part of the picture, in pixels; all are even."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Tile:
    """A part of the picture and what is in it. ``source``: the number of the track or picture in the plan; ``text``: a
    name, or how many are not seen; ``person``: the id of whose camera or name it is; ``messages``: of the chat, as
    (name, text), which are seen over it."""

    kind: TileKind
    box: Box
    source: int = -1
    text: str = ""
    person: str = ""
    messages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Scene:
    """What is seen from ``at`` on, until the next scene."""

    at: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class _Visible:
    """When a track or a picture is seen, by its number in the plan."""

    source: int
    kind: TileKind
    spans: tuple[Span, ...]
    person: str = ""

    def at(self, time: int) -> Span | None:
        """The time in which it is seen at this moment."""
        return next((span for span in self.spans if span.at <= time < span.end), None)


def scenes(plan: Plan) -> list[Scene]:
    """All scenes of a video, in order; the first begins at 0."""
    cameras = [_visible(number, track) for number, track in _tracks(plan, TrackKind.CAMERA)]
    shown = [_visible(number, track) for number, track in _tracks(plan, TrackKind.SCREEN)]
    for number, picture in enumerate(plan.pictures):
        shown.append(_Visible(number, TileKind.PICTURE, (picture,)))
    found: list[Scene] = []
    for time in _edges(plan, [*cameras, *shown]):
        tiles = _tiles(plan, cameras, _newest(shown, time), time)
        if not found or found[-1].tiles != tiles:
            found.append(Scene(time, tiles))
    return found


def _tracks(plan: Plan, kind: TrackKind) -> Iterator[tuple[int, Track]]:
    return ((number, track) for number, track in enumerate(plan.tracks) if track.kind is kind)


def _visible(number: int, track: Track) -> _Visible:
    kind = TileKind.CAMERA if track.kind is TrackKind.CAMERA else TileKind.SCREEN
    return _Visible(number, kind, tuple(_joined(track.pieces)), track.person)


def _joined(pieces: Iterable[Piece]) -> Iterator[Span]:
    """The times of these pieces, as one where hardly anything is between them."""
    begin = end = None
    for piece in pieces:
        if begin is None or end is None:
            begin = piece.at
        elif piece.at - end >= SHORTEST_GAP:
            yield Span(at=begin, length=end - begin)
            begin = piece.at
        end = piece.end
    if begin is not None and end is not None:
        yield Span(at=begin, length=end - begin)


def _edges(plan: Plan, visible: Sequence[_Visible]) -> list[int]:
    """When anything may change."""
    spans = [span for one in visible for span in one.spans]
    spans += [span for person in plan.people for span in person.spans]
    if len(plan.people) > MOST_IN_COLUMN:
        spans += [span for person in plan.people for span in person.spoken]
    spans += [Span(at=message.at, length=MESSAGE_SHOWN) for message in plan.messages]
    return sorted({0, *(time for span in spans for time in (span.at, span.end) if 0 <= time < plan.duration)})


def _newest(shown: Sequence[_Visible], time: int) -> _Visible | None:
    """What is shown to all: of several, what came last."""
    there = [(span.at, one.kind is TileKind.SCREEN, one.source, one) for one in shown if (span := one.at(time))]
    return max(there)[-1] if there else None


def _tiles(plan: Plan, cameras: Sequence[_Visible], content: _Visible | None, time: int) -> tuple[Tile, ...]:
    on = {one.person: one.source for one in cameras if one.at(time)}
    there = [person for person in plan.people if person.id in on or _is_there(person, time)]
    most = MOST_IN_GRID if content is None else MOST_IN_COLUMN
    chosen = _chosen(there, on, most, time)
    if content is None:
        boxes = grid(plan.width, plan.height, len(chosen))
    else:
        first, boxes = beside(plan.width, plan.height, len(chosen))
        name = next((person.name for person in plan.people if person.id == content.person), "")
    tiles = [] if content is None else [Tile(content.kind, first, content.source, name)]
    for person, box in zip(chosen, boxes, strict=True):
        source = on.get(person.id)
        kind = TileKind.CARD if source is None else TileKind.CAMERA
        tiles.append(Tile(kind, box, -1 if source is None else source, person.name, person.id))
    if unseen := len(there) - len(chosen):
        tiles.append(Tile(TileKind.MORE, boxes[-1], text=f"+{unseen}"))
    if tiles and (messages := _messages(plan, time)):
        # The first is the largest.
        tiles[0] = replace(tiles[0], messages=messages)
    return tuple(tiles)


def _messages(plan: Plan, time: int) -> tuple[tuple[str, str], ...]:
    end = bisect_right(plan.messages, time, key=lambda one: one.at)
    newest = plan.messages[max(end - MOST_MESSAGES, 0) : end]
    return tuple((one.name, one.text) for one in newest if time < one.at + MESSAGE_SHOWN)


def _is_there(person: Person, time: int) -> bool:
    return any(span.at <= time < span.end for span in person.spans)


def _chosen(there: Sequence[Person], on: dict[str, int], most: int, time: int) -> list[Person]:
    """Those who are seen, in their order: of too many those who spoke last, then those with a camera."""
    if len(there) <= most:
        return list(there)
    ranked = sorted(there, key=lambda person: (-_last_spoken(person, time), person.id not in on))[:most]
    ids = {person.id for person in ranked}
    return [person for person in there if person.id in ids]


def _last_spoken(person: Person, time: int) -> int:
    """When somebody spoke last, -1 for never; who speaks now counts as speaking since then, so that nobody changes
    places in the middle of a sentence."""
    return max((span.at for span in person.spoken if span.at <= time), default=-1)


# ------------------------------------------------------------------------------------------------- boxes


def grid(width: int, height: int, number: int) -> list[Box]:
    """Boxes of 16:9 for so many, as large as they can be, the last row in the middle."""
    if not number:
        return []
    gap = _gap(height)

    def tile(columns: int) -> tuple[int, int]:
        rows = -(-number // columns)
        across, down = (width - gap * (columns + 1)) // columns, (height - gap * (rows + 1)) // rows
        fitting = min(across, down * 16 // 9)
        return _even(fitting), _even(fitting * 9 // 16)

    columns = max(range(1, number + 1), key=tile)
    across, down = tile(columns)
    rows = -(-number // columns)
    top = (height - rows * down - (rows - 1) * gap) // 2
    boxes = []
    for row in range(rows):
        inside = min(columns, number - row * columns)
        left = (width - inside * across - (inside - 1) * gap) // 2
        for column in range(inside):
            boxes.append(Box(_even(left + column * (across + gap)), _even(top + row * (down + gap)), across, down))
    return boxes


def beside(width: int, height: int, number: int) -> tuple[Box, list[Box]]:
    """The box of what is shown to all, and those of so many people beside it."""
    gap = _gap(height)
    if not number:
        return Box(0, 0, width, height), []
    across = _even(int(width * _COLUMN))
    down = _even(across * 9 // 16)
    left = width - across - gap
    top = (height - number * down - (number - 1) * gap) // 2
    boxes = [Box(_even(left), _even(top + row * (down + gap)), across, down) for row in range(number)]
    return Box(gap, gap, _even(left - 2 * gap), _even(height - 2 * gap)), boxes


def fitted(box: Box, width: int, height: int) -> Box:
    """The largest box of this shape in the middle of another."""
    scale = min(box.width / max(width, 1), box.height / max(height, 1))
    across, down = max(_even(int(width * scale)), 2), max(_even(int(height * scale)), 2)
    return Box(_even(box.x + (box.width - across) // 2), _even(box.y + (box.height - down) // 2), across, down)


def _gap(height: int) -> int:
    return _even(_GAP * height // 720)


def _even(number: int) -> int:
    return number // 2 * 2


def segments(plan: Plan, number: int, step: int) -> list[tuple[int, int]]:
    """The video in so many parts of about the same length, from when to when: all but the last a multiple of ``step``
    milliseconds long, so that a part can begin with a picture of its own."""
    steps = -(-plan.duration // step)
    edges = [min(steps * part // number * step, plan.duration) for part in range(number + 1)]
    return [(begin, end) for begin, end in pairwise(edges) if end > begin]
