"""Dates of a series, some of them changed or cancelled one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convener.domain.errors import BadRecurrence
from convener.domain.meetings import series
from convener.domain.meetings.series import DateChange, Series
from convener.storage.models import Meeting

START = datetime(2031, 3, 25, 8, 0, tzinfo=UTC)
"""A Tuesday, nine in Berlin, five days before the clocks go forward."""
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
BERLIN = "Europe/Berlin"
WEEKLY = Series("FREQ=WEEKLY;COUNT=4", START, START + HOUR, BERLIN)
DATES = [START, START + WEEK - HOUR, START + 2 * WEEK - HOUR, START + 3 * WEEK - HOUR]


def test_a_moved_date_stands_where_it_is_held() -> None:
    moved = WEEKLY.with_changes({DATES[0]: DateChange(starts_at=DATES[1] + DAY)})
    assert [one.original for one in moved.dates()] == [DATES[1], DATES[0], DATES[2], DATES[3]]
    assert [one.changed for one in moved.dates()] == [False, True, False, False]
    assert moved.first().original == DATES[1]
    assert moved.times()[1] == (DATES[1] + DAY, DATES[1] + DAY + HOUR)


def test_a_date_after_the_clocks_change_is_named_by_its_moment() -> None:
    """Nine in Berlin is eight in UTC before, seven after: the name of the second date is seven."""
    assert [series.date_name(one.original) for one in WEEKLY.dates()][:2] == ["20310325T080000Z", "20310401T070000Z"]
    assert WEEKLY.find(DATES[1]) is not None
    assert WEEKLY.find(START + WEEK) is None


def test_a_cancelled_date_is_nowhere_but_in_the_list_of_all() -> None:
    without = WEEKLY.with_changes({DATES[1]: DateChange(cancelled=True)})
    assert [one.original for one in without.dates()] == [DATES[0], DATES[2], DATES[3]]
    assert [one.cancelled for one in without.with_cancelled()] == [False, True, False, False]
    during = without.current_or_next(DATES[1])
    assert during is not None
    assert during.original == DATES[2]
    assert [one.original for one in without.after(DATES[0])] == DATES[2:]


def test_people_are_told_of_the_last_date_that_was_held() -> None:
    late = DATES[3] + 9 * WEEK
    moved = WEEKLY.with_changes({DATES[3]: DateChange(cancelled=True), DATES[0]: DateChange(starts_at=DATES[3] + DAY)})
    assert moved.shown(late).original == DATES[0]
    assert moved.shown(DATES[2] + HOUR).original == DATES[0]


def test_a_longer_date_goes_on_longer() -> None:
    longer = WEEKLY.with_changes({DATES[0]: DateChange(ends_at=START + 5 * HOUR)})
    assert longer.shown(START + 4 * HOUR).original == DATES[0]
    assert WEEKLY.shown(START + 4 * HOUR).original == DATES[1]


def meeting(changes: dict[datetime, DateChange] | None = None, rule: str = WEEKLY.rule) -> Meeting:
    made = Meeting(
        title="Planning", description="", starts_at=START, ends_at=START + HOUR, time_zone=BERLIN, recurrence=rule
    )
    series.write_changes(made, changes or {})
    return made


def test_what_is_stored_is_read_again() -> None:
    changes = {DATES[1]: DateChange(starts_at=DATES[1] + HOUR, title="Retrospective", description="")}
    stored = meeting(changes)
    assert series.read_changes(stored.changed_dates) == changes
    shown = series.shown_date(stored, DATES[1])
    assert (shown.title, shown.starts_at) == ("Retrospective", DATES[1] + HOUR)
    series.write_changes(stored, {DATES[1]: DateChange()})
    assert stored.changed_dates is None


def test_the_title_is_that_of_the_date_for_which_people_meet() -> None:
    retrospective = meeting({DATES[1]: DateChange(title="Retrospective")})
    assert [series.title_at(retrospective, moment) for moment in DATES[:3]] == ["Planning", "Retrospective", "Planning"]
    assert series.title_at(meeting(), DATES[1]) == "Planning"
    untitled = meeting({DATES[1]: DateChange(title="Retrospective")})
    untitled.title, untitled.name = "", "weekly"
    assert [series.title_or_code(untitled, moment) for moment in DATES[:2]] == ["weekly", "Retrospective"]


def test_changes_of_dates_that_a_new_rule_does_not_have_are_dropped() -> None:
    changes = {DATES[1]: DateChange(cancelled=True), DATES[3]: DateChange(title="Last")}
    changed = meeting(changes)
    changed.recurrence = "FREQ=WEEKLY;INTERVAL=3;COUNT=2"
    series.drop_lost_changes(changed)
    assert series.read_changes(changed.changed_dates) == {DATES[3]: changes[DATES[3]]}
    changed.starts_at = START + HOUR
    series.drop_lost_changes(changed)
    assert changed.changed_dates is None


def test_a_series_keeps_a_date() -> None:
    cancelled = {one: DateChange(cancelled=True) for one in DATES}
    with pytest.raises(BadRecurrence):
        meeting(cancelled)
    three = meeting({one: cancelled[one] for one in DATES[:3]})
    three.recurrence = "FREQ=WEEKLY;COUNT=3"
    with pytest.raises(BadRecurrence):
        series.drop_lost_changes(three)


CHANGES = st.builds(
    lambda move, length, cancelled: (timedelta(minutes=move), timedelta(minutes=length), cancelled),
    st.integers(-40 * 24 * 60, 40 * 24 * 60),
    st.integers(1, 1440),
    st.booleans(),
)
RULES = ["FREQ=DAILY;COUNT=30", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=20", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=6", "FREQ=DAILY"]


@settings(max_examples=100)
@given(
    st.sampled_from(RULES),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.dictionaries(st.integers(0, 29), CHANGES, max_size=8),
    st.integers(-10, 60 * 24),
)
def test_dates_are_those_of_a_naive_list(
    rule: str, zone: str, wanted: dict[int, tuple[timedelta, timedelta, bool]], hours: int
) -> None:
    plain = Series(rule, START, START + HOUR, zone)
    names = [one.original for one in islice(plain.dates(), 100)]
    changes = {
        (name := names[index]): DateChange(starts_at=name + move, ends_at=name + move + length, cancelled=cancelled)
        for index, (move, length, cancelled) in wanted.items()
        if index < len(names)
    }
    naive = []
    for name in names:
        change = changes.get(name, DateChange())
        if not change.cancelled:
            naive.append((change.starts_at or name, name, change.ends_at or name + HOUR))
    naive.sort()
    changed = plain.with_changes(changes)
    found = list(islice(changed.dates(), len(naive)))
    assert [(one.starts_at, one.original, one.ends_at) for one in found] == naive
    moment = START + hours * HOUR
    current = changed.current_or_next(moment)
    assert (current and current.original) == next((name for _, name, end in naive if moment < end), None)
    following = [name for start, name, _ in naive if start > moment]
    assert [one.original for one in islice(changed.after(moment), 3)] == following[:3]
    assert all((date := changed.find(name)) is not None and date.original == name for name in names)
