"""Options of a meeting that no search asks for; they are stored together in one column."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import UNSET, Struct

from convener.domain import text
from convener.domain.accounts import profiles
from convener.domain.centers import locales
from convener.domain.centers.settings import SHARING, CenterSettings
from convener.domain.errors import InvalidParameter, NotAllowed
from convener.domain.stored_settings import read_settings, stored_form
from convener.storage.rows import AnyUser, EditedMeeting

from .changes import MeetingChanges


class MeetingOptions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The options; None is "has none". Lists of invited people are only stored and returned. ``metadata`` is JSON of
    the application, see :mod:`convener.domain.meetings.metadata`."""

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


OPTION_FIELDS = frozenset(MeetingOptions.__struct_fields__)

_READ_BY_OTHERS = (
    "location",
    "info_a",
    "info_p",
    "lobby_message",
    "seat_prompt",
    "seat_label_blue",
    "seat_label_green",
    "seat_label_purple",
    "seat_label_red",
    "seat_label_yellow",
)


def apply_options(
    meeting: EditedMeeting,
    changes: MeetingChanges,
    settings: CenterSettings,
    *,
    find_owner: Callable[[EditedMeeting], AnyUser],
    is_administrator: bool,
) -> None:
    """Apply what the changes say of options, and of the meeting's language, which follows from its locale.

    ``find_owner`` is asked for the owner where an option has to be within the owner's privileges. Raises
    :class:`BadValue` (an unknown locale), :class:`InvalidParameter`, :class:`NotAllowed`.
    """
    changed = changes.given(OPTION_FIELDS)
    if changes.locale is not UNSET:
        tag = locales.locale(changes.locale or settings.locale, "locale")
        changed["locale"] = tag
        meeting.language = text.language("locale", tag)
    if changes.language is not UNSET:
        meeting.language = changes.language or text.LANGUAGES[0]
    _check(meeting, changes, settings, find_owner, is_administrator=is_administrator)
    if not changed:
        return
    for name in _READ_BY_OTHERS:
        if isinstance(value := changed.get(name), str):
            changed[name] = text.shown(name, value)
    stored = stored_form(read_settings(MeetingOptions, meeting.options))
    merged = {name: value for name, value in {**stored, **changed}.items() if value is not None}
    try:
        meeting.options = stored_form(msgspec.convert(merged, MeetingOptions))
    except msgspec.ValidationError as error:
        raise InvalidParameter(str(error)) from None


def _check(
    meeting: EditedMeeting,
    changes: MeetingChanges,
    settings: CenterSettings,
    find_owner: Callable[[EditedMeeting], AnyUser],
    *,
    is_administrator: bool,
) -> None:
    sharing = changes.application_sharing_preference
    if sharing is not None and sharing is not UNSET:
        most = profiles.sharing_privilege(settings, find_owner(meeting))
        if SHARING.index(sharing) > SHARING.index(most):
            raise InvalidParameter(
                f"The owner may share {most} at most, not {sharing}.", "application_sharing_preference"
            )
    never_expires = changes.enable_recording_expiration is False
    if never_expires and settings.recording_expiry_forced and not is_administrator:
        raise NotAllowed("The center demands that recordings expire.", "enable_recording_expiration")
