"""What a user is called, may do and wants for new meetings: changed by rules, resolved against the center's settings.

What somebody says of a user comes as words to values; the words are columns of the user (``first_name``,
``display_name``, ``email``, ``company``, ``billing``, ``opaque1``, ``opaque2``, ``locale``, ``time_zone``,
``expires_at``, ``schedules``) and members of :class:`UserSettings`. A word that is not said changes nothing, None
takes the value away. Rules: Live Meeting service API, section 6.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from convener.domain import text
from convener.domain.centers import locales
from convener.domain.centers.settings import ENTRY_CONTROLS, EXPIRY_UNITS, PRINTING, SHARING, CenterSettings
from convener.domain.errors import BadValue, InvalidParameter, NotAllowed
from convener.domain.permissions import CenterRole
from convener.domain.stored_settings import read_settings, stored_form
from convener.storage.models import User

from .settings import UserSettings

Wish = TypeVar("Wish", int, bool)

Value = str | int | bool | datetime | list[str] | None
Said = Mapping[str, Value]

LONGEST_TEXT = 255
LONGEST_OPAQUE = 1023

PREFERENCES = frozenset(UserSettings.__struct_fields__)

OWN = frozenset(
    {
        "email",
        "last_name",
        "first_name",
        "company",
        "display_name",
        "password",
        "recording_preference",
        "application_sharing_preference",
        "print_pdf_preference",
        "enable_audio_voip",
        "audio_allow_callme",
        "audience_custom_frame_ht",
        "presenter_custom_frame_ht",
        "enable_recording_expiration",
        "recording_expiration_time_amount",
        "recording_expiration_time_type",
        "enable_personal_recording_presenter",
        "enable_personal_recording_attendee",
        "publish_hff",
        "publish_windows_media_movie",
        "audience_entry_control",
        "seat_prompt",
        "seat_label_blue",
        "seat_label_green",
        "seat_label_purple",
        "seat_label_red",
        "seat_label_yellow",
        "meeting_duration",
        "meeting_size",
        "billing",
        "locale",
        "time_zone",
        "lines_per_page",
    }
)
"""What people may change of their own profile; all else is for administrators."""

MEETING_WANTS = (
    "audience_custom_frame_ht",
    "presenter_custom_frame_ht",
    "enable_recording_expiration",
    "recording_expiration_time_amount",
    "recording_expiration_time_type",
    "enable_audio_voip",
    "application_sharing_preference",
    "print_pdf_preference",
    "recording_preference",
    "seat_prompt",
    "seat_label_blue",
    "seat_label_green",
    "seat_label_purple",
    "seat_label_red",
    "seat_label_yellow",
)
"""Preferences of users that are options of meetings by the same word."""

SEAT_PROMPT = "Feedback to Presenter"
"""Heading above the mood colours where nobody wants another one."""

_AMONG = {
    "application_sharing_privilege": SHARING,
    "application_sharing_preference": SHARING,
    "print_pdf_privilege": PRINTING,
    "print_pdf_preference": PRINTING,
    "audience_entry_control": ENTRY_CONTROLS,
    "recording_expiration_time_type": EXPIRY_UNITS,
}
_WITHIN = {
    "audience_custom_frame_ht": (0, 10_000),
    "presenter_custom_frame_ht": (0, 10_000),
    "recording_expiration_time_amount": (1, 36_500),
    "meeting_duration": (1, 525_600),
    "meeting_size": (1, 2_147_483_647),
    "lines_per_page": (1, 10_000),
}
_TEXT_COLUMNS = {
    "first_name": LONGEST_TEXT,
    "last_name": LONGEST_TEXT,
    "display_name": LONGEST_TEXT,
    "email": LONGEST_TEXT,
    "company": LONGEST_TEXT,
    "billing": LONGEST_TEXT,
    "opaque1": LONGEST_OPAQUE,
    "opaque2": LONGEST_OPAQUE,
}
_NULLABLE = frozenset({"billing", "opaque1", "opaque2"})


# ------------------------------------------------------------------------------------------------ changing


def own_changes(kept: CenterSettings, user: User, said: Said) -> Said:
    """What of ``said`` the user may change of the own profile.

    Raises :class:`NotAllowed` for what only administrators change; where billing is reserved to them, it is left out
    without a word. Where the center demands that recordings expire, only administrators may say that they do not.
    """
    for word in said:
        if word not in OWN:
            raise NotAllowed(f"Only an administrator may change {word}.", word)
    if user.role == CenterRole.ADMINISTRATOR.value:
        return said
    if kept.recording_expiry_forced and said.get("enable_recording_expiration") is False:
        raise NotAllowed("Recordings of this center expire.", "enable_recording_expiration")
    if "password" in said and not kept.user_passwords.changeable:
        raise NotAllowed("Only an administrator may change passwords.", "password")
    return {word: value for word, value in said.items() if word != "billing" or not kept.billing_reserved}


def apply(kept: CenterSettings, user: User, said: Said) -> list[str]:
    """Write what is said into the user's row, checked; returns the words that are different now, sorted.

    Words that are not of a profile (user ID, password, role) are none of its business. Raises
    :class:`InvalidParameter`, :class:`BadTimeZone`, :class:`BadValue` (an unknown locale, more sharing than the user or
    the center may).
    """
    before = _picture(user)
    called = derived_name(user)
    for word, value in said.items():
        if word in _TEXT_COLUMNS:
            setattr(user, word, _text(word, value))
        elif word == "locale":
            user.locale = "" if value is None else locales.locale(str(value), "locale")
        elif word == "time_zone":
            user.time_zone = "" if value is None else locales.time_zone(str(value), "time_zone")
        elif word == "expires_at":
            user.expires_at = value if isinstance(value, datetime) else None
    if not user.display_name or (user.display_name == called and said.get("display_name") is None):
        user.display_name = derived_name(user)
    user.email_folded = text.fold(user.email)
    wanted = {word: value for word, value in said.items() if word in PREFERENCES}
    if wanted:
        preferences = _preferences(user, wanted)
        user.preferences = stored_form(preferences)
        _check_caps(kept, preferences, wanted)
    after = _picture(user)
    return sorted(word for word in before.keys() | after.keys() if before.get(word) != after.get(word))


def derived_name(user: User) -> str:
    """What a user is called who did not say so."""
    return f"{user.first_name} {user.last_name}".strip() or user.user_id


def _picture(user: User) -> dict[str, object]:
    columns = (*_TEXT_COLUMNS, "locale", "time_zone", "expires_at")
    return {**{word: getattr(user, word) for word in columns}, **(user.preferences or {})}


def _text(word: str, value: Value) -> str | None:
    if value is None:
        return None if word in _NULLABLE else ""
    return text.key(word, str(value).rstrip(" "), _TEXT_COLUMNS[word])


def _preferences(user: User, wanted: Mapping[str, Value]) -> UserSettings:
    built: dict[str, Any] = structs.asdict(read_settings(UserSettings, user.preferences))
    for word, value in wanted.items():
        _check(word, value)
        built[word] = value
    try:
        return msgspec.convert(built, UserSettings)
    except msgspec.ValidationError as error:
        word = next((one for one in wanted if str(error).endswith(f"`$.{one}`")), "")
        raise InvalidParameter(f"{word} cannot have this value.", word) from None


def _check(word: str, value: Value) -> None:
    if value is None:
        return
    if word in _AMONG and value not in _AMONG[word]:
        raise InvalidParameter(f"{word} must be one of {', '.join(_AMONG[word])}.", word)
    if word in _WITHIN and isinstance(value, int):
        least, most = _WITHIN[word]
        if not least <= value <= most:
            raise InvalidParameter(f"{word} must be from {least} to {most}.", word)
    if word.startswith("seat_") and isinstance(value, str):
        text.key(word, value, LONGEST_TEXT)


def _check_caps(kept: CenterSettings, preferences: UserSettings, wanted: Iterable[str]) -> None:
    """Nobody may want more than may be: the privilege up to the center's, the preference up to the privilege."""
    privilege = _sharing_privilege(kept, preferences)
    for word, most, order in (
        ("application_sharing_privilege", kept.application_sharing_privilege, SHARING),
        ("application_sharing_preference", privilege, SHARING),
        ("print_pdf_preference", preferences.print_pdf_privilege or PRINTING[-1], PRINTING),
    ):
        value = getattr(preferences, word)
        if word in wanted and value is not None and order.index(value) > order.index(most):
            raise BadValue(f"{value} is more than {most}, the most that is allowed here.", word)


