"""Where attempts are counted in Redis, for all nodes together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import redis
import structlog
from limits.storage import RedisStorage, Storage
from redis.backoff import NoBackoff
from redis.retry import Retry

from .windows import MemoryWindows

log = structlog.get_logger("convener.auth")

Answer = TypeVar("Answer")

PREFIX = "convener:attempts"
ANSWERS_WITHIN = 0.25
"""Seconds that Redis has to take a connection, and to answer: so much a sign-in may wait for it."""

ASK_AGAIN_AFTER = 10.0
"""Seconds for which a Redis that did not answer is left alone."""


class _RedisWindows(RedisStorage):
    def get_expiry(self, key: str) -> float:
        """In thousandths of a second; the storage of the library rounds to seconds, and half of the time down."""
        left: int = self.storage.pttl(self.prefixed_key(key))
        return time.time() + max(left, 0) / 1000


class SharedWindows(Storage):
    """Counts in Redis, for all nodes together; in the memory of this process while Redis does not answer: a sign-in
    must neither fail nor wait for long because of it. The log says once that it is gone, and once that it is back."""

    base_exceptions = ()

    def __init__(self, url: str, *, ask_again_after: float = ASK_AGAIN_AFTER) -> None:
        super().__init__()
        # A connection that Redis has closed meanwhile is replaced at once; nothing is tried a third time.
        pool = redis.ConnectionPool.from_url(
            url,
            socket_connect_timeout=ANSWERS_WITHIN,
            socket_timeout=ANSWERS_WITHIN,
            retry=Retry(NoBackoff(), 1),
        )
        self._redis = _RedisWindows(url, connection_pool=pool, key_prefix=PREFIX)
        self._memory = MemoryWindows()
        self._lock = threading.Lock()
        self._ask_again_after = ask_again_after
        self._away = False
        self._ask_again_at = 0.0

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count ``amount`` more attempts; how many there are in the window, which lasts ``expiry`` seconds."""
        return self._ask(lambda windows: windows.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        """How many attempts there are in the window of ``key``."""
        return self._ask(lambda windows: windows.get(key))

    def get_expiry(self, key: str) -> float:
        """The time of day at which the window of ``key`` ends, in seconds of ``time.time()``."""
        return self._ask(lambda windows: windows.get_expiry(key))

    def clear(self, key: str) -> None:
        """Forget the attempts of ``key``."""
        self._memory.clear(key)
        self._ask(lambda windows: windows.clear(key))

    def check(self) -> bool:
        """Whether Redis answers."""
        return self._redis.check()

    def reset(self) -> int | None:
        """Forget all; how many keys there were."""
        self._memory.reset()
        return self._ask(lambda windows: windows.reset())

    def _ask(self, question: Callable[[Storage], Answer]) -> Answer:
        if self._is_worth_asking():
            try:
                answer = question(self._redis)
            except redis.RedisError as error:
                self._gone(error)
            else:
                if self._away:
                    self._back()
                return answer
        return question(self._memory)

    def _is_worth_asking(self) -> bool:
        """While Redis is away one caller asks it from time to time, and all others do without."""
        if not self._away:
            return True
        with self._lock:
            moment = time.monotonic()
            if moment < self._ask_again_at:
                return False
            self._ask_again_at = moment + self._ask_again_after
            return True

    def _gone(self, error: redis.RedisError) -> None:
        with self._lock:
            was_away, self._away = self._away, True
            self._ask_again_at = time.monotonic() + self._ask_again_after
        if not was_away:
            log.warning("Redis does not answer: this node counts attempts by itself", error=str(error))

    def _back(self) -> None:
        with self._lock:
            was_away, self._away = self._away, False
        if was_away:
            self._memory.reset()
            log.info("Redis answers again: all nodes count attempts together")
