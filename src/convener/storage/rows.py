"""New rows without the unit of work.

The unit of work sorts whole graphs of changed objects into statements; for one new row whose parents are there it costs
three times the insert itself. Calls that an application makes by the hundred a second insert with this instead.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar, cast

from sqlalchemy import Insert, Table
from sqlalchemy.orm import Session, make_transient_to_detached

from .tables import Base

Row = TypeVar("Row", bound=Base)


@cache
def _insert(kind: type[Base]) -> tuple[Insert, list[str]]:
    table = cast("Table", kind.__table__)
    return table.insert(), [column.name for column in table.columns if not column.primary_key]


def put(session: Session, row: Row) -> Row:
    """Insert a new object by one statement, now; afterwards it is one of the session's like any other.

    All its columns must be set but those that may be null. What it refers to must be in the database, or flushed.
    """
    statement, names = _insert(type(row))
    values = {name: row.__dict__.setdefault(name, None) for name in names}
    done = session.connection().execute(statement, values)
    row.id = done.inserted_primary_key[0]  # type: ignore[attr-defined, index]
    make_transient_to_detached(row)
    session.add(row)
    return row
