"""The database: engine, sessions, transactions, migrations.

A request has one session, committed once at its end: :meth:`Database.read` or :meth:`Database.write`. Writers of SQLite
queue in the process before they queue in the file: to wait for a lock is fair and wakes at once, SQLite's own waiting
polls.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from convener.settings import SettingsError

from .brief_writes import BriefTransaction, BriefWrites, Busy
from .clock import CLOCK
from .driver import CONNECTION
from .failures import is_full
from .functions import register as register_functions
from .json_text import decode_json, encode_json
from .migrations import current_revision, newest_revision
from .models import Base
from .together import drop_waiting, send_waiting, send_writes, waiting_for_each_other

if TYPE_CHECKING:
    from convener.settings import Settings

    from .checkpoints import Checkpoints

TOUCHED = "touched_meetings"
"""Key in ``session.info``: ids of meetings with new events, passed to the listeners after the commit."""

_AUTOMATIC = 1000
"""Pages of the log of SQLite at which a commit moves it into the file, where no server does; SQLite's own number."""

_AUTOMATIC_OF_SERVER = 131_072
"""The same for a server, whose thread does it (:mod:`.checkpoints`): only where that has died, or the disk is far too
slow."""

CONNECTIONS_OF_PROCESS = 40
"""Connections to PostgreSQL that a process holds at a time, at most."""

ENQUEUED = "enqueued_jobs"
"""Key in ``session.info``: there are new jobs, of which the listeners hear after the commit."""

Listener = Callable[[set[int]], None]
T = TypeVar("T")


class NewerDatabase(Exception):
    """The tables were made by a newer version of the program, which this one must not touch; the message says so."""


_TAKEN_BACK = frozenset({"40001", "40P01"})
"""SQLSTATE: not serializable, deadlock."""

_CONFLICTS = _TAKEN_BACK | {"23503", "23505"}
"""SQLSTATE: those, a row that another transaction has just deleted, a key that it has inserted."""


def is_conflict(error: DBAPIError) -> bool:
    """Whether a transaction failed only because of a concurrent one: when it is repeated, it sees what that one did.
    Never with SQLite, where writers wait for each other."""
    return getattr(error.orig, "sqlstate", None) in _CONFLICTS


def is_taken_back(error: DBAPIError) -> bool:
    """Whether PostgreSQL took a transaction back to let a concurrent one pass: the only conflicts that never are a
    defect of what was done, so they are those after which long work is worth doing again."""
    return getattr(error.orig, "sqlstate", None) in _TAKEN_BACK


MOST_KEPT = 4
"""Connections to a file that stay out of the pool for who looks next."""

TRIES = 5
"""How often :func:`repeated` carries out what was in conflict, at most."""

PAUSE_OF_TRIES = 0.02
"""Seconds before the second try, at most; twice as many before the third, and so on."""


def repeated(work: Callable[[], T], after: Callable[[DBAPIError], bool] = is_conflict) -> T:
    """The result of ``work``, which makes a transaction of its own and does nothing outside of it that must not be done
    twice. Where another transaction of the same moment was in its way (``after``) it is done again: then it sees what
    that one did. It waits a little first: who comes back at once takes its rows before the other one wakes, and is in
    its way again.

    Calls of ``/api/v1``, room actions and jobs come here as a whole (``apis/rest/router.py``, ``realtime/executor.py``,
    ``jobs/runner.py``), messages of the published APIs in their ``dispatch.py``. Whatever else writes uses
    :meth:`Database.transact`."""
    for attempt in range(1, TRIES):
        try:
            return work()
        except DBAPIError as error:
            if not after(error):
                raise
        time.sleep(random.uniform(0.5, 1) * PAUSE_OF_TRIES * attempt)  # noqa: S311 - no secret
    return work()


_DRIVERS = frozenset({"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"})


