"""Statements that the driver carries out itself: the same values, transaction and errors as by SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Connection, Float, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError, IntegrityError

from convener.storage.database import Database, is_conflict
from convener.storage.prepared import Prepared
from convener.storage.types import Instant
from tests.factories.statements import carried_out
from tests.servers import Postgres

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(40), unique=True, nullable=False),
    Column("at", Instant),
    Column("data", JSON().with_variant(JSONB(), "postgresql")),
    Column("yes", Boolean),
    Column("hours", Float),
)
NAMES = ("name", "at", "data", "yes", "hours")
INSERT = Prepared(THINGS.insert(), NAMES, tells_key=True)
OF_NAME = Prepared(select(THINGS).where(THINGS.c.name == bindparam("name")))
THING = {
    "name": "Ä 100 % 'quoted' :colon",
    "at": datetime(2026, 11, 27, 9, 30, 0, 123456, tzinfo=UTC),
    "data": {"list": [1, None, "ß"], "empty": {}},
    "yes": True,
    "hours": 1.5,
}


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A connection to a database that has the table, in a transaction that is not committed."""
    with database.engine.connect() as connection:
        THINGS.create(connection)
        yield connection
        connection.rollback()


def test_what_was_inserted_is_read_as_sqlalchemy_reads_it(connection: Connection) -> None:
    key = INSERT.insert(connection, THING)
    other = INSERT.insert(connection, {"name": "other", "at": None, "data": None, "yes": False, "hours": None})
    assert other == key + 1
    found = OF_NAME.first(connection, {"name": THING["name"]})
    assert found is not None
    assert tuple(found) == tuple(connection.execute(select(THINGS).where(THINGS.c.id == key)).one())
    assert tuple(found) == (key, *(THING[name] for name in NAMES))
    assert OF_NAME.first(connection, {"name": "nobody"}) is None


def test_values_of_the_statement_itself_are_kept(connection: Connection) -> None:
    INSERT.insert(connection, THING)
    since = Prepared(select(THINGS.c.name).where(THINGS.c.at > datetime(2026, 1, 1, tzinfo=UTC)).limit(3))
    assert [list(row) for row in since.all(connection, {})] == [[THING["name"]]]


def test_rows_are_inserted_in_order(connection: Connection) -> None:
    rows: list[dict[str, Any]] = [{**THING, "name": f"thing {number}"} for number in range(5)]
    INSERT.execute_many(connection, rows[:1])
    INSERT.execute_many(connection, rows[1:])
    everything = Prepared(select(THINGS.c.name).order_by(THINGS.c.id))
    assert [row[0] for row in everything.all(connection, {})] == [row["name"] for row in rows]


def test_the_drivers_errors_are_those_of_sqlalchemy(connection: Connection) -> None:
    INSERT.insert(connection, THING)
    with pytest.raises(IntegrityError) as failed, connection.begin_nested():
        INSERT.insert(connection, THING)
    assert is_conflict(failed.value) == (connection.dialect.name == "postgresql")
    assert "quoted" not in str(failed.value.statement)
    assert OF_NAME.first(connection, {"name": THING["name"]}) is not None, "the transaction goes on"


def test_who_listens_to_an_engine_or_a_connection_hears_of_it(database: Database, connection: Connection) -> None:
    with carried_out(database.engine) as by_any, carried_out(connection) as by_this:
        INSERT.insert(connection, THING)
        with database.engine.connect() as other:
            Prepared(select(bindparam("value", type_=Integer))).first(other, {"value": 1})
    assert [one.text[:6] for one in by_any] == ["INSERT", "SELECT"]
    assert [one.text[:6] for one in by_this] == ["INSERT"]
    with carried_out(database.engine) as by_any:
        OF_NAME.all(connection, {"name": THING["name"]})
    assert [one.text[:6] for one in by_any] == ["SELECT"]
    # Reads of PostgreSQL have options of their own on the same engine.
    with carried_out(database.engine) as by_any, database.look() as reading:
        Prepared(select(bindparam("value", type_=Integer))).first(reading, {"value": 2})
    assert [one.text[:6] for one in by_any] == ["SELECT"]


def test_a_missing_value_is_an_error(connection: Connection) -> None:
    with pytest.raises((KeyError, DBAPIError)), connection.begin_nested():
        INSERT.insert(connection, {"name": "no more"})


@pytest.mark.postgres
def test_a_broken_connection_leaves_the_pool(postgres: Postgres) -> None:
    database = Database(postgres.new_database())
    one = Prepared(select(bindparam("number", type_=Integer)))
    try:
        with database.engine.connect() as connection:
            assert one.first(connection, {"number": 1}) is not None
            connection.connection.driver_connection.close()  # type: ignore[union-attr]
            with pytest.raises(DBAPIError) as failed:
                one.first(connection, {"number": 2})
            assert failed.value.connection_invalidated
        with database.engine.connect() as connection:
            assert list(one.first(connection, {"number": 3}) or []) == [3]
    finally:
        database.close()
