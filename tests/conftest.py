"""Fixtures that all tests share: a database, a center in it, and a real server as people start it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from convener.domain import centers
from convener.domain.rules import Rules
from convener.domain.secrets import Secrets
from convener.storage.database import Database
from convener.storage.tables import Center

from .servers import Postgres, RunningServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of our own, started from the system's packages; skips where there is none."""
    server = Postgres.find()
    if server is None:
        pytest.skip("PostgreSQL is not installed")
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh database without tables: a SQLite file, and the same test again on PostgreSQL."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{tmp_path / 'convener.sqlite3'}"
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A fresh, migrated database."""
    empty_database.migrate()
    return empty_database


@pytest.fixture
def rules() -> Rules:
    """Rules with graces that are over at once when a test wants them to be."""
    return Rules(
        secrets=Secrets(b"k" * 32),
        base_url="http://convener.test",
        empty_grace=timedelta(seconds=60),
        reconnect_grace=timedelta(seconds=15),
        mesh_limit=8,
        room_limit=500,
    )


@pytest.fixture
def center(database: Database) -> Center:
    """The first center."""
    with database.write() as session:
        return centers.ensure_center(session, "main", "Convener")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A running ``convener serve`` on a free port with a data folder of its own; short graces."""
    running = RunningServer(tmp_path / "data")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The same for all tests of a module, where they do not get into each other's way."""
    running = RunningServer(tmp_path_factory.mktemp("server") / "data")
    running.start()
    yield running
    running.stop()
