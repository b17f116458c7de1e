"""The database: its errors, and what they tell."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import bindparam, event, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from convener.domain.centers.centers import ensure_center
from convener.domain.site import now
from convener.storage.database import Busy, Database, Session, repeated
from convener.storage.models import Center
from tests.servers import PATIENCE, Postgres, migrated_file


def test_errors_do_not_tell_what_was_to_be_stored(database: Database) -> None:
    statement = text("INSERT INTO nowhere (password) VALUES (:password)")
    with pytest.raises(SQLAlchemyError) as failed, database.write() as session:
        session.execute(statement, {"password": "kR4!tweZ"})
    assert "nowhere" in str(failed.value)
    assert "kR4!tweZ" not in str(failed.value)


def make_center(session: Session, name: str) -> None:
    session.add(Center(name=name, title=name, created_at=now()))


def centers(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Center.name).order_by(Center.id)))


def test_a_brief_transaction_is_one(file: Database) -> None:
    with file.write_briefly() as session:
        make_center(session, "one")
    with contextlib.suppress(LookupError), file.write_briefly() as session:
        make_center(session, "two")
        session.flush()
        raise LookupError
    with file.write() as session:
        make_center(session, "three")
    assert centers(file) == ["one", "three"]


def test_a_brief_transaction_does_not_wait_for_another_thread(file: Database) -> None:
    def try_it() -> None:
        with pytest.raises(Busy), file.write_briefly():
            pytest.fail("nobody may write beside another")

    with file.write() as session:
        make_center(session, "one")
        session.flush()
        other = threading.Thread(target=try_it)
        other.start()
        other.join(10)
        assert not other.is_alive()
    with file.write_briefly() as session:
        make_center(session, "two")
    assert centers(file) == ["one", "two"]


def test_a_brief_transaction_does_not_wait_for_another_process(file: Database) -> None:
    other = sqlite3.connect(file.url.database or "", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy), file.write_briefly():
            pytest.fail("nobody may write beside another")
    finally:
        other.close()
    with file.write_briefly() as session:
        make_center(session, "one")
    assert centers(file) == ["one"]


def test_brief_transactions_leave_the_log_to_others(file: Database) -> None:
    path = Path(f"{file.url.database}-wal")
    for number in range(30):
        with file.write_briefly() as session:
            for part in range(40):
                make_center(session, f"center-{number}-{part}-" + "x" * 1000)
    assert path.stat().st_size > 1_000 * 4_096
    with file.write() as session:
        make_center(session, "one")
    grown = path.stat().st_size
    with file.write_briefly() as session:
        make_center(session, "two")
    assert path.stat().st_size == grown, "the log begins anew once it is in the file"


def test_a_file_that_somebody_else_writes_to_is_an_error_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "convener.sqlite3"
    shutil.copy(migrated_file(), path)
    database = Database(f"sqlite:///{path}")
    event.listen(database.engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=1"))
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="BEGIN IMMEDIATE"), database.write():
            pytest.fail("nobody may write beside another")
        other.execute("ROLLBACK")
        with database.write() as session:
            assert session.execute(text("SELECT 1")).scalar() == 1
    finally:
        other.close()
        database.close()


@pytest.mark.postgres
def test_what_ends_in_a_deadlock_is_done_again(postgres: Postgres) -> None:
    database = Database(postgres.new_database())
    database.migrate()
    with database.write() as session:
        for name in ("one", "two"):
            ensure_center(session, name, name)
    both_hold_one = threading.Barrier(2, timeout=PATIENCE)
    tries: list[str] = []

    def rename(first: str, second: str) -> None:
        def work() -> None:
            with database.write() as session:
                tries.append(first)
                lock = select(Center).where(Center.name == bindparam("name")).with_for_update()
                session.scalars(lock, {"name": first}).one().title += "!"
                session.flush()
                if len(tries) <= 2:
                    both_hold_one.wait()
                session.scalars(lock, {"name": second}).one().title += "!"

        repeated(work)

    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(rename, "one", "two"), threads.submit(rename, "two", "one")]
        for one in done:
            one.result(PATIENCE)
    assert len(tries) > 2, "one of the two was taken back"
    with database.read() as session:
        assert {center.title for center in session.scalars(select(Center))} == {"one!!", "two!!"}
    database.close()


def test_other_errors_are_not_repeated(database: Database) -> None:
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        with database.read() as session:
            session.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        repeated(work)
    assert len(tries) == 1
