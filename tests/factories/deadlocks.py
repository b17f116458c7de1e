"""Real deadlocks on PostgreSQL: between the first transaction that inserts a row into a table and one of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import Connection, text

from convener.storage.database import Database
from tests.servers import PATIENCE, wait_until

_HELD = """SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted = {granted}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"""

_TRAP = [
    "CREATE SEQUENCE tries",
    f"""CREATE FUNCTION run_into_the_other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('tries') = 1 THEN
            PERFORM pg_advisory_xact_lock(1);
            WHILE NOT ({_HELD.format(granted="false")}) LOOP PERFORM pg_sleep(0.02); END LOOP;
            PERFORM pg_advisory_xact_lock(2);
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER trap BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION run_into_the_other()",
]
_AWAY = ["DROP FUNCTION run_into_the_other CASCADE", "DROP SEQUENCE tries"]


@contextmanager
def deadlock(database: Database, table: str) -> Iterator[Callable[[], int]]:
    """In the block, the first transaction that inserts into ``table`` waits for one that waits for it, and is the one
    that PostgreSQL takes back. Gives a function that says how many rows were tried to be inserted so far."""
    with database.engine.begin() as connection:
        for statement in _TRAP:
            connection.execute(text(statement.format(table=table)))

    def tries() -> int:
        with database.look() as connection:
            return int(connection.scalar(text("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM tries")) or 0)

    threads = ThreadPoolExecutor(1)
    with database.engine.connect() as other:
        # The one that looks for a deadlock is the one that is taken back: the other one does not look.
        other.execute(text("SET deadlock_timeout = '1h'"))
        other.execute(text("SELECT pg_advisory_xact_lock(2)"))
        waiting = threads.submit(_run_into_it, database, other)
        try:
            yield tries
            waiting.result(PATIENCE)
        finally:
            threads.shutdown()
            with database.engine.begin() as connection:
                for statement in _AWAY:
                    connection.execute(text(statement))


def _run_into_it(database: Database, other: Connection) -> None:
    def is_held() -> bool:
        with database.look() as connection:
            return bool(connection.scalar(text(_HELD.format(granted="true"))))

    wait_until(is_held, "somebody writes into the table")
    other.execute(text("SELECT pg_advisory_xact_lock(1)"))
    other.rollback()
