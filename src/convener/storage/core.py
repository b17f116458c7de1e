"""Statements that bypass the ORM, all of them: hot writes, and reads that give read-only rows.

The ORM is the rule (``select`` of mapped classes, changes by the unit of work). It is too slow for calls that an
application makes by the hundred a second: the unit of work sorts whole graphs of changed objects into statements, which
for one new row whose parents are there costs three times the insert itself, and to make mapped objects of what a
statement finds costs three times the statement. Such calls use this module:

- :func:`insert` writes one new row at once; a test compares what it writes with what the ORM would have written;
- the reading functions give structs of :mod:`convener.storage.rows`, which nobody can mistake for mapped objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Insert, Select, Table, and_, bindparam, select
from sqlalchemy.orm import Session, make_transient_to_detached

from .models import Base, Center, Meeting, User
from .rows import CenterRow, MeetingRow, UserRow

Row = TypeVar("Row", bound=Base)


# ------------------------------------------------------------------------------------------------ writing


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


# ------------------------------------------------------------------------------------------------ reading


def columns(kind: type[Base]) -> tuple[Column[Any], ...]:
    """The columns of a table, in the order of its row struct."""
    return tuple(cast("Table", kind.__table__).columns)


_OF_CENTER = len(columns(Center))
_CENTER_AND_USER = select(*columns(Center), *columns(User)).select_from(Center)
_SIGNS_IN = and_(
    User.center_id == Center.id,
    User.user_id_folded == bindparam("user"),
    User.deleted_at.is_(None),
    User.api_client_id.is_(None),
)
_BY_NAME = _CENTER_AND_USER.outerjoin(User, _SIGNS_IN).where(Center.name == bindparam("center"))
_BY_ID = _CENTER_AND_USER.join(User, User.center_id == Center.id).where(
    Center.id == bindparam("center"), User.id == bindparam("user")
)


def find_center_and_user(session: Session, center_name: str, user_id_folded: str) -> tuple[CenterRow, UserRow | None]:
    """The center of this name (in small letters) and the user of this folded ID who may sign in to it, None where there
    is none; raises :class:`LookupError` where there is no such center."""
    found = {"center": center_name, "user": user_id_folded}
    row = session.connection().execute(_BY_NAME, found).first()
    if row is None:
        raise LookupError(center_name)
    of_user = row[_OF_CENTER:]
    return CenterRow(*row[:_OF_CENTER]), None if of_user[0] is None else UserRow(*of_user)


def read_center_and_user(session: Session, center_id: int, user_id: int) -> tuple[CenterRow, UserRow]:
    """The center and its user of these ids, which are there: the user also where the account has ended."""
    row = session.connection().execute(_BY_ID, {"center": center_id, "user": user_id}).one()
    return CenterRow(*row[:_OF_CENTER]), UserRow(*row[_OF_CENTER:])


MEETINGS = select(*columns(Meeting), User.user_id).join_from(Meeting, User, User.id == Meeting.owner_id)
"""Meetings with the user IDs of their owners, to be narrowed by a search, for :func:`read_meetings`."""


def read_meetings(
    session: Session, query: Select[Any], parameters: Mapping[str, object] | None = None
) -> list[MeetingRow]:
    """The meetings that a query made of :data:`MEETINGS` finds."""
    return [MeetingRow(*row) for row in session.connection().execute(query, parameters)]


_NAME_TAKEN = select(Meeting.id).where(
    Meeting.center_id == bindparam("center"),
    Meeting.name_folded == bindparam("name"),
    Meeting.cancelled_at.is_(None),
)


def is_meeting_name_taken(session: Session, center_id: int, name_folded: str) -> bool:
    """Whether a living meeting of the center has this folded name."""
    return session.connection().scalar(_NAME_TAKEN, {"center": center_id, "name": name_folded}) is not None