def parsed_url(url: str) -> URL:
    """The URL of a database. Raises :class:`SettingsError`, which tells nothing of what is in it."""
    name = "CONVENER_DATABASE_URL"
    form = "sqlite:////PATH or postgresql://USER:PASSWORD@HOST/NAME"
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError(f"{name} must be {form}") from None
    if parsed.drivername not in _DRIVERS:
        raise SettingsError(f"{name} must be {form}")
    if "@" in (parsed.host or "") or ("@" in (parsed.database or "") and parsed.get_backend_name() != "sqlite"):
        raise SettingsError(f"{name} must be {form}; write @ / : % in the password as %40 %2F %3A %25")
    return parsed


class Database:
    """A database. ``url`` is an SQLAlchemy URL for SQLite or PostgreSQL (psycopg).

    Of SQLite: ``durable``: a commit is on the disk before it is acknowledged; ``serves``: it is written to all the
    time, so what is logged is moved into the file apart, from :meth:`start` on.
    """

    @classmethod
    def of(cls, settings: Settings, *, serves: bool = False) -> Database:
        """The one of the settings, to be written to as they say."""
        return cls(settings.sqlalchemy_url, durable=settings.durable, serves=serves)

    def __init__(self, url: str, *, durable: bool = False, serves: bool = False) -> None:
        self.url = parsed_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        automatic = _AUTOMATIC_OF_SERVER if serves else _AUTOMATIC
        self.engine = (
            _sqlite_engine(self.url, durable=durable, automatic=automatic)
            if self.sqlite
            else _postgresql_engine(self.url)
        )
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        if not self.sqlite:
            # Before a savepoint is released: what fails then is not taken back to it.
            event.listen(self._sessions, "before_commit", send_writes)
        # To begin and to end a transaction are two of the four round trips of a small read, and give it nothing: each
        # statement has a view of its own either way (READ COMMITTED).
        self._reading = self.engine if self.sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._readers = sessionmaker(self._reading, expire_on_commit=False)
        self._brief = _sqlite_engine(self.url, durable=durable, automatic=0, brief=True) if self.sqlite else self.engine
        self._brief_connection: Connection | None = None
        self._kept: deque[Connection] = deque()
        self._writing = threading.RLock()
        self._checkpoints = _checkpoints(self.url, self._writing) if serves and self.sqlite else None
        self._together: BriefTransaction | None = None
        self.brief_writes = BriefWrites(self.write_together)
        self.full = False
        """Whether the disk of the database was full when it was written to last."""
        self._listeners: list[Listener] = []
        self._job_listeners: list[Callable[[], None]] = []
        for engine in {self.engine, self._brief}:
            event.listen(engine, "handle_error", self._note_failure)

    def _note_failure(self, context: ExceptionContext) -> None:
        self.full = self.full or is_full(context.original_exception)

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener`` after each commit that recorded events, with the ids of their meetings.

        It runs on the thread that committed and must not block.
        """
        self._listeners.append(listener)

    def on_enqueue(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each commit that asked for background jobs, as :meth:`on_commit` does."""
        self._job_listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading, never committed: one consistent view on SQLite, one for each statement on
        PostgreSQL."""
        with self._readers() as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection for reading columns, never committed: where a session would cost more than the query."""
        if not self.sqlite:
            with self._reading.connect() as connection:
                yield connection
            return
        # To take one from the pool and to give it back costs more than a small query; a file does not break off.
        try:
            connection = self._kept.pop()
        except IndexError:
            connection = self._reading.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if connection.in_transaction():
            connection.rollback()
        if len(self._kept) < MOST_KEPT:
            self._kept.append(connection)
        else:
            connection.close()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for writing, committed when the block ends without an exception, else rolled back."""
        if not self.sqlite:
            with self._sessions() as session, session.begin():
                connection = session.info[CONNECTION] = session.connection()
                with waiting_for_each_other(connection):
                    yield session
            self.full = False
            self._notify(session.info)
            return
        with self._writing, self._sessions() as session:
            session.info[CONNECTION] = session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            session.commit()
        self.full = False
        self._notify(session.info)

    def transact(self, work: Callable[[Session], T]) -> T:
        """The result of ``work`` in a transaction as of :meth:`write`, which is done again where another one was in its
        way (:func:`repeated`)."""

        def attempt() -> T:
            with self.write() as session:
                return work(session)

        return repeated(attempt)

    def write_briefly(self) -> AbstractContextManager[Session]:
        """As :meth:`write`, on the event loop, for a few statements, which cost less than a thread that competes with
        the loop for the interpreter at each of them. SQLite only.

        Nothing here waits: where another transaction writes it raises :class:`Busy` at once, and moving the log into
        the file is left to others (:mod:`.checkpoints`). Inside
        :meth:`write_together` it is committed with the others.
        """
        return self._together.part() if self._together is not None else self._write_alone()

    @contextmanager
    def _write_alone(self) -> Iterator[Session]:
        with self.write_together() as together, together.part() as session:
            yield session
        if together.is_lost:
            raise Busy

    @contextmanager
    def write_together(self) -> Iterator[BriefTransaction]:
        """One transaction for all of :meth:`write_briefly` in the block, on the event loop; it begins with the first of
        them. After the block it is committed, or ``is_lost``."""
        with ExitStack() as stack:

            def begin() -> Connection:
                if not self._writing.acquire(blocking=False):
                    raise Busy
                with ExitStack() as until_begun:
                    until_begun.callback(self._writing.release)
                    # As in `look`: to take one from the pool each time costs more than to begin and to commit.
                    connection = self._brief_connection
                    if connection is None or connection.closed:
                        connection = self._brief.connect().execution_options(sqlite_begin="IMMEDIATE")
                        self._brief_connection = connection
                    try:
                        connection.begin()
                    except OperationalError as error:
                        connection.close()
                        raise Busy from error
                    until_begun.pop_all()
                stack.callback(self._writing.release)
                return connection

            together = self._together = BriefTransaction(begin)
            try:
                yield together
            finally:
                self._together = None
                together.commit()
        if not together.is_lost:
            for notes in together.notes:
                self._notify(notes)

    def _notify(self, notes: dict[Any, Any]) -> None:
        touched: set[int] = notes.pop(TOUCHED, set())
        if touched:
            for listener in self._listeners:
                listener(touched)
        if notes.pop(ENQUEUED, False):
            for wake in self._job_listeners:
                wake()

    def migrate(self) -> None:
        """Migrate the tables to this version of the program; does nothing where that is done.

        Several nodes may start at once: the first gets a lock, the others wait and find the work done. Raises
        :class:`NewerDatabase`.
        """
        if self.migrated():
            return
        from .migrations.upgrade import upgrade  # Alembic takes long to import, and most starts change nothing

        with self.engine.connect() as connection:
            if self.sqlite:
                connection = connection.execution_options(sqlite_begin="IMMEDIATE")
                # SQLite changes a table by building it anew; to foreign keys that looks like losing all its rows.
                connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    if not self.sqlite:
                        connection.execute(text("SELECT pg_advisory_xact_lock(747270)"))
                    upgrade(connection)
            finally:
                if self.sqlite:
                    connection.connection.cursor().execute("PRAGMA foreign_keys=ON")

    def migrated(self) -> bool:
        """Whether the tables are those of this version of the program; False where they are older, or missing. Raises
        :class:`NewerDatabase`."""
        with self.engine.connect() as connection:
            found, known = current_revision(connection), newest_revision()
        if found is not None and found > known:
            raise NewerDatabase(
                f"the tables of the database were made by a newer version of Convener (their revision is {found}, this"
                f" version knows {known} and earlier ones)"
            )
        return found == known

    def ping(self) -> None:
        """Check that the database answers; raises what the driver raises where it does not."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def synchronize(self) -> None:
        """Set the clock of this process by that of the database (:mod:`convener.storage.clock`)."""
        with self.engine.connect() as connection:
            CLOCK.synchronize_with(connection)

    def start(self) -> None:
        """Begin with what a database that serves does by itself."""
        if self._checkpoints is not None:
            self._checkpoints.start()

    def close(self) -> None:
        """Close all connections."""
        if self._checkpoints is not None:
            self._checkpoints.stop()
        while self._kept:
            self._kept.pop().close()
        if self._brief_connection is not None:
            self._brief_connection.close()
        self.engine.dispose()
        self._brief.dispose()


