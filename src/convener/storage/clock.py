"""The time that all processes of an installation agree on: that of their database.

A moment in the database is compared with ``now`` by any process, on any machine, so all need one clock. A process
learns the time of the database (:func:`synchronize`), and between two times of asking goes on by a counter that nobody
sets: no clock of its own machine matters. SQLite has the clock of its machine, which all its processes share.

That clock may jump as well, when an administrator or NTP sets it. Then a moment that was noted before it jumped says
nothing about how long something lasted: what is over (a grace, a lease, the life of a node) is found by :func:`due_by`,
for which nothing is over until the clock has gone steadily for that long; and moments that are now too far in the
future are brought back by who watches them (:attr:`Clock.jumps`). So a jump ends nothing early, and keeps nothing for
longer than it should last, once more.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

JUMP = 1.0
"""Seconds: a correction that is greater is a jump."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_READ = text("SELECT EXTRACT(EPOCH FROM clock_timestamp())")


class Clock:
    """The clock of a process. ``machine`` gives the time of this machine in seconds since 1970, ``counter`` seconds
    that only ever grow. Safe for threads."""

    def __init__(self, machine: Callable[[], float] = time.time, counter: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._counter = counter
        self._offset: float | None = None
        self._jumped_at = -math.inf
        self._guard = threading.Lock()
        self.jumps = 0
        """How often the reference has jumped."""

    def now(self) -> datetime:
        """The time, in UTC."""
        offset = self._offset
        seconds = self._machine() if offset is None else offset + self._counter()
        return datetime.fromtimestamp(seconds, UTC)

    def synchronize(self, reference: Callable[[], float]) -> None:
        """Set the clock by ``reference``, which gives seconds since 1970 and may take a while to do so.

        The reference was right at some moment between the call and its return: where this clock agrees with one of them
        it stays as it is, so a slow answer does not move it.
        """
        before = self._counter()
        seconds = reference()
        least, most = seconds - self._counter(), seconds - before
        with self._guard:
            if self._offset is None:
                self._offset = (least + most) / 2
                return
            corrected = min(max(self._offset, least), most)
            if abs(corrected - self._offset) > JUMP:
                self._jumped_at = self._counter()
                self.jumps += 1
            self._offset = corrected

    def synchronize_with(self, connection: Connection) -> None:
        """Set the clock by that of the database: one short statement, none with SQLite."""
        if connection.dialect.name == "sqlite":
            self.synchronize(self._machine)
        else:
            self.synchronize(lambda: float(connection.execute(_READ).scalar_one()))

    def deviation(self, connection: Connection) -> timedelta:
        """By how much the clock of this machine is ahead of that of the database; negative where it is behind."""
        if connection.dialect.name == "sqlite":
            return timedelta()
        before = self._machine()
        reference = float(connection.execute(_READ).scalar_one())
        after = self._machine()
        if before <= reference <= after:
            return timedelta()
        return timedelta(seconds=before - reference if reference < before else after - reference)

    def due_by(self, duration: timedelta) -> datetime:
        """The latest moment at which what lasts for ``duration`` may have been over, to be over now: the present, but
        the far past where the clock has jumped since less than ``duration``."""
        steady = self._counter() - self._jumped_at
        return self.now() if steady >= duration.total_seconds() else _NEVER


CLOCK = Clock()
"""That of this process."""
