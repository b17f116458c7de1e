"""Recurrence rules, read in the meeting's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from convener.domain.errors import BadRecurrence
from convener.domain.meetings import recurrence
from convener.domain.meetings.series import Series

START = datetime(2031, 3, 25, 8, 0, tzinfo=UTC)
END = START + timedelta(hours=1)
BERLIN = "Europe/Berlin"


def starts(rule: str, zone: str = BERLIN) -> list[datetime]:
    return [start for start, _ in Series(rule, START, END, zone).times()]


def test_a_meeting_keeps_its_time_on_the_clock() -> None:
    # Daylight time begins on 30 March 2031: nine in Berlin is eight in UTC before, seven after.
    rule = recurrence.check("RRULE:FREQ=WEEKLY;COUNT=3", START, END, BERLIN)
    assert [(one.day, one.hour) for one in starts(rule)] == [(25, 8), (1, 7), (8, 7)]
    assert [(one.day, one.hour) for one in starts(rule, "UTC")] == [(25, 8), (1, 8), (8, 8)]


@pytest.mark.parametrize(
    ("until", "count"),
    [("20310401T070000Z", 2), ("20310401T065959Z", 1), ("20310401", 2), ("20310401T090000", 2), ("20310401T085959", 1)],
)
def test_until(until: str, count: int) -> None:
    rule = recurrence.check(f"FREQ=WEEKLY;UNTIL={until}", START, END, BERLIN)
    assert len(starts(rule)) == count
    assert recurrence.is_bounded(rule)


def test_the_occurrence_that_takes_place_or_comes_next() -> None:
    rule = recurrence.check("FREQ=DAILY", START, END, BERLIN)
    assert not recurrence.is_bounded(rule)

    def found(moment: datetime, rule: str = rule) -> tuple[datetime, datetime] | None:
        date = Series(rule, START, END, BERLIN).current_or_next(moment)
        return None if date is None else date.times

    assert found(START - timedelta(days=400)) == (START, END)
    assert found(END - timedelta(seconds=1)) == (START, END)
    assert found(END) == (START + timedelta(days=1), END + timedelta(days=1))
    in_summer = START + timedelta(days=10) - timedelta(hours=1)
    assert found(in_summer) == (in_summer, in_summer + timedelta(hours=1))
    assert found(END + timedelta(days=1), rule + ";COUNT=2") is None


def test_what_people_are_told_of_a_series() -> None:
    """The start, on a Tuesday, does not fit the rule."""
    rule = recurrence.check("FREQ=WEEKLY;BYDAY=TH;COUNT=2", START, END, BERLIN)
    series = Series(rule, START, END, BERLIN)
    first, second = series.times()
    assert first[0] == START + timedelta(days=2)
    assert series.first().times == first
    assert series.shown(START).times == first
    assert series.shown(first[1]).times == second
    assert series.shown(second[1] + timedelta(days=400)).times == second


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every tuesday",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;BYHOUR=9,17",
        "FREQ=YEARLY;BYEASTER=0",
        "FREQ=SECONDLY;COUNT=3",
        "COUNT=3",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20310501",
        "FREQ=WEEKLY;UNTIL=20310231",
        "FREQ=DAILY;COUNT=5000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY\nDTSTART:20310101T000000",
        "FREQ=DAILY;UNTIL=20000101",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYWEEKNO=3",
        "FREQ=DAILY;BYYEARDAY=3",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=2TU",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;COUNT=2;COUNT=3",
    ],
)
def test_rules_that_cannot_be(rule: str) -> None:
    with pytest.raises(BadRecurrence):
        recurrence.check(rule, START, END, BERLIN)


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 22, tzinfo=UTC)])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_ends_of_the_calendar(moment: datetime, zone: str) -> None:
    with pytest.raises(BadRecurrence):
        recurrence.check("FREQ=DAILY;COUNT=3", moment, moment + timedelta(hours=1), zone)
    with pytest.raises(BadRecurrence):
        recurrence.check("FREQ=DAILY;COUNT=3", START, datetime(9999, 12, 31, 22, tzinfo=UTC), zone)


def test_an_occurrence_needs_a_length() -> None:
    with pytest.raises(BadRecurrence):
        recurrence.check("FREQ=WEEKLY;COUNT=3", START, None, BERLIN)


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"])
def test_a_rule_that_never_comes_true(rule: str) -> None:
    with pytest.raises(BadRecurrence, match="no occurrence"):
        recurrence.check(rule, START, END, BERLIN)


def test_what_never_comes_true_is_not_looked_for_long() -> None:
    # The library gives up after the year 9999.
    assert all(recurrence.last_alike(year) >= 9999 - 420 for year in range(1900, 9900))


RULES = [
    "FREQ=DAILY;INTERVAL=97",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=29,31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=-366,366",
    "FREQ=YEARLY;BYMONTH=1,12;BYDAY=TU;BYSETPOS=-1",
]


@given(st.sampled_from(RULES), st.datetimes(datetime(1900, 1, 2), datetime(9899, 12, 30)))
def test_occurrences_are_those_of_the_library(rule: str, first: datetime) -> None:
    first = first.replace(microsecond=0)
    last = first + recurrence.LOOK_AHEAD
    expected = list(islice(rrulestr(f"{rule};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=first), 1000))
    moment = first.replace(tzinfo=UTC)
    found = Series(rule, moment, moment + timedelta(hours=1), "UTC").times()
    assert [start.replace(tzinfo=None) for start, _ in found] == expected


@pytest.mark.parametrize(
    ("until", "zone"), [("99991231T235959Z", "Asia/Tokyo"), ("00010101T000000Z", "America/New_York")]
)
def test_until_the_ends_of_the_calendar(until: str, zone: str) -> None:
    if until < "2031":
        with pytest.raises(BadRecurrence, match="no occurrence"):
            recurrence.check(f"FREQ=YEARLY;UNTIL={until}", START, END, zone)
    else:
        assert recurrence.check(f"FREQ=YEARLY;UNTIL={until}", START, END, zone)


@given(st.text("FREQ=WKLYDAIMONTHC;U0123456789,+-BSPTZ ", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = recurrence.check(f"FREQ=WEEKLY;{text}", START, END, BERLIN)
    except BadRecurrence:
        return
    assert recurrence.check(rule, START, END, BERLIN) == rule