# ------------------------------------------------------------------------------------------- what holds then


def effective(kept: CenterSettings, user: User) -> UserSettings:
    """What the user may do and wants: own values, else the center's defaults, within what both may. None: no value."""
    own = read_settings(UserSettings, user.preferences)
    expires = kept.recording_expiry_days > 0
    recording = _both(own.recording_privilege, kept.recording_privilege)
    personal = _both(own.personal_recording_privilege, kept.personal_recording_privilege)
    sharing = _sharing_privilege(kept, own)
    printing = own.print_pdf_privilege or PRINTING[-1]
    voip = _both(own.audio_voip_privilege, kept.enable_audio_voip)
    return UserSettings(
        recording_privilege=recording,
        personal_recording_privilege=personal,
        recording_preference=recording and own.recording_preference is True,
        application_sharing_privilege=sharing,
        application_sharing_preference=_least(
            SHARING, own.application_sharing_preference or kept.application_sharing_preference_user_default, sharing
        ),
        print_pdf_privilege=printing,
        print_pdf_preference=_least(
            PRINTING, own.print_pdf_preference or kept.print_pdf_preference_user_default, printing
        ),
        audio_voip_privilege=voip,
        audio_broadcast_privilege=_both(own.audio_broadcast_privilege, kept.allow_enable_audio_broadcast),
        enable_audio_voip=voip and own.enable_audio_voip is not False,
        allow_video_enable=_both(own.allow_video_enable, kept.allow_video_enable),
        audio_allow_callme=own.audio_allow_callme is True,
        easy_assist_enabled=own.easy_assist_enabled is True,
        enable_custom_frames_privilege=own.enable_custom_frames_privilege is True,
        audience_custom_frame_ht=_or(own.audience_custom_frame_ht, 100),
        presenter_custom_frame_ht=_or(own.presenter_custom_frame_ht, 100),
        enable_recording_expiration=kept.recording_expiry_forced or _or(own.enable_recording_expiration, expires),
        recording_expiration_time_amount=own.recording_expiration_time_amount or kept.recording_expiry_days or None,
        recording_expiration_time_type=own.recording_expiration_time_type
        or ("Days" if own.recording_expiration_time_amount or expires else None),
        enable_personal_recording_presenter=_both(own.enable_personal_recording_presenter, personal),
        enable_personal_recording_attendee=_both(own.enable_personal_recording_attendee, personal),
        publish_hff=own.publish_hff is not False,
        publish_windows_media_movie=own.publish_windows_media_movie is not False,
        audience_entry_control=own.audience_entry_control or "password",
        ecr_whiteboard_privilege=own.ecr_whiteboard_privilege is not False,
        seat_prompt=own.seat_prompt,
        seat_label_blue=own.seat_label_blue,
        seat_label_green=own.seat_label_green,
        seat_label_purple=own.seat_label_purple,
        seat_label_red=own.seat_label_red,
        seat_label_yellow=own.seat_label_yellow,
        meeting_duration=own.meeting_duration or 60,
        meeting_size=own.meeting_size,
        lines_per_page=own.lines_per_page or 20,
    )


