"""The dates of a series: those of its rule (:mod:`convener.domain.meetings.recurrence`), but for those that the
organizer has changed or cancelled one by one.

Who needs a date of a series asks :class:`Series`; nothing else reads the rule of a meeting. A date keeps its name, the
start that the rule gives it, however far it is moved, as the RECURRENCE-ID of RFC 5545 does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice, takewhile
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from convener.domain.errors import BadRecurrence
from convener.storage.rows import AnyMeeting, EditedMeeting, MeetingColumns

from . import recurrence
from .recurrence import MOST_OCCURRENCES, to_utc

_NAME = "%Y%m%dT%H%M%SZ"

Times = tuple[datetime, datetime]


class DateChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one date differs from its series; what is None is as in the series."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    title: str | None = None
    description: str | None = None
    cancelled: bool = False


_UNCHANGED = DateChange()


class Described(Protocol):
    """What has a title and a description: a meeting, or what a mail says of one."""

    @property
    def title(self) -> str:
        """Empty where there is none."""

    @property
    def description(self) -> str:
        """Empty where there is none."""


DateChanges = Mapping[datetime, DateChange]
"""By the name of the date: the start that its rule gives it."""


@dataclass(frozen=True)
class Occurrence:
    """A date of a series: when it is, and when it was to be by the rule (``original``, which names it). ``title`` and
    ``description`` are None where it has those of the series."""

    original: datetime
    starts_at: datetime
    ends_at: datetime
    title: str | None = None
    description: str | None = None
    changed: bool = False
    cancelled: bool = False

    @property
    def times(self) -> Times:
        """Start and end, in UTC."""
        return self.starts_at, self.ends_at

    def title_in(self, series: Described) -> str:
        """The title of this date of the series."""
        return series.title if self.title is None else self.title

    def description_in(self, series: Described) -> str:
        """The description of this date of the series."""
        return series.description if self.description is None else self.description


@dataclass(frozen=True)
class Series:
    """A rule and what was changed of its dates. ``starts_at`` and ``ends_at`` are those of the meeting: the first date,
    where they fit the rule."""

    rule: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    changes: DateChanges = field(default_factory=dict)

    @property
    def is_bounded(self) -> bool:
        """Whether there is a last date."""
        return recurrence.is_bounded(self.rule)

    def dates(self) -> Iterator[Occurrence]:
        """All dates that take place, by their start, as far as dates are computed."""
        return (one for one in self.with_cancelled() if not one.cancelled)

    def with_cancelled(self) -> Iterator[Occurrence]:
        """All dates, also those that are cancelled, by their start."""
        changed = sorted(self.changed_dates(), key=_order)
        plain = (self._plain(name) for name in self._by_rule() if name not in self.changes)
        return merge(plain, changed, key=_order) if changed else plain

    def changed_dates(self) -> list[Occurrence]:
        """The dates that have a change, also those that are cancelled, by their names."""
        return [self._changed(name, change) for name, change in sorted(self.changes.items())]

    def times(self) -> list[Times]:
        """Start and end of each date of a series with an end, in order."""
        return [one.times for one in islice(self.dates(), MOST_OCCURRENCES)]

    def current_or_next(self, moment: datetime) -> Occurrence | None:
        """The first date that is not over at this moment, None where all are."""
        return next((one for one in self.dates() if moment < one.ends_at), None)

    def shown(self, moment: datetime) -> Occurrence:
        """The date that people are told of: the first that is not over at this moment, else the last."""
        found = self.current_or_next(moment)
        if found is not None:
            return found
        last = deque(self.dates(), maxlen=1)
        return last.pop() if last else self._plain(next(self._by_rule()))

    def first(self) -> Occurrence:
        """The first date that takes place."""
        return next(self.dates(), None) or self._plain(next(self._by_rule()))

    def after(self, moment: datetime) -> Iterator[Occurrence]:
        """Dates that start after this moment, in order."""
        return (one for one in self.dates() if one.starts_at > moment)

    def coming(self, moment: datetime, place: Times | None = None) -> Iterator[Occurrence]:
        """Dates that are not over at this moment, also those that are cancelled, by their start. ``place``: only those
        after the one with this start and this name."""
        found = (one for one in self.with_cancelled() if moment < one.ends_at)
        return (one for one in found if place is None or _order(one) > place)

    def find(self, original: datetime) -> Occurrence | None:
        """The date of this name, also where it is cancelled; None where the series has none."""
        if next((name for name in self._by_rule() if name >= original), None) != original:
            return None
        change = self.changes.get(original)
        return self._plain(original) if change is None else self._changed(original, change)

    def plain(self) -> Series:
        """The same series as its rule alone gives it."""
        return self.with_changes({})

    def with_changes(self, changes: DateChanges) -> Series:
        """The same rule with these changes."""
        return replace(self, changes=changes)

    @property
    def _length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def _by_rule(self) -> Iterator[datetime]:
        return (
            to_utc(one, self.time_zone) for one in recurrence.local_starts(self.rule, self.starts_at, self.time_zone)
        )

    def _plain(self, original: datetime) -> Occurrence:
        return Occurrence(original, original, original + self._length)

    def _changed(self, original: datetime, change: DateChange) -> Occurrence:
        start = change.starts_at or original
        return Occurrence(
            original,
            start,
            change.ends_at or start + self._length,
            change.title,
            change.description,
            changed=change != _UNCHANGED and not change.cancelled,
            cancelled=change.cancelled,
        )


def _order(one: Occurrence) -> tuple[datetime, datetime]:
    return one.starts_at, one.original


@dataclass(frozen=True)
class ShownDate:
    """A meeting under the date that people are told of; ``occurrence`` is that date of a series."""

    starts_at: datetime | None
    ends_at: datetime | None
    title: str
    description: str
    occurrence: Occurrence | None = None


def series_of(meeting: MeetingColumns) -> Series | None:
    """The series of a meeting that recurs by a rule, None of another one."""
    if meeting.recurrence is None or meeting.starts_at is None or meeting.ends_at is None:
        return None
    changes = read_changes(meeting.changed_dates)
    return Series(meeting.recurrence, meeting.starts_at, meeting.ends_at, meeting.time_zone, changes)


def shown_date(meeting: AnyMeeting, moment: datetime) -> ShownDate:
    """The meeting under the date that matters at this moment: of a series the one under way, else the next one, or
    where all are over the last one."""
    series = series_of(meeting)
    if series is None:
        return ShownDate(meeting.starts_at, meeting.ends_at, meeting.title, meeting.description)
    date = series.shown(moment)
    return ShownDate(*date.times, date.title_in(meeting), date.description_in(meeting), date)


def title_at(meeting: AnyMeeting, moment: datetime) -> str:
    """The title at this moment, without the way along the rule where no date has a title of its own."""
    if any(change.title is not None for change in read_changes(meeting.changed_dates).values()):
        return shown_date(meeting, moment).title
    return meeting.title


def title_or_code(meeting: AnyMeeting, moment: datetime) -> str:
    """As :func:`title_at`, the code of a meeting without a title: what files of a run that began then are called."""
    return title_at(meeting, moment) or meeting.name


def drop_lost_changes(meeting: EditedMeeting) -> None:
    """Forget the changes of dates that the series, whose rule or start has changed, does not have any more.

    Raises :class:`BadRecurrence` where all dates that are left are cancelled.
    """
    series = series_of(meeting)
    if series is None or not series.changes:
        meeting.changed_dates = None
        return
    names = set(series.changes)
    last = max(names)
    kept = {one.original for one in takewhile(lambda one: one.original <= last, series.plain().dates())} & names
    write_changes(meeting, {name: change for name, change in series.changes.items() if name in kept})


def write_changes(meeting: EditedMeeting, changes: DateChanges) -> None:
    """Store what is changed of the dates of a series. Raises :class:`BadRecurrence` where no date would be left."""
    stored: dict[str, Any] = {
        date_name(name): msgspec.to_builtins(change) for name, change in sorted(changes.items()) if change != _UNCHANGED
    }
    meeting.changed_dates = stored or None
    series = series_of(meeting)
    if series is not None and series.changes and next(series.dates(), None) is None:
        raise BadRecurrence("All dates of this series would be cancelled: cancel the series instead.")


def read_changes(stored: Mapping[str, Any] | None) -> DateChanges:
    """What is stored of the changed dates of a meeting."""
    if not stored:
        return {}
    return {read_date_name(name): msgspec.convert(change, DateChange) for name, change in stored.items()}


def date_name(original: datetime) -> str:
    """The name of a date in addresses and tables, like ``20261124T090000Z``."""
    return f"{original.astimezone(UTC):{_NAME}}"


def read_date_name(name: str) -> datetime:
    """The start that :func:`date_name` has written. Raises :class:`ValueError`."""
    return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
