"""Why a database cannot be used, in a sentence."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from convener.storage.database import Database, NewerDatabase
from convener.storage.failures import explain_database, explain_file
from tests.servers import Postgres, free_port


def why(url: str) -> str:
    """What is said of a database that cannot be brought up to date."""
    database = Database(url)
    try:
        with pytest.raises((SQLAlchemyError, sqlite3.Error)) as failed:
            database.migrate()
        return str(explain_database(failed.value))  # type: ignore[arg-type]
    finally:
        database.close()


@pytest.mark.postgres
def test_what_postgresql_refuses(postgres: Postgres) -> None:
    url = make_url(postgres.new_database("template0"))
    owner = Database(url.render_as_string())
    with owner.engine.begin() as connection:
        connection.execute(text("CREATE ROLE guest LOGIN"))
        connection.execute(text("CREATE ROLE readonly LOGIN"))
        connection.execute(text("GRANT USAGE, CREATE ON SCHEMA public TO readonly"))
        connection.execute(text("ALTER ROLE readonly SET default_transaction_read_only = on"))
    owner.close()
    assert "no database of this name" in why(url.set(database="none").render_as_string())
    assert "refuses the user" in why(url.set(username="nobody").render_as_string())
    assert "may not do what is needed" in why(url.set(username="guest").render_as_string())
    assert "read-only" in why(url.set(username="readonly").render_as_string())
    assert "does not answer" in why(url.set(port=free_port()).render_as_string())


def test_what_sqlite_refuses(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"no database at all, but some text" * 100)
    assert "is damaged" in why(f"sqlite:///{tmp_path / 'damaged'}")
    (tmp_path / "folder").mkdir()
    assert "cannot be opened" in why(f"sqlite:///{tmp_path / 'folder'}")


def test_a_newer_database_is_left_alone(database: Database) -> None:
    with database.engine.begin() as connection:
        known = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(NewerDatabase, match=f"revision is 9999, this version knows {known}"):
            database.migrate()
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :known"), {"known": known})


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EACCES, "may not be used"), (errno.ENOTDIR, "is a file")],
)
def test_what_the_system_refuses(number: int, expected: str) -> None:
    assert expected in str(explain_file(OSError(number, os.strerror(number), "/data/x")))
