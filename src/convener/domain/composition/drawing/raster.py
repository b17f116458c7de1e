"""Fills polygons: how much of each pixel is inside, by the winding number as canvases of browsers do it.

Each row of pixels is made of :data:`_FINER` lines. Where an edge crosses a line, the winding number changes from there
on to the right; within the pixel by the part that is right of the crossing. So edges are smooth across and down.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .budget import Budget

Points = NDArray[np.float64]
"""Points of a path: rows of x and y."""

Mask = NDArray[np.float32]
"""How much of each pixel is covered, from 0 to 1."""

_FINER = 4
"""Lines of a row of pixels."""

_OF_CROSSING = 8
"""Steps of work of a crossing; a cell is one."""

_BAND = 1_000_000
"""Cells (a pixel of a line) that are in memory at once."""

_MOST_CROSSINGS = 500_000
"""Crossings that are in memory at once."""


def fill(polygons: Sequence[Points], width: int, height: int, budget: Budget, *, even_odd: bool = False) -> Mask:
    """How much of each pixel of a picture is inside the polygons, which need not be closed. ``even_odd``: what is
    inside of two is outside. Raises :class:`TooMuchWork`."""
    edges = _edges_of(polygons, height)
    lines = height * _FINER
    budget.reserve(_OF_CROSSING * float(np.abs(edges[:, 3] - edges[:, 1]).sum()) + width * lines)
    rows = max(_BAND // (width * _FINER), 1)
    bands = [_fill_band(edges, width, first, min(rows, height - first), even_odd) for first in range(0, height, rows)]
    return np.concatenate(bands) if bands else np.zeros((height, width), np.float32)


def _edges_of(polygons: Sequence[Points], height: int) -> Points:
    """Edges as rows of x, y, x, y in pixels and lines, those that cross no line left out."""
    found = []
    for points in polygons:
        if len(points) < 2:
            continue
        edges = np.concatenate((points, np.roll(points, -1, axis=0)), axis=1)
        found.append(edges)
    if not found:
        return np.zeros((0, 4))
    joined: Points = np.concatenate(found)
    joined[:, (1, 3)] *= _FINER
    high, low = np.minimum(joined[:, 1], joined[:, 3]), np.maximum(joined[:, 1], joined[:, 3])
    crossing: Points = joined[(high != low) & (low > 0) & (high < height * _FINER)]
    return crossing


def _span(edges: Points, first: int, lines: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first line whose middle each edge crosses, and how many it crosses, among these lines."""
    high, low = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
    begin = np.ceil(np.clip(high, first, first + lines) - 0.5).astype(np.int64)
    end = np.ceil(np.clip(low, first, first + lines) - 0.5).astype(np.int64)
    begin, end = np.maximum(begin, first), np.minimum(end, first + lines)
    return begin, np.maximum(end - begin, 0)


def _fill_band(edges: Points, width: int, first_row: int, rows: int, even_odd: bool) -> Mask:
    first, lines = first_row * _FINER, rows * _FINER
    begin, count = _span(edges, first, lines)
    crossing = count > 0
    edges, begin, count = edges[crossing], begin[crossing], count[crossing]
    changes = np.zeros(lines * (width + 2))
    totals = np.cumsum(count)
    at = 0
    while at < len(edges):
        before = totals[at - 1] if at else 0
        until = max(int(np.searchsorted(totals, before + _MOST_CROSSINGS, side="right")), at + 1)
        _cross(changes, edges[at:until], begin[at:until] - first, count[at:until], first, width)
        at = until
    winding = np.cumsum(changes.reshape(lines, width + 2)[:, :width], axis=1)
    inside = np.abs(winding)
    if even_odd:
        inside = np.abs(inside - 2 * np.round(inside / 2))
    covered = np.minimum(inside, 1).astype(np.float32)
    mask: Mask = covered.reshape(rows, _FINER, width).mean(axis=1, dtype=np.float32)
    return mask


def _cross(
    changes: NDArray[np.float64],
    edges: Points,
    begin: NDArray[np.int64],
    count: NDArray[np.int64],
    first: int,
    width: int,
) -> None:
    """Add where the winding number changes, for all lines that these edges cross."""
    which = np.repeat(np.arange(len(edges)), count)
    line = begin[which] + np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    x, y, to_x, to_y = edges[which].T
    crossed = x + (to_x - x) * ((line + first + 0.5 - y) / (to_y - y))
    crossed = np.clip(crossed, 0, width)
    turn = np.where(to_y > y, 1.0, -1.0)
    pixel = crossed.astype(np.int64)
    part = crossed - pixel
    cell = line * (width + 2) + pixel
    changes += np.bincount(cell, turn * (1 - part), len(changes))
    changes += np.bincount(cell + 1, turn * part, len(changes))
