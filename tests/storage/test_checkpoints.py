"""What SQLite has logged is moved into its file beside the writers, and its log does not grow for ever."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from convener.storage import checkpoints
from convener.storage.checkpoints import Checkpoints
from convener.storage.database import Database
from tests.servers import wait_until


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'some.sqlite3'}", serves=True)
    with database.write() as session:
        session.execute(text("CREATE TABLE notes (note TEXT)"))
    yield database
    database.close()


@pytest.fixture
def connection(database: Database) -> Iterator[sqlite3.Connection]:
    with closing(checkpoints.connect(_path(database))) as opened:
        yield opened


def _path(database: Database) -> Path:
    return Path(database.url.database or "")


def _log_of(database: Database) -> int:
    """Bytes of the log."""
    return _path(database).with_name("some.sqlite3-wal").stat().st_size


def _write(database: Database, pages: int) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO notes VALUES (:note)"), [{"note": "x" * 4000}] * pages)


def test_commits_of_a_server_leave_the_log_to_it(database: Database, connection: sqlite3.Connection) -> None:
    for _ in range(5):
        _write(database, 1000)
    looked = Checkpoints(_path(database), threading.RLock()).look(connection)
    assert looked.pages > 5000, "no commit has moved it"
    assert looked.moved == looked.pages


def test_it_is_moved_while_somebody_writes(database: Database, connection: sqlite3.Connection) -> None:
    _write(database, 100)
    with database.write() as session:
        session.execute(text("INSERT INTO notes VALUES ('later')"))
        looked = Checkpoints(_path(database), threading.RLock()).look(connection)
    assert looked.busy == 0
    assert looked.moved >= 100


def test_a_log_that_somebody_always_reads_and_writes_begins_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "INTERVAL", 0.01)
    monkeypatch.setattr(checkpoints, "LARGE", 200)
    database.start()
    done, written = threading.Event(), 0

    def read() -> None:
        while not done.is_set():
            with database.read() as session:
                # As short however much is written: whoever needs the log for longer is not waited for.
                session.execute(text("SELECT note FROM notes LIMIT 1"))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for one in readers:
        one.start()

    def has_begun_anew() -> bool:
        nonlocal written
        for _ in range(10):
            _write(database, 50)
            written += 50
        return written > 2000 and written * 4096 > 3 * _log_of(database)

    try:
        wait_until(has_begun_anew, "the log to begin anew")
    finally:
        done.set()
        for one in readers:
            one.join()


def test_what_a_reader_still_needs_is_left(
    database: Database, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "LARGE", 10)
    with database.read() as session:
        before = session.execute(text("SELECT count(*) FROM notes")).scalar_one()
        _write(database, 100)
        looked = Checkpoints(_path(database), threading.RLock()).look(connection)
        assert looked.moved < looked.pages
        assert session.execute(text("SELECT count(*) FROM notes")).scalar_one() == before
        _write(database, 1)  # nobody holds the lock of writers


def test_a_long_log_is_cut_off_when_nobody_writes(database: Database, connection: sqlite3.Connection) -> None:
    _write(database, 2000)
    apart = Checkpoints(_path(database), threading.RLock())
    apart.look(connection)
    assert _log_of(database) > 2000 * 4096
    apart.look(connection)
    assert _log_of(database) == 0


def test_so_is_one_that_has_just_begun_anew(
    database: Database, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "LARGE", 1000)
    apart = Checkpoints(_path(database), threading.RLock())
    _write(database, 2000)
    apart.look(connection)
    _write(database, 1)
    assert apart.look(connection).pages < 100, "it began anew"
    assert _log_of(database) > 2000 * 4096
    apart.look(connection)
    assert _log_of(database) == 0


def test_the_thread_does_it_and_ends_with_the_database(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checkpoints, "INTERVAL", 0.01)
    _write(database, 2000)
    database.start()
    wait_until(lambda: _log_of(database) == 0, "the log to be moved and cut off")
    database.close()
    assert "checkpoints" not in [thread.name for thread in threading.enumerate()]
    database.close()


@pytest.mark.parametrize(("durable", "level"), [(False, 1), (True, 2)])
def test_whether_commits_wait_for_the_disk(tmp_path: Path, durable: bool, level: int) -> None:
    database = Database(f"sqlite:///{tmp_path / 'some.sqlite3'}", durable=durable)
    with database.read() as session:
        assert session.execute(text("PRAGMA synchronous")).scalar_one() == level
        assert session.execute(text("PRAGMA wal_autocheckpoint")).scalar_one() == 1000
    database.close()
