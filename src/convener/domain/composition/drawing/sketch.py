"""A drawing while it is made: the picture of it at one time after the other, of which only what changes is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from convener.recording.drawings import PAGE_WIDTH, Drawing, DrawingChange

from .budget import STEP, Budget
from .elements import MOST_ELEMENTS, MOST_POINTS, AnyElement, Arrow, Text, order_of, read_element
from .paths import points_of
from .raster import Points
from .render import Opened, View, bounds_of, draw_over, labels_of

BOARD_WIDTH = 1_200
"""Units of the width of a whiteboard on which little is drawn: it is seen about as large as in the room."""

_MARGIN = 32
_SMALLEST = 0.1
"""Of the size of :data:`BOARD_WIDTH`: whatever is far out on a whiteboard, the rest can be seen."""

_PATIENCE = 2
"""A picture that took some time is left as it is for so many times as long, of the video."""

_OF_LAYER = 4
"""Steps of work for each pixel, where pictures are laid over each other."""

_Stamp = tuple[str, int, int]
"""Id of an element, how often it has changed, and how often the text on it has."""


class Sketch:
    """The picture of a drawing; times only go forward."""

    def __init__(self, drawing: Drawing, size: tuple[int, int], view: View, opened: Opened) -> None:
        self._changes = drawing.changes
        self._applied = 0
        self._view = view
        self._opened = opened
        self._stored: dict[str, dict[str, Any]] = {}
        self._elements: dict[str, AnyElement] = {}
        self._changed: dict[str, int] = {}
        self._stale: set[str] = set()
        self._rests_until = 0
        self.picture = Image.new("RGBA", size)
        """As it is at the time that was asked for last."""
        self._drawn: list[_Stamp] = []
        # What lies below and above of what changes.
        self._below: tuple[list[_Stamp], Image.Image] = ([], Image.new("RGBA", size))
        self._above: tuple[list[_Stamp], Image.Image] = ([], Image.new("RGBA", size))

    def draw(self, time: int) -> bool:
        """Draw the picture of this time; returns whether it is another one than before."""
        while self._applied < len(self._changes) and self._changes[self._applied].at <= time:
            self._apply(self._changes[self._applied])
            self._applied += 1
        if not self._stale or time < self._rests_until:
            return False
        budget = Budget()
        self._read()
        is_changed = self._redraw(budget)
        self._rests_until = time + int(_PATIENCE * 1_000 * STEP * budget.used)
        return is_changed

    def _apply(self, change: DrawingChange) -> None:
        self._stale.add(change.id)
        if change.element:
            element = msgspec.json.decode(change.element)
            if isinstance(element, dict) and (change.id in self._stored or len(self._stored) < MOST_ELEMENTS):
                self._stored[change.id] = element
        elif not change.points:
            self._stored.pop(change.id, None)
        elif (stroke := self._stored.get(change.id)) is not None:
            points, pressures = stroke.get("points"), stroke.get("pressures")
            if isinstance(points, list) and len(points) + len(change.points) <= MOST_POINTS:
                points.extend(change.points)
                if isinstance(pressures, list):
                    pressures.extend(change.pressures)

    def _read(self) -> None:
        for name in self._stale:
            self._changed[name] = self._changed.get(name, 0) + 1
            element = read_element(self._stored.get(name))
            if element is None:
                self._elements.pop(name, None)
            else:
                self._elements[name] = element
        self._stale.clear()

    def _redraw(self, budget: Budget) -> bool:
        ordered = sorted(self._elements.values(), key=order_of)
        labels = labels_of(ordered)
        stamps = [self._stamp(element, labels) for element in ordered]
        if stamps == self._drawn:
            return False
        first = _same(stamps, self._drawn)
        last = len(stamps) - min(_same(stamps[::-1], self._drawn[::-1]), min(len(stamps), len(self._drawn)) - first)
        self._drawn = stamps

        def draw(begin: int, end: int, over: Image.Image) -> Image.Image:
            budget.add(_OF_LAYER * over.width * over.height)
            draw_over(over, ordered[begin:end], self._view, opened=self._opened, budget=budget, labels=labels)
            return over

        lower, below = self._below
        if lower != stamps[: len(lower)] or len(lower) > first:
            lower, below = [], self._blank()
        self._below = stamps[:first], draw(len(lower), first, below)

        upper, above = self._above
        if upper != stamps[len(stamps) - len(upper) :] or len(upper) > len(stamps) - last:
            upper, above = [], self._blank()
        if len(upper) < len(stamps) - last:
            between = draw(last, len(stamps) - len(upper), self._blank())
            between.alpha_composite(above)
            above = between
        self._above = stamps[last:], above

        self.picture = draw(first, last, below.copy())
        self.picture.alpha_composite(above)
        return True

    def _stamp(self, element: AnyElement, labels: dict[str, Text]) -> _Stamp:
        label = labels.get(element.id) if isinstance(element, Arrow) else None
        return element.id, self._changed.get(element.id, 0), 0 if label is None else self._changed.get(label.id, 0)

    def _blank(self) -> Image.Image:
        return Image.new("RGBA", self.picture.size)


def _same(one: Sequence[_Stamp], other: Sequence[_Stamp]) -> int:
    """How many are the same from the beginning on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (first, second) in enumerate(pairs) if first != second), min(len(one), len(other)))


def page_view(width: int) -> View:
    """The view of a drawing on a page whose picture is so wide."""
    return View(0, 0, width / PAGE_WIDTH)


def board_view(drawing: Drawing, size: tuple[int, int]) -> View:
    """The view of a whiteboard in which all that is ever drawn on it is seen, as far as it is not too small then."""
    boxes = np.array(list(_boxes(drawing)), np.float64).reshape(-1, 4)
    usual = size[0] / BOARD_WIDTH
    if not len(boxes):
        return View(-_MARGIN, -_MARGIN, usual)
    low, high = boxes[:, :2].min(axis=0) - _MARGIN, boxes[:, 2:].max(axis=0) + _MARGIN
    fitting = float((np.array(size) / (high - low)).min())
    scale = max(min(fitting, usual), _SMALLEST * usual)
    # Where not all is seen, most of it is.
    middle = (low + high) / 2 if fitting >= scale else np.median((boxes[:, :2] + boxes[:, 2:]) / 2, axis=0)
    x, y = middle - np.array(size) / scale / 2
    return View(float(x), float(y), scale)


def _boxes(drawing: Drawing) -> Iterator[Points]:
    """Left, top, right and bottom of what is drawn, element by element, and as strokes grow."""
    places: dict[str, Points] = {}
    for change in drawing.changes:
        if change.element:
            element = read_element(msgspec.json.decode(change.element))
            if element is not None:
                places[change.id] = np.array([element.x, element.y])
                yield np.concatenate(bounds_of(element))
        elif change.points and change.id in places:
            grown = places[change.id] + points_of(*change.points)
            yield np.concatenate((grown.min(axis=0), grown.max(axis=0)))
