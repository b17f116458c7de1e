"""The rules of user and group IDs, and how they are compared (Live Meeting service API, section 5.3)."""

from __future__ import annotations

import re

from convener.domain import text
from convener.domain.errors import InvalidParameter

_USER_ID = re.compile(r"[\x20-\x7e]{1,64}")
_NOT_IN_USER_ID = re.compile(r"[,;\t\\\n%<>*]")

RESERVED_ID = "so"
"""A user ID that no user can have (reservedUserID)."""


def fold_id(user_id: str) -> str:
    """A user ID in the form in which IDs are compared."""
    return text.fold(user_id)


def is_valid_id(value: str) -> bool:
    """Whether this can be the ID of a user or group: 1 to 64 printable ASCII characters, none of comma, semicolon,
    backslash, percent sign, angle brackets and asterisk, and not only white space. Case and leading white space are
    kept."""
    return bool(_USER_ID.fullmatch(value) and not _NOT_IN_USER_ID.search(value) and value.strip())


def check_id(value: str, parameter: str) -> None:
    """Raise :class:`InvalidParameter`, naming ``parameter``, unless this can be the ID of a user or group."""
    if not is_valid_id(value):
        raise InvalidParameter("An ID has 1 to 64 ASCII characters without , ; \\ % < > *.", parameter)
