"""Functions of SQL that do the same on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_NAME = "unicode_lower"


class lowered(FunctionElement[str]):
    """A text in small letters of all scripts. ``lower()`` of SQLite knows those of ASCII alone; it has this function of
    ours instead, which no index can hold."""

    name = "lowered"
    type = String()
    inherit_cache = True


@compiles(lowered)
def _lower(element: lowered, compiler: Any, **options: Any) -> str:
    name = _NAME if compiler.dialect.name == "sqlite" else "lower"
    return f"{name}({compiler.process(element.clauses, **options)})"


def register(connection: sqlite3.Connection) -> None:
    """Give a connection to SQLite the functions that statements made of these need."""
    connection.create_function(_NAME, 1, lambda value: value and str(value).lower(), deterministic=True)


class _ordered(FunctionElement[str]):
    """``lower()`` of a text, compared by its bytes."""

    name = "ordered"
    type = String()
    inherit_cache = True


@compiles(_ordered)
def _order(element: _ordered, compiler: Any, **options: Any) -> str:
    order = "" if compiler.dialect.name == "sqlite" else ' COLLATE "C"'
    return f"lower({compiler.process(element.clauses, **options)}){order}"


def is_one_of(column: Any, spellings: Collection[str]) -> ColumnElement[bool]:
    """The condition that a text is one of these, which are in small letters, whatever its case. They are looked up by
    an index of ``lower()`` of the column, where the statement has the condition of the index too. Where SQLite does not
    know the small letters, it reads of the index what begins alike and goes on with another letter than ASCII's."""
    known = [one for one in spellings if one.isascii()]
    others = (one for one in spellings if not one.isascii())
    alike = [and_(_ordered(column).between(*_range_of(one)), lowered(column) == one) for one in others]
    return or_(func.lower(column).in_(known), *alike)


def _range_of(spelling: str) -> tuple[str, str]:
    """The first and the last text that begin like this one, up to its first letter that is not ASCII."""
    prefix = "".join(takewhile(str.isascii, spelling))
    return prefix + "\x80", prefix + "\U0010ffff"
