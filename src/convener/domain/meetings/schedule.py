"""When a meeting takes place: its kind, start and end, time zone, recurrence rule, and when people may enter.

Rules: Live Meeting service API, reference 5.2 and 6.1.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import UNSET

from convener.domain.centers import locales
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import BadValue, InvalidParameter, NotOffered
from convener.storage.rows import EditedMeeting

from . import recurrence
from .changes import EARLIEST, LATEST, MeetingChanges, MeetingContract
from .series import drop_lost_changes

_HOUR = timedelta(hours=1)

TIME_FIELDS = frozenset({"starts_at", "ends_at", "duration_hours", "recurrence"})
"""Fields that say when the meeting takes place."""

SCHEDULE_FIELDS = TIME_FIELDS | {"time_zone", "anytime"}
"""Fields that :func:`apply_schedule` applies."""


class MeetingKind(StrEnum):
    """What sort of meeting it is (reference, 5.2). A personal room is a MeetNow meeting."""

    ONE_TIME = "one_time"
    RECURRING = "recurring"
    MEET_NOW = "meet_now"


class OpeningRule(StrEnum):
    """When people other than the host may enter (the column ``doors`` of a meeting)."""

    FROM_START = "start"
    """From the start on, or as soon as the host or another participant has begun it; no longer when it is finished."""
    ALWAYS = "always"
    """At any time; a finished meeting begins again when a participant enters."""
    SCHEDULED = "scheduled"
    """From the scheduled start to the scheduled end, of each occurrence where it recurs by a rule."""


def apply_schedule(
    meeting: EditedMeeting, changes: MeetingChanges, settings: CenterSettings, contract: MeetingContract
) -> None:
    """Apply what the changes say of times, recurrence and opening rule, and check the schedule that results.

    Raises :class:`BadTimeZone`, :class:`InvalidParameter`, :class:`NotOffered` (no end, where the center wants one),
    :class:`BadRecurrence`.
    """
    zone = changes.time_zone
    if zone is not UNSET:
        meeting.time_zone = locales.time_zone(zone, "time_zone") if zone else settings.time_zone
    _apply_times(meeting, changes, contract)
    if meeting.ends_at is None and not settings.ongoing_meetings and not contract.endless:
        raise NotOffered("This center does not offer meetings without an end.", "ends_at")
    if changes.anytime is not UNSET:
        anytime = changes.anytime is not False
        # A meeting of an application, which opens by a rule of its own, keeps it where the field only repeats it.
        if anytime != (meeting.doors == OpeningRule.ALWAYS):
            closed = OpeningRule.SCHEDULED if contract.defaults else OpeningRule.FROM_START
            meeting.doors = (OpeningRule.ALWAYS if anytime else closed).value
    if changes.recurrence is not UNSET:
        meeting.recurrence = changes.recurrence or None
    if meeting.recurrence is not None:
        if meeting.kind != MeetingKind.RECURRING.value or meeting.starts_at is None:
            raise InvalidParameter("Only a Recurring meeting has a recurrence rule.", "recurrence")
        meeting.recurrence = recurrence.check(meeting.recurrence, meeting.starts_at, meeting.ends_at, meeting.time_zone)
    if meeting.changed_dates is not None:
        drop_lost_changes(meeting)


def _apply_times(meeting: EditedMeeting, changes: MeetingChanges, contract: MeetingContract) -> None:
    before = meeting.starts_at
    moved = changes.starts_at is not UNSET and changes.starts_at is not None
    if changes.starts_at is not UNSET and changes.starts_at is not None:
        meeting.starts_at = changes.starts_at
        if meeting.starts_at < EARLIEST:
            raise InvalidParameter("startTime must not be before the year 1900.", "starts_at")
    if changes.duration_hours is not UNSET:
        meeting.duration_hours = changes.duration_hours
    if changes.ends_at is not UNSET:
        meeting.ends_at = changes.ends_at
    elif (changes.duration_hours is not UNSET or (moved and contract.durations)) and _set_end(meeting, before):
        return
    if meeting.starts_at is None or meeting.ends_at is None:
        return
    if meeting.ends_at <= meeting.starts_at:
        raise InvalidParameter("endTime must be after startTime.", "ends_at")
    if meeting.duration_hours is not None and (moved or changes.ends_at is not UNSET):
        # The duration that an application gave once is the one that the meeting has now.
        meeting.duration_hours = (meeting.ends_at - meeting.starts_at) / _HOUR


def _set_end(meeting: EditedMeeting, before: datetime | None) -> bool:
    """Let the meeting last as long as it is said to, else as long as it did when it began at ``before``; returns False
    where neither is known."""
    if meeting.starts_at is None:
        return False
    if meeting.duration_hours is not None:
        lasts = timedelta(hours=meeting.duration_hours)
    elif meeting.ends_at is not None and before is not None:
        lasts = meeting.ends_at - before
    else:
        return False
    # Some applications mean "at any time" by the last second of the year 9999.
    meeting.ends_at = meeting.starts_at + min(lasts, LATEST - meeting.starts_at)
    return True


def change_kind(meeting: EditedMeeting, kind: MeetingKind) -> None:
    """Make a recurring meeting a one-time meeting or the other way round; raises :class:`BadValue` where one of the two
    is a personal room."""
    if kind.value == meeting.kind:
        return
    if MeetingKind.MEET_NOW.value in (kind.value, meeting.kind):
        raise BadValue("A personal place stays what it is, and nothing else becomes one.", "kind")
    meeting.kind = kind.value
    if kind is MeetingKind.ONE_TIME:
        meeting.recurrence = meeting.changed_dates = None
