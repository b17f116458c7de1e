"""How a drawing grew, as a recording keeps it."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from pycrdt import Array, Doc, Map

from convener.domain.boards import history
from convener.domain.boards.history import Order, follow, read_drawing
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.recording import drawings
from convener.recording.drawings import elements_at


class Paper:
    """A document in which something is drawn at certain times."""

    def __init__(self) -> None:
        self.document: Doc[Any] = Doc()
        self.elements: Map[Any] = self.document.get("elements", type=Map)
        self.updates: list[tuple[int, bytes]] = []

    def set(self, at: int, name: str, **more: Any) -> None:
        """An element is there as a whole."""
        element = {"id": name, "type": "rectangle", "x": 1, "y": 2, "width": 9, "height": 5, "index": "a1", **more}
        before = self.document.get_state()
        with self.document.transaction():
            self.elements[name] = Map({"e": element, "p": Array([0, 0])})
        self.updates.append((at, self.document.get_update(before)))

    def grow(self, at: int, name: str, *points: int) -> None:
        """A stroke gets further points."""
        before = self.document.get_state()
        self.elements[name]["p"].extend(points)
        self.updates.append((at, self.document.get_update(before)))

    def drop(self, at: int, name: str) -> None:
        """An element is taken away."""
        before = self.document.get_state()
        del self.elements[name]
        self.updates.append((at, self.document.get_update(before)))

    def order(self, *starts: int) -> Order:
        return Order(updates=self.updates, starts=list(starts))


def ids(drawing: drawings.Drawing, at: int) -> list[str]:
    return [one["id"] for one in elements_at(drawing, at)]


def test_elements_come_change_and_go_at_their_times() -> None:
    paper = Paper()
    paper.set(0, "r")
    paper.set(1_000, "t", type="text", text="Hello")
    paper.set(2_000, "r", x=50)
    paper.set(3_000, "t", isDeleted=True)
    paper.drop(4_000, "r")
    drawing = read_drawing(paper.order(0))
    assert [ids(drawing, at) for at in (0, 999, 1_000, 2_999, 3_000, 4_000)] == [
        ["r"],
        ["r"],
        ["r", "t"],
        ["r", "t"],
        ["r"],
        [],
    ]
    assert [elements_at(drawing, at)[0]["x"] for at in (1_999, 2_000)] == [1, 50]


def test_a_stroke_grows_by_points_and_a_few_times_a_second() -> None:
    paper = Paper()
    paper.set(1_000, "s", type="freedraw")
    for number in range(100):
        paper.grow(1_000 + 20 * number, "s", 8 * number, 16)
    drawing = follow(paper.order(1_000))
    assert len(drawing.changes) <= 2_000 / drawings.WINDOWS[0] + 2
    assert sum(bool(one.element) for one in drawing.changes) == 1
    assert len(elements_at(drawing, 5_000)[0]["points"]) == 101
    assert elements_at(drawing, 5_000)[0]["width"] == 99
    assert 20 < len(elements_at(drawing, 2_000)[0]["points"]) < 60


def test_what_was_there_before_is_there_at_the_beginning() -> None:
    paper = Paper()
    paper.set(1_001, "before")
    paper.set(1_050, "after", index="a2")
    drawing = follow(paper.order(1_001))
    assert [ids(drawing, at) for at in (1_000, 1_001, 1_050)] == [[], ["before"], ["before", "after"]]


def test_what_is_not_well_formed_is_left_out() -> None:
    paper = Paper()
    paper.set(0, "frame", type="iframe", link="https://elsewhere.example")
    paper.set(0, "far", x=1e9)
    paper.set(0, "fine", link="https://elsewhere.example")
    drawing = follow(paper.order(0))
    assert ids(drawing, 0) == ["fine"]
    assert b"elsewhere" not in drawing.encode()


def test_a_drawing_that_changes_too_much_changes_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MOST_BYTES", 20_000)
    paper = Paper()
    paper.set(0, "r")
    for number in range(1, 601):
        paper.set(number * 500, "r", x=number)
    drawing = follow(paper.order(0))
    assert len(drawing.encode()) <= 20_000
    assert elements_at(drawing, 300_000)[0]["x"] == 600
    assert 3 < len(drawing.changes) < 300


def test_of_a_drawing_that_is_too_large_the_largest_elements_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MOST_BYTES", 10_000)
    monkeypatch.setattr(history, "MOST_HELD", 30_000)
    paper = Paper()
    for number in range(5):
        paper.set(number, f"small{number}")
    paper.set(9, "large", type="text", text="x" * 15_000)
    drawing = follow(paper.order(0))
    assert ids(drawing, 10) == [f"small{number}" for number in range(5)]
    assert len(drawing.encode()) <= 10_000


@pytest.mark.parametrize("update", [b"", b"\xff" * 50])
def test_what_is_no_update_is_an_error(update: bytes) -> None:
    with pytest.raises(DocumentUnreadable):
        read_drawing(Order(updates=[(0, update)], starts=[0]))


def test_an_update_that_ends_the_process_that_reads_it_does_not_end_this_one() -> None:
    """It panics or leads to a crash in the library; see ``tests/faults``."""
    paper = Paper()
    paper.set(0, "r")
    hostile = bytes.fromhex("010101ffffffff0f88010b017c40a0000000")
    with contextlib.suppress(DocumentUnreadable):
        drawing = read_drawing(Order(updates=[*paper.updates, (1, hostile)], starts=[0]))
        assert ids(drawing, 0) == ["r"]
