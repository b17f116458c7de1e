"""Authentication by user ID and password."""

from __future__ import annotations

from convener.domain.secrets import verify_password
from convener.storage.rows import AnyUser


def verify_user_password(user: AnyUser | None, password: str) -> bool:
    """Whether this is the user's password; it takes as long where ``user`` is None. Does not check whether the account
    is active (:func:`convener.domain.accounts.users.is_active`).

    It takes long on purpose: :mod:`convener.auth.passwords` alone calls it, and says how often.
    """
    stored = user.password_hash if user else None
    return any(verify_password(stored, one) for one in _spellings(password))


def _spellings(password: str) -> tuple[str, ...]:
    """The password as given and, where spaces follow it, without them: passwords are stored without (Live Meeting
    service API, section 2)."""
    return tuple(dict.fromkeys((password, password.rstrip(" "))))
