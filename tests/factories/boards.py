"""Pages that draw on a whiteboard, for tests."""

from __future__ import annotations

from typing import Any

from pycrdt import Array, Map

from tests.factories.browsers import Browser
from tests.factories.documents import Documents, SharedText


class SharedBoard(SharedText):
    """A page that has a whiteboard open, or a drawing on a page of a document, and draws strokes, as pages do."""

    def __init__(self, socket: Documents, board_id: str, *, client_id: int, kind: str = "board") -> None:
        super().__init__(socket, kind, board_id, client_id=client_id)
        self.elements: Map[Any] = self.doc.get("elements", type=Map)

    def begin(self, stroke: str, **more: Any) -> None:
        """Begin a stroke of this id."""
        element = {"id": stroke, "type": "freedraw", "x": 10.5, "y": 20, "index": "a1", "isDeleted": False, **more}
        before = self.doc.get_state()
        with self.doc.transaction():
            self.elements[stroke] = Map({"e": element, "p": Array([0, 0])})
        self.push(self.doc.get_update(before))

    def go_on(self, stroke: str, *points: int) -> None:
        """Let a stroke grow by these points."""
        before = self.doc.get_state()
        self.elements[stroke]["p"].extend(points)
        self.push(self.doc.get_update(before))

    def points(self, stroke: str) -> list[int] | None:
        """The points of a stroke; None where there is none of this id."""
        found = self.elements.get(stroke)
        return [int(one) for one in found["p"]] if found is not None else None


def board_of(page: Browser, name: str) -> Any:
    """The board of this name that a page lists; None where there is none."""
    return next((one for one in page.models["whiteboard"].boards.values() if one.name == name), None)


def make_board(page: Browser, name: str, **more: Any) -> str:
    """Make a board by a page; returns its id."""
    page.do("createBoard", key=f"key of {name}", name=name, **more)
    page.see(lambda one: board_of(one, name) is not None)
    return str(board_of(page, name).id)
