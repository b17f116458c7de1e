"""What a document in which people draw is made of.

The root ``elements`` is a map: for each element, by its id, a map with ``e`` (the element as JSON, without the points
of a stroke) and, for a stroke, ``p``: an array of integers, 8 x and 8 y of each point and, where the pen says it, 255
times its pressure. So a stroke that grows costs some bytes for each point. The root ``files`` is a map of the pictures.
"""

from __future__ import annotations

from convener.domain.shared_documents.encoding import ARRAY, MAP
from convener.domain.shared_documents.updates import ANY, DELETED, TYPE, UpdateRules

KIND = "board"
"""The kind of document of a whiteboard."""

ELEMENTS = "elements"
FILES = "files"

MOST_ELEMENTS = 20_000
"""The most elements that a board may have had, with those that were deleted since it was made."""

RULES = UpdateRules(
    roots=frozenset({ELEMENTS.encode(), FILES.encode()}),
    contents=frozenset({DELETED, TYPE, ANY}),
    types=frozenset({ARRAY, MAP}),
    max_depth=2,
    max_types=2 * MOST_ELEMENTS,
)
"""A map for each element, with an array inside."""

MOST_BYTES = 20 * 1024 * 1024
"""The most bytes of a board, with everything that was deleted since the last snapshot."""
