"""Settings of a center: the schema, reading and changing them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct, field
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import InvalidParameter, NotSettable
from convener.domain.events.kinds.settings import SettingsChanged
from convener.domain.events.log import record_in_center
from convener.domain.site import now
from convener.domain.stored_settings import read_settings, stored_form
from convener.storage.models import Center
from convener.storage.rows import AnyCenter, AnyUser

from . import centers, locales

NO_LIMIT = 2_147_483_647
"""The number that stands for "no limit" (QueryLimits: the top of the range)."""

MOST_STORED = 1_000_000_000_000_000
"""The highest limit of a center's storage, in bytes."""

MAX_IDLE_SECONDS = 30 * 86_400
"""The longest time that a browser may be idle and stay signed in."""

LINKS: dict[str, tuple[str, ...]] = {
    "copyright": ("ShowDefault", "HideLink"),
    "help": ("ShowDefault", "HideLink"),
    "joinMeeting": ("ShowDefault", "HideLink"),
    "checkYourSystem": ("ShowDefault", "HideLink", "RedirectLink"),
    "download": ("ShowDefault", "HideLink", "RedirectLink"),
    "login": ("ShowDefault", "HideLink"),
}
"""Links of the center's own pages, and the values that its owner may give to each (GetCustomizedLinks)."""

SHARING = ("SharingDisallowed", "Disabled", "Single", "Desktop")
"""What presenters may share, from nothing to the whole desktop; each value allows what the values before it allow."""

PRINTING = ("Disabled", "Presenter", "All")
"""Who may save documents as PDF, from nobody to everybody."""

ENTRY_CONTROLS = ("acl", "none", "password")
"""Who is admitted on one side of a meeting: users on a list, everybody, those who know the password."""

EXPIRY_UNITS = ("Days", "Weeks", "Months")
"""Units of the time until a recording expires."""

ROOM_CAPACITY = 2500
"""The most seats of a meeting, and of a center, that the API can state (QueryLimits)."""


SHORTEST_USER_PASSWORD = 8
"""Characters of a user's password, at least, where the center does not say otherwise (NIST SP 800-63B, 5.1.1.1)."""


class PasswordPolicy(Struct, frozen=True, kw_only=True):
    """The rules of a password. ``shortest``: its least number of characters; ``server_made``: only generated passwords;
    ``not_the_name``: without the user ID or meeting name in it; ``plain_ends``: a letter or digit at both ends."""

    shortest: int = 1
    digit: bool = False
    upper: bool = False
    lower: bool = False
    punctuation: bool = False
    not_the_name: bool = False
    plain_ends: bool = False
    server_made: bool = False
    changeable: bool = True


class PageLink(Struct, frozen=True, kw_only=True):
    """What the owner of the center has made of a standard link: ShowDefault, HideLink, RedirectLink (to ``url``)."""

    value: str = "ShowDefault"
    url: str = ""


