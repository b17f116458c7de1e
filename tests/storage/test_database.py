"""The database: what its errors tell."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from convener.storage.database import Database


def test_errors_do_not_tell_what_was_to_be_stored(database: Database) -> None:
    statement = text("INSERT INTO nowhere (password) VALUES (:password)")
    with pytest.raises(SQLAlchemyError) as failed, database.write() as session:
        session.execute(statement, {"password": "kR4!tweZ"})
    assert "nowhere" in str(failed.value)
    assert "kR4!tweZ" not in str(failed.value)
