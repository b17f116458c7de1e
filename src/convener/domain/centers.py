"""Conference centers, the tenants: their settings, maintenance windows and limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from convener.storage.tables import Center, MaintenanceWindow, Meeting, User

from . import locales, texts
from .errors import CenterExists, CenterNotFound, InvalidParameter, LimitReached, NotHere
from .events import EventType, record_in_center
from .preferences import PRINTING, ROOM_CAPACITY, SHARING, CenterSettings, Link, PasswordPolicy, read, stored
from .rules import Rules, now

LONGEST_IDLE = 30 * 86_400
"""Most seconds that a browser may be idle and stay signed in."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")

NO_LIMIT = 2_147_483_647
"""What a limit that there is not is called (QueryLimits: the top of the range)."""

LINKS: dict[str, tuple[str, ...]] = {
    "copyright": ("ShowDefault", "HideLink"),
    "help": ("ShowDefault", "HideLink"),
    "joinMeeting": ("ShowDefault", "HideLink"),
    "checkYourSystem": ("ShowDefault", "HideLink", "RedirectLink"),
    "download": ("ShowDefault", "HideLink", "RedirectLink"),
    "login": ("ShowDefault", "HideLink"),
}
"""Links of the center's own pages and what its owner may make of each (GetCustomizedLinks)."""


# ------------------------------------------------------------------------------------------------ centers


def ensure_center(session: Session, name: str, title: str) -> Center:
    """The center of this name, made where it is not there yet; names are compared without case."""
    name = texts.key("center", name, 64, shortest=1).lower()
    return _find(session, name) or _make(session, name, title)


def create_center(session: Session, name: str, title: str) -> Center:
    """A new center, without users; the name becomes a part of its URLs. Raises :class:`CenterExists`,
    :class:`InvalidParameter`."""
    name = texts.key("name", name, 64, shortest=1).lower()
    if not _NAME.fullmatch(name):
        raise InvalidParameter("The name of a center has small letters, digits and - . _ inside.", "name")
    if _find(session, name) is not None:
        raise CenterExists(f"There is already a center {name!r}.", "name")
    return _make(session, name, texts.line("title", title, 255) or name)


def find(session: Session, name: str) -> Center:
    """The center of this name, whatever its case; raises :class:`CenterNotFound`."""
    center = _find(session, name.lower()) if texts.is_storable(name) else None
    if center is None:
        raise CenterNotFound(f"There is no center {name!r}.", "center")
    return center


def list_centers(session: Session) -> list[Center]:
    """All centers, by name."""
    return list(session.scalars(select(Center).order_by(Center.name)))


