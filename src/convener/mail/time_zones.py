"""Descriptions of time zones in calendar objects: VTIMEZONE (RFC 5545, 3.6.5).

An onset is written as clocks show it until it comes: DTSTART is read with TZOFFSETFROM. Where a change of clocks comes
each year by a rule, it is one component with an RRULE, which some calendar programs need; other changes (Morocco's
follow the moon) are dates. The rules are those that the dates of many years follow, so nothing but the offsets that
:mod:`zoneinfo` gives is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

LATEST = 9900
"""The first year that is not described: there are not enough years after it to see a rule."""

_SEEN_YEARS = 28
"""Years that a rule is read from: after them each date has fallen on each day of the week."""

_STEP, _LONG_STEP = timedelta(days=1), timedelta(days=14)
"""Between two moments at which offsets are compared: in the years that are described, and in those that only show
whether there is a rule."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_BEFORE = timedelta(days=1)

Rule = dict[str, str | int | list[int]]


@dataclass(frozen=True)
class _Change:
    """The clocks change at ``local``, as they showed it until then."""

    local: datetime
    offset_from: timedelta
    offset_to: timedelta
    daylight: bool
    name: str


@lru_cache(maxsize=64)
def zone_component(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone from the first of these years to the last, both before :data:`LATEST`; cached, because it takes some
    milliseconds."""
    zone = ZoneInfo(name)
    begin = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    middle = datetime(last_year + 1, 1, 3, tzinfo=UTC)
    changes = [
        *_changes(zone, begin, middle, _STEP),
        *_changes(zone, middle, datetime(last_year + _SEEN_YEARS + 1, 1, 1, tzinfo=UTC), _LONG_STEP),
    ]
    component = Timezone()
    component.add("tzid", name)
    first_needed = datetime(first_year, 1, 1) - _DAY_BEFORE
    if not changes or changes[0].local > first_needed:
        start = begin.astimezone(zone)
        offset = start.utcoffset() or timedelta()
        _add(component, _Change(begin.replace(tzinfo=None), offset, offset, bool(start.dst()), start.tzname() or ""))
    alike: dict[tuple[timedelta, timedelta, bool, str], list[_Change]] = defaultdict(list)
    for change in changes:
        alike[change.offset_from, change.offset_to, change.daylight, change.name].append(change)
    needed = datetime(last_year + 1, 1, 2)
    for group in alike.values():
        ruled = _ruled(group, last_year + _SEEN_YEARS)
        single = [change for change in group[: len(group) - len(ruled)] if change.local < needed]
        if single:
            _add(component, single[0], dates=[change.local for change in single[1:]])
        for rule in _yearly_rules(ruled) if ruled and ruled[0].local < needed else ():
            start_of_rule = next((change for change in ruled if _follows(rule, change.local)), None)
            if start_of_rule is not None and start_of_rule.local < needed:
                _add(component, start_of_rule, rule=rule)
    return component


def _add(
    component: Timezone, change: _Change, *, rule: Rule | None = None, dates: list[datetime] | None = None
) -> None:
    part = TimezoneDaylight() if change.daylight else TimezoneStandard()
    part.add("dtstart", change.local)
    part.add("tzoffsetfrom", change.offset_from)
    part.add("tzoffsetto", change.offset_to)
    part.add("tzname", change.name)
    if rule:
        part.add("rrule", vRecur(rule))
    if dates:
        part.add("rdate", dates)
    component.add_component(part)


def _changes(zone: ZoneInfo, begin: datetime, end: datetime, step: timedelta) -> Iterator[_Change]:
    """The changes of the offset between two moments in UTC, where there are not two within a ``step``."""
    moment = begin
    here = moment.astimezone(zone)
    seconds = range(int(step.total_seconds()) + 1)
    while moment < end:
        later = min(moment + step, end)
        there = later.astimezone(zone)
        offset_from, offset_to = here.utcoffset() or timedelta(), there.utcoffset() or timedelta()
        if offset_from != offset_to:
            change = moment + timedelta(seconds=bisect_left(seconds, True, key=_differs(zone, moment)))
            after = change.astimezone(zone)
            # "Daylight" is the part of the year with the greater offset, also where the law calls it standard time.
            seasonal = bool(here.dst()) or bool(after.dst())
            yield _Change(
                local=(change + offset_from).replace(tzinfo=None),
                offset_from=offset_from,
                offset_to=offset_to,
                daylight=seasonal and offset_to > offset_from,
                name=after.tzname() or "",
            )
        moment, here = later, there


def _differs(zone: ZoneInfo, moment: datetime) -> Callable[[int], bool]:
    """Whether the offset so many seconds after the moment is another one than at the moment."""
    offset = moment.astimezone(zone).utcoffset()
    return lambda seconds: (moment + timedelta(seconds=seconds)).astimezone(zone).utcoffset() != offset


def _ruled(group: list[_Change], last_year: int) -> list[_Change]:
    """The last changes of the group that follow a yearly rule up to this year; none where there is no rule."""
    recent = group[-_SEEN_YEARS:]
    years = [change.local.year for change in recent]
    if years != list(range(last_year - _SEEN_YEARS + 1, last_year + 1)):
        return []
    rules = _yearly_rules(recent)
    number = 0
    for change in reversed(group):
        if change.local.year != last_year - number or not any(_follows(rule, change.local) for rule in rules):
            break
        if change.local.time() != recent[-1].local.time():
            break
        number += 1
    return group[len(group) - number :] if number >= _SEEN_YEARS else []


def _yearly_rules(changes: list[_Change]) -> list[Rule]:
    """The yearly rule that these dates follow, one part for each month in which they are: mostly one. Empty where there
    is none."""
    days = {change.local.weekday() for change in changes}
    dates = {(change.local.month, change.local.day) for change in changes}
    months = sorted({month for month, _ in dates})
    if len(dates) == 1:
        ((month, day),) = dates
        return [{"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": day}]
    # The days of one week of the year, counted as in a leap year, which has all of them.
    span = sorted(datetime(2000, month, day).timetuple().tm_yday for month, day in dates)
    if len(days) != 1 or span[-1] - span[0] >= 7:
        return []
    weekday = _DAYS[days.pop()]
    if len(months) == 1:
        found = [day for _, day in dates]
        last = (datetime(2000 + months[0] // 12, months[0] % 12 + 1, 1) - _DAY_BEFORE).day
        for week in (1, 2, 3, 4):
            if week * 7 - 6 <= min(found) <= max(found) <= week * 7:
                return [{"FREQ": "YEARLY", "BYMONTH": months[0], "BYDAY": f"{week}{weekday}"}]
        if min(found) > last - 7:
            return [{"FREQ": "YEARLY", "BYMONTH": months[0], "BYDAY": f"-1{weekday}"}]
    return [
        {
            "FREQ": "YEARLY",
            "BYMONTH": month,
            "BYMONTHDAY": sorted(day for one, day in dates if one == month),
            "BYDAY": weekday,
        }
        for month in months
    ]


def _follows(rule: Rule, local: datetime) -> bool:
    if rule["BYMONTH"] != local.month:
        return False
    if "BYMONTHDAY" in rule:
        days = rule["BYMONTHDAY"]
        if local.day not in (days if isinstance(days, list) else [days]):
            return False
    day = str(rule.get("BYDAY", _DAYS[local.weekday()]))
    if day[-2:] != _DAYS[local.weekday()]:
        return False
    match day[:-2]:
        case "":
            return True
        case "-1":
            return (local + timedelta(days=7)).month != local.month
        case week:
            return (local.day + 6) // 7 == int(week)
