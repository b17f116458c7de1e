"""The threads in which files that people send are looked into: shared fairly, one file of a sender at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TypeVar

from convener.auth.fair_pool import FairPool

T = TypeVar("T")

THREADS, WAITING = 4, 64
"""Threads of their own, as looking into a file may take a minute; and how many files may wait for one."""

_POOL = FairPool(
    THREADS,
    WAITING,
    "inspection",
    of_one=1,
    refusal="Too many files are being looked into at the moment. Please try again.",
)
_numbers = count()


async def inspect(sender: str, work: Callable[[], T]) -> T:
    """The result of ``work``, which looks into a file of ``sender`` (whatever tells senders apart). Of one sender one
    file is looked into at a time. Raises what ``work`` does, and :class:`Overloaded`."""
    return await _POOL.run(sender, next(_numbers).to_bytes(8), work)
