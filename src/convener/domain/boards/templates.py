"""What boards begin with: nothing, a grid (which pages draw below the board), or columns with headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.domain.shared_documents.encoding import AnyValue, UpdateWriter
from convener.domain.shared_documents.log import SERVER_CLIENT

from .schema import ELEMENTS


class Template(StrEnum):
    """What a board begins with."""

    BLANK = "blank"
    GRID = "grid"
    COLUMNS = "columns"


MOST_COLUMNS = 6
LONGEST_HEADING = 40
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH, HEIGHT, GAP, HEADING = 360, 640, 24, 56
"""Of a column, in units of the board; ``HEADING``: the height of its heading."""


def check_headings(template: Template, headings: Sequence[str]) -> list[str]:
    """The headings of a new board as they are stored. Raises :class:`InvalidParameter`: columns have one each, other
    templates none."""
    if template is not Template.COLUMNS:
        if headings:
            raise InvalidParameter("Only columns have headings.", "headings")
        return []
    if not 1 <= len(headings) <= MOST_COLUMNS:
        raise InvalidParameter(f"A board has 1 to {MOST_COLUMNS} columns.", "headings")
    return [text.line("headings", one, LONGEST_HEADING, shortest=1) for one in headings]


def first_update(headings: Sequence[str]) -> bytes:
    """The update with which a board begins that has these columns, perhaps none."""
    writer = UpdateWriter(SERVER_CLIENT, ELEMENTS)
    for number, element in enumerate(_columns(headings)):
        name = f"template{number}"
        # Indexes that sort as those of Excalidraw do, so that pages need not give others.
        index = f"a{_DIGITS[number]}"
        writer.insert_map(name, {"e": {**element, "id": name, "index": index}})
    return writer.update()


def _columns(headings: Sequence[str]) -> Iterator[dict[str, AnyValue]]:
    for number, heading in enumerate(headings):
        left = number * (WIDTH + GAP)
        yield {
            **_SHAPE,
            "type": "rectangle",
            "x": left,
            "y": 0,
            "width": WIDTH,
            "height": HEIGHT,
            "seed": 2 * number + 1,
            "roundness": {"type": 3},
        }
        yield {
            **_SHAPE,
            "type": "text",
            "x": left + 12,
            "y": (HEADING - 25) // 2,
            "width": WIDTH - 24,
            "height": 25,
            "seed": 2 * number + 2,
            "text": heading,
            "originalText": heading,
            "fontSize": 20,
            "fontFamily": 6,
            "textAlign": "center",
            "verticalAlign": "top",
            "lineHeight": 1.25,
            "containerId": None,
            "autoResize": False,
            "roundness": None,
        }


_SHAPE: dict[str, AnyValue] = {
    "angle": 0,
    "strokeColor": "#1e1e1e",
    "backgroundColor": "transparent",
    "fillStyle": "solid",
    "strokeWidth": 1,
    "strokeStyle": "solid",
    "roughness": 0,
    "opacity": 100,
    "groupIds": [],
    "frameId": None,
    "version": 1,
    "versionNonce": 1,
    "isDeleted": False,
    "boundElements": None,
    "updated": 1,
    "link": None,
    "locked": False,
}
"""What elements of templates have in common; the names and values are those of Excalidraw."""