class CenterSettings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Settings of a center. In limits None means "no limit", in numbers of days 0 means "never".

    ``chat_days``: for how many days messages of chats are kept, 0: until their run of the meeting has ended, None: as
    long as the meeting. ``storage_limit``: bytes that documents and recordings may take, 0 for no limit, None: as many
    as the installation says (:mod:`.storage_quota`)."""

    meeting_seats: int | None = None
    attendance_limit: int | None = None
    schedule_limit: int | None = None
    named_user_limit: int | None = None
    storage_limit: int | None = None
    ongoing_meetings: bool = True

    restoration: bool = True
    buffer_days: int = 30
    meeting_expiry_days: int = 0
    chat_days: int | None = None
    recording_expiry_days: int = 0
    recording_expiry_forced: bool = False
    billing_reserved: bool = False

    meeting_passwords: PasswordPolicy = PasswordPolicy()
    recording_passwords: PasswordPolicy = PasswordPolicy()
    user_passwords: PasswordPolicy = PasswordPolicy(shortest=SHORTEST_USER_PASSWORD)

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
    application_sharing_privilege: str = "Single"
    application_sharing_privilege_user_default: str = "Disabled"
    application_sharing_preference_user_default: str = "Single"
    print_pdf_preference_user_default: str = "All"
    recording_privilege: bool = True
    personal_recording_privilege: bool = True
    admin_invitee_text_as_header: bool = False
    admin_invitee_text_audience: str = ""
    admin_invitee_text_presenter: str = ""
    links: dict[str, PageLink] = field(default_factory=dict)


def settings_of(center: AnyCenter) -> CenterSettings:
    """The settings of a center; a setting that was never set has its default."""
    return read_settings(CenterSettings, center.settings)


def restore_period(settings: CenterSettings) -> timedelta:
    """For how long the center restores what was deleted or has expired."""
    return timedelta(days=settings.buffer_days)


def restores_since(settings: CenterSettings) -> datetime:
    """What ended before this moment is not restored any more."""
    return now() - restore_period(settings)


def restores_since_in(session: Session, center_id: int) -> datetime:
    """As :func:`restores_since`, by the settings that the center has now."""
    return restores_since(settings_of(session.get_one(Center, center_id)))


def change_settings(
    session: Session, center: AnyCenter, changes: Mapping[str, object], *, actor: AnyUser | None = None
) -> CenterSettings:
    """Change settings of the center; returns all settings. ``actor``: the user who does it, None for the operator.

    ``changes`` holds values by the keys of :func:`setting_names`: members of :class:`CenterSettings`, with a dot for a
    member of a part: ``meeting_passwords.shortest``, ``links.download`` (its value), ``links.download.url``. A text is
    converted to the member's type; None removes the value. Raises :class:`InvalidParameter` naming the key,
    :class:`NotSettable` for ``fast_lobby_static_username`` while nobody passes the lobby.
    """
    center = centers.lock_center(session, center.id)
    before = settings_of(center)
    built = _as_builtins(before)
    for key, value in changes.items():
        _set_value(built, key, value)
    after = _converted(built, changes)
    _check(after, changes)
    if after != before:
        center.settings = stored_form(after)
        record_in_center(session, center.id, SettingsChanged(changed=sorted(changes)), actor)
        session.flush()
    return after


def setting_names() -> list[str]:
    """The keys that :func:`change_settings` accepts."""
    names: list[str] = []
    for name in CenterSettings.__struct_fields__:
        if name == "links":
            names += [f"links.{link}" for link in LINKS]
            names += [f"links.{link}.url" for link, values in LINKS.items() if "RedirectLink" in values]
        elif name.endswith("_passwords"):
            names += [f"{name}.{member}" for member in PasswordPolicy.__struct_fields__]
        else:
            names.append(name)
    return names


def setting_values(settings: CenterSettings) -> dict[str, object]:
    """All settings by these keys, for display."""
    values: dict[str, object] = {}
    for name in setting_names():
        part: Any = settings
        head, *rest = name.split(".")
        part = getattr(settings, head)
        if head == "links":
            link = settings.links.get(rest[0], PageLink())
            values[name] = link.url if rest[1:] else link.value
        else:
            values[name] = getattr(part, rest[0]) if rest else part
    return values


def _as_builtins(settings: CenterSettings) -> dict[str, Any]:
    built: dict[str, Any] = {name: getattr(settings, name) for name in CenterSettings.__struct_fields__}
    for name, value in built.items():
        if isinstance(value, PasswordPolicy):
            built[name] = {member: getattr(value, member) for member in PasswordPolicy.__struct_fields__}
    built["links"] = {name: {"value": link.value, "url": link.url} for name, link in settings.links.items()}
    return built


def _set_value(built: dict[str, Any], key: str, value: object) -> None:
    if key not in setting_names():
        raise InvalidParameter(f"There is no setting {key!r}.", key)
    head, *rest = key.split(".")
    if head == "links":
        built["links"].setdefault(rest[0], {})["url" if rest[1:] else "value"] = value
    elif rest:
        built[head][rest[0]] = value
    else:
        built[head] = value


def _converted(built: dict[str, Any], changes: Mapping[str, object]) -> CenterSettings:
    try:
        return msgspec.convert(built, CenterSettings, strict=False)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        place = place.rstrip("`").replace("[...]", "")
        blamed = next((key for key in changes if key.startswith(place)), place)
        raise InvalidParameter(f"{blamed}: {message[:1].lower()}{message[1:].replace('`', '')}.", blamed) from None


def _check(settings: CenterSettings, changes: Mapping[str, object]) -> None:
    """Raise :class:`InvalidParameter` or :class:`NotSettable` for values that have the right type and are wrong."""
    for name, most in (
        ("meeting_seats", ROOM_CAPACITY),
        ("attendance_limit", ROOM_CAPACITY),
        ("schedule_limit", NO_LIMIT),
        ("named_user_limit", NO_LIMIT),
        ("max_inactive_interval", MAX_IDLE_SECONDS),
    ):
        _require_range(name, getattr(settings, name), 1, most)
    _require_range("storage_limit", settings.storage_limit, 0, MOST_STORED)
    if settings.chat_days is not None:
        _require_range("chat_days", settings.chat_days, 0, 36_500)
    for name in ("buffer_days", "meeting_expiry_days", "recording_expiry_days"):
        _require_range(name, getattr(settings, name), 0, 36_500)
    for name in ("meeting_passwords", "recording_passwords", "user_passwords"):
        _require_range(f"{name}.shortest", getattr(settings, name).shortest, 1, 64)
    for name in ("application_sharing_privilege", "application_sharing_privilege_user_default"):
        _require_choice(name, getattr(settings, name), SHARING)
    _require_choice(
        "application_sharing_preference_user_default", settings.application_sharing_preference_user_default, SHARING
    )
    _require_choice("print_pdf_preference_user_default", settings.print_pdf_preference_user_default, PRINTING)
    if settings.locale != locales.locale(settings.locale, "locale"):
        raise InvalidParameter(f"locale must be one of {', '.join(locales.LOCALES)}.", "locale")
    locales.time_zone(settings.time_zone, "time_zone")
    for name in ("admin_invitee_text_audience", "admin_invitee_text_presenter"):
        text.lines(name, getattr(settings, name), 4000)
    if settings.fast_lobby_static_username is not None:
        text.line("fast_lobby_static_username", settings.fast_lobby_static_username, 255, shortest=1)
        if "fast_lobby_static_username" in changes and not settings.allow_fast_lobby_join:
            raise NotSettable(
                "The name of people who pass the lobby says nothing while nobody does.", "fast_lobby_static_username"
            )
    for name, link in settings.links.items():
        _require_choice(f"links.{name}", link.value, LINKS[name])
        redirected = link.value == "RedirectLink"
        if redirected and not link.url.startswith(("http://", "https://")):
            raise InvalidParameter(f"links.{name}.url must be where the link leads: https://…", f"links.{name}.url")
        text.line(f"links.{name}.url", link.url, 1023)


def _require_range(name: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise InvalidParameter(f"{name} must be from {least} to {most}, not {value}.", name)


def _require_choice(name: str, value: str, values: tuple[str, ...]) -> None:
    if value not in values:
        raise InvalidParameter(f"{name} must be one of {', '.join(values)}, not {value!r}.", name)
