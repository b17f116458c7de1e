"""The schema of a user's own settings, stored in the column ``preferences``."""

from __future__ import annotations

from msgspec import Struct


class UserSettings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a user may do and the defaults for meetings the user creates. None: no own value, the center's default
    holds."""

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
