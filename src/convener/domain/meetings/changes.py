"""What a caller says about a meeting: checked, applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from convener.domain import text
from convener.domain.centers import locales
from convener.domain.errors import InvalidParameter
from convener.storage.models import Meeting

LONGEST_DURATION = 24.0
"""Hours."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a caller says about a meeting; None is "not said" and changes nothing. Checked by :meth:`checked`."""

    title: str | None = None
    description: str | None = None
    language: str | None = None
    starts_at: datetime | None = None
    duration_hours: float | None = None
    time_zone: str | None = None
    lobby: bool | None = None

    def checked(self) -> Details:
        """The same with texts trimmed and the language one of ours; raises :class:`InvalidParameter`."""
        if self.duration_hours is not None and not 0 < self.duration_hours <= LONGEST_DURATION:
            raise InvalidParameter(
                f"duration is in hours, more than 0 and at most {LONGEST_DURATION:g}; 0.5 is half an hour.", "duration"
            )
        if self.starts_at is not None and not EARLIEST <= self.starts_at <= LATEST:
            raise InvalidParameter("time must be between the years 1900 and 9999.", "time")
        if self.time_zone is not None and self.time_zone not in locales.zone_ids():
            raise InvalidParameter(f"{self.time_zone!r} is not a time zone like Europe/Paris.", "timeZone")
        return replace(
            self,
            starts_at=None if self.starts_at is None else self.starts_at.astimezone(UTC),
            title=None if self.title is None else text.line("title", self.title, 250),
            description=None if self.description is None else text.lines("description", self.description, 4000),
            language=None if self.language is None else text.language("lang", self.language),
        )


def apply(meeting: Meeting, details: Details) -> None:
    """Write checked details into the meeting's row."""
    if details.title is not None:
        meeting.title = details.title
        meeting.title_folded = text.search_key(details.title)
    if details.description is not None:
        meeting.description = details.description
    if details.language is not None:
        meeting.language = details.language
    if details.time_zone is not None:
        meeting.time_zone = details.time_zone
    if details.lobby is not None:
        meeting.lobby = details.lobby
    if details.starts_at is not None:
        meeting.starts_at = details.starts_at
    if details.duration_hours is not None:
        meeting.duration_hours = details.duration_hours
    if meeting.starts_at is not None and meeting.duration_hours is not None:
        # Some applications say "whenever" as the last second of the year 9999.
        duration = timedelta(hours=meeting.duration_hours)
        meeting.ends_at = meeting.starts_at + min(duration, LATEST - meeting.starts_at)


def values_of(meeting: Meeting) -> tuple[object, ...]:
    """What details can change, to be compared."""
    return (
        meeting.title,
        meeting.description,
        meeting.language,
        meeting.time_zone,
        meeting.lobby,
        meeting.starts_at,
        meeting.duration_hours,
    )
