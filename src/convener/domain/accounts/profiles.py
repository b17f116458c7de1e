"""Profiles of users: names, privileges and defaults for new meetings, changed by rules and resolved against the
center's settings.

:func:`apply_changes` writes the fields of a profile into the user's row; who may change them was checked before, for
changes of one's own profile by :func:`permitted_own_changes`. :func:`effective_settings` says what holds for a user:
the user's own values, within what the center allows, else the center's defaults. :func:`meeting_defaults` makes of that
what a new meeting begins with. Rules: Live Meeting service API, section 6.2.
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
from convener.storage.rows import AnyUser

from .changes import UserChanges
from .settings import UserSettings

SettingValue = TypeVar("SettingValue", int, bool)

Value = str | int | bool | datetime | list[str] | None
"""What a field of a user or a meeting may hold."""

LONGEST_TEXT = 255
LONGEST_OPAQUE = 1023
"""Characters of a text of a profile, and of what an application keeps for itself (``opaque1``, ``opaque2``)."""

SETTING_NAMES = frozenset(UserSettings.__struct_fields__)

OWN_FIELDS = frozenset(
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
"""Fields of their own profile that users may change; the others are for administrators."""

MEETING_DEFAULT_NAMES = (
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
"""Settings of users that are options of meetings by the same name."""

SEAT_PROMPT = "Feedback to Presenter"
"""Heading above the mood colours where the owner has set no other."""

_CHOICES = {
    "application_sharing_privilege": SHARING,
    "application_sharing_preference": SHARING,
    "print_pdf_privilege": PRINTING,
    "print_pdf_preference": PRINTING,
    "audience_entry_control": ENTRY_CONTROLS,
    "recording_expiration_time_type": EXPIRY_UNITS,
}
_RANGES = {
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
_READ_BY_OTHERS = frozenset({"first_name", "last_name", "display_name", "company"})
_NULLABLE = frozenset({"billing", "opaque1", "opaque2"})


# ------------------------------------------------------------------------------------------------ changing


def permitted_own_changes(settings: CenterSettings, user: User, changes: UserChanges) -> UserChanges:
    """The part of ``changes`` that the user may make to the own profile.

    Raises :class:`NotAllowed` for fields that only administrators change, for a new password where the center forbids
    it, and for recordings that never expire where the center demands that they do (of administrators it does not).
    Billing that is reserved to administrators is left out without an error.
    """
    for name in changes:
        if name not in OWN_FIELDS:
            raise NotAllowed(f"Only an administrator may change {name}.", name)
    if is_administrator(user):
        return changes
    if settings.recording_expiry_forced and changes.get("enable_recording_expiration") is False:
        raise NotAllowed("Recordings of this center expire.", "enable_recording_expiration")
    if "password" in changes and not settings.user_passwords.changeable:
        raise NotAllowed("Only an administrator may change passwords.", "password")
    permitted = changes.copy()
    if settings.billing_reserved:
        permitted.pop("billing", None)
    return permitted


def is_administrator(user: AnyUser) -> bool:
    """Whether what the center reserves to administrators is open to the user."""
    return user.role == CenterRole.ADMINISTRATOR.value


def apply_changes(settings: CenterSettings, user: User, changes: UserChanges) -> list[str]:
    """Write the fields of a profile into the user's row, checked; returns the names of those that are different now,
    sorted.

    Fields that are not of a profile (user ID, password, role) are ignored here. Raises :class:`InvalidParameter`,
    :class:`BadTimeZone`, :class:`BadValue` (an unknown locale, more sharing than the user or the center may).
    """
    before = _snapshot(user)
    derived = default_display_name(user)
    values: Mapping[str, object] = changes
    for name, value in values.items():
        if name in _TEXT_COLUMNS:
            cleaned = _cleaned(name, value)
            if name == "email" and cleaned != user.email:  # an older one may be none
                cleaned = text.email(name, cleaned or "")
            setattr(user, name, cleaned)
        elif name == "locale":
            user.locale = "" if value is None else locales.locale(str(value), "locale")
        elif name == "time_zone":
            user.time_zone = "" if value is None else locales.time_zone(str(value), "time_zone")
        elif name == "expires_at":
            user.expires_at = value if isinstance(value, datetime) else None
    if not user.display_name or (user.display_name == derived and changes.get("display_name") is None):
        user.display_name = default_display_name(user)
    user.email_folded = text.fold_address(user.email)
    new_settings = {name: value for name, value in values.items() if name in SETTING_NAMES}
    if new_settings:
        own = _changed_settings(user, new_settings)
        user.preferences = stored_form(own)
        _check_limits(settings, own, new_settings)
    after = _snapshot(user)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def default_display_name(user: User) -> str:
    """The name shown for a user who has set none: first and last name, else the user ID."""
    return f"{user.first_name} {user.last_name}".strip() or user.user_id


def _snapshot(user: User) -> dict[str, object]:
    columns = (*_TEXT_COLUMNS, "locale", "time_zone", "expires_at")
    return {**{name: getattr(user, name) for name in columns}, **(user.preferences or {})}


def _cleaned(name: str, value: object) -> str | None:
    if value is None:
        return None if name in _NULLABLE else ""
    checked = text.key(name, str(value).rstrip(" "), _TEXT_COLUMNS[name])
    return text.shown(name, checked) if name in _READ_BY_OTHERS else checked


def _changed_settings(user: User, changes: Mapping[str, object]) -> UserSettings:
    built: dict[str, Any] = structs.asdict(read_settings(UserSettings, user.preferences))
    for name, value in changes.items():
        _check(name, value)
        built[name] = text.shown(name, value) if name.startswith("seat_") and isinstance(value, str) else value
    try:
        return msgspec.convert(built, UserSettings)
    except msgspec.ValidationError as error:
        name = next((one for one in changes if str(error).endswith(f"`$.{one}`")), "")
        raise InvalidParameter(f"{name} cannot have this value.", name) from None


def _check(name: str, value: object) -> None:
    if value is None:
        return
    if name in _CHOICES and value not in _CHOICES[name]:
        raise InvalidParameter(f"{name} must be one of {', '.join(_CHOICES[name])}.", name)
    if name in _RANGES and isinstance(value, int):
        least, most = _RANGES[name]
        if not least <= value <= most:
            raise InvalidParameter(f"{name} must be from {least} to {most}.", name)
    if name.startswith("seat_") and isinstance(value, str):
        text.key(name, value, LONGEST_TEXT)


def _check_limits(settings: CenterSettings, own: UserSettings, changed: Iterable[str]) -> None:
    """Raise :class:`BadValue` unless a changed privilege is within the center's, a changed preference within the
    privilege."""
    privilege = _sharing_privilege(settings, own)
    for name, most, order in (
        ("application_sharing_privilege", settings.application_sharing_privilege, SHARING),
        ("application_sharing_preference", privilege, SHARING),
        ("print_pdf_preference", own.print_pdf_privilege or PRINTING[-1], PRINTING),
    ):
        value = getattr(own, name)
        if name in changed and value is not None and order.index(value) > order.index(most):
            raise BadValue(f"{value} is more than {most}, the most that is allowed here.", name)


# ------------------------------------------------------------------------------------------------ resolving


def may_attendees_draw(owner: AnyUser) -> bool:
    """Whether attendees of this user's meetings may draw on whiteboards and pages (``ecrWhiteboardPrivilege``)."""
    return read_settings(UserSettings, owner.preferences).ecr_whiteboard_privilege is not False


