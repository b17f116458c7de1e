"""What the processes of one server (``serve --workers``) know of each other: memory that they share, made before they
are forked. Each number in it has one writer, so nobody waits for a lock that a dead process has."""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Callable

_FIELDS = 4
_PID, _READY, _OPEN, _RESTARTS = range(_FIELDS)
_BYTES = 4
"""Of a number."""


class ProcessTable:
    """A row for each of ``size`` processes: which process it is, whether it serves, how many connections it has open,
    and how often it was started again."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._memory = mmap.mmap(-1, max(size * _FIELDS * _BYTES, mmap.PAGESIZE))
        self._numbers = memoryview(self._memory).cast("I")

    def begin(self, number: int, pid: int) -> None:
        """This process is ``number`` from now on; it does not serve yet."""
        self._numbers[number * _FIELDS + _READY] = 0
        self._numbers[number * _FIELDS + _OPEN] = 0
        self._numbers[number * _FIELDS + _PID] = pid

    def end(self, number: int) -> None:
        """There is no such process now."""
        self.begin(number, 0)

    def restarted(self, number: int) -> None:
        """It is started again, after it has ended although nobody asked for it."""
        self._numbers[number * _FIELDS + _RESTARTS] += 1

    def is_ready(self, number: int) -> bool:
        """Whether it serves."""
        return bool(self._numbers[number * _FIELDS + _READY])

    def set_ready(self, number: int, *, ready: bool) -> None:
        """Whether it serves from now on."""
        self._numbers[number * _FIELDS + _READY] = ready

    def set_open(self, number: int, count: int) -> None:
        """How many connections it has open."""
        self._numbers[number * _FIELDS + _OPEN] = count

    def pids(self) -> list[int]:
        """The processes that there are."""
        return [pid for pid in self._column(_PID) if pid]

    def ready(self) -> int:
        """How many serve."""
        return sum(self._column(_READY))

    def restarts(self) -> int:
        """How often one was started again."""
        return sum(self._column(_RESTARTS))

    def is_busiest(self, number: int) -> bool:
        """Whether another process that serves has clearly fewer connections open than this one."""
        own = self._numbers[number * _FIELDS + _OPEN]
        rows = zip(self._column(_READY), self._column(_OPEN), strict=True)
        return any(ready and own > count + 1 + count // 16 for ready, count in rows)

    def _column(self, field: int) -> list[int]:
        return list(self._numbers[: self.size * _FIELDS])[field::_FIELDS]


class Knock:
    """Wakes one process of a server: whoever has it, of all, may knock."""

    def __init__(self) -> None:
        self._heard, self._knocking = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._knocking, False)

    def knock(self) -> None:
        """Wake it; does not wait, and is safe in any thread."""
        with contextlib.suppress(BlockingIOError):  # it has not heard the last ones yet
            os.write(self._knocking, b"\0")

    def listen(self, wake: Callable[[], None]) -> Callable[[], None]:
        """What the event loop calls when :attr:`fileno` is readable: one call of ``wake`` for all knocks until then."""

        def hear() -> None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._heard, 65536)
            wake()

        return hear

    def fileno(self) -> int:
        """What becomes readable when somebody knocks."""
        return self._heard
