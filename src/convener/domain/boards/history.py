"""How a drawing grew, for a recording: a program of its own, confined as
:mod:`convener.domain.shared_documents.opener` is, because it opens the document. Standard input is an :class:`Order`,
standard output a :class:`~convener.recording.drawings.Drawing`.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct, structs

from convener.domain.shared_documents import confined
from convener.recording import drawings
from convener.recording.drawings import Drawing, DrawingChange, Element

from .exporter import read_element
from .schema import ELEMENTS, MOST_ELEMENTS

if TYPE_CHECKING:
    from pycrdt import Map

MOST_HELD = 128 * 1024 * 1024
"""The most bytes of changes that are held: where there are more they are thinned out at once."""


class Order(Struct, frozen=True, kw_only=True):
    """The updates of the document in their order, each with its time in the recording, which never falls; ``starts``:
    the times at which the drawing is shown, at which nothing may be missing."""

    updates: list[tuple[int, bytes]]
    starts: list[int]


def read_drawing(order: Order) -> Drawing:
    """What was drawn when. Takes a second; no transaction should be open. Raises
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    result = confined.run("convener.domain.boards.history", [], msgspec.msgpack.encode(order))
    try:
        return drawings.decode(result)
    except msgspec.DecodeError as error:
        raise confined.DocumentUnreadable("The document could not be read.") from error


def follow(order: Order) -> Drawing:
    """What was drawn when, as far as a file takes it."""
    growing = _Growing()
    for updates in _grouped(order):
        growing.apply(updates)
    return growing.drawing()


def _grouped(order: Order) -> Iterator[list[tuple[int, bytes]]]:
    """The updates whose changes have one time: those of a moment in which an element changes once at most."""
    starts = set(order.starts)

    def moment(update: tuple[int, bytes]) -> tuple[int, bool]:
        return (update[0], True) if update[0] in starts else (update[0] // drawings.WINDOWS[0], False)

    for _, updates in itertools.groupby(order.updates, moment):
        yield list(updates)


class _Growing:
    """A drawing while its updates are read."""

    def __init__(self) -> None:
        from pycrdt import Doc, Map

        self._document: Doc[Any] = Doc()
        self._elements: Map[Any] = self._document.get(ELEMENTS, type=Map)
        self._elements.observe_deep(self._note)
        self._touched: set[str] = set()
        self._now: dict[str, Element] = {}
        self._changes: list[DrawingChange] = []
        self._windows = iter(drawings.WINDOWS[1:])
        self._size = 0

    def _note(self, events: Iterable[Any]) -> None:
        for event in events:
            self._touched.update(event.path[:1] or event.keys)

    def apply(self, updates: list[tuple[int, bytes]]) -> None:
        """Apply updates whose changes have one time, that of the last one."""
        for _, update in updates:
            self._document.apply_update(update)
        for key in sorted(self._touched):
            self._add(self._change(updates[-1][0], key))
        self._touched.clear()

    def _change(self, at: int, key: str) -> DrawingChange | None:
        before, element = self._now.get(key), read_element(key, self._elements.get(key))
        if element is None:
            return DrawingChange(at=at, id=key) if self._now.pop(key, None) is not None else None
        if before is None and len(self._now) >= MOST_ELEMENTS:
            return None
        self._now[key] = element
        if before == element:
            return None
        if before is not None and (growth := _growth(before, element)) is not None:
            return structs.replace(growth, at=at)
        return DrawingChange(at=at, id=key, element=Raw(msgspec.json.encode(element)))

    def _add(self, change: DrawingChange | None) -> None:
        if change is None:
            return
        self._changes.append(change)
        self._size += _size(change)
        while self._size > MOST_HELD and self._thin():
            pass

    def _thin(self) -> bool:
        """Keep fewer changes; returns whether there is a way to."""
        window = next(self._windows, None)
        if window is None:
            return False
        self._changes = drawings.thinned(self._changes, window)
        self._size = sum(_size(one) for one in self._changes)
        return True

    def drawing(self) -> Drawing:
        """All of it, or as much as a file takes: fewer changes, then without the elements that take most."""
        while True:
            drawing = Drawing(version=drawings.VERSION, changes=self._changes)
            if len(drawing.encode()) <= drawings.MOST_BYTES:
                return drawing
            if not self._thin():
                break
        return structs.replace(drawing, changes=_smallest(self._changes))


def _growth(before: Element, element: Element) -> DrawingChange | None:
    """The points by which a stroke has grown; None where something else has changed."""
    if element["type"] != "freedraw" or before["type"] != "freedraw":
        return None
    old, new = before["points"], element["points"]
    first = len(old)
    rest = {name: (before.get(name), value) for name, value in element.items() if name not in _OF_POINTS}
    if len(before) != len(element) or any(one != other for one, other in rest.values()):
        return None
    if len(new) <= first or new[:first] != old or element["pressures"][:first] != before["pressures"]:
        return None
    pressures = element["pressures"][first:] if element["pressures"] else []
    return DrawingChange(at=0, id=element["id"], points=new[first:], pressures=pressures)


_OF_POINTS = frozenset({"points", "pressures", "width", "height"})


def _size(change: DrawingChange) -> int:
    return 60 + len(change.element) + 20 * len(change.points) + 20 * len(change.pressures)


def _smallest(changes: list[DrawingChange]) -> list[DrawingChange]:
    sizes: dict[str, int] = {}
    for one in changes:
        sizes[one.id] = sizes.get(one.id, 0) + len(msgspec.json.encode(one)) + 1
    kept: set[str] = set()
    left = drawings.MOST_BYTES - 100
    for key, size in sorted(sizes.items(), key=lambda one: (one[1], one[0])):
        left -= size
        if left < 0:
            break
        kept.add(key)
    return [one for one in changes if one.id in kept]


def main() -> None:
    """Read an order from standard input and write the drawing."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(follow(order).encode())
