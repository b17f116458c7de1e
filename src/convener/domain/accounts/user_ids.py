"""What can be the ID of a user or a group, and how IDs are compared."""

from __future__ import annotations

import re

from convener.domain import text
from convener.domain.errors import InvalidParameter

_USER_ID = re.compile(r"[\x20-\x7e]{1,64}")
_NOT_IN_USER_ID = re.compile(r"[,;\t\\\n%<>*]")

RESERVED_ID = "so"
"""A user ID that nobody can have (Live Meeting service API, reservedUserID)."""


def fold_id(user_id: str) -> str:
    """A user ID as it is compared."""
    return text.fold(user_id)


def is_valid_id(value: str) -> bool:
    """Whether this can be the ID of a user or group: 1-64 ASCII characters, some signs excluded; case is kept, white
    space before it too."""
    return bool(_USER_ID.fullmatch(value) and not _NOT_IN_USER_ID.search(value) and value.strip())


def check_id(value: str, parameter: str) -> None:
    """Raise :class:`InvalidParameter` unless this can be the ID of a user or group (:func:`is_valid_id`)."""
    if not is_valid_id(value):
        raise InvalidParameter("An ID has 1 to 64 ASCII characters without , ; \\ % < > *.", parameter)
