"""Databases for tests, made once and empty again for each test.

A test gets the engine of the one before it: the statements that an engine has compiled stay compiled, which is most of
what a short test would wait for.
"""

from __future__ import annotations

import copy
import shutil
import threading
from pathlib import Path
from typing import Protocol

from convener.storage.database import Database

EMPTY = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL lock_timeout = '10s';
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
        PERFORM setval(quote_ident(name), 1, false);
    END LOOP;
END $$
"""
"""Takes the rows out of all tables and lets their numbers begin anew; ``replica``: foreign keys are not looked at."""


class ReusableDatabase(Protocol):
    """A database for one test after the other."""

    def open(self) -> Database:
        """Without content, for the next test."""

    def clear(self) -> None:
        """After a test."""

    def close(self) -> None:
        """After the last one."""


def _without_listeners(database: Database) -> Database:
    """The same engines; what a test hangs on its database is gone with it."""
    one = copy.copy(database)
    one._listeners = []
    one._job_listeners = []
    one._writing = threading.RLock()
    return one


class ReusableSqlite:
    """A file that is replaced for each test by a copy of ``migrated``."""

    def __init__(self, path: Path, migrated: Path) -> None:
        self._path = path
        self._migrated = migrated
        self._database = Database(f"sqlite:///{path}")

    def open(self) -> Database:
        """Without content, for the next test."""
        self._path.unlink(missing_ok=True)
        shutil.copy(self._migrated, self._path)
        return _without_listeners(self._database)

    def clear(self) -> None:
        """Close the connections of a test."""
        self._database.close()

    def close(self) -> None:
        """After the last one."""
        self._database.close()


class ReusablePostgres:
    """A database whose rows are deleted after each test."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    def open(self) -> Database:
        """Without content, for the next test."""
        return _without_listeners(self._database)

    def clear(self) -> None:
        """Delete what a test left; fails where it left a transaction open, which would keep the rows locked."""
        with self._database.engine.begin() as connection:
            connection.exec_driver_sql(EMPTY)

    def close(self) -> None:
        """After the last one."""
        self._database.close()
