"""Searches for meetings, recordings, polls and visits: criteria, and the SQL conditions made of them.

Texts are compared without case (:func:`convener.domain.text.fold`). In a pattern ``%`` stands for any run of characters
and ``_`` for one (Live Meeting service API, StringQuery). A pattern that begins with a literal character is looked up
by index; one that begins with ``%`` reads the index from end to end, never the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute

from . import text

_ESCAPE = "\\"
_LAST = "\U0010ffff"


@dataclass(frozen=True, kw_only=True)
class TextSearch:
    """Objects whose ``field`` equals one of ``values``, or with ``like`` matches the one pattern in it.

    ``owned_only``: only objects that the caller owns. ``tag``: the key of the metadata whose value is searched.
    """

    field: str
    values: tuple[str, ...]
    like: bool = False
    owned_only: bool = False
    tag: str | None = None


@dataclass(frozen=True, kw_only=True)
class TimeSearch:
    """Objects whose time ``field`` lies in ``start`` <= t < ``end``. The other members are those of
    :class:`TextSearch`."""

    field: str
    start: datetime
    end: datetime
    owned_only: bool = False
    tag: str | None = None


Search = TextSearch | TimeSearch


def column_values(search: TextSearch) -> list[str]:
    """The values of the search in the forms that columns of folded texts hold; for a pattern the folded pattern comes
    first."""
    folded = [text.fold(value) for value in search.values if text.is_storable(value)]
    return list(dict.fromkeys([*folded, *(text.search_key(value) for value in folded)]))


def text_condition(
    folded: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], search: TextSearch
) -> ColumnElement[bool]:
    """The condition that a column of folded texts is equal to a value of the search, or matches its pattern."""
    values = column_values(search)
    if not search.like or not any(character in value for value in values for character in "%_"):
        return folded == values[0] if len(values) == 1 else folded.in_(values)
    pattern = values[0]
    start = re.split("[%_]", pattern, maxsplit=1)[0]
    like = folded.like(pattern.replace(_ESCAPE, _ESCAPE * 2), escape=_ESCAPE)
    return and_(folded >= start, folded < start + _LAST, like) if start else like


def time_condition(
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None], search: TimeSearch
) -> ColumnElement[bool]:
    """The condition that a column of times lies in the interval of the search."""
    return and_(column >= search.start, column < search.end)
