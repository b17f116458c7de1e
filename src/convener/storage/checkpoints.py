"""Moves what SQLite has logged into its file (https://sqlite.org/wal.html), in a thread of its own.

By itself SQLite does that as part of a commit, whose writer waits for the disk and holds up all others. Done apart, by
the passive kind that takes no lock which writers or readers need, it costs them nothing but the disk's time. A log that
is never quite moved, because somebody always writes, would grow for ever: where it has become large the rest, which is
small by then, is moved while writers wait.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import structlog

log = structlog.get_logger("convener.storage")

INTERVAL = 0.5
"""Seconds between two looks. Little more a loss of power can take with ``synchronous=NORMAL``: what is moved is first
brought to the disk in the log."""

LARGE = 16_384
"""Pages of the log (64 MB) from which writers wait until all of it is moved, and it begins anew. Who makes meetings as
fast as it goes writes as much within a second."""

KEPT = 4_000_000
"""Bytes that the file of the log may keep when nobody writes; a longer one is cut off."""

WAIT = 20
"""Thousandths of a second to wait for readers that still need the log, while writers wait too."""


class Moved(NamedTuple):
    """What a checkpoint says of the log: whether it was ``busy`` and did not do all, pages in it, pages moved."""

    busy: int
    pages: int
    moved: int


class Checkpoints:
    """The thread for the database at ``path``. ``writing``: the lock that writers of this process take."""

    def __init__(self, path: Path, writing: threading.RLock) -> None:
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._writing = writing
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
        self._seen = Moved(0, 0, 0)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; returns when nothing is being moved any more. May be called again, and where it was not started."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with closing(connect(self._path)) as connection:
            while not self._ending.wait(INTERVAL):
                try:
                    self.look(connection)
                except sqlite3.Error as error:
                    # A full disk, above all: what is logged stays in the log, and is moved when it can be.
                    log.warning("the log of the database cannot be moved into its file", error=str(error))

    def look(self, connection: sqlite3.Connection) -> Moved:
        """Move what there is to move; returns how the log is afterwards."""
        before, found = self._seen, _checkpoint(connection, "PASSIVE")
        if found.pages > LARGE:
            # Even if all of it was moved: what was written meanwhile was added to it.
            with self._writing:
                found = _checkpoint(connection, "RESTART")
        elif found == before and self._log.exists() and self._log.stat().st_size > KEPT:
            # Nobody has written since the last look.
            with self._writing:
                found = _checkpoint(connection, "TRUNCATE")
        self._seen = found
        return found


def connect(path: Path) -> sqlite3.Connection:
    """A connection that moves the log, and waits for nobody for longer than :data:`WAIT`."""
    return sqlite3.connect(path, timeout=WAIT / 1000, isolation_level=None, check_same_thread=False)


def _checkpoint(connection: sqlite3.Connection, kind: str) -> Moved:
    return Moved(*connection.execute(f"PRAGMA wal_checkpoint({kind})").fetchone())
