"""What only PostgreSQL does: connections that the server has ended, and reads without a transaction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from convener.storage.database import Database
from tests.servers import Postgres

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_there(postgres: Postgres) -> Iterator[Database]:
    """A database on PostgreSQL, without tables."""
    database = Database(postgres.new_database())
    yield database
    database.close()


BACKEND = text("SELECT pg_backend_pid()")
END_OTHERS = text(
    "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_a_connection_that_the_server_has_ended_is_not_used_again(postgres: Postgres, database_there: Database) -> None:
    with database_there.read() as one, database_there.read() as two:
        before = {one.scalar(BACKEND), two.scalar(BACKEND)}
    other = Database(str(database_there.url.render_as_string(hide_password=False)))
    with other.read() as session:
        assert session.scalar(END_OTHERS) == 2
    other.close()
    for open_it in (database_there.read, database_there.write, database_there.read):
        with open_it() as session:
            assert session.scalar(BACKEND) not in before


def test_a_connection_is_kept_while_the_server_keeps_it(database_there: Database) -> None:
    used = set()
    for open_it in (database_there.read, database_there.write, database_there.read):
        with open_it() as session:
            used.add(session.scalar(BACKEND))
    assert len(used) == 1


def test_reads_are_no_transactions_and_writes_are(database_there: Database) -> None:
    now = text("SELECT now()")
    with database_there.read() as session:
        assert session.scalar(now) != session.scalar(now)
    with database_there.write() as session:
        assert session.scalar(now) == session.scalar(now)
    with database_there.look() as connection:
        assert connection.scalar(now) != connection.scalar(now)
