"""Rows written and read without the unit of work.

The unit of work sorts whole graphs of changed objects into statements; for one new row whose parents are there it costs
three times the insert itself. To make objects of what any statement finds costs three times the statement. Calls that
an application makes by the hundred a second insert and look up with this instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Insert, Table
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.util import identity_key

from .models import Base

Row = TypeVar("Row", bound=Base)


@cache
def _insert(kind: type[Base]) -> tuple[Insert, dict[str, Callable[[], object]]]:
    table = cast("Table", kind.__table__)
    return table.insert(), {column.name: _default(column) for column in table.columns if not column.primary_key}


def _default(column: Column[object]) -> Callable[[], object]:
    default = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)  # type: ignore[attr-defined]
    return lambda: default.arg  # type: ignore[attr-defined]


def insert(session: Session, row: Row) -> Row:
    """Insert a new object by one statement, now; afterwards it is one of the session's like any other.

    Columns that are not set have the default of their table. What it refers to must be in the database, or flushed.
    """
    statement, defaults = _insert(type(row))
    given = row.__dict__
    values = {name: given[name] if name in given else given.setdefault(name, make()) for name, make in defaults.items()}
    done = session.connection().execute(statement, values)
    row.id = done.inserted_primary_key[0]  # type: ignore[attr-defined, index]
    make_transient_to_detached(row)
    session.add(row)
    return row


@cache
def columns(kind: type[Base]) -> tuple[Column[Any], ...]:
    """What a statement selects to have whole rows of a table, for :func:`seen`."""
    return tuple(cast("Table", kind.__table__).columns)


@cache
def _keys(kind: type[Base]) -> tuple[str, ...]:
    return tuple(column.key for column in columns(kind))


def seen(kind: type[Row], values: Sequence[Any], keys: tuple[str, ...] | None = None) -> Row:
    """An object of the values of :func:`columns`, or of ``keys`` (the id among them), for looking at: no session knows
    it, and what is changed in it is changed nowhere else, unless it is added to the session that read the values. It
    cannot be asked for what it was not given."""
    row = kind()
    row.__dict__.update(zip(keys or _keys(kind), values, strict=True))
    # What make_transient_to_detached does, for less: with a key and no session nothing is loaded, but refused.
    state = instance_state(row)
    state.key = identity_key(kind, row.id)  # type: ignore[attr-defined]
    if keys is not None:
        state.expired_attributes.update(_but(kind, keys))
    return row


@cache
def _but(kind: type[Base], keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_keys(kind)) - frozenset(keys)
