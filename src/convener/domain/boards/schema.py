"""What a document in which people draw is made of.

The root ``elements`` is a map: for each element, by its id, a map with ``e`` (the element as JSON, without the points
of a stroke) and, for a stroke, ``p``: an array of integers, 8 x and 8 y of each point and, where the pen says it, 255
times its pressure. So a stroke that grows costs some bytes for each point. An element of the type ``image`` names its
image by ``fileId`` (:mod:`.images`); images themselves are never in the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from convener.domain.shared_documents.encoding import ARRAY, MAP
from convener.domain.shared_documents.updates import ANY, DELETED, TYPE, UpdateRules

KIND = "board"
"""The kind of document of a whiteboard."""

ELEMENTS = "elements"

FILE_ID_LENGTH = 40
"""Hexadecimal digits by which an element names its image."""

LONGEST_OF_IMAGE = 1_000
"""Characters of a text in an element that is an image."""

_FILE_ID = re.compile(r"[0-9a-f]{40}")

MOST_ELEMENTS = 20_000
"""The most elements that a board may have had, with those that were deleted since it was made."""


def is_file_id(value: object) -> bool:
    """Whether an element can name an image by this."""
    return isinstance(value, str) and _FILE_ID.fullmatch(value) is not None


def may_be_value(members: Mapping[str, str | None], longest: int) -> bool:
    """Whether a drawing may have a value with these members (texts alone have their value, others None), in which no
    text has more than ``longest`` characters. An image names a file that is stored, and brings none along."""
    if members.get("type") != "image":
        return "__proto__" not in members
    return (
        members.get("status") == "saved"
        and is_file_id(members.get("fileId"))
        and not members.keys() & {"__proto__", "dataURL", "link", "customData"}
        and longest <= LONGEST_OF_IMAGE
    )


RULES = UpdateRules(
    roots=frozenset({ELEMENTS.encode()}),
    contents=frozenset({DELETED, TYPE, ANY}),
    types=frozenset({ARRAY, MAP}),
    max_depth=2,
    max_types=2 * MOST_ELEMENTS,
    may_be_value=may_be_value,
    former_roots=frozenset({b"files"}),
)
"""A map for each element, with an array inside."""

MOST_BYTES = 20 * 1024 * 1024
"""The most bytes of a board, with everything that was deleted since the last snapshot."""
