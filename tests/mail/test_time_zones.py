"""Descriptions of time zones, read by the rule of RFC 5545 (3.6.5): of the observances, the one counts whose onset is
the last one before; an onset is DTSTART, read in TZOFFSETFROM, or comes of RRULE and RDATE in the same way."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from convener.domain.centers.locales import zone_ids
from convener.mail.time_zones import zone_component

HALF_HOUR = timedelta(minutes=30)


def dates(part: TimezoneDaylight | TimezoneStandard) -> list[datetime]:
    """What RDATE lists."""
    return [date for date, _ in part.rdates if isinstance(date, datetime)]


def onsets(written: Timezone, until: datetime) -> list[tuple[datetime, timedelta]]:
    """Each onset up to ``until`` (UTC), in order, with the offset from then on, as another program reads it."""
    read = Timezone.from_ical(written.to_ical())
    assert isinstance(read, Timezone)
    found = []
    for part in read.subcomponents:
        before, after, start = part.TZOFFSETFROM, part.TZOFFSETTO, part.DTSTART
        assert start.tzinfo is None, "DTSTART is a local time"
        local = [start, *dates(part)]
        for rule in part.rrules if start < until.replace(tzinfo=None) else ():
            by_rule = rrulestr(rule.to_ical().decode(), dtstart=start)
            listed = by_rule.between(start, until.replace(tzinfo=None) + timedelta(days=1), inc=True)
            assert listed[0] == start, "DTSTART follows its rule"
            local += listed[1:]
        found += [((moment - before).replace(tzinfo=UTC), after) for moment in local]
    return sorted(found)


def samples(zone: ZoneInfo, year: int, changes: list[datetime]) -> list[datetime]:
    """Moments that tell as much as each half hour of the year: each sixth hour, and the half hours around each change
    of either description."""
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    coarse = [begin + timedelta(hours=6 * step) for step in range(int((end - begin) / timedelta(hours=6)))]
    around = [change for change in changes if begin <= change < end]
    offsets = [moment.astimezone(zone).utcoffset() for moment in coarse]
    around += [later for later, one, other in zip(coarse[1:], offsets, offsets[1:], strict=False) if one != other]
    fine = [change + step * HALF_HOUR for change in around for step in range(-16, 17)]
    exact = [change - timedelta(seconds=1) for change in changes if begin <= change < end]
    return coarse + fine + exact


def check(name: str, year: int, written: Timezone) -> None:
    zone = ZoneInfo(name)
    found = onsets(written, datetime(year + 1, 1, 3, tzinfo=UTC))
    moments = [moment for moment, _ in found]
    assert len(set(moments)) == len(moments), "one observance at a time"
    for moment in samples(zone, year, moments):
        index = bisect_right(moments, moment)
        assert index, f"nothing is said of {moment}"
        assert found[index - 1][1] == moment.astimezone(zone).utcoffset(), f"{name} at {moment}"


def test_every_zone_at_every_half_hour_of_a_year() -> None:
    for name in sorted(zone_ids() - {"UTC"}):
        check(name, 2031, zone_component(name, 2031, 2031))


@pytest.mark.parametrize(
    "name",
    ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Gaza"],
)
def test_a_series_of_many_years(name: str) -> None:
    written = zone_component(name, 2026, 2046)
    for year in (2026, 2027, 2036, 2046):
        check(name, year, written)


@pytest.mark.parametrize(
    ("name", "yearly"),
    [
        ("Europe/Berlin", {"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}),
        ("America/New_York", {"FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"}),
        (
            "America/Nuuk",
            {
                "FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3",
                "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            },
        ),
        ("Asia/Tokyo", set()),
    ],
)
def test_a_yearly_change_is_a_rule(name: str, yearly: set[str]) -> None:
    written = zone_component(name, 2031, 2031)
    assert {rule.to_ical().decode() for part in written.subcomponents for rule in part.rrules} == yearly
    assert not any(dates(part) for part in written.subcomponents)


def test_every_zone_with_a_yearly_rule_has_it() -> None:
    """Only where the dates follow no rule of the Gregorian calendar are there single dates."""
    dated = {
        name
        for name in zone_ids() - {"UTC"}
        if any(dates(part) for part in zone_component(name, 2031, 2031).subcomponents)
    }
    assert dated <= {"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}


def test_daylight_time_is_the_one_with_the_greater_offset() -> None:
    parts = {part.name: part.TZOFFSETTO for part in zone_component("Europe/Dublin", 2031, 2031).subcomponents}
    assert parts == {"STANDARD": timedelta(), "DAYLIGHT": timedelta(hours=1)}
