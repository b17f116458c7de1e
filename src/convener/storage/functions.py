"""Functions of SQL that do the same on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, func
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


def is_one_of(column: Any, spellings: Collection[str]) -> ColumnElement[bool]:
    """The condition that a text is one of these, which are in small letters, whatever its case. Where they are ASCII it
    is looked up by an index of ``lower()`` of the column, where the statement has the condition of the index too."""
    lower = func.lower if all(one.isascii() for one in spellings) else lowered
    return lower(column).in_(spellings)
