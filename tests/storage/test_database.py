"""The database: its errors, and what they tell."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from convener.storage.database import Database


def test_errors_do_not_tell_what_was_to_be_stored(database: Database) -> None:
    statement = text("INSERT INTO nowhere (password) VALUES (:password)")
    with pytest.raises(SQLAlchemyError) as failed, database.write() as session:
        session.execute(statement, {"password": "kR4!tweZ"})
    assert "nowhere" in str(failed.value)
    assert "kR4!tweZ" not in str(failed.value)


def test_a_file_that_somebody_else_writes_to_is_an_error_like_any_other(migrated_file: Path) -> None:
    database = Database(f"sqlite:///{migrated_file}")
    event.listen(database.engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=1"))
    other = sqlite3.connect(migrated_file, isolation_level=None)
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