def hold(session: Session, center_id: int) -> Center:
    """The center's row, held for writing until the transaction ends: for rules that count its users, and for
    settings. Who only refers to it (each new meeting does) need not wait."""
    query = select(Center).where(Center.id == center_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _find(session: Session, name: str) -> Center | None:
    return session.scalar(select(Center).where(Center.name == name))


def _make(session: Session, name: str, title: str) -> Center:
    center = Center(name=name, title=title, created_at=now())
    session.add(center)
    session.flush()
    return center


# ----------------------------------------------------------------------------------------------- settings


def settings(center: Center) -> CenterSettings:
    """The settings of a center; what was never set has its default."""
    return read(CenterSettings, center.settings)


def change_settings(
    session: Session, center: Center, changes: Mapping[str, object], *, actor: User | None = None
) -> CenterSettings:
    """Change what is said, and return all settings; ``actor`` is who does it, None for the operator.

    Keys are members of :class:`CenterSettings`, with a dot for a member of a part: ``meeting_passwords.shortest``,
    ``links.download`` (its value), ``links.download.url``. Values may be texts, which are read as the member's type;
    None is "has none". Raises :class:`InvalidParameter` naming the key, :class:`NotHere` for the name of people who
    pass the lobby (``fast_lobby_static_username``) where nobody does.
    """
    center = hold(session, center.id)
    before = settings(center)
    built = _complete(before)
    for key, value in changes.items():
        _put(built, key, value)
    after = _converted(built, changes)
    _check(after, changes)
    if after != before:
        center.settings = stored(after)
        changed = sorted(key for key in changes)
        record_in_center(session, center.id, EventType.SETTINGS_CHANGED, actor, changed=changed)
        session.flush()
    return after


def setting_names() -> list[str]:
    """The keys that :func:`change_settings` knows, for messages and help."""
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


def setting_values(kept: CenterSettings) -> dict[str, object]:
    """All settings by the same keys, for showing them."""
    values: dict[str, object] = {}
    for name in setting_names():
        part: Any = kept
        head, *rest = name.split(".")
        part = getattr(kept, head)
        if head == "links":
            link = kept.links.get(rest[0], Link())
            values[name] = link.url if rest[1:] else link.value
        else:
            values[name] = getattr(part, rest[0]) if rest else part
    return values


def _complete(kept: CenterSettings) -> dict[str, Any]:
    built: dict[str, Any] = {name: getattr(kept, name) for name in CenterSettings.__struct_fields__}
    for name, value in built.items():
        if isinstance(value, PasswordPolicy):
            built[name] = {member: getattr(value, member) for member in PasswordPolicy.__struct_fields__}
    built["links"] = {name: {"value": link.value, "url": link.url} for name, link in kept.links.items()}
    return built


def _put(built: dict[str, Any], key: str, value: object) -> None:
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


def _check(kept: CenterSettings, changes: Mapping[str, object]) -> None:
    """What types alone do not say."""
    for name, most in (
        ("meeting_seats", ROOM_CAPACITY),
        ("attendance_limit", ROOM_CAPACITY),
        ("schedule_limit", NO_LIMIT),
        ("named_user_limit", NO_LIMIT),
        ("max_inactive_interval", LONGEST_IDLE),
    ):
        _within(name, getattr(kept, name), 1, most)
    for name in ("buffer_days", "meeting_expiry_days", "recording_expiry_days"):
        _within(name, getattr(kept, name), 0, 36_500)
    for name in ("meeting_passwords", "recording_passwords", "user_passwords"):
        _within(f"{name}.shortest", getattr(kept, name).shortest, 1, 64)
    for name in ("application_sharing_privilege", "application_sharing_privilege_user_default"):
        _among(name, getattr(kept, name), SHARING)
    _among("application_sharing_preference_user_default", kept.application_sharing_preference_user_default, SHARING)
    _among("print_pdf_preference_user_default", kept.print_pdf_preference_user_default, PRINTING)
    if kept.locale != locales.locale(kept.locale, "locale"):
        raise InvalidParameter(f"locale must be one of {', '.join(locales.LOCALES)}.", "locale")
    locales.time_zone(kept.time_zone, "time_zone")
    for name in ("admin_invitee_text_audience", "admin_invitee_text_presenter"):
        texts.lines(name, getattr(kept, name), 4000)
    if kept.fast_lobby_static_username is not None:
        texts.line("fast_lobby_static_username", kept.fast_lobby_static_username, 255, shortest=1)
        if "fast_lobby_static_username" in changes and not kept.allow_fast_lobby_join:
            raise NotHere(
                "The name of people who pass the lobby says nothing while nobody does.", "fast_lobby_static_username"
            )
    for name, link in kept.links.items():
        _among(f"links.{name}", link.value, LINKS[name])
        redirected = link.value == "RedirectLink"
        if redirected and not link.url.startswith(("http://", "https://")):
            raise InvalidParameter(f"links.{name}.url must be where the link leads: https://…", f"links.{name}.url")
        texts.line(f"links.{name}.url", link.url, 1023)


def _within(name: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise InvalidParameter(f"{name} must be from {least} to {most}, not {value}.", name)


def _among(name: str, value: str, values: tuple[str, ...]) -> None:
    if value not in values:
        raise InvalidParameter(f"{name} must be one of {', '.join(values)}, not {value!r}.", name)


# ------------------------------------------------------------------------------------ maintenance windows


def add_window(session: Session, center: Center, start: datetime, end: datetime, note: str = "") -> MaintenanceWindow:
    """A time in which no meetings may be scheduled; those that are there stay. ``start`` <= t < ``end``."""
    if end <= start:
        raise InvalidParameter("A maintenance window must end after it starts.", "end")
    note = texts.line("note", note, 255)
    window = MaintenanceWindow(center_id=center.id, starts_at=start, ends_at=end, note=note)
    session.add(window)
    session.flush()
    return window


def list_windows(session: Session, center: Center, *, since: datetime) -> list[MaintenanceWindow]:
    """The windows that end after ``since``, in order of time."""
    query = select(MaintenanceWindow).where(MaintenanceWindow.center_id == center.id, MaintenanceWindow.ends_at > since)
    return list(session.scalars(query.order_by(MaintenanceWindow.starts_at, MaintenanceWindow.id)))


def remove_window(session: Session, center: Center, number: int) -> None:
    """Take a window back, by its number."""
    window = session.get(MaintenanceWindow, number)
    if window is None or window.center_id != center.id:
        raise InvalidParameter(f"There is no maintenance window {number}.", "number")
    session.delete(window)


def overlapping(session: Session, center: Center, start: datetime, end: datetime) -> list[MaintenanceWindow]:
    """The windows that share a moment with ``start`` <= t < ``end``, in order of time."""
    query = select(MaintenanceWindow).where(
        MaintenanceWindow.center_id == center.id,
        MaintenanceWindow.ends_at > start,
        MaintenanceWindow.starts_at < end,
    )
    return list(session.scalars(query.order_by(MaintenanceWindow.starts_at, MaintenanceWindow.id)))


# ------------------------------------------------------------------------------------------------- limits


class LimitKind(StrEnum):
    """What a center has limits of."""

    SEATS = "seats of one meeting"
    ATTENDANCE = "people in all meetings together"
    SCHEDULE = "scheduled meetings"
    NAMED_USERS = "users who may schedule"


@dataclass(frozen=True)
class Limit:
    """A limit and how much of it is used; ``current`` is None where that cannot be said."""

    limit: int
    current: int | None


def most_seats(rules: Rules, kept: CenterSettings) -> int:
    """Seats that one meeting may have at most: the center's own limit, else as many as may be inside a room."""
    return min(kept.meeting_seats or rules.room_limit, ROOM_CAPACITY)


def limit(session: Session, rules: Rules, center: Center, kind: LimitKind) -> Limit:
    """One limit of the center as it stands (QueryLimits). Where there is none it is the top of the range."""
    kept = settings(center)
    match kind:
        case LimitKind.SEATS:
            return Limit(most_seats(rules, kept), None)
        case LimitKind.ATTENDANCE:
            inside = select(func.coalesce(func.sum(Meeting.inside), 0)).where(
                Meeting.center_id == center.id, text("meetings.inside > 0")
            )
            return Limit(kept.attendance_limit or ROOM_CAPACITY, session.scalars(inside).one())
        case LimitKind.SCHEDULE:
            return Limit(kept.schedule_limit or NO_LIMIT, scheduled_meetings(session, center.id))
        case LimitKind.NAMED_USERS:
            return Limit(kept.named_user_limit or NO_LIMIT, named_users(session, center.id))


def scheduled_meetings(session: Session, center_id: int) -> int:
    """How many meetings of the center are neither deleted nor expired."""
    query = select(func.coalesce(func.sum(User.meetings), 0)).where(User.center_id == center_id)
    return int(session.scalars(query).one())


def require_free_schedule(session: Session, center: Center) -> None:
    """Raise :class:`LimitReached` where the center has as many scheduled meetings as it may have.

    Where there is a limit the center's row is held, so that two meetings that are made at once see each other.
    """
    most = settings(center).schedule_limit
    if most is None:
        return
    hold(session, center.id)
    if scheduled_meetings(session, center.id) >= most:
        raise LimitReached(f"The center may have at most {most} scheduled meetings.")


def named_users(session: Session, center_id: int) -> int:
    """How many users of the center may schedule meetings."""
    query = (
        select(func.count())
        .select_from(User)
        .where(User.center_id == center_id, User.schedules, User.deleted_at.is_(None))
    )
    return session.scalars(query).one()
