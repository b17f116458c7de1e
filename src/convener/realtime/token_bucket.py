"""Limits the rate of what one connection sends."""

from __future__ import annotations

import time
from collections.abc import Callable


class TokenBucket:
    """A token bucket: ``burst`` tokens at once, refilled with ``rate`` tokens a second. ``clock`` is in seconds."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._filled_at = clock()

    def consume(self, tokens: float = 1.0) -> bool:
        """Remove tokens if there are enough; returns whether there were."""
        moment = self._clock()
        self._tokens = min(self._burst, self._tokens + (moment - self._filled_at) * self._rate)
        self._filled_at = moment
        if self._tokens < tokens:
            return False
        self._tokens -= tokens
        return True
