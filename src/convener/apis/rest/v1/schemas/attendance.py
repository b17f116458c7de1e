"""Who was in a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .wire import Wire


class Instance(Wire, kw_only=True):
    """One run of a meeting, from the first who entered to its end; ``endedAt`` is null while it is under way. ``peak``:
    the most people inside at once; ``minutes``: how far its minutes are, null where there are none."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    peak: int
    minutes: Literal["draft", "released"] | None


class InstanceList(Wire, kw_only=True):
    """Runs of a meeting, the latest first."""

    instances: list[Instance]


class Attendee(Wire, kw_only=True):
    """A person's stays in one run of a meeting, added up. ``lastLeft`` is null while the person is inside; ``seconds``
    then count up to now."""

    name: str
    email: str
    company: str
    role: Literal["host", "presenter", "attendee"]
    first_entered: datetime
    last_left: datetime | None
    seconds: int
    visits: int


class Attendance(Wire, kw_only=True):
    """Everybody who was there, in the order of entering."""

    people: list[Attendee]
