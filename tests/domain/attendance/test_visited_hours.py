"""Which full hours a stay touches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain.attendance.visited_hours import hours

HOUR = timedelta(hours=1)
START = datetime(2031, 5, 2, 9, tzinfo=UTC)
NINE = int(START.timestamp()) // 3600


@pytest.mark.parametrize(
    ("after", "length", "touched"),
    [
        (timedelta(minutes=5), timedelta(minutes=10), [0]),
        (timedelta(minutes=50), timedelta(minutes=20), [0, 1]),
        (timedelta(), HOUR, [0]),
        (timedelta(minutes=30), timedelta(minutes=30), [0]),
        (timedelta(minutes=30), timedelta(minutes=30, microseconds=1), [0, 1]),
        (timedelta(), timedelta(), [0]),
        (timedelta(), timedelta(seconds=-1), [0]),
        (timedelta(minutes=59), timedelta(hours=3), [0, 1, 2, 3]),
    ],
)
def test_touched_hours(after: timedelta, length: timedelta, touched: list[int]) -> None:
    assert [hour - NINE for hour in hours(START + after, START + after + length)] == touched


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_an_hour_is_touched_where_the_stay_has_a_part_of_it(naive: datetime, length: timedelta) -> None:
    entered_at = naive.replace(tzinfo=UTC)
    left_at = entered_at + length
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    for hour in hours(entered_at, left_at):
        begins = epoch + hour * HOUR
        assert max(begins, entered_at) < min(begins + HOUR, left_at) or (hour == hours(entered_at, left_at)[0])
    assert epoch + (hours(entered_at, left_at)[-1] + 1) * HOUR >= left_at
