"""Changes of a meeting, as callers ask for them.

:class:`MeetingChanges` is for everything that the Live Meeting service API can set; it is applied by
:mod:`convener.domain.actions.schedule_meeting`. :class:`Details` is the short form of the LiveMinutes and the REST API,
applied by :mod:`convener.domain.meetings.meetings`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from convener.domain import text
from convener.domain.centers import locales
from convener.domain.errors import InvalidParameter
from convener.storage.models import Meeting

LONGEST_DURATION = 24.0
"""Hours."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


class MeetingChanges(TypedDict, total=False):
    """New values by field: a field that is absent stays as it is (of a new meeting: has its default), None removes its
    value.

    Columns of the meeting, members of :class:`convener.domain.meetings.options.MeetingOptions`, and those that are
    neither: ``owner`` and ``personal_room_of`` are user IDs, ``anytime`` says whether people may enter outside the
    scheduled time, the two ``_acl`` are IDs of users and groups. Rules: Live Meeting service API, sections 5.2 to 5.4
    and 6.1.
    """

    name: str | None
    title: str | None
    description: str | None
    billing: str | None
    opaque1: str | None
    opaque2: str | None
    tag: str | None
    registration: bool | None
    owner: str | None
    personal_room_of: str | None

    seats: int | None
    kind: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str | None
    anytime: bool | None
    recurrence: str | None

    audience_entry: str | None
    audience_password: str | None
    audience_acl: list[str] | None
    presenter_entry: str | None
    presenter_password: str | None
    presenter_acl: list[str] | None

    locale: str | None
    start_time_offset: int | None
    tag_id: str | None
    location: str | None
    audience_list: list[str] | None
    presenter_list: list[str] | None
    audience_list_email: list[str] | None
    presenter_list_email: list[str] | None
    audience_custom_frame_url: str | None
    presenter_custom_frame_url: str | None
    audience_custom_frame_ht: int | None
    presenter_custom_frame_ht: int | None
    info_a: str | None
    info_p: str | None
    audio_participant_code: str | None
    audio_leader_code: str | None
    recording_phone: str | None
    enable_recording_expiration: bool | None
    recording_expiration_time_amount: int | None
    recording_expiration_time_type: str | None
    enable_audio_voip: bool | None
    enable_audio_broadcast: bool | None
    audio_embedded: bool | None
    application_sharing_preference: str | None
    print_pdf_preference: str | None
    recording_preference: bool | None
    lobby_message: str | None
    seat_prompt: str | None
    seat_label_blue: str | None
    seat_label_green: str | None
    seat_label_purple: str | None
    seat_label_red: str | None
    seat_label_yellow: str | None
    metadata: str | None


@dataclass(frozen=True, kw_only=True)
class Details:
    """New values of a meeting; None changes nothing. To be applied only as :meth:`checked` returns them."""

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


def apply_details(meeting: Meeting, details: Details) -> None:
    """Write checked details into the meeting's row; its end follows from start and duration."""
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
        # Some applications mean "at any time" by the last second of the year 9999.
        duration = timedelta(hours=meeting.duration_hours)
        meeting.ends_at = meeting.starts_at + min(duration, LATEST - meeting.starts_at)


def detail_values(meeting: Meeting) -> tuple[object, ...]:
    """The values that details can change, for comparing them before and after."""
    return (
        meeting.title,
        meeting.description,
        meeting.language,
        meeting.time_zone,
        meeting.lobby,
        meeting.starts_at,
        meeting.duration_hours,
    )
