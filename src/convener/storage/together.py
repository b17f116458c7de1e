"""Writes of one transaction that are sent as one statement. PostgreSQL only.

Each statement to a server is a round trip, and until the last one is back the rows that the transaction has locked stay
locked: an API client's calls wait for each other that long. A write that nobody reads in its transaction, and whose
rows have their keys already, need not be sent at once: it waits for others, and all go as one statement with a
``WITH`` clause for each (`PostgreSQL, 7.8.4 <https://www.postgresql.org/docs/current/queries-with.html>`_). Whatever
else the connection carries out, and the commit, sends them first, so nobody sees a database without them.

All parts of such a statement see the tables as they were before it, and in no certain order, but for those that are
counted (PostgreSQL carries such a part out when its count is asked for, and they are asked for one after the other);
keys that refer to rows of another part are checked at its end. So no row may be written by two of them: a table of
which one part changes rows occurs in no other part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from .driver import carry_out, connection_of

_WAITING = "waiting_writes"
"""Key in ``connection.info``: the :class:`WaitingWrites` of its transaction."""

_PARAMETER = re.compile(r"%\((\w+)\)s|%%")
MOST_ROWS = 16
"""Rows of one write that waits, at most: the server knows the statement of one row already, and each number of rows is
another statement."""

_LARGEST = 2_000
"""Parameters of one statement, at most. The protocol counts them in 16 bits; far below, it is kept in a cache."""

Check: TypeAlias = Callable[[int], None]
"""Is told how many rows a write changed; raises where that is a reason to undo the transaction."""


@dataclass(frozen=True, slots=True)
class Part:
    """A write as the driver takes it: ``sql`` with parameters by name, the ``table`` that it writes to, and whether it
    may change rows that are there; else it adds the one of its ``VALUES``."""

    sql: str
    table: str
    changes: bool

    def text(self, rows: int, first: int) -> tuple[str, list[str]]:
        """The SQL of so many rows, its parameters numbered from ``first`` on; and the names of those of each row, in
        the order of their numbers. Only what has ``VALUES`` may have more rows than one."""
        head, values, rest = self.sql.partition(" VALUES ")
        row, conflict, tail = rest.partition(" ON CONFLICT ")
        if not values:
            head, row = "", self.sql
        order = list(dict.fromkeys(found[1] for found in _PARAMETER.finditer(row) if found[1]))

        def numbered(first: int) -> str:
            return _PARAMETER.sub(lambda found: f"${first + order.index(found[1])}" if found[1] else "%", row)

        return (
            head + values + ", ".join(numbered(first + at * len(order)) for at in range(rows)) + conflict + tail,
            order,
        )


@dataclass(slots=True)
class _Waiting:
    part: Part
    rows: list[Mapping[str, Any]]
    check: Check | None

    @property
    def is_counted(self) -> bool:
        """Whether its rows are: then it is carried out in its turn, so that rows are locked in order."""
        return self.part.changes or self.check is not None


class WaitingWrites:
    """Those of one transaction. ``keys``: of rows that are still to be inserted, by table."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self._waiting: list[_Waiting] = []
        self._tables: dict[str, bool] = {}
        self._parameters = 0

    def add(self, connection: Connection, part: Part, rows: list[Mapping[str, Any]], check: Check | None) -> None:
        """Let a write of these rows wait for others; ``check`` is called when it was carried out. Writes that may
        change rows are carried out in the order in which they came."""
        changed, parameters = self._tables.get(part.table), len(rows) * len(rows[0])
        if changed or (changed is not None and part.changes) or self._parameters + parameters > _LARGEST:
            self.send(connection)
        self._tables[part.table] = part.changes
        self._parameters += parameters
        # New rows of one table are one part, so that they get their keys in order.
        last = self._waiting[-1] if self._waiting else None
        if last is not None and last.part is part and not part.changes and check is None is last.check:
            last.rows += rows
        else:
            self._waiting.append(_Waiting(part, rows, check))

    def send(self, connection: Connection) -> None:
        """Carry out what waits. Raises what SQLAlchemy raises, and what the checks raise."""
        if not self._waiting:
            return
        waiting = self._waiting
        self.drop()
        checks = [one.check for one in waiting if one.is_counted]
        sql, orders = _joined(tuple((one.part, len(one.rows), one.is_counted) for one in waiting))
        values = [row[name] for one, order in zip(waiting, orders, strict=True) for row in one.rows for name in order]
        cursor = carry_out(connection, sql, values, cursor_of=_raw)
        for check, count in zip(checks, cursor.fetchone() if checks else (), strict=True):
            if check is not None:
                check(count)

    def drop(self) -> None:
        """Forget what waits."""
        self._waiting, self._tables, self._parameters = [], {}, 0


@lru_cache(maxsize=1024)
def _joined(parts: tuple[tuple[Part, int, bool], ...]) -> tuple[str, list[list[str]]]:
    """The statement of these parts (a write, its number of rows, whether they are counted), which gives a row with the
    counts that are asked for; and the names of the parameters of each part's rows, in the order of their numbers."""
    texts, counts, orders = [], [], []
    first = 1
    for number, (part, rows, counted) in enumerate(parts):
        text, order = part.text(rows, first)
        first += rows * len(order)
        orders.append(order)
        texts.append(text + " RETURNING 1" if counted else text)
        if counted:
            counts.append(f"(SELECT count(*) FROM part{number})")  # noqa: S608 - a name of our own
    last = "SELECT " + ", ".join(counts) if counts else texts.pop()
    before = ", ".join(f"part{number} AS ({text})" for number, text in enumerate(texts))
    return (f"WITH {before} {last}" if before else last), orders


def _raw(connection: Connection) -> Any:
    from psycopg import RawCursor  # whoever has a file does without the driver of PostgreSQL

    # Parameters by number, as the server has them: to number so many anew at each execution would take longer than all
    # else.
    driver: Any = connection.connection.dbapi_connection
    return RawCursor(driver)


def waiting_writes(connection: Connection) -> WaitingWrites | None:
    """The writes of its transaction that wait for each other; None where each is carried out at once."""
    if connection.dialect.name != "postgresql":  # to ask a connection for its `info` takes a third of a statement
        return None
    found: WaitingWrites | None = connection.info.get(_WAITING)
    return found


def send_waiting(connection: Connection) -> None:
    """Carry out what waits in its transaction (:meth:`WaitingWrites.send`)."""
    if (waiting := waiting_writes(connection)) is not None:
        waiting.send(connection)


def send_writes(session: Session) -> None:
    """Carry out what waits in the session's transaction: for who is to hear now what the checks say of it."""
    send_waiting(connection_of(session))


def drop_waiting(connection: Connection) -> None:
    """Forget what waits in its transaction: what it belongs to is rolled back."""
    if not connection.invalidated and (waiting := waiting_writes(connection)) is not None:
        waiting.drop()


@contextmanager
def waiting_for_each_other(connection: Connection) -> Iterator[None]:
    """Let writes of the transaction of this connection wait in the block; at its end they are sent."""
    # One that breaks in the block has no `info` any more.
    info = connection.info
    waiting = info[_WAITING] = WaitingWrites()
    try:
        yield
        waiting.send(connection)
    finally:
        info.pop(_WAITING, None)
