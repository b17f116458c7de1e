"""The outline of a stroke by hand, as perfect-freehand 1.2 makes it with the options of Excalidraw 0.18: the pen's
pressure, or how fast it moved, makes it wide or narrow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .raster import Points

Point = tuple[float, float]

WIDTH = 4.25
"""A stroke by hand is so many times as wide as its element says."""

_THINNING = 0.6
_SMOOTHING = 0.5
_STREAMLINE = 0.15 + (1 - 0.5) * 0.85
_PRESSURE_CHANGE = 0.275
_HALF_TURN = math.pi + 0.0001
_CORNER, _END = 13, 29
"""Steps of a half turn around a corner, and of the one and a half turns around the end."""

_NEAR_END = 3
"""Points nearer to the last one are left out of the outline."""

_CURVE = 4
"""Lines that make up a piece of the outline."""


@dataclass(frozen=True, slots=True)
class _StrokePoint:
    """``vector``: the direction from the point before; ``distance`` to it; ``length`` of the stroke until here."""

    point: Point
    pressure: float
    vector: Point
    distance: float
    length: float


def outline(points: Sequence[Point], pressures: Sequence[float] | None, width: float, *, is_complete: bool) -> Points:
    """The polygon of a stroke. ``pressures``: of each point, None where the pen says none; ``width``: that of the
    element; ``is_complete``: the pen was lifted, so the last point belongs to it."""
    size = width * WIDTH
    if not points or size <= 0:
        return np.zeros((0, 2))
    stroke = _stroke_points(points, pressures, size, is_complete)
    return _smoothed(_outline_points(stroke, size, simulates=pressures is None))


def _stroke_points(
    points: Sequence[Point], pressures: Sequence[float] | None, size: float, is_complete: bool
) -> list[_StrokePoint]:
    given: list[tuple[Point, float | None]] = [
        (point, pressures[at] if pressures is not None and at < len(pressures) else None)
        for at, point in enumerate(points)
    ]
    if len(given) == 2:
        begin, (end, _) = given
        given = [begin, *((_between(begin[0], end, step / 4), None) for step in range(1, 5))]
    if len(given) == 1:
        (x, y), pressure = given[0]
        given.append(((x + 1, y + 1), pressure))
    first, pressure = given[0]
    found = [_StrokePoint(first, 0.25 if pressure is None else pressure, (1, 1), 0, 0)]
    far_enough, length, last = False, 0.0, len(given) - 1
    before = found[0]
    for at, (wanted, pressure) in enumerate(given[1:], 1):
        point = wanted if is_complete and at == last else _between(before.point, wanted, _STREAMLINE)
        distance = math.dist(point, before.point)
        if distance == 0:
            continue
        length += distance
        if at < last and not far_enough:
            if length < size:
                continue
            far_enough = True
        vector = ((before.point[0] - point[0]) / distance, (before.point[1] - point[1]) / distance)
        before = _StrokePoint(point, 0.5 if pressure is None else pressure, vector, distance, length)
        found.append(before)
    vector = found[1].vector if len(found) > 1 else (0.0, 0.0)
    found[0] = _StrokePoint(first, found[0].pressure, vector, 0, 0)
    return found


def _radius(size: float, pressure: float) -> float:
    return size * math.sin((0.5 - _THINNING * (0.5 - pressure)) * math.pi / 2)


def _simulated(before: float, distance: float, size: float) -> float:
    """The pressure of a pen that moved so far: who is fast presses less."""
    speed = min(1.0, distance / size)
    return min(1.0, before + (min(1.0, 1 - speed) - before) * speed * _PRESSURE_CHANGE)


def _first_pressure(stroke: Sequence[_StrokePoint], size: float, simulates: bool) -> float:
    mean = stroke[0].pressure
    for one in stroke[:10]:
        mean = (mean + (_simulated(mean, one.distance, size) if simulates else one.pressure)) / 2
    return mean


def _outline_points(stroke: Sequence[_StrokePoint], size: float, *, simulates: bool) -> list[Point]:
    left: list[Point] = []
    right: list[Point] = []
    before = _first_pressure(stroke, size, simulates)
    nearest = (size * _SMOOTHING) ** 2
    radius = _radius(size, stroke[-1].pressure)
    first_radius: float | None = None
    direction = stroke[0].vector
    left_before = right_before = stroke[0].point
    was_corner = False
    last = len(stroke) - 1
    for at, one in enumerate(stroke):
        if at < last and stroke[-1].length - one.length < _NEAR_END:
            continue
        pressure = _simulated(before, one.distance, size) if simulates else one.pressure
        radius = max(0.01, _radius(size, pressure))
        first_radius = radius if first_radius is None else first_radius
        following = stroke[min(at + 1, last)].vector
        turn = _dot(one.vector, following) if at < last else 1.0
        is_corner = turn < 0
        if (_dot(one.vector, direction) < 0 and not was_corner) or is_corner:
            offset = (direction[1] * radius, -direction[0] * radius)
            for step in range(_CORNER + 1):
                angle = _HALF_TURN * step / _CORNER
                left_before = _turned(_minus(one.point, offset), one.point, angle)
                right_before = _turned(_plus(one.point, offset), one.point, -angle)
                left.append(left_before)
                right.append(right_before)
            was_corner = was_corner or is_corner
            continue
        was_corner = False
        if at == last:
            offset = (one.vector[1] * radius, -one.vector[0] * radius)
            left.append(_minus(one.point, offset))
            right.append(_plus(one.point, offset))
            continue
        middle = _between(following, one.vector, turn)
        offset = (middle[1] * radius, -middle[0] * radius)
        for side, point, known in (
            (left, _minus(one.point, offset), left_before),
            (right, _plus(one.point, offset), right_before),
        ):
            if at <= 1 or (point[0] - known[0]) ** 2 + (point[1] - known[1]) ** 2 > nearest:
                side.append(point)
                if side is left:
                    left_before = point
                else:
                    right_before = point
        before, direction = pressure, one.vector
    if len(stroke) == 1:
        return _dot_outline(stroke[0].point, first_radius or radius)
    return [*left, *_end(stroke[-1], radius), *reversed(right), *_begin(stroke[0].point, right)]


def _dot_outline(point: Point, radius: float) -> list[Point]:
    # Towards (-1, -1), across which the pen was put down.
    start = (point[0] + radius * math.sqrt(0.5), point[1] - radius * math.sqrt(0.5))
    return [_turned(start, point, _HALF_TURN * 2 * step / _CORNER) for step in range(1, _CORNER + 1)]


def _begin(point: Point, right: Sequence[Point]) -> Iterable[Point]:
    return (_turned(right[0], point, _HALF_TURN * step / _CORNER) for step in range(1, _CORNER + 1)) if right else ()


def _end(last: _StrokePoint, radius: float) -> Iterable[Point]:
    start = (last.point[0] - last.vector[1] * radius, last.point[1] + last.vector[0] * radius)
    return (_turned(start, last.point, _HALF_TURN * 3 * step / _END) for step in range(1, _END))


def _smoothed(points: Sequence[Point]) -> Points:
    """The polygon of quadratic curves through the middles between these points, which are their controls."""
    if len(points) < 3:
        return np.array(points, np.float64).reshape(-1, 2)
    controls = np.array(points, np.float64)
    ends = (controls + np.roll(controls, -1, axis=0)) / 2
    # As Excalidraw begins: at the first point itself.
    starts = np.concatenate((controls[:1], ends[:-1]))
    steps = (np.arange(_CURVE) + 1) / _CURVE
    t = steps[None, :, None]
    curve = (1 - t) ** 2 * starts[:, None] + 2 * t * (1 - t) * controls[:, None] + t**2 * ends[:, None]
    return np.concatenate((controls[:1], curve.reshape(-1, 2)))


def _between(one: Point, other: Point, part: float) -> Point:
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def _plus(one: Point, other: Point) -> Point:
    return one[0] + other[0], one[1] + other[1]


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _dot(one: Point, other: Point) -> float:
    return one[0] * other[0] + one[1] * other[1]


def _turned(point: Point, around: Point, angle: float) -> Point:
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y = point[0] - around[0], point[1] - around[1]
    return x * cosine - y * sine + around[0], x * sine + y * cosine + around[1]
