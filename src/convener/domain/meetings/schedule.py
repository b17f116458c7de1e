"""When a meeting takes place: its kind, start and end, time zone, recurrence rule, and when people may enter.

Rules: Live Meeting service API, reference 5.2 and 6.1.
"""

from __future__ import annotations

from enum import StrEnum

from convener.domain.centers import locales
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import BadValue, InvalidParameter, NotOffered
from convener.storage.models import Meeting

from . import recurrence
from .changes import EARLIEST, MeetingChanges

SCHEDULE_FIELDS = frozenset({"starts_at", "ends_at", "recurrence", "time_zone", "anytime"})
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


def apply_schedule(meeting: Meeting, changes: MeetingChanges, settings: CenterSettings) -> None:
    """Apply what the changes say of times, recurrence and opening rule, and check the schedule that results.

    Raises :class:`BadTimeZone`, :class:`InvalidParameter`, :class:`NotOffered` (no end, where the center wants one),
    :class:`BadRecurrence`.
    """
    if "time_zone" in changes:
        zone = changes["time_zone"]
        meeting.time_zone = locales.time_zone(zone, "time_zone") if zone else settings.time_zone
    starts_at = changes.get("starts_at")
    if starts_at is not None:
        meeting.starts_at = starts_at
        if starts_at < EARLIEST:
            raise InvalidParameter("startTime must not be before the year 1900.", "starts_at")
    if "ends_at" in changes:
        meeting.ends_at = changes["ends_at"]
    if meeting.ends_at is None and not settings.ongoing_meetings:
        raise NotOffered("This center does not offer meetings without an end.", "ends_at")
    if meeting.ends_at is not None and meeting.starts_at is not None and meeting.ends_at <= meeting.starts_at:
        raise InvalidParameter("endTime must be after startTime.", "ends_at")
    if "anytime" in changes and (anytime := changes["anytime"] is not False) != (meeting.doors == OpeningRule.ALWAYS):
        # A meeting of an application, which opens by a rule of its own, keeps it where the field only repeats it.
        meeting.doors = (OpeningRule.ALWAYS if anytime else OpeningRule.SCHEDULED).value
    if "recurrence" in changes:
        meeting.recurrence = changes["recurrence"] or None
    if meeting.recurrence is not None:
        if meeting.kind != MeetingKind.RECURRING.value or meeting.starts_at is None:
            raise InvalidParameter("Only a Recurring meeting has a recurrence rule.", "recurrence")
        meeting.recurrence = recurrence.check(meeting.recurrence, meeting.starts_at, meeting.ends_at, meeting.time_zone)


def change_kind(meeting: Meeting, kind: MeetingKind) -> None:
    """Make a recurring meeting a one-time meeting or the other way round; raises :class:`BadValue` where one of the two
    is a personal room."""
    if kind.value == meeting.kind:
        return
    if MeetingKind.MEET_NOW.value in (kind.value, meeting.kind):
        raise BadValue("A personal place stays what it is, and nothing else becomes one.", "kind")
    meeting.kind = kind.value
    if kind is MeetingKind.ONE_TIME:
        meeting.recurrence = None