def locale_of(kept: CenterSettings, user: User) -> str:
    """The user's locale, else the center's."""
    return user.locale or kept.locale


def time_zone_of(kept: CenterSettings, user: User) -> str:
    """The user's time zone, else the center's."""
    return user.time_zone or kept.time_zone


def meeting_defaults(kept: CenterSettings, user: User) -> dict[str, Value]:
    """What a new meeting of this owner is like where nobody says otherwise: members of
    :class:`convener.domain.meetings.options.MeetingOptions`, and ``audience_entry``, ``seats`` (None: as many as a
    meeting may have), ``time_zone``, ``billing``."""
    wants = effective(kept, user)
    defaults: dict[str, Value] = {word: getattr(wants, word) for word in MEETING_WANTS}
    return {
        **defaults,
        "seat_prompt": wants.seat_prompt or SEAT_PROMPT,
        "enable_audio_broadcast": bool(wants.audio_broadcast_privilege) and wants.enable_audio_voip is not True,
        "audio_embedded": kept.audio_embedded,
        "locale": locale_of(kept, user),
        "audience_entry": wants.audience_entry_control,
        "seats": wants.meeting_size,
        "time_zone": time_zone_of(kept, user),
        "billing": user.billing,
    }


def _sharing_privilege(kept: CenterSettings, own: UserSettings) -> str:
    wanted = own.application_sharing_privilege or kept.application_sharing_privilege_user_default
    return _least(SHARING, wanted, kept.application_sharing_privilege)


def _least(order: tuple[str, ...], one: str, other: str) -> str:
    return min(one, other, key=order.index)


def _or(own: Wish | None, default: Wish) -> Wish:
    return default if own is None else own


def _both(own: bool | None, center: bool) -> bool:
    """What the center allows and nobody has taken from the user."""
    return center and own is not False
