"""Calls that are answered inline: on the event loop instead of in a worker thread, where the database is SQLite.

The way to a thread and back, and that thread's contention with the loop for the interpreter, cost more than the few
statements of a hot call: measured side by side, threads reach 0.6 to 0.75 of the calls a second (``make bench``,
``tests.bench.inline``). A call that may take its time is answered in a thread all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from convener.storage.database import Database

T = TypeVar("T")


class NotInline(Exception):
    """The call may take its time: it is carried out in a thread instead. Raised before anything is written."""


async def answer_inline(database: Database, act: Callable[[], T]) -> T | None:
    """What ``act`` gives, carried out with those that wait at the same moment
    (:mod:`convener.storage.brief_writes`); None where that is for a thread: it raised :class:`NotInline`, or others
    write all the time."""
    try:
        return await database.brief_writes.carry_out(act)
    except NotInline:
        return None
