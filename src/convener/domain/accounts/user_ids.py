"""What can be the ID of a user or a group, and how IDs are compared."""

from __future__ import annotations

import re

from convener.domain import text
from convener.domain.errors import InvalidParameter

_USER_ID = re.compile(r"[\x20-\x7e]{1,64}")
_NOT_IN_USER_ID = re.compile(r"[,;\t\\\n%<>*]")

RESERVED = "so"
"""A user ID that nobody can have (Live Meeting service API, reservedUserID)."""


def folded_id(user_id: str) -> str:
    """A user ID as it is compared."""
    return text.fold(user_id)


def may_be_user_id(given: str) -> bool:
    """Whether this can be the ID of a user or group: 1-64 ASCII characters, some signs excluded; case is kept, white
    space before it too."""
    return bool(_USER_ID.fullmatch(given) and not _NOT_IN_USER_ID.search(given) and given.strip())


def check_id(given: str, parameter: str) -> None:
    """Raise :class:`InvalidParameter` unless this can be the ID of a user or group (:func:`may_be_user_id`)."""
    if not may_be_user_id(given):
        raise InvalidParameter("An ID has 1 to 64 ASCII characters without , ; \\ % < > *.", parameter)
