"""What creates cost beside their own statements: the functions of the domain on one copy of a database, and on another
copy the same statements, with the same parameters, by the plain driver. No HTTP, one caller.

``python -m tests.bench.floor`` prints a table and writes ``bench-results/floor.json``; PostgreSQL is in it where it is
installed. Times are medians of rounds in turn; of SQLite "grouped" is eight calls to a transaction.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import event

from convener.domain.centers import centers
from convener.storage.database import Database
from tests.factories.api_client import Office
from tests.factories.site import a_site
from tests.servers import DATABASE_FILE, Postgres

from . import report
from .comparison import Data

CALLS = 300
ROUNDS = 5
USERS = 20
GROUP = 8
LIMIT = 10**6
SITE = a_site()

Act = Callable[[Office, int], object]
Statement = tuple[str, Any, bool]
"""SQL, its parameters, and whether they are those of several executions."""

ACTS: dict[str, Act] = {
    "createMeeting": lambda office, number: office.book(f"new-{number}", f"user{number % USERS}"),
    "addParticipant": lambda office, number: office.add(f"key-{number % USERS}", f"user{(number // USERS) % USERS}"),
}


@contextmanager
def opened(data: Data) -> Iterator[Database]:
    """The database, as a server has it."""
    database = Database(data.url, serves=True)
    database.start()
    try:
        yield database
    finally:
        database.close()


def filled(data: Data) -> Office:
    """An office with meetings, users and what a database that has been used has in its caches."""
    data.folder.mkdir(parents=True, exist_ok=True)
    with opened(data) as database:
        database.migrate()
        with database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
        office = Office.open(database, SITE, center, users=LIMIT, sessions=LIMIT)
        for number in range(USERS):
            office.book(f"key-{number}", f"user{number}")
    data.analyze()
    return office


def recorded(office: Office, act: Act) -> list[list[Statement]]:
    """The statements of each call."""
    calls: list[list[Statement]] = []

    def note(_connection: Any, _cursor: Any, sql: str, parameters: Any, _context: Any, many: bool) -> None:
        calls[-1].append((sql, parameters, many))

    event.listen(office.database.engine, "before_cursor_execute", note)
    for number in range(CALLS):
        calls.append([])
        act(office, number)
    return calls


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds for each call: of this process's CPU, and of the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - cpu) * 1000 / CALLS, (time.perf_counter() - clock) * 1000 / CALLS


def by_domain(office: Office, act: Act) -> None:
    """All calls, each in a transaction."""
    for number in range(CALLS):
        act(office, number)


def by_driver(connection: Any, calls: list[list[Statement]], group: int = 1) -> None:
    """The statements of all calls, so many calls to a transaction."""
    cursor = connection.cursor()
    numbered = cursor if isinstance(connection, sqlite3.Connection) else psycopg.RawCursor(connection)
    for first in range(0, len(calls), group):
        if isinstance(connection, sqlite3.Connection):
            cursor.execute("BEGIN IMMEDIATE")
        for statements in calls[first : first + group]:
            for sql, parameters, many in statements:
                if many:
                    cursor.executemany(sql, parameters)
                else:
                    (numbered if isinstance(parameters, list) else cursor).execute(sql, parameters)
        connection.commit()


def plain(data: Data) -> Any:
    """A connection of the driver, set up as the server's."""
    if data.database_url:
        return psycopg.connect(data.database_url.replace("+psycopg", ""))
    connection = sqlite3.connect(data.folder / DATABASE_FILE, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def measure(kind: str, start: Data, scratch: Path) -> list[dict[str, object]]:
    """A row for each call on this kind of database, and for it in groups."""
    office = filled(start)
    numbers = iter(range(10**6))

    @contextmanager
    def copied() -> Iterator[Data]:
        copy = start.copy(scratch / f"{kind}-{next(numbers)}")
        yield copy
        shutil.rmtree(copy.folder)

    def of_copy(copy: Database) -> Office:
        return Office(copy, SITE, office.center, office.credentials)

    rows: list[dict[str, object]] = []
    for name, act in ACTS.items():
        with copied() as data, opened(data) as database:
            calls = recorded(of_copy(database), act)
        figures: dict[str, list[tuple[float, float]]] = {}
        for _ in range(ROUNDS):
            with copied() as data, opened(data) as database:
                copy = of_copy(database)
                figures.setdefault("domain", []).append(timed(partial(by_domain, copy, act)))
            for label, group in (("driver", 1), ("driver, grouped", GROUP)):
                with copied() as data, closing(plain(data)) as connection:
                    figures.setdefault(label, []).append(timed(partial(by_driver, connection, calls, group)))
        row: dict[str, object] = {"call": name, "database": kind, "statements": len(calls[-1])}
        for label, found in figures.items():
            cpu, clock = (statistics.median(one[place] for one in found) for place in (0, 1))
            row[f"{label}, CPU ms"] = f"{cpu:.2f}"
            row[f"{label}, ms"] = f"{clock:.2f}"
        rows.append(row)
    return rows


def main() -> None:
    """Measure, print, write."""
    with ExitStack() as stack:
        scratch = Path(tempfile.mkdtemp(prefix="convener-bench-"))
        stack.callback(shutil.rmtree, scratch, ignore_errors=True)
        rows = measure("SQLite", Data.new(scratch / "file", None), scratch)
        if (cluster := Postgres.find()) is not None:
            cluster.start()
            stack.callback(cluster.stop)
            rows += measure("PostgreSQL", Data.new(scratch / "cluster", cluster), scratch)
    report.table(f"Creates below HTTP and their statements alone, {CALLS} calls, {ROUNDS} rounds", rows)
    print(f"\n  written to {report.save('floor', rows)}")


if __name__ == "__main__":
    main()