def sharing_privilege(settings: CenterSettings, user: AnyUser) -> str:
    """What a user may share at most, as :func:`effective_settings` has it."""
    return _sharing_privilege(settings, read_settings(UserSettings, user.preferences))


def effective_settings(settings: CenterSettings, user: AnyUser) -> UserSettings:
    """The settings that hold for a user: own values, else the center's defaults, both within what the center allows and
    the user's privileges. None: no value."""
    own = read_settings(UserSettings, user.preferences)
    expires = settings.recording_expiry_days > 0
    recording = _allowed(own.recording_privilege, settings.recording_privilege)
    personal = _allowed(own.personal_recording_privilege, settings.personal_recording_privilege)
    sharing = _sharing_privilege(settings, own)
    printing = own.print_pdf_privilege or PRINTING[-1]
    voip = _allowed(own.audio_voip_privilege, settings.enable_audio_voip)
    return UserSettings(
        recording_privilege=recording,
        personal_recording_privilege=personal,
        recording_preference=recording and own.recording_preference is True,
        application_sharing_privilege=sharing,
        application_sharing_preference=_lower(
            SHARING, own.application_sharing_preference or settings.application_sharing_preference_user_default, sharing
        ),
        print_pdf_privilege=printing,
        print_pdf_preference=_lower(
            PRINTING, own.print_pdf_preference or settings.print_pdf_preference_user_default, printing
        ),
        audio_voip_privilege=voip,
        audio_broadcast_privilege=_allowed(own.audio_broadcast_privilege, settings.allow_enable_audio_broadcast),
        enable_audio_voip=voip and own.enable_audio_voip is not False,
        allow_video_enable=_allowed(own.allow_video_enable, settings.allow_video_enable),
        audio_allow_callme=own.audio_allow_callme is True,
        easy_assist_enabled=own.easy_assist_enabled is True,
        enable_custom_frames_privilege=own.enable_custom_frames_privilege is True,
        audience_custom_frame_ht=_or_default(own.audience_custom_frame_ht, 100),
        presenter_custom_frame_ht=_or_default(own.presenter_custom_frame_ht, 100),
        enable_recording_expiration=settings.recording_expiry_forced
        or _or_default(own.enable_recording_expiration, expires),
        recording_expiration_time_amount=own.recording_expiration_time_amount or settings.recording_expiry_days or None,
        recording_expiration_time_type=own.recording_expiration_time_type
        or ("Days" if own.recording_expiration_time_amount or expires else None),
        enable_personal_recording_presenter=_allowed(own.enable_personal_recording_presenter, personal),
        enable_personal_recording_attendee=_allowed(own.enable_personal_recording_attendee, personal),
        publish_hff=own.publish_hff is not False,
        publish_windows_media_movie=own.publish_windows_media_movie is not False,
        audience_entry_control=own.audience_entry_control or "password",
        ecr_whiteboard_privilege=may_attendees_draw(user),
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


def locale_of(settings: CenterSettings, user: AnyUser) -> str:
    """The user's locale, else the center's."""
    return user.locale or settings.locale


def time_zone_of(settings: CenterSettings, user: AnyUser) -> str:
    """The user's time zone, else the center's."""
    return user.time_zone or settings.time_zone


def meeting_defaults(settings: CenterSettings, user: AnyUser) -> dict[str, Value]:
    """What a new meeting of this owner begins with: members of
    :class:`convener.domain.meetings.options.MeetingOptions`, and ``audience_entry``, ``seats`` (None: as many as a
    meeting may have), ``time_zone``, ``billing``."""
    effective = effective_settings(settings, user)
    defaults: dict[str, Value] = {name: getattr(effective, name) for name in MEETING_DEFAULT_NAMES}
    return {
        **defaults,
        "seat_prompt": effective.seat_prompt or SEAT_PROMPT,
        "enable_audio_broadcast": bool(effective.audio_broadcast_privilege) and effective.enable_audio_voip is not True,
        "audio_embedded": settings.audio_embedded,
        "locale": locale_of(settings, user),
        "audience_entry": effective.audience_entry_control,
        "seats": effective.meeting_size,
        "time_zone": time_zone_of(settings, user),
        "billing": user.billing,
    }


def _sharing_privilege(settings: CenterSettings, own: UserSettings) -> str:
    privilege = own.application_sharing_privilege or settings.application_sharing_privilege_user_default
    return _lower(SHARING, privilege, settings.application_sharing_privilege)


def _lower(order: tuple[str, ...], one: str, other: str) -> str:
    return min(one, other, key=order.index)


def _or_default(own: SettingValue | None, default: SettingValue) -> SettingValue:
    return default if own is None else own


def _allowed(own: bool | None, center: bool) -> bool:
    """Whether the center allows it and it was not taken from the user."""
    return center and own is not False
