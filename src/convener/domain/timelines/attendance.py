"""When people were there, by the events of a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .timeline import TimelineEvent


def stays(events: Iterable[TimelineEvent], duration: int) -> Iterator[tuple[int, int]]:
    """From when to when somebody was there, by the events of that person in order, in a timeline of this length; who
    did not come while it was recorded was there before."""
    begin: int | None = 0
    for event in events:
        if event.kind == "entered":
            begin = event.at if begin in (None, 0) else begin
        elif event.kind == "left" and begin is not None:
            yield begin, event.at
            begin = None
    if begin is not None and begin < duration:
        yield begin, duration