_OF_EACH: dict[str, Any] = {
    # No parameters of statements in errors, which are logged: passwords of meetings are among them.
    "hide_parameters": True,
    "json_serializer": encode_json,
    "json_deserializer": decode_json,
}
"""What both engines are made with."""


def _sqlite_engine(url: URL, *, durable: bool, automatic: int, brief: bool = False) -> Engine:
    """``automatic``: pages of the log at which a commit moves it into the file; 0: never. ``brief``: for
    :meth:`Database.write_briefly`, which waits for nobody."""
    path = url.database
    if path and path != ":memory:" and not path.startswith("file:"):
        _create_private(Path(path))
    waiting = {"timeout": 0 if brief else 15, "check_same_thread": False}
    engine = create_engine(url, pool_size=40, max_overflow=0, connect_args=waiting, **_OF_EACH)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # pysqlite must not begin transactions by itself: it would begin them DEFERRED, and a reader that becomes a
        # writer fails with "database is locked" whatever the time-out.
        connection.isolation_level = None
        register_functions(connection)
        cursor = connection.cursor()
        _use_wal(cursor)
        cursor.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-8000")
        if brief:
            # What a savepoint may have to bring back, 25 pages of a new meeting, would be written to a file of its own.
            cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.execute(f"PRAGMA wal_autocheckpoint={automatic}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # Executed by the driver itself: as a statement of SQLAlchemy it would cost more than many a query.
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        try:
            connection.connection.dbapi_connection.execute(f"BEGIN {mode}")
        except sqlite3.OperationalError as error:
            raise OperationalError(f"BEGIN {mode}", None, error) from error

    return engine


def _checkpoints(url: URL, writing: threading.RLock) -> Checkpoints:
    from .checkpoints import Checkpoints  # a command does without it, and without the library for logs

    return Checkpoints(Path(url.database or ""), writing)


def _create_private(path: Path) -> None:
    """Create the file, where it does not exist, so that no other user of this machine can read it: it holds passwords
    of meetings. The files that SQLite puts beside it get the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _use_wal(cursor: Any) -> None:
    """Switch the file to a write-ahead log. Where another process switches at the same moment SQLite fails at once,
    instead of waiting as it does for other locks."""
    for left in range(100, -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if not left:
                raise
            time.sleep(0.05)


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_size=20, max_overflow=CONNECTIONS_OF_PROCESS - 20, pool_timeout=10, **_OF_EACH)

    @event.listens_for(engine, "checkout")
    def require_open(connection: Any, _record: object, _proxy: object) -> None:
        # As `pool_pre_ping`, without a round trip: a server that has ended a connection has said so, and one that waits
        # for a command says nothing. After a restart all others of the pool are as dead.
        if connection.closed or _is_readable(connection.fileno()):
            raise InvalidatePoolError

    @event.listens_for(engine, "before_cursor_execute")
    def send_what_waits(connection: Connection, *_: object) -> None:
        send_waiting(connection)

    @event.listens_for(engine, "rollback")
    @event.listens_for(engine, "rollback_savepoint")
    def drop_what_waits(connection: Connection, *_: object) -> None:
        drop_waiting(connection)

    return engine


def _is_readable(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


__all__ = [
    "ENQUEUED",
    "TOUCHED",
    "Base",
    "Busy",
    "Database",
    "NewerDatabase",
    "Session",
    "is_conflict",
    "is_taken_back",
    "parsed_url",
    "repeated",
]
