"""Limits on attempts: how often a caller may fail or call within a window of time. In memory, per process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

from .errors import TooMany

_MOST_KEYS = 100_000


class AttemptLimit:
    """At most ``most`` attempts for a key within ``seconds``; who goes on must wait until the window has passed.

    ``most`` attempts are counted from the first one. Keys that are long unused are forgotten; the number of keys kept
    is bounded, so an attacker with many addresses costs memory only up to that bound.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, key: str) -> None:
        """Raise :class:`TooMany` where the attempts of ``key`` are used up; counts nothing."""
        with self._lock:
            self._check(key, self._clock())

    def count(self, key: str) -> None:
        """Note an attempt of ``key``."""
        with self._lock:
            self._count(key, self._clock())

    def take(self, key: str) -> None:
        """Check and count in one: for limits on calls rather than on failures."""
        with self._lock:
            moment = self._clock()
            self._check(key, moment)
            self._count(key, moment)

    def forget(self, key: str) -> None:
        """Start anew for ``key``, after a success."""
        with self._lock:
            self._windows.pop(key, None)

    def _check(self, key: str, moment: float) -> None:
        began, count = self._windows.get(key, (moment, 0))
        left = began + self._seconds - moment
        if count >= self._most and left > 0:
            raise TooMany("Too many attempts. Please wait a little and try again.", max(1, ceil(left)))

    def _count(self, key: str, moment: float) -> None:
        began, count = self._windows.pop(key, (moment, 0))
        if moment - began >= self._seconds:
            began, count = moment, 0
        self._windows[key] = (began, count + 1)
        if len(self._windows) > _MOST_KEYS:
            self._windows.popitem(last=False)
