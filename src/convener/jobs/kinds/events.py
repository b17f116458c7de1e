"""Events get their numbers in the order of their center, so that a reader never finds many without."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.events import order
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind


def number_events(context: JobContext) -> None:
    """Number the events of all centers, a batch at a time, until a center has less than one: what is written meanwhile
    waits for the next time, or on a busy server this would never end and be in the way of each write."""
    with context.database.read() as session:
        found = order.centers_to_number(session)
    for center_id in found:
        numbered = order.BATCH
        while numbered == order.BATCH:
            context.check()
            with context.database.write() as session:
                numbered = order.number_events(session, center_id)


NUMBER_EVENTS = periodic_kind("number_events", number_events, every=timedelta(seconds=30))
