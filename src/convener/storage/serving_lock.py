"""One server at a time on a SQLite database: two would not hear of each other, and break the media of their meetings.

The lock is one of the system on a file beside the database; it ends with the process that has it, however that one
ends. Workers and commands do not take it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path

from sqlalchemy import URL

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""The file system has no locks, as some of networks: then nobody can be refused."""


class AlreadyServed(Exception):
    """Another server runs on this database; the message names it and says what to do."""


class ServingLock:
    """Held from its making until :meth:`release`, or until the process ends. ``url`` is that of the database; any but a
    file of SQLite is shared by as many servers as there may be. Raises :class:`AlreadyServed`."""

    def __init__(self, url: URL) -> None:
        self._file: int | None = None
        path = lock_path(url)
        if path is None:
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            taken = _lock_within_a_second(file)
        except OSError:
            os.close(file)
            raise
        if not taken:
            os.close(file)
            raise AlreadyServed(
                f"another server runs on {url.database}: end it first, give this one a data folder of its own"
                " (CONVENER_DATA), or let both share a PostgreSQL (CONVENER_DATABASE_URL)"
            )
        self._file = file

    def release(self) -> None:
        """Let another server take over; may be called again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def lock_path(url: URL) -> Path | None:
    """The file of the lock; None where servers share the database, or it is in memory."""
    database = url.database
    if url.get_backend_name() != "sqlite" or not database or database == ":memory:" or database.startswith("file:"):
        return None
    return Path(f"{database}.serving")


def _lock_within_a_second(file: int) -> bool:
    """Lock the file, where nobody has it for longer than who only asks (:func:`is_served`); whether that was done."""
    for left in range(20, -1, -1):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if left:
                time.sleep(0.05)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return True
            raise
    return False


def is_served(url: URL) -> bool:
    """Whether a server runs on this database, which is a file of SQLite; False of any other."""
    path = lock_path(url)
    if path is None or not path.exists():
        return False
    file = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(file)
    return False
