"""Changes of a user, as an application or the user asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict


class UserChanges(TypedDict, total=False):
    """New values by field: a field that is absent stays as it is, None removes its value.

    Columns of the user, members of :class:`convener.domain.accounts.settings.UserSettings` and three that are neither:
    ``password`` (plain text), ``is_administrator`` and ``is_organizer`` (together they make the role). ``schedules``
    says whether the user may schedule meetings. Rules: Live Meeting service API, section 6.2.
    """

    user_id: str | None
    password: str | None
    is_administrator: bool | None
    is_organizer: bool | None
    schedules: bool | None
    expires_at: datetime | None

    first_name: str | None
    last_name: str | None
    display_name: str | None
    email: str | None
    company: str | None
    billing: str | None
    opaque1: str | None
    opaque2: str | None
    locale: str | None
    time_zone: str | None

    recording_privilege: bool | None
    personal_recording_privilege: bool | None
    recording_preference: bool | None
    application_sharing_privilege: str | None
    application_sharing_preference: str | None
    print_pdf_privilege: str | None
    print_pdf_preference: str | None
    audio_voip_privilege: bool | None
    audio_broadcast_privilege: bool | None
    enable_audio_voip: bool | None
    allow_video_enable: bool | None
    audio_allow_callme: bool | None
    easy_assist_enabled: bool | None
    enable_custom_frames_privilege: bool | None
    audience_custom_frame_ht: int | None
    presenter_custom_frame_ht: int | None
    enable_recording_expiration: bool | None
    recording_expiration_time_amount: int | None
    recording_expiration_time_type: str | None
    enable_personal_recording_presenter: bool | None
    enable_personal_recording_attendee: bool | None
    publish_hff: bool | None
    publish_windows_media_movie: bool | None
    audience_entry_control: str | None
    ecr_whiteboard_privilege: bool | None
    seat_prompt: str | None
    seat_label_blue: str | None
    seat_label_green: str | None
    seat_label_purple: str | None
    seat_label_red: str | None
    seat_label_yellow: str | None
    meeting_duration: int | None
    meeting_size: int | None
    lines_per_page: int | None
