"""What an element is made of: areas that are filled in one colour each. Measures are of the drawing, from the element's
own x and y, before it is turned (``scene/Shape.ts`` of Excalidraw; what it draws by a shaky hand is drawn smooth)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from . import freehand, paths
from .elements import AnyElement, Arrow, Color, Diamond, Element, Ellipse, Line, Linear, Rectangle, Stroke
from .raster import Points

LOOP = 8
"""A line whose ends are nearer to each other is closed."""

_PROPORTIONAL = 0.25
_ADAPTIVE = 32.0
_ADAPTIVE_TYPE = 3
_ELBOW = 16.0

WHITE: Color = (255, 255, 255, 255)


@dataclass(frozen=True)
class Area:
    """What is inside these polygons. ``even_odd``: what is inside of two is outside."""

    polygons: list[Points]
    color: Color
    even_odd: bool = False


@dataclass(frozen=True)
class _Pen:
    """How lines are drawn: their ``width``, and the lengths of dashes and gaps."""

    width: float
    dash: tuple[float, float] | None

    def draw(self, path: Points) -> list[Points]:
        """The polygons of a line."""
        pieces = [path] if self.dash is None else paths.dashed(path, *self.dash)
        return [paths.widened(piece, self.width) for piece in pieces if len(piece)]


def areas_of(element: AnyElement) -> list[Area]:
    """The areas of an element, those below first; none of a text and a picture."""
    match element:
        case Rectangle():
            return _closed(element, _rectangle(element))
        case Diamond():
            return _closed(element, _diamond(element))
        case Ellipse():
            return _closed(element, [paths.ellipse(element.width, element.height)])
        case Stroke():
            return _stroke(element)
        case Line() | Arrow():
            return _linear(element)
    return []


def corner_radius(length: float, element: Element) -> float:
    """How round the corners are of an element whose shorter side is so long (``getCornerRadius``)."""
    if element.roundness is None:
        return 0
    if element.roundness.type != _ADAPTIVE_TYPE:
        return length * _PROPORTIONAL
    fixed = _ADAPTIVE if element.roundness.value is None else element.roundness.value
    return min(length * _PROPORTIONAL, fixed)


def _pen(element: Element) -> _Pen:
    width = max(element.stroke_width, 0)
    match element.stroke_style:
        case "dashed":
            return _Pen(width + 0.5, (8, 8 + width))
        case "dotted":
            return _Pen(width + 0.5, (1.5, 6 + width))
    return _Pen(width, None)


def _closed(element: Element, sides: Sequence[Points]) -> list[Area]:
    """A shape of these sides, which follow each other; dashes begin anew on each."""
    whole = np.concatenate(sides)
    found = _filled(element, whole)
    if element.color is not None:
        pen = _pen(element)
        drawn = [whole] if pen.dash is None else sides
        found.append(Area([polygon for side in drawn for polygon in pen.draw(side)], element.color))
    return found


def _filled(element: Element, polygon: Points) -> list[Area]:
    color = element.background
    if color is None:
        return []
    width = max(element.stroke_width, 0)
    lines: list[Points] = []
    if element.fill_style == "hachure":
        lines = paths.hachure(polygon, 4 * width, paths.HACHURE)
    elif element.fill_style == "zigzag":
        lines = paths.hachure(polygon, 4 * width, paths.HACHURE, is_zigzag=True)
    elif element.fill_style == "cross-hatch":
        across = paths.hachure(polygon, 4 * width, paths.HACHURE + 90)
        lines = [*paths.hachure(polygon, 4 * width, paths.HACHURE), *across]
    if lines:
        return [Area([paths.widened(line, width / 2) for line in lines], color)]
    return [Area([polygon], color, even_odd=True)]


def _rectangle(element: Rectangle) -> list[Points]:
    width, height = element.width, element.height
    return paths.rounded_sides(width, height, corner_radius(min(width, height), element))


def _diamond(element: Diamond) -> list[Points]:
    width, height = element.width, element.height
    x, y = math.floor(width / 2) + 1, math.floor(height / 2) + 1
    corners = paths.points_of((x, 0), (width, y), (x, height), (0, y))
    if element.roundness is None:
        return [np.stack((corners[at], corners[(at + 1) % 4])) for at in range(4)]
    offset = np.array([corner_radius(abs(x), element), corner_radius(abs(y), element)])
    signs = paths.points_of((1, 1), (-1, 1), (-1, -1), (1, -1))
    sides = []
    for at in range(4):
        following = corners[(at + 1) % 4]
        begin, end = corners[at] + offset * signs[at], following - offset * signs[at]
        after = following + offset * signs[(at + 1) % 4]
        rounded = paths.bezier(end, following, following, after)
        sides += [np.stack((begin, end)), np.concatenate((end[None], rounded))]
    return sides


def _stroke(element: Stroke) -> list[Area]:
    found = []
    points = paths.points_of(*element.points)
    if element.background is not None and _is_loop(points):
        found = _filled(element, paths.curve(points))
    if element.color is not None:
        pressures = None if element.simulate_pressure else element.pressures
        is_complete = element.last_committed_point is not None
        drawn = freehand.outline(element.points or [(0, 0)], pressures, element.stroke_width, is_complete=is_complete)
        found.append(Area([drawn], element.color))
    return found


def _is_loop(points: Points) -> bool:
    return len(points) >= 3 and float(np.hypot(*(points[0] - points[-1]))) <= LOOP


def _linear(element: Line | Arrow) -> list[Area]:
    points = paths.points_of(*(element.points or [(0, 0)]))
    if isinstance(element, Arrow) and element.elbowed:
        path = _elbowed(points)
    elif element.roundness is not None and len(points) > 1:
        path = paths.curve(points)
    else:
        path = points
    found = _filled(element, path) if isinstance(element, Line) and _is_loop(points) else []
    if element.color is None:
        return found
    pen = _pen(element)
    is_straight = path is points and pen.dash is not None and len(points) > 1
    # Dashes begin anew at each corner.
    sides = [points[at : at + 2] for at in range(len(points) - 1)] if is_straight else [path]
    found.append(Area([polygon for side in sides for polygon in pen.draw(side)], element.color))
    if isinstance(element, Arrow) and len(points) > 1:
        for name, is_end in ((element.start_arrowhead, False), (element.end_arrowhead, True)):
            if name is not None:
                found += _arrowhead(element, points, name, element.color, is_end=is_end)
    return found


def _elbowed(points: Points) -> Points:
    """Through the points, its corners round."""
    found = [points[:1]]
    for at in range(1, len(points) - 1):
        before, corner, after = points[at - 1], points[at], points[at + 1]
        radius = min(_ELBOW, np.hypot(*(after - corner)) / 2, np.hypot(*(before - corner)) / 2)
        begin = paths.towards(corner, before, radius)
        found += [begin[None], paths.quadratic(begin, corner, paths.towards(corner, after, radius))]
    return np.concatenate((*found, points[-1:]))


# ------------------------------------------------------------------------------------------------ arrowheads

_SIZES = {"arrow": 25, "diamond": 12, "diamond_outline": 12}
_CROWFOOT_SIZE = 20
_OTHER_SIZE = 15
_ANGLES = {"bar": 90, "arrow": 20}
_OTHER_ANGLE = 25


def _arrowhead(element: Arrow, points: Points, name: str, color: Color, *, is_end: bool) -> list[Area]:
    """The head at an end of an arrow (``getArrowheadPoints``)."""
    tip, before = _last_direction(element, points, is_end=is_end)
    distance = float(np.hypot(*(tip - before)))
    if not distance:
        return []
    neighbour = points[-2] if is_end else points[1]
    length = float(np.hypot(*((points[-1] if is_end else points[0]) - neighbour)))
    is_crowfoot = name.startswith("crowfoot")
    wanted = _CROWFOOT_SIZE if is_crowfoot else _SIZES.get(name, _OTHER_SIZE)
    size = min(wanted, length * (0.25 if name.startswith("diamond") else 0.5))
    back = tip - (tip - before) / distance * size
    pen = _pen(element)
    width = max(element.stroke_width, 0)
    inside = WHITE if name.endswith("_outline") else color
    if name in ("dot", "circle", "circle_outline"):
        diameter = max(size + width - 2, 0)
        circle = paths.ellipse(diameter, diameter) + tip - diameter / 2
        return _outlined(circle, pen.width, inside, color)
    angle = math.radians(_ANGLES.get(name, _OTHER_ANGLE))
    turn: Callable[[float], Points] = lambda by: _turned(back, tip, by)  # noqa: E731
    if name.startswith("triangle"):
        return _outlined(np.stack((tip, turn(-angle), turn(angle), tip)), pen.width, inside, color)
    if name.startswith("diamond"):
        opposite = tip - (tip - neighbour) / max(float(np.hypot(*(tip - neighbour))), 1e-9) * size * 2
        return _outlined(np.stack((tip, turn(-angle), opposite, turn(angle), tip)), pen.width, inside, color)
    head = _Pen(pen.width, (1.5, 6 + width - 2) if element.stroke_style == "dotted" else None)
    one, other = turn(-angle), turn(angle)
    if is_crowfoot:
        one, other = _turned(tip, back, -angle), _turned(tip, back, angle)
        if name == "crowfoot_one":
            one, other = turn(-angle), turn(angle)
            return [Area(head.draw(np.stack((one, other))), color)]
        lines = [np.stack((one, back)), np.stack((other, back))]
        if name == "crowfoot_one_or_many":
            lines.append(np.stack((turn(-angle), turn(angle))))
    else:
        lines = [np.stack((one, tip)), np.stack((other, tip))]
    return [Area([polygon for line in lines for polygon in head.draw(line)], color)]


def _last_direction(element: Linear, points: Points, *, is_end: bool) -> tuple[Points, Points]:
    """An end of an arrow, and a point of its curve before it."""
    if element.roundness is None or (isinstance(element, Arrow) and element.elbowed):
        return (points[-1], points[-2]) if is_end else (points[0], points[1])
    pieces = paths.curve_pieces(points)
    begin, one, other, end = pieces[-1] if is_end else pieces[0]
    # From the end of the piece, at the beginning of an arrow too.
    t = 0.3
    near = (1 - t) ** 3 * end + 3 * t * (1 - t) ** 2 * other + 3 * t**2 * (1 - t) * one + t**3 * begin
    return (end, near) if is_end else (begin, near)


def _turned(point: Points, around: Points, angle: float) -> Points:
    sine, cosine = math.sin(angle), math.cos(angle)
    return around + np.array([[cosine, -sine], [sine, cosine]]) @ (point - around)


def _outlined(polygon: Points, width: float, inside: Color, color: Color) -> list[Area]:
    return [Area([polygon], inside), Area([paths.widened(polygon, width)], color)]
