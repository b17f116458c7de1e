"""Rows of a table as objects of the session, for the hot calls: what the ORM does with objects that it has loaded,
without what it costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Select, inspect
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from .driver import connection_of
from .models import Base
from .prepared import Prepared

Mapped = TypeVar("Mapped", bound=Base)


@cache
def _identity_of(kind: type[Base]) -> Callable[[tuple[int]], Any]:
    return inspect(kind).identity_key_from_primary_key


def identity_of(kind: type[Base], key: int) -> Any:
    """Under what a session knows the object with this primary key."""
    return _identity_of(kind)((key,))


def mapped(session: Session, kind: type[Mapped], row: Struct) -> Mapped:
    """The object of the session that this row is, which was read or inserted in its transaction: to be changed, or
    asked for what it refers to."""
    key = identity_of(kind, row.id)  # type: ignore[attr-defined]
    known: Mapped | None = session.identity_map.get(key)
    if known is not None:
        return known
    made, columns = kind(), inspect(kind).columns
    made.__dict__.update({name: getattr(row, name) for name in row.__struct_fields__ if name in columns})
    return attached(session, made, key)


def attached(session: Session, row: Mapped, key: Any) -> Mapped:
    """The object as one of the session's that is as the database has it: what the ORM does with an object that it has
    loaded. The public way (``make_transient_to_detached``, ``add``) goes through all its relations and costs more than
    the statement; these attributes have no public name."""
    state = instance_state(row)
    state.key = key
    state._commit_all(state.dict)
    state.session_id = session.hash_key
    session.identity_map.add(state)
    return row


class ObjectQuery(Generic[Mapped]):
    """A ``select`` of one mapped class, with named parameters, for :func:`find_object`."""

    def __init__(self, kind: type[Mapped], statement: Select[Any]) -> None:
        self.kind = kind
        self.statement = statement
        self.prepared = Prepared(statement)
        mapper = inspect(kind)
        self.names = [mapper.get_property_by_column(column).key for column in mapper.local_table.columns]


def find_object(session: Session, query: ObjectQuery[Mapped], values: Mapping[str, object]) -> Mapped | None:
    """The first object that a query finds, to be changed; None where there is none. It is as the database has it, also
    where the session has it already (which ``populate_existing`` is in the ORM)."""
    session.flush()
    row = query.prepared.first(connection_of(session), values)
    if row is None:
        return None
    key = identity_of(query.kind, row[0])
    if session.identity_map.get(key) is not None:
        return cast("Mapped", session.scalar(query.statement, values, execution_options={"populate_existing": True}))
    found = query.kind()
    found.__dict__.update(zip(query.names, row, strict=True))
    return attached(session, found, key)


def get_object(session: Session, query: ObjectQuery[Mapped], values: Mapping[str, object]) -> Mapped:
    """As :func:`find_object`; raises :class:`sqlalchemy.exc.NoResultFound` where there is none."""
    found = find_object(session, query, values)
    if found is None:
        raise NoResultFound(f"No {query.kind.__name__} is {dict(values)}.")
    return found
