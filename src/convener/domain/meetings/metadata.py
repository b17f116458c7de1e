"""Metadata of a meeting: JSON that an application keeps with it (Convener's extension)."""

from __future__ import annotations

import json
from typing import Any

from convener.domain import text
from convener.domain.errors import InvalidParameter

LARGEST_METADATA = 16 * 1024
"""Bytes (Convener's extension)."""


def read_metadata(document: str) -> dict[str, Any]:
    """The JSON object that an application keeps about a meeting; raises :class:`InvalidParameter`."""
    if len(document.encode()) > LARGEST_METADATA:
        raise InvalidParameter(f"metadata may have at most {LARGEST_METADATA} bytes.", "metadata")
    try:
        told = json.loads(document, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InvalidParameter("metadata must be a JSON object.", "metadata") from None
    if not isinstance(told, dict) or any(not key or len(key) > 255 for key in told):
        raise InvalidParameter("metadata must be a JSON object with keys of 1 to 255 characters.", "metadata")
    # What is looked for is kept as it reads: a NUL that is escaped in the text is one there.
    sought = [*told, *(value for value in told.values() if isinstance(value, str))]
    if not all(text.is_storable(part) for part in (*sought, json.dumps(told, ensure_ascii=False))):
        raise InvalidParameter("metadata holds characters that cannot be stored.", "metadata")
    return told


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def as_text(value: object) -> str:
    """A member of the metadata as it is looked for: text as it is, other values as JSON writes them."""
    return value if isinstance(value, str) else json.dumps(value)
