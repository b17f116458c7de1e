"""Options of a meeting that nothing is searched by."""

from __future__ import annotations

from msgspec import Struct


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
