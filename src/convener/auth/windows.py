"""Where attempts are counted, each key in a window of time that begins with its first attempt: in the memory of this
process, or in Redis for all nodes together (:mod:`convener.auth.shared_windows`). Both are storages of the library
``limits``."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from limits.storage import Storage

MOST_KEYS = 100_000


class MemoryWindows(Storage):
    """Counts in this process. Of more than ``most_keys`` keys the one is forgotten that was counted the longest time
    ago, so a caller with many addresses costs memory only up to that bound; the ``MemoryStorage`` of the library has
    no bound, starts threads that walk through all keys, and follows a clock that can be set.
    """

    base_exceptions = ()

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, most_keys: int = MOST_KEYS) -> None:
        super().__init__()
        self._clock = clock
        self._most_keys = most_keys
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count ``amount`` more attempts, or fewer where it is negative; how many there are in the window, which lasts
        ``expiry`` seconds."""
        with self._lock:
            moment = self._clock()
            ends, count = self._windows.pop(key, (moment, 0))
            if ends <= moment:
                ends, count = moment + expiry, 0
            count = max(0, count + amount)
            self._windows[key] = (ends, count)
            if len(self._windows) > self._most_keys:
                self._windows.popitem(last=False)
            return count

    def get(self, key: str) -> int:
        """How many attempts there are in the window of ``key``."""
        ends, count = self._windows.get(key, (0.0, 0))
        return count if ends > self._clock() else 0

    def get_expiry(self, key: str) -> float:
        """The time of day at which the window of ``key`` ends, in seconds of ``time.time()``."""
        moment = self._clock()
        return time.time() + max(0.0, self._windows.get(key, (moment, 0))[0] - moment)

    def clear(self, key: str) -> None:
        """Forget the attempts of ``key``."""
        with self._lock:
            self._windows.pop(key, None)

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget all; how many keys there were."""
        with self._lock:
            count = len(self._windows)
            self._windows.clear()
            return count
