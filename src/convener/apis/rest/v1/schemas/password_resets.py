"""New passwords in place of forgotten ones."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from .account import PasswordRules
from .wire import RequestBody, Wire

Token = Annotated[str, Meta(min_length=1, max_length=64)]


class ResetRequest(RequestBody, kw_only=True):
    """Who has forgotten a password: ``name`` is a user ID or an e-mail address, ``center`` the name of the center (the
    server's first one where it is empty)."""

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    center: Annotated[str, Meta(max_length=64)] = ""


class ResetKey(RequestBody, kw_only=True):
    """The token of a link: what stands behind the ``#``."""

    token: Token


class PasswordReset(Wire, kw_only=True):
    """Whose password a link replaces."""

    center: str
    user_id: str
    name: str
    password_rules: PasswordRules


class NewPassword(RequestBody, kw_only=True):
    """The token of a link, and the new password."""

    token: Token
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]
