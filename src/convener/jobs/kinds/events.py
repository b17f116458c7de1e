"""Events get their numbers in the order of their center, so that a reader never finds many without."""

from __future__ import annotations

import time

from convener.domain.events import order
from convener.storage.database import Database

INTERVAL = 30.0
"""Seconds until the next search after one that found nothing."""


class NumberingWork:
    """The kind of work that numbers events, a batch at a time; ``interval`` is in seconds, as :data:`INTERVAL`."""

    def __init__(self, database: Database, *, interval: float = INTERVAL) -> None:
        self._database = database
        self._interval = interval
        self._next_search = 0.0

    def do_next(self) -> bool:
        """Number a batch of events of each center; False where there is none, and until the next search."""
        if time.monotonic() < self._next_search:
            return False
        with self._database.read() as session:
            found = order.centers_to_number(session)
        for center_id in found:
            with self._database.write() as session:
                order.number_events(session, center_id)
        if not found:
            self._next_search = time.monotonic() + self._interval
        return bool(found)
