"""A few threads for work that takes long and that strangers can ask for: bounded, and shared fairly between them."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from convener.domain.errors import Overloaded

T = TypeVar("T")
_Work = tuple[bytes, Callable[[], Any]]
"""A key, and what to do."""

RETRY_AFTER = 5
"""Seconds after which it is worth trying again what was refused."""


_REFUSAL = "Too many are signing in at the moment. Please try again."


class FairPool:
    """Carries out work in at most ``threads`` threads of its own, each owner's in turn.

    At most ``waiting`` pieces of work wait. One more is refused: that of the owner who has the most waiting, the latest
    first, so nobody who has little there is refused because of another who has much. Work that is asked for again under
    the same key before it is done is done once, for all who asked. ``of_one``: how many pieces of one owner run at
    once, at most; ``refusal``: what those are told who are refused.
    """

    def __init__(
        self, threads: int, waiting: int, name: str, *, refusal: str = _REFUSAL, of_one: int | None = None
    ) -> None:
        self._refusal = refusal
        self._most_of_one = of_one or threads
        self._running_of: Counter[str] = Counter()
        self._most_running = threads
        self._most_waiting = waiting
        self._threads = ThreadPoolExecutor(threads, name)
        self._lock = threading.Lock()
        self._running = 0
        self._waiting = 0
        self._queues: OrderedDict[str, deque[_Work]] = OrderedDict()
        """What waits, by owner; the owner whose turn it is comes first."""
        self._futures: dict[bytes, Future[Any]] = {}
        """Of all work that waits or runs, by key."""

    async def run(self, owner: str, key: bytes, work: Callable[[], T]) -> T:
        """The result of ``work``, or what it raises; :class:`Overloaded` where it is refused."""
        # Others may wait for the same: who goes away does not end it.
        return await asyncio.shield(asyncio.wrap_future(self.submit(owner, key, work)))

    def submit(self, owner: str, key: bytes, work: Callable[[], T]) -> Future[T]:
        """The same, as a future."""
        refused: Future[Any] | None = None
        with self._lock:
            found = self._futures.get(key)
            if found is not None:
                return found
            future: Future[T] = Future()
            self._futures[key] = future
            if self._running < self._most_running and self._running_of[owner] < self._most_of_one:
                self._running += 1
                self._running_of[owner] += 1
                self._threads.submit(self._work, owner, key, work)
            else:
                self._queues.setdefault(owner, deque()).append((key, work))
                self._waiting += 1
                if self._waiting > self._most_waiting:
                    refused = self._drop()
        if refused is not None:
            refused.set_exception(Overloaded(self._refusal, RETRY_AFTER))
        return future

    def close(self) -> None:
        """End the threads when what runs is done; what waits is refused."""
        with self._lock:
            waiting = [self._drop() for _ in range(self._waiting)]
        for future in waiting:
            future.set_exception(Overloaded("The server is stopping.", RETRY_AFTER))
        self._threads.shutdown()

    def _drop(self) -> Future[Any]:
        # The last of those with the most: that is the one who came later.
        owner = max(reversed(self._queues), key=lambda one: len(self._queues[one]))
        queue = self._queues[owner]
        key, _ = queue.pop()
        if not queue:
            del self._queues[owner]
        self._waiting -= 1
        return self._futures.pop(key)

    def _work(self, owner: str, key: bytes, work: Callable[[], Any]) -> None:
        """Carry out this, and then what waits."""
        following: tuple[str, _Work] | None = (owner, (key, work))
        while following is not None:
            owner, (key, work) = following
            try:
                result = work()
            except BaseException as error:
                self._done(key).set_exception(error)
            else:
                self._done(key).set_result(result)
            following = self._next(owner)

    def _next(self, done: str) -> tuple[str, _Work] | None:
        """What the thread does that has done a piece of work of the owner ``done``."""
        with self._lock:
            self._running_of[done] -= 1
            if not self._running_of[done]:
                del self._running_of[done]
            owner = next((one for one in self._queues if self._running_of[one] < self._most_of_one), None)
            if owner is None:
                self._running -= 1
                return None
            queue = self._queues.pop(owner)
            following = queue.popleft()
            if queue:
                self._queues[owner] = queue  # behind all others
            self._waiting -= 1
            self._running_of[owner] += 1
            return owner, following

    def _done(self, key: bytes) -> Future[Any]:
        with self._lock:
            return self._futures.pop(key)
