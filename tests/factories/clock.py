"""The clock of this process in the hand of a test: time passes at once, and the clock of the machine jumps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from convener.storage.clock import CLOCK


class Time:
    """``let_pass`` moves all clocks, ``jump`` the one that tells the time of day, as an administrator or NTP would."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._ahead = 0.0

    def let_pass(self, seconds: float) -> None:
        """Time passes for all."""
        self._passed += seconds

    def jump(self, seconds: float) -> None:
        """The clock of the machine is set to another time, of which this process hears at its next look."""
        self._ahead += seconds

    def of_machine(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._passed + self._ahead

    def counter(self) -> float:
        """Seconds that only ever grow."""
        return time.monotonic() + self._passed


@contextmanager
def controlled_time() -> Iterator[Time]:
    """Time in the hand of a test, for a database on this machine whose time is that of the machine (SQLite)."""
    kept = dict(vars(CLOCK))
    world = Time()
    vars(CLOCK).update(vars(type(CLOCK)(world.of_machine, world.counter)))
    CLOCK.synchronize(world.of_machine)
    try:
        yield world
    finally:
        vars(CLOCK).clear()
        vars(CLOCK).update(kept)
