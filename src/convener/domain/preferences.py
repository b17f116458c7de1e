"""What centers, users and meetings keep beside their own columns: settings and preferences, as typed structs in a JSON
column each.

Names are those of the Live Meeting service API in our spelling (``seatPrompt`` is ``seat_prompt``). In users and
meetings None is "has no value of its own". A value that only a newer version of the program knows is kept out of its
way: unknown
members are ignored when read.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

SHARING = ("SharingDisallowed", "Disabled", "Single", "Desktop")
"""What presenters may share, from nothing to the whole desktop; each allows what stands before it."""

PRINTING = ("Disabled", "Presenter", "All")
"""Who may save documents as PDF, from nobody to everybody."""

ENTRY_CONTROLS = ("acl", "none", "password")
"""Who gets in on one side: people on a list, everybody, who knows the password."""

EXPIRY_UNITS = ("Days", "Weeks", "Months")

ROOM_CAPACITY = 2500
"""Most seats of a meeting, and of a center, that the vocabulary can name (QueryLimits)."""


class PasswordPolicy(Struct, frozen=True, kw_only=True):
    """What a password must be like. ``server_made``: only those that we make."""

    shortest: int = 1
    digit: bool = False
    upper: bool = False
    lower: bool = False
    punctuation: bool = False
    not_the_name: bool = False
    plain_ends: bool = False
    server_made: bool = False
    changeable: bool = True


class Link(Struct, frozen=True, kw_only=True):
    """What the owner of the center has made of a standard link: ShowDefault, HideLink, RedirectLink (to ``url``)."""

    value: str = "ShowDefault"
    url: str = ""


class CenterSettings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Settings of a center. Limits: None is none. Days: 0 is never."""

    meeting_seats: int | None = None
    attendance_limit: int | None = None
    schedule_limit: int | None = None
    named_user_limit: int | None = None
    ongoing_meetings: bool = True

    restoration: bool = True
    buffer_days: int = 30
    meeting_expiry_days: int = 0
    recording_expiry_days: int = 0
    recording_expiry_forced: bool = False
    billing_reserved: bool = False

    meeting_passwords: PasswordPolicy = PasswordPolicy()
    recording_passwords: PasswordPolicy = PasswordPolicy()
    user_passwords: PasswordPolicy = PasswordPolicy()

    locale: str = "en-US"
    time_zone: str = "UTC"
    max_inactive_interval: int = 1200
    force_extended_registration: bool = False
    allow_fast_lobby_join: bool = False
    fast_lobby_static_username: str | None = None
    audio_embedded: bool = False
    enable_audio_voip: bool = True
    allow_enable_audio_broadcast: bool = True
    allow_video_enable: bool = True
    allow_custom_frame: bool = True
    application_sharing_privilege: str = "Desktop"
    application_sharing_privilege_user_default: str = "Desktop"
    application_sharing_preference_user_default: str = "Single"
    print_pdf_preference_user_default: str = "All"
    recording_privilege: bool = True
    personal_recording_privilege: bool = True
    admin_invitee_text_as_header: bool = False
    admin_invitee_text_audience: str = ""
    admin_invitee_text_presenter: str = ""
    links: dict[str, Link] = field(default_factory=dict)


class UserPreferences(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a user may do and wants for new meetings; None is the center's default."""

    recording_privilege: bool | None = None
    personal_recording_privilege: bool | None = None
    recording_preference: bool | None = None
    application_sharing_privilege: str | None = None
    application_sharing_preference: str | None = None
    print_pdf_privilege: str | None = None
    print_pdf_preference: str | None = None
    audio_voip_privilege: bool | None = None
    audio_broadcast_privilege: bool | None = None
    enable_audio_voip: bool | None = None
    allow_video_enable: bool | None = None
    audio_allow_callme: bool | None = None
    easy_assist_enabled: bool | None = None
    enable_custom_frames_privilege: bool | None = None
    audience_custom_frame_ht: int | None = None
    presenter_custom_frame_ht: int | None = None
    enable_recording_expiration: bool | None = None
    recording_expiration_time_amount: int | None = None
    recording_expiration_time_type: str | None = None
    enable_personal_recording_presenter: bool | None = None
    enable_personal_recording_attendee: bool | None = None
    publish_hff: bool | None = None
    publish_windows_media_movie: bool | None = None
    audience_entry_control: str | None = None
    ecr_whiteboard_privilege: bool | None = None
    seat_prompt: str | None = None
    seat_label_blue: str | None = None
    seat_label_green: str | None = None
    seat_label_purple: str | None = None
    seat_label_red: str | None = None
    seat_label_yellow: str | None = None
    meeting_duration: int | None = None
    meeting_size: int | None = None
    lines_per_page: int | None = None


class MeetingOptions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said about a meeting that nothing is looked for by. Lists of invited people are only kept and shown."""

    locale: str | None = None
    start_time_offset: int | None = None
    tag_id: str | None = None
    location: str | None = None
    audience_list: list[str] | None = None
    presenter_list: list[str] | None = None
    audience_list_email: list[str] | None = None
    presenter_list_email: list[str] | None = None
    audience_custom_frame_url: str | None = None
    presenter_custom_frame_url: str | None = None
    audience_custom_frame_ht: int | None = None
    presenter_custom_frame_ht: int | None = None
    info_a: str | None = None
    info_p: str | None = None
    audio_participant_code: str | None = None
    audio_leader_code: str | None = None
    recording_phone: str | None = None
    enable_recording_expiration: bool | None = None
    recording_expiration_time_amount: int | None = None
    recording_expiration_time_type: str | None = None
    enable_audio_voip: bool | None = None
    enable_audio_broadcast: bool | None = None
    audio_embedded: bool | None = None
    application_sharing_preference: str | None = None
    print_pdf_preference: str | None = None
    recording_preference: bool | None = None
    lobby_message: str | None = None
    seat_prompt: str | None = None
    seat_label_blue: str | None = None
    seat_label_green: str | None = None
    seat_label_purple: str | None = None
    seat_label_red: str | None = None
    seat_label_yellow: str | None = None
    metadata: str | None = None


Kept = TypeVar("Kept", CenterSettings, UserPreferences, MeetingOptions)


def read(kind: type[Kept], stored: dict[str, Any] | None) -> Kept:
    """The struct out of its JSON column."""
    return msgspec.convert(stored or {}, kind)


def stored(kept: Kept) -> dict[str, Any]:
    """The struct as its JSON column keeps it: what is not the default."""
    built: dict[str, Any] = msgspec.to_builtins(kept)
    return built
