"""The sums of reserved seats: rows that are only added to, and read by the thousand, as plain SQL as in
:mod:`convener.storage.core`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, bindparam, func, select, text
from sqlalchemy.orm import Session

from .driver import connection_of
from .models import SeatDay, SeatStep
from .prepared import Prepared, Row
from .types import EPOCH, Instant

_ADD_STEPS = Prepared(
    text(
        "INSERT INTO seat_steps (center_id, at, delta) VALUES (:center, :at, :delta)"
        " ON CONFLICT (center_id, at) DO UPDATE SET delta = seat_steps.delta + excluded.delta"
    ).bindparams(bindparam("at", type_=Instant)),
    upserts=SeatStep.__tablename__,
)
_ADD_DAYS = Prepared(
    text(
        "INSERT INTO seat_days (center_id, day, delta) VALUES (:center, :day, :delta)"
        " ON CONFLICT (center_id, day) DO UPDATE SET delta = seat_days.delta + excluded.delta"
    ).bindparams(bindparam("delta", type_=BigInteger)),
    upserts=SeatDay.__tablename__,
)


def add_seats(session: Session, center_id: int, steps: Mapping[datetime, int], days: Mapping[int, int]) -> None:
    """Add to the steps at which the sum of reserved seats changes, and to their sums by day (days since 1970, UTC).

    In the order of time, the steps first, so that two transactions wait for each other: no deadlock.
    """
    connection = connection_of(session)
    rows = [{"center": center_id, "at": at, "delta": steps[at]} for at in sorted(steps)]
    _ADD_STEPS.later_many(connection, rows)
    if by_day := [{"center": center_id, "day": day, "delta": days[day]} for day in sorted(days) if days[day]]:
        _ADD_DAYS.later_many(connection, by_day)


_SEATS_BEFORE = Prepared(
    select(func.coalesce(func.sum(SeatDay.delta), 0)).where(
        SeatDay.center_id == bindparam("center"), SeatDay.day < bindparam("day")
    )
)
_SEAT_STEPS = Prepared(
    select(SeatStep.at, SeatStep.delta)
    .where(
        SeatStep.center_id == bindparam("center"),
        SeatStep.at >= bindparam("start"),
        SeatStep.at < bindparam("end"),
        SeatStep.delta != 0,
    )
    .order_by(SeatStep.at)
)


def read_seat_steps(session: Session, center_id: int, day: int, end: datetime) -> tuple[int, list[Row]]:
    """The sum of reserved seats when a day begins (days since 1970, UTC), and from then until ``end`` each time at
    which it changes, and by how much."""
    connection = connection_of(session)
    before = _SEATS_BEFORE.first(connection, {"center": center_id, "day": day})
    start = EPOCH + timedelta(days=day)
    steps = _SEAT_STEPS.all(connection, {"center": center_id, "start": start, "end": end})
    return (int(before[0]) if before else 0), steps
