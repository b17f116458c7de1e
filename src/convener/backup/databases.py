"""Copies of databases, made while servers run, and put into empty ones: SQLite by its online backup, PostgreSQL by its
own programs."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import URL, inspect

from convener.storage.database import Database

from .manifest import BackupError

SQLITE_COPY = "database.sqlite3"
POSTGRESQL_COPY = "database.dump"

_PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version of PostgreSQL."""


def copy_sqlite(database: Database, target: Path) -> None:
    """A copy of all tables as they are at one moment; writers need not wait. Raises :class:`BackupError` where the
    copy is not sound."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    with (
        contextlib.closing(sqlite3.connect(f"file:{database.url.database}?mode=ro", uri=True, timeout=60)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise BackupError(f"the database is damaged ({verdict}): restore an earlier backup")


def dump_postgresql(url: URL, target: Path) -> None:
    """A dump of all tables as they are at one moment. Raises :class:`BackupError`."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    command = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    _run("pg_dump", [*command, f"--dbname={_address(url)}"], url)


def restore_postgresql(url: URL, source: Path) -> None:
    """Put the dump into an empty database, all of it or nothing. Raises :class:`BackupError`."""
    command = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", f"--dbname={_address(url)}"]
    _run("pg_restore", [*command, str(source)], url)


def is_empty(database: Database) -> bool:
    """Whether the database has no tables."""
    return not inspect(database.engine).get_table_names()


def _address(url: URL) -> str:
    """The address as libpq reads it, without the password: arguments of programs can be seen by others."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(program: str, arguments: list[str], url: URL) -> None:
    found = shutil.which(program) or next((str(one) for one in _newest(program)), None)
    if found is None:
        raise BackupError(
            f"{program} is not installed: install PostgreSQL's client programs (Debian: postgresql-client), not older"
            " than the server"
        )
    environment = {**os.environ, **({"PGPASSWORD": url.password} if url.password else {})}
    done = subprocess.run(  # noqa: S603 - a program of the system, without a shell
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BackupError(f"{program} could not do it ({reason.removeprefix(f'{program}: ')})")


def _newest(program: str) -> list[Path]:
    return sorted(_PROGRAMS.glob(f"*/bin/{program}"), reverse=True)
