"""Recurring meetings: a rule of RFC 5545, read in the meeting's time zone.

The meeting's start and end are those of the first occurrence; the rule gives the others, and
:mod:`convener.domain.meetings.series` knows which of them were changed one by one. A recurring meeting without a rule
is one that people may enter repeatedly between its start and its end.
"""

from __future__ import annotations

import re
from calendar import isleap, weekday
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from convener.domain.errors import BadRecurrence

MOST_OCCURRENCES = 1000
"""Occurrences that a rule with an end may have; they all reserve seats."""

LOOK_AHEAD = timedelta(days=20 * 366)
"""How far after the first occurrence others are computed; it also bounds the work that a rule can cause."""

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9900, 1, 1, tzinfo=UTC)
"""Between these a clock can show every occurrence that is computed."""

LONGEST_STEP = LOOK_AHEAD // timedelta(days=1)
"""Largest INTERVAL: a longer one has no second occurrence within :data:`LOOK_AHEAD`."""

LAST_YEAR = 9999 - 23
"""The last year from which on all that is computed lies before the end of the calendar."""

_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*")
_STEP = re.compile(r";INTERVAL=([^;]*)")
_REFUSED = re.compile(r";(?:BYEASTER|X[A-Z]*)=|;BY(?:HOUR|MINUTE|SECOND)=[^;]*,")
"""What the library accepts and the RFC does not, and what would occur several times a day."""
_WITH = {
    "BYWEEKNO": ("YEARLY",),
    "BYYEARDAY": ("YEARLY",),
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
}
"""The frequencies with which RFC 5545 (3.3.10) allows these parts: calendar programs refuse others."""
_NUMBERED_DAY = re.compile(r";BYDAY=[^;]*\d")
_COUNT = re.compile(r";COUNT=(\d{1,6})(?=;|$)")
_UNTIL = re.compile(r";UNTIL=(\d{8})(?:T(\d{6})(Z?))?(?=;|$)")


def check(rule: str, starts_at: datetime, ends_at: datetime | None, time_zone: str) -> str:
    """The rule in capitals, without its optional name (``RRULE:``); raises :class:`BadRecurrence` for a rule that is
    malformed or not supported."""
    rule = rule.strip().upper().removeprefix("RRULE:").strip(";")
    if ends_at is None:
        raise BadRecurrence("A meeting with a recurrence rule needs endTime: how long each occurrence takes.")
    if not EARLIEST <= starts_at < ends_at <= LATEST:
        raise BadRecurrence("Occurrences must be between the years 1900 and 9900.")
    parts = rule.split(";")
    frequency = [part for part in parts if part.startswith("FREQ=")]
    rule = ";".join([*frequency, *(part for part in parts if part not in frequency)])
    step = _STEP.search(rule)
    odd_step = step and not (step[1].isdecimal() and 1 <= int(step[1][:9]) <= LONGEST_STEP)
    if not _RULE.fullmatch(rule) or odd_step or _REFUSED.search(rule):
        raise BadRecurrence("A recurrence rule is like FREQ=WEEKLY;BYDAY=TU;COUNT=10; at most one occurrence a day.")
    if not _is_allowed(rule):
        raise BadRecurrence("Parts of this recurrence rule must not stand together (RFC 5545, 3.3.10).")
    found = list(islice(local_starts(rule, starts_at, time_zone), MOST_OCCURRENCES + 1))
    if not found:
        raise BadRecurrence("The rule has no occurrence.")
    if is_bounded(rule) and len(found) > MOST_OCCURRENCES:
        raise BadRecurrence(f"A rule with an end may have at most {MOST_OCCURRENCES} occurrences.")
    return rule


def _is_allowed(rule: str) -> bool:
    """Whether the parts of the rule may stand together (RFC 5545, 3.3.10)."""
    names = [part.partition("=")[0] for part in rule.split(";")]
    frequency = rule.partition(";")[0].removeprefix("FREQ=")
    if len(set(names)) < len(names) or any(frequency not in _WITH.get(name, (frequency,)) for name in names):
        return False
    if _NUMBERED_DAY.search(rule) and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in names):
        return False
    return "BYSETPOS" not in names or any(name.startswith("BY") and name != "BYSETPOS" for name in names)


def is_bounded(rule: str) -> bool:
    """Whether the rule has a last occurrence."""
    return bool(_COUNT.search(rule) or _UNTIL.search(rule))


def first_local(rule: str, starts_at: datetime, time_zone: str) -> datetime:
    """The start of the first occurrence as clocks of the zone show it, without a zone."""
    return next(local_starts(rule, starts_at, time_zone))


def last_local(rule: str, starts_at: datetime, time_zone: str) -> datetime:
    """The same of the last occurrence that is computed, see :data:`LOOK_AHEAD`."""
    return deque(local_starts(rule, starts_at, time_zone), maxlen=1).pop()


def calendar_rule(rule: str, time_zone: str) -> str:
    """The rule as calendar objects have it beside the start of the first occurrence in local time: its UNTIL in UTC
    (RFC 5545, 3.3.10)."""
    found = _UNTIL.search(rule)
    if found is None:
        return rule
    until = to_utc(_read_until(found, time_zone), time_zone)
    return f"{rule[: found.start()]};UNTIL={until:%Y%m%dT%H%M%SZ}{rule[found.end() :]}"


def local_starts(rule: str, starts_at: datetime, time_zone: str) -> Iterator[datetime]:
    """The starts that the rule gives as clocks of the zone show them, in which people mean a rule: without a zone."""
    first = starts_at.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    last = first + LOOK_AHEAD
    count = _COUNT.search(rule)
    until = _UNTIL.search(rule)
    if count and until:
        raise BadRecurrence("A rule has COUNT or UNTIL, not both.")
    if until:
        last = min(last, _read_until(until, time_zone))
    if last < first:
        return
    # The library searches for an occurrence that never comes up to the year 9999, whatever the end: for half a minute.
    # So it gets the last years that have the same calendar as those of the rule.
    moved = last_alike(first.year) - first.year
    bare = _UNTIL.sub("", _COUNT.sub("", rule))
    end = last.replace(year=last.year + moved)
    try:
        read = rrulestr(f"{bare};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=first.replace(year=first.year + moved))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise BadRecurrence(f"This is no recurrence rule of RFC 5545: {error}") from None
    for found in islice(read, int(count.group(1)) if count else None):
        yield found.replace(year=found.year - moved)


@lru_cache(maxsize=256)
def last_alike(year: int) -> int:
    """The last year, not before this one, that begins on the same day of the week and has the same leap years after it,
    as far as :data:`LOOK_AHEAD`."""
    return next(
        other
        for other in range(LAST_YEAR, year - 1, -1)
        if weekday(other, 1, 1) == weekday(year, 1, 1)
        and all(isleap(other + later) == isleap(year + later) for later in range(-1, 23))
    )


def _read_until(found: re.Match[str], time_zone: str) -> datetime:
    """UNTIL in local time of the zone: it is given in UTC (RFC 5545, 3.3.10), or as a day, which counts whole."""
    day, clock, utc = found.groups()
    try:
        moment = datetime.strptime(day + (clock or "235959"), "%Y%m%d%H%M%S")
    except ValueError:
        raise BadRecurrence("UNTIL is no time that there is.") from None
    try:
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) if utc else moment
    except OverflowError:
        return moment  # the last hours of the last year, which stand for "for ever"


def to_utc(local: datetime, time_zone: str) -> datetime:
    """The moment at which clocks of the zone show this time."""
    return local.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
