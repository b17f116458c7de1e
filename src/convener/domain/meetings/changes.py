"""Changes of a meeting, as callers ask for them, and what APIs may ask differently.

:class:`MeetingChanges` says what is to be set, :class:`MeetingContract` how the API reads it;
:mod:`convener.domain.actions.schedule_meeting` applies both, for all APIs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from convener.domain.errors import InvalidParameter

LONGEST_DURATION = 24.0
"""Hours."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)

_Text: TypeAlias = str | UnsetType | None
_Texts: TypeAlias = list[str] | UnsetType | None
_Number: TypeAlias = int | UnsetType | None
_Flag: TypeAlias = bool | UnsetType | None
_Time: TypeAlias = datetime | UnsetType | None


_Value = TypeVar("_Value")


def value_of(value: _Value | UnsetType | None) -> _Value | None:
    """The value of a field, None where it is unset or removed."""
    return None if value is UNSET else value


class MeetingChanges(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """New values by field: one that is unset stays as it is (of a new meeting: has its default), None removes its
    value.

    Columns of the meeting, members of :class:`convener.domain.meetings.options.MeetingOptions`, and those that are
    neither: ``owner`` and ``personal_room_of`` are user IDs, ``anytime`` says whether people may enter outside the
    scheduled time, the two ``_acl`` are IDs of users and groups. Rules: Live Meeting service API, sections 5.2 to 5.4
    and 6.1. ``language`` (one of :data:`convener.domain.text.LANGUAGES`), ``duration_hours`` and ``lobby`` are asked
    for by the LiveMinutes and the REST API. ``audience_chat`` and its like say what attendees may in the room
    (:mod:`convener.domain.actions.audience_options`).
    """

    name: _Text = UNSET
    title: _Text = UNSET
    description: _Text = UNSET
    billing: _Text = UNSET
    opaque1: _Text = UNSET
    opaque2: _Text = UNSET
    tag: _Text = UNSET
    registration: _Flag = UNSET
    owner: _Text = UNSET
    personal_room_of: _Text = UNSET

    seats: _Number = UNSET
    kind: _Text = UNSET
    starts_at: _Time = UNSET
    ends_at: _Time = UNSET
    duration_hours: float | UnsetType | None = UNSET
    time_zone: _Text = UNSET
    anytime: _Flag = UNSET
    recurrence: _Text = UNSET

    audience_entry: _Text = UNSET
    audience_password: _Text = UNSET
    audience_acl: _Texts = UNSET
    presenter_entry: _Text = UNSET
    presenter_password: _Text = UNSET
    presenter_acl: _Texts = UNSET
    lobby: _Flag = UNSET
    audience_chat: _Flag = UNSET
    audience_draw: _Flag = UNSET
    audience_microphone: _Flag = UNSET
    audience_camera: _Flag = UNSET
    audience_screen: _Flag = UNSET
    audience_see: _Flag = UNSET

    locale: _Text = UNSET
    language: _Text = UNSET
    start_time_offset: _Number = UNSET
    tag_id: _Text = UNSET
    location: _Text = UNSET
    audience_list: _Texts = UNSET
    presenter_list: _Texts = UNSET
    audience_list_email: _Texts = UNSET
    presenter_list_email: _Texts = UNSET
    audience_custom_frame_url: _Text = UNSET
    presenter_custom_frame_url: _Text = UNSET
    audience_custom_frame_ht: _Number = UNSET
    presenter_custom_frame_ht: _Number = UNSET
    info_a: _Text = UNSET
    info_p: _Text = UNSET
    audio_participant_code: _Text = UNSET
    audio_leader_code: _Text = UNSET
    recording_phone: _Text = UNSET
    enable_recording_expiration: _Flag = UNSET
    recording_expiration_time_amount: _Number = UNSET
    recording_expiration_time_type: _Text = UNSET
    enable_audio_voip: _Flag = UNSET
    enable_audio_broadcast: _Flag = UNSET
    audio_embedded: _Flag = UNSET
    application_sharing_preference: _Text = UNSET
    print_pdf_preference: _Text = UNSET
    recording_preference: _Flag = UNSET
    lobby_message: _Text = UNSET
    seat_prompt: _Text = UNSET
    seat_label_blue: _Text = UNSET
    seat_label_green: _Text = UNSET
    seat_label_purple: _Text = UNSET
    seat_label_red: _Text = UNSET
    seat_label_yellow: _Text = UNSET
    metadata: _Text = UNSET

    def given(self, fields: Collection[str] | None = None) -> dict[str, object]:
        """The values that are set, of these fields or of all."""
        # Each field asked for its value would cost 15 times as much.
        values: dict[str, object] = msgspec.to_builtins(self, builtin_types=(datetime,))
        return values if fields is None else {name: values[name] for name in fields if name in values}


class MeetingContract(Struct, frozen=True, kw_only=True):
    """What the published contract of an API asks of meetings in its own way. The defaults are those of the Live Meeting
    service API (reference, sections 5.2 to 5.4 and 6.1).

    ``defaults``: a new meeting begins with the defaults of its owner and the center, starts now where no start is
    given, and is open all the time. Without them (LiveMinutes seed, 2a: all but key and host is optional) it has a long
    code that is hard to guess, admits who has its link from its start on, or at once where it has none, and takes no
    more seats than a limit of the center demands (:func:`convener.domain.meetings.capacity.demanded_seats`).

    ``durations``: the end follows from start and duration (LiveMinutes seed, 2a: ``time``, ``duration``), also where
    only one of them changes; a start alone moves the meeting.

    ``endless``: a meeting may have no end in a center that offers no ongoing meetings (LiveMinutes seed, 2a:
    ``duration`` is optional; ``/api/v1``: "all fields may be left out").

    ``repeatable``: a change to what is there already is none: nothing is checked anew, and nobody hears of it
    (LiveMinutes: calls can be repeated, docs/liveminutes-api.md).
    """

    defaults: bool = True
    durations: bool = False
    endless: bool = False
    repeatable: bool = False


def check_duration(parameter: str, hours: float) -> float:
    """A duration in hours, checked; raises :class:`InvalidParameter`."""
    if not 0 < hours <= LONGEST_DURATION:
        raise InvalidParameter(
            f"{parameter} is in hours, more than 0 and at most {LONGEST_DURATION:g}; 0.5 is half an hour.", parameter
        )
    return hours


def check_start(parameter: str, at: datetime) -> datetime:
    """A start, checked, in UTC; raises :class:`InvalidParameter`. ``at`` has a time zone."""
    if not EARLIEST <= at <= LATEST:
        raise InvalidParameter(f"{parameter} must be between the years 1900 and 9999.", parameter)
    return at.astimezone(UTC)
