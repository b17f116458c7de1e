"""Accounts that owners of invited addresses claim."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from .account import PasswordRules
from .wire import RequestBody, Wire

Token = Annotated[str, Meta(min_length=1, max_length=64)]


class ClaimKey(RequestBody, kw_only=True):
    """The token of a link: what stands behind the ``#``."""

    token: Token


class AccountClaim(Wire, kw_only=True):
    """What a link is for: an ``address`` that was invited in a center. ``userIds``: accounts that have this address
    already; where there are none a new one is made, with a password by these rules (else null). ``name``: what the
    person is called so far."""

    center: str
    address: str
    name: str
    user_ids: list[str]
    password_rules: PasswordRules | None


class NewAccount(RequestBody, kw_only=True):
    """The token of a link, how others are to see the person, and the password of the new account."""

    token: Token
    name: Annotated[str, Meta(max_length=255)] = ""
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class ClaimedAccount(Wire, kw_only=True):
    """With what the person signs in from now on."""

    center: str
    user_id: str
