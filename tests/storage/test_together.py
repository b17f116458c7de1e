"""Writes that wait for each other: sent as one statement, before anybody could miss them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from convener.storage.database import Database
from convener.storage.prepared import Prepared
from convener.storage.types import Instant
from tests.factories.statements import carried_out
from tests.servers import Postgres

pytestmark = pytest.mark.postgres

METADATA = MetaData()
THINGS = Table(
    "things",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), unique=True, nullable=False),
    Column("at", Instant),
    Column("data", JSON().with_variant(JSONB(), "postgresql")),
    Column("parts", Integer, nullable=False, server_default="0"),
)
PARTS = Table(
    "parts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("thing_id", ForeignKey("things.id"), nullable=False),
    Column("name", String(40)),
)
THING = Prepared(THINGS.insert().inline(), ("id", "name", "at", "data"))
PART = Prepared(PARTS.insert().inline(), ("thing_id", "name"))
MORE_PARTS = Prepared(
    update(THINGS)
    .where(THINGS.c.id == bindparam("thing"))
    .values(parts=THINGS.c.parts + bindparam("change", type_=Integer))
)
NAME = "Ä 100 % 'quoted' :colon %(name)s $1"
VALUES: dict[str, Any] = {
    "id": 7,
    "name": NAME,
    "at": datetime(2026, 11, 27, 9, 30, 0, 123456, tzinfo=UTC),
    "data": {"list": [1, None, "ß"], "empty": {}},
}


@pytest.fixture
def shelf(postgres: Postgres) -> Iterator[Database]:
    """A database with one thing, number 1, of no parts."""
    database = Database(postgres.new_database())
    METADATA.create_all(database.engine)
    with database.write() as session:
        session.execute(THINGS.insert().values(id=1, name="first"))
    yield database
    database.close()


def things(database: Database) -> dict[str, int]:
    """How many parts each thing says that it has."""
    with database.read() as session:
        return {row.name: row.parts for row in session.execute(select(THINGS.c.name, THINGS.c.parts))}


def add_thing(session: Session, key: int = 7, **other: Any) -> None:
    """Let a thing wait, and a part that refers to it."""
    THING.later(session.connection(), {**VALUES, "id": key, **other})
    PART.later(session.connection(), {"thing_id": key, "name": "lid"})


def test_what_waits_is_one_statement_at_the_end(shelf: Database) -> None:
    changed: list[int] = []
    with carried_out(shelf.engine) as seen:
        with shelf.write() as session:
            add_thing(session)
            PART.later(session.connection(), {"thing_id": 1, "name": None})
            assert seen == []
        assert len(seen) == 1
    with shelf.write() as session:
        MORE_PARTS.later(session.connection(), {"thing": 7, "change": 2}, changed.append)
        PART.later(session.connection(), {"thing_id": 7, "name": "handle"})
        assert changed == []
    assert changed == [1]
    with shelf.read() as session:
        found = session.execute(select(THINGS).where(THINGS.c.id == 7)).one()
        assert found == (7, NAME, VALUES["at"], VALUES["data"], 2)
        assert set(session.scalars(select(PARTS.c.name))) == {None, "handle", "lid"}


def test_nobody_misses_what_waits(shelf: Database) -> None:
    """A statement of SQLAlchemy, one of the driver, and one that is asked for later but must not be in the same."""
    of_name = Prepared(select(THINGS.c.id).where(THINGS.c.name == bindparam("name")))
    with shelf.write() as session:
        add_thing(session)
        assert session.scalar(select(func.count()).select_from(PARTS)) == 1
        add_thing(session, 8, name="other")
        assert of_name.first(session.connection(), {"name": "other"}) == (8,)
        # A row that was added, then changed, then changed once more.
        add_thing(session, 9, name="changed")
        MORE_PARTS.later(session.connection(), {"thing": 9, "change": 1})
        MORE_PARTS.later(session.connection(), {"thing": 9, "change": 1})
        add_thing(session, 10, name="last")
    assert things(shelf) == {"first": 0, NAME: 0, "other": 0, "changed": 2, "last": 0}


def test_a_check_undoes_the_transaction(shelf: Database) -> None:
    def refuse(rows: int) -> None:
        assert rows == 0
        raise LookupError("there is no such thing")

    def write() -> None:
        with shelf.write() as session:
            add_thing(session)
            MORE_PARTS.later(session.connection(), {"thing": 99, "change": 1}, refuse)

    with pytest.raises(LookupError):
        write()
    assert things(shelf) == {"first": 0}
    # The connection is as good as before, and nothing of that transaction waits.
    with shelf.write() as session:
        MORE_PARTS.later(session.connection(), {"thing": 1, "change": 3})
    assert things(shelf) == {"first": 3}


def test_a_conflict_is_raised_as_by_sqlalchemy(shelf: Database) -> None:
    with pytest.raises(IntegrityError, match="unique"), shelf.write() as session:
        add_thing(session, name="first")
    with pytest.raises(IntegrityError, match="foreign key"), shelf.write() as session:
        PART.later(session.connection(), {"thing_id": 99, "name": "lid"})
    assert things(shelf) == {"first": 0}


def test_what_fails_takes_with_it_what_waits(shelf: Database) -> None:
    def fail(session: Session) -> None:
        add_thing(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), carried_out(shelf.engine) as seen, shelf.write() as session:
        fail(session)
    assert seen == []
    with shelf.write() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            fail(session)
        with session.begin_nested():
            add_thing(session, 8, name="kept")
        with pytest.raises(IntegrityError), session.begin_nested():
            add_thing(session, 9, name="kept")
        add_thing(session, 10, name="after")
    with shelf.write() as session:
        add_thing(session, 11, name="back")
        session.rollback()
    assert things(shelf) == {"first": 0, "kept": 0, "after": 0}


@pytest.mark.parametrize("nested", [False, True])
def test_a_server_that_ends_the_connection(shelf: Database, nested: bool) -> None:
    def write() -> None:
        with shelf.write() as session:
            own = session.scalar(select(func.pg_backend_pid()))
            add_thing(session)
            with shelf.read() as other:
                other.execute(select(func.pg_terminate_backend(own, 10_000)))
            with session.begin_nested() if nested else nullcontext():
                add_thing(session, 8)

    with pytest.raises(OperationalError):
        write()
    with shelf.write() as session:
        add_thing(session)
    assert things(shelf) == {"first": 0, NAME: 0}


def test_more_than_one_statement_may_hold(shelf: Database) -> None:
    def rows(start: int, count: int) -> list[dict[str, Any]]:
        return [{"id": key, "name": str(key), "at": None, "data": None} for key in range(start, start + count)]

    with carried_out(shelf.engine) as seen, shelf.write() as session:
        for row in rows(1000, 600):
            THING.later(session.connection(), row)
    assert len(seen) == 2
    with carried_out(shelf.engine) as seen, shelf.write() as session:
        THING.later_many(session.connection(), rows(2000, 16))
        assert seen == []
        THING.later_many(session.connection(), rows(3000, 17))
        assert len(seen) == 2
    assert len(things(shelf)) == 1 + 600 + 16 + 17


def test_rows_that_are_there_are_changed_in_order(shelf: Database) -> None:
    """What is counted is carried out as it came, and another write of its table is another statement."""
    counted: list[tuple[str, int]] = []
    add = Prepared(
        text(
            "INSERT INTO things (id, name, parts) VALUES (:id, :name, :more)"
            " ON CONFLICT (id) DO UPDATE SET parts = things.parts + excluded.parts"
        ),
        upserts="things",
    )
    with carried_out(shelf.engine) as seen, shelf.write() as session:
        connection = session.connection()
        given = [{"id": 1, "name": "first", "more": 2}, {"id": 2, "name": "second", "more": 5}]
        add.later_many(connection, given, lambda rows: counted.append(("things", rows)))
        PART.later(connection, {"thing_id": 1, "name": "lid"})
        assert seen == []
        add.later_many(connection, given[1:], lambda rows: counted.append(("again", rows)))
        assert len(seen) == 1
    assert len(seen) == 2
    assert counted == [("things", 2), ("again", 1)]
    assert things(shelf) == {"first": 2, "second": 10}


def test_at_once_where_nothing_waits(shelf: Database) -> None:
    told: list[int] = []
    with shelf.engine.begin() as connection:
        MORE_PARTS.later(connection, {"thing": 1, "change": 1}, told.append)
        assert told == [1]
        assert connection.scalar(select(THINGS.c.parts)) == 1
