"""The account of the signed-in user."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from .session import Language
from .wire import RequestBody, Wire

Name = Annotated[str, Meta(max_length=255)]


class PasswordRules(Wire, kw_only=True):
    """What a password must be. ``notTheName``: without the user ID in it; ``plainEnds``: with a letter or digit at both
    ends. All have printable ASCII characters alone."""

    shortest: int
    longest: int
    digit: bool
    upper: bool
    lower: bool
    punctuation: bool
    not_the_name: bool
    plain_ends: bool


class Account(Wire, kw_only=True):
    """The account of the signed-in user. ``language`` and ``timeZone`` are null where the user has chosen none: then
    pages go by the browser. ``passwordRules`` is null where only an administrator gives the user a password."""

    center: str
    user_id: str
    first_name: str
    last_name: str
    display_name: str
    email: str
    role: Literal["administrator", "organizer", "member"]
    language: Language | None
    time_zone: str | None
    password_rules: PasswordRules | None


class AccountChanges(RequestBody, kw_only=True):
    """Changes of the own account: what is left out stays as it is. An empty ``displayName`` is made of the first and
    the last name; null takes back the choice of a language or a time zone."""

    first_name: Name | UnsetType = UNSET
    last_name: Name | UnsetType = UNSET
    display_name: Name | UnsetType = UNSET
    language: Language | UnsetType | None = UNSET
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)] | UnsetType | None = UNSET


class PasswordChange(RequestBody, kw_only=True):
    """A new password, and the one before."""

    old_password: Annotated[str, Meta(min_length=1, max_length=256)]
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]


class OpenSession(Wire, kw_only=True):
    """A browser in which the user is signed in. ``browser`` and ``system`` are names like "Firefox" and "Windows", null
    where they are not known. ``current``: the browser that asks. ``lastUsed`` is known to a minute."""

    id: str
    browser: str | None
    system: str | None
    since: datetime
    last_used: datetime
    current: bool


class OpenSessions(Wire, kw_only=True):
    """Where the user is signed in, the browser that asks first."""

    sessions: list[OpenSession]
