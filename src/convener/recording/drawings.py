"""What was drawn in a recording: the form of its files, and how they are read, cut and thinned out.

A recording has a file (JSON, a :class:`Drawing`) for each whiteboard that was shown in it, and for each page of a
document that was shown and drawn on; the events of its timeline name it (``drawing``). It depends on nothing of the
meeting. It lists changes in the order of their times: ``at`` is in milliseconds of the recording, as in the timeline.
What was there before the drawing was shown first has the time at which it was; likewise what was drawn while something
else was shown, or in a pause, has the time at which the drawing was shown again, and what had gone by then is not there
at all. So the drawing at a time is made of all changes until then (:func:`elements_at`).

Elements are those of Excalidraw. Their ids, versions and indexes are kept; there are no other types, numbers and texts
than the client shows (:mod:`convener.domain.boards.exporter`). The unit of a page is the 960th part of its width; a
whiteboard has no edges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import msgspec
from msgspec import Raw, Struct, structs

VERSION = 1
"""Of the form of the file."""

MOST_BYTES = 16 * 1024 * 1024
"""The most bytes of the file: of a drawing that needs more, fewer changes are kept."""

WINDOWS = (200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000)
"""Milliseconds in which an element changes once at most: the first of these with which the file is small enough."""

PAGE_WIDTH = 960
"""Units of the width of a page."""

Element: TypeAlias = dict[str, Any]
"""An element of Excalidraw, as JSON."""


class DrawingChange(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """At ``at`` the element with this ``id``

    - is ``element`` (JSON), as a whole; or
    - has further ``points`` (x and y from the place of the element) and, where the pen says it, their ``pressures`` (0
      to 1): a stroke grows; or
    - is there no longer: neither is given.
    """

    at: int
    id: str
    element: Raw = Raw()
    points: list[tuple[float, float]] = []
    pressures: list[float] = []

    @property
    def is_whole(self) -> bool:
        """Whether what was before does not matter."""
        return bool(self.element) or not self.points


class Drawing(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """All of the file. ``files``: the names of the parts of the recording that are pictures on the drawing, by the
    ``fileId`` of elements of the type ``image``; one that is not there could not be kept."""

    version: int
    changes: list[DrawingChange]
    files: dict[str, str] = {}

    def encode(self) -> bytes:
        """The file."""
        return msgspec.json.encode(self)


def decode(file: bytes) -> Drawing:
    """The file, read. Raises :class:`msgspec.DecodeError`."""
    return msgspec.json.decode(file, type=Drawing)


def times(drawing: Drawing) -> list[int]:
    """The times at which something changes, in order."""
    return sorted({one.at for one in drawing.changes})


def elements_at(drawing: Drawing, at: int) -> list[Element]:
    """The elements that are there at a time, from the lowest to the highest."""
    until = bisect_right(drawing.changes, at, key=lambda one: one.at)
    found: dict[str, Element] = {}
    for one in drawing.changes[:until]:
        if one.element:
            found[one.id] = msgspec.json.decode(one.element)
        elif not one.points:
            found.pop(one.id, None)
        elif one.id in found:
            found[one.id] = grown(found[one.id], one.points, one.pressures)
    return sorted(found.values(), key=lambda one: (one["index"] or "~", one["id"]))


def grown(stroke: Element, points: list[tuple[float, float]], pressures: list[float]) -> Element:
    """The stroke with further points."""
    all_points = [*stroke["points"], *points]
    width, height = extent(all_points)
    return {
        **stroke,
        "points": all_points,
        "pressures": [*stroke["pressures"], *pressures],
        "width": width,
        "height": height,
    }


def extent(points: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Width and height of a stroke whose points these are, the first one at its place."""
    across, down = ([point[axis] for point in points] or [0] for axis in (0, 1))
    return max(0, *across) - min(0, *across), max(0, *down) - min(0, *down)


def cut(drawing: Drawing, start: int, end: int | None) -> Drawing:
    """The drawing between two times, the first being 0 from then on; None: to its end."""
    before: dict[str, list[DrawingChange]] = {}
    after: list[DrawingChange] = []
    for one in drawing.changes:
        if end is not None and one.at >= end:
            break
        if one.at > start:
            after.append(structs.replace(one, at=one.at - start))
        elif one.is_whole:
            before[one.id] = [one] if one.element else []
        else:
            before.setdefault(one.id, []).append(one)
    held = [structs.replace(one, at=0) for changes in before.values() for one in changes]
    remaining = structs.replace(drawing, changes=held + after)
    shown = file_ids(remaining)
    return structs.replace(remaining, files={one: name for one, name in drawing.files.items() if one in shown})


def file_ids(drawing: Drawing) -> set[str]:
    """The ids of the pictures that are on the drawing at some time."""
    elements = (msgspec.json.decode(one.element) for one in drawing.changes if b'"fileId"' in bytes(one.element))
    return {str(one["fileId"]) for one in elements if one.get("fileId")}


def cut_file(file: bytes, start: int, end: int | None) -> bytes:
    """As :func:`cut`, of the file. Raises :class:`msgspec.DecodeError`."""
    return cut(decode(file), start, end).encode()


def thinned(changes: Iterable[DrawingChange], window: int) -> list[DrawingChange]:
    """Changes (in the order of their times) of which each element has one at most in each window of so many
    milliseconds, beside the one by which it came: at the time of its last one there, what all of them make."""
    last: dict[str, int] = {}
    kept: list[DrawingChange] = []
    for one in changes:
        number = last.get(one.id)
        if number and kept[number].at // window == one.at // window and (both := _both(kept[number], one)):
            kept[number] = both
        elif one.id not in last:
            last[one.id] = 0
            kept.append(one)
        else:
            last[one.id] = len(kept)
            kept.append(one)
    return sorted(kept, key=lambda one: one.at)


def _both(first: DrawingChange, second: DrawingChange) -> DrawingChange | None:
    """What two changes of an element make; None where that is not one."""
    if second.is_whole:
        return second
    if first.points:
        points, pressures = [*first.points, *second.points], [*first.pressures, *second.pressures]
        return structs.replace(second, points=points, pressures=pressures)
    return None
