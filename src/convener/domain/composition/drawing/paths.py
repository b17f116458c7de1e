"""Paths: curves made of lines, lines made wide, dashed, and shapes filled with lines. Measures are of the drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .raster import Points

_CIRCLE = 12
"""Sides of a half circle at the end or corner of a line, at most."""

_MOST_DASHES = 5_000
_MOST_LINES, _MOST_CROSSED = 4_000, 10_000_000
"""Lines that fill a shape, and how often they may be compared with its edges."""

HACHURE = -41.0
"""Degrees by which lines that fill a shape are turned."""


def points_of(*points: tuple[float, float]) -> Points:
    """Points as an array."""
    return np.array(points, np.float64).reshape(-1, 2)


def box(width: float, height: float) -> Points:
    """The corners of a box from 0, 0, with the clock."""
    return points_of((0, 0), (width, 0), (width, height), (0, height))


def bezier(begin: Points, one: Points, other: Points, end: Points) -> Points:
    """A cubic curve, without its beginning."""
    t = np.linspace(0, 1, 17)[1:, None]
    curved: Points = (1 - t) ** 3 * begin + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t**2 * other + t**3 * end
    return curved


def quadratic(begin: Points, control: Points, end: Points) -> Points:
    """A quadratic curve, without its beginning."""
    return bezier(begin, begin + (control - begin) * 2 / 3, end + (control - end) * 2 / 3, end)


def ellipse(width: float, height: float) -> Points:
    """An ellipse in the box from 0, 0."""
    angles = np.linspace(0, 2 * math.pi, 129)
    return np.stack((width / 2 * (1 + np.cos(angles)), height / 2 * (1 + np.sin(angles))), axis=1)


def rounded_sides(width: float, height: float, radius: float) -> list[Points]:
    """The sides of a box from 0, 0, and the corners between them where these are round."""
    corners = box(width, height)
    if not radius:
        return [np.stack((corners[at], corners[(at + 1) % 4])) for at in range(4)]
    sides = []
    for at in range(4):
        corner, following, after = corners[at], corners[(at + 1) % 4], corners[(at + 2) % 4]
        begin, end = towards(corner, following, radius), towards(following, corner, radius)
        rounded = quadratic(end, following, towards(following, after, radius))
        sides += [np.stack((begin, end)), np.concatenate((end[None], rounded))]
    return sides


def towards(point: Points, other: Points, length: float) -> Points:
    """The point so far from one in the direction of another."""
    distance = float(np.hypot(*(other - point)))
    return point + (other - point) * (length / distance if distance else 0)


def curve_pieces(points: Points) -> list[tuple[Points, Points, Points, Points]]:
    """The smooth curve through points, as cubic pieces (``curve`` of Rough.js)."""
    if len(points) == 2:
        return [(points[0], points[0], points[1], points[1])]
    padded = np.concatenate((points[:1], points, points[-1:]))
    found = []
    for at in range(1, len(padded) - 2):
        before, begin, end, after = padded[at - 1 : at + 3]
        found.append((begin, begin + (end - before) / 6, end + (begin - after) / 6, end))
    return found


def curve(points: Points) -> Points:
    """The smooth curve through points."""
    return np.concatenate((points[:1], *(bezier(*piece) for piece in curve_pieces(points))))


def widened(path: Points, width: float) -> Points:
    """The polygon that a line along this path covers, its ends and corners being round."""
    path = _distinct(path)
    radius = width / 2
    if len(path) == 1:
        angles = np.linspace(0, 2 * math.pi, 2 * _CIRCLE, endpoint=False)
        circle: Points = path[0] + np.stack((np.cos(angles), np.sin(angles)), axis=1) * radius
        return circle
    return np.concatenate((_side(path, radius), _side(path[::-1], radius)))


def _distinct(path: Points) -> Points:
    differs = np.ones(len(path), bool)
    differs[1:] = np.any(path[1:] != path[:-1], axis=1)
    distinct: Points = path[differs]
    return distinct


def _side(path: Points, radius: float) -> Points:
    """The left side of a path, and half a turn around its end."""
    step = path[1:] - path[:-1]
    heading = np.arctan2(step[:, 1], step[:, 0])
    turn = np.empty(len(heading))
    turn[:-1] = (heading[1:] - heading[:-1] + math.pi) % (2 * math.pi) - math.pi
    turn[-1] = math.pi
    left = heading - math.pi / 2
    found = []
    normal = np.stack((np.cos(left), np.sin(left)), axis=1) * radius
    for at, angle in enumerate(turn):
        corner = path[at + 1]
        found.append(path[at : at + 1] + normal[at])
        if angle > 0:
            sides = max(math.ceil(_CIRCLE * angle / math.pi), 1)
            angles = left[at] + np.linspace(0, angle, sides + 1)
            found.append(corner + np.stack((np.cos(angles), np.sin(angles)), axis=1) * radius)
        else:
            # Inside of a corner: by way of the corner itself, so that what overlaps is inside too.
            found.extend((corner[None] + normal[at], corner[None]))
    return np.concatenate(found)


def dashed(path: Points, dash: float, gap: float) -> list[Points]:
    """The dashes along a path, which begins with one. Of a path that would have too many, all of it."""
    path = _distinct(path)
    lengths = np.hypot(*(path[1:] - path[:-1]).T)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    if len(path) < 2 or not ends[-1] / (dash + gap) <= _MOST_DASHES:
        return [path]
    found = []
    for begin in np.arange(0, ends[-1], dash + gap):
        end = min(begin + dash, ends[-1])
        inside = path[(ends > begin) & (ends < end)]
        found.append(np.concatenate((_at(path, ends, begin), inside, _at(path, ends, end))))
    return found


def _at(path: Points, ends: Points, length: float) -> Points:
    return np.array([[np.interp(length, ends, path[:, 0]), np.interp(length, ends, path[:, 1])]])


def hachure(polygon: Points, gap: float, degrees: float, *, is_zigzag: bool = False) -> list[Points]:
    """Lines so far from each other inside a polygon (``hachure-fill``); none where they would be too many to be told
    from each other."""
    angle = math.radians(degrees + 90)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    turned = polygon @ turn
    edges = np.concatenate((turned, np.roll(turned, -1, axis=0)), axis=1)
    top, bottom = turned[:, 1].min(), turned[:, 1].max()
    gap = max(gap, 0.1)
    lines = (bottom - top) / gap
    if lines > _MOST_LINES or lines * len(edges) > _MOST_CROSSED:
        return []
    found = []
    for y in np.arange(top, bottom, gap):
        crossing = edges[(np.minimum(edges[:, 1], edges[:, 3]) <= y) & (np.maximum(edges[:, 1], edges[:, 3]) > y)]
        share = (y - crossing[:, 1]) / (crossing[:, 3] - crossing[:, 1])
        places = np.sort(crossing[:, 0] + share * (crossing[:, 2] - crossing[:, 0]))
        for begin, end in zip(places[::2], places[1::2], strict=False):
            found.append(np.array([[begin, y], [end, y]]) @ turn.T)
    return _zigzag(found, gap, degrees) if is_zigzag else found


def _zigzag(lines: Sequence[Points], gap: float, degrees: float) -> list[Points]:
    angle = math.radians(degrees)
    aside = np.array([gap / 2 * math.cos(angle), -gap / 2 * math.sin(angle)])
    found = []
    for begin, end in lines:
        found += [np.stack((begin - aside, end)), np.stack((begin + aside, end))]
    return found
