"""One date of a series: changed, cancelled, or held after all, while the series stays.

The date keeps its name, the start that the rule gives it. Seats and maintenance are checked for the new time as for a
whole meeting, and those who were invited get a mail about this date alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace
from sqlalchemy.orm import Session

from convener.domain.centers import centers
from convener.domain.centers.settings import settings_of
from convener.domain.errors import DateNotFound, InvalidParameter, LimitReached, WrongState
from convener.domain.invitations import invitations
from convener.domain.meetings import capacity, recurrence, state
from convener.domain.meetings.series import DateChange, Occurrence, Series, read_date_name, series_of, write_changes
from convener.domain.outbox import MailKind
from convener.domain.site import Site, now
from convener.storage.models import Center, Meeting

MOST_CHANGES = 500
"""Dates of one series that may differ from it, those that are over among them."""

FURTHEST = timedelta(days=366)
"""How far a date may be moved from where its rule has it."""


class DateEdit(Struct, frozen=True, kw_only=True):
    """What is to be set of one date; what is unset stays as it is."""

    starts_at: datetime | UnsetType = UNSET
    duration: timedelta | UnsetType = UNSET
    title: str | UnsetType = UNSET
    description: str | UnsetType = UNSET


@dataclass(frozen=True)
class DateEditor:
    """Changes dates of a living meeting of this center, whose row the caller has locked
    (:func:`convener.domain.meetings.meetings.lock_meeting`).

    Each method takes the name of the date (:func:`convener.domain.meetings.series.date_name`) and returns the date as
    it is then. They raise :class:`DateNotFound`, :class:`WrongState` (a date that is over), :class:`SeatsTaken`,
    :class:`Maintenance`.
    """

    session: Session
    site: Site
    center: Center
    meeting: Meeting

    def change(self, name: str, edit: DateEdit) -> Occurrence:
        """Change the date. What then is as in the series is stored nowhere, and follows the series. Raises
        :class:`InvalidParameter` for a time that is over or too far away."""
        series, date = self._find(name)
        if date.cancelled:
            raise WrongState("meeting", "This date is cancelled: restore it first.")
        start = date.starts_at if edit.starts_at is UNSET else edit.starts_at.replace(microsecond=0)
        length = date.ends_at - date.starts_at if edit.duration is UNSET else edit.duration
        if abs(start - date.original) > FURTHEST or start > recurrence.LATEST - length:
            raise InvalidParameter("A date can be moved by a year at most.", "starts_at")
        if start + length <= now():
            raise InvalidParameter("A date cannot be moved to a time that is over.", "starts_at")
        title = date.title if edit.title is UNSET else edit.title
        description = date.description if edit.description is UNSET else edit.description
        by_rule = series.ends_at - series.starts_at
        change = DateChange(
            starts_at=None if start == date.original else start,
            ends_at=None if length == by_rule else start + length,
            title=None if title in ("", self.meeting.title) else title,
            description=None if description == self.meeting.description else description,
        )
        return self._apply(series, date, change, MailKind.DATE_REQUEST)

    def cancel(self, name: str) -> Occurrence:
        """Cancel the date; what was changed of it is kept, for the case that it is restored. Raises
        :class:`BadRecurrence` where none would be left, :class:`WrongState` where people are in the room now."""
        series, date = self._find(name)
        if self.meeting.inside and date.starts_at <= now():
            raise WrongState("meeting", "People are in the meeting: end it for all instead.")
        change = replace(series.changes.get(date.original, DateChange()), cancelled=True)
        return self._apply(series, date, change, MailKind.DATE_CANCEL)

    def restore(self, name: str) -> Occurrence:
        """Let a cancelled date take place after all."""
        series, date = self._find(name)
        change = replace(series.changes.get(date.original, DateChange()), cancelled=False)
        return self._apply(series, date, change, MailKind.DATE_REQUEST)

    def _find(self, name: str) -> tuple[Series, Occurrence]:
        series = series_of(self.meeting)
        try:
            date = series.find(read_date_name(name)) if series is not None else None
        except ValueError:
            date = None
        if series is None or date is None:
            raise DateNotFound("There is no such date of a series.", "date")
        if date.ends_at <= now():
            raise WrongState("meeting", "This date is over.")
        return series, date

    def _apply(self, series: Series, before: Occurrence, change: DateChange, kind: MailKind) -> Occurrence:
        meeting, original = self.meeting, before.original
        changes = {**series.changes, original: change}
        if len(changes) > max(MOST_CHANGES, len(series.changes)):
            raise LimitReached(f"At most {MOST_CHANGES} dates of a series can be changed: change the series instead.")
        after = series.with_changes(changes).find(original) or before
        moved = (after.cancelled, after.times) != (before.cancelled, before.times)
        counts = moved and bool(meeting.seats) and series.is_bounded
        if counts:
            if settings_of(self.center).attendance_limit is not None:
                # Before the seats, in the order in which a new meeting locks them.
                centers.lock_center(self.session, self.center.id)
            capacity.release(self.session, meeting)
        write_changes(meeting, changes)
        if moved and not after.cancelled:
            capacity.check_seats(self.session, self.site, self.center, meeting)
            capacity.check_maintenance(self.session, meeting, times=[after.times])
        if counts:
            capacity.reserve(self.session, meeting)
        if after != before:
            meeting.modified_at = now()
            meeting.calendar_sequence += 1
            state.record_update(self.session, meeting)
            invitations.announce_date(self.session, meeting, original, kind)
        return after
