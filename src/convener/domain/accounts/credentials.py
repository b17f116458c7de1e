"""Authentication by user ID and password, with a cache of passwords that were right."""

from __future__ import annotations

import hashlib
import secrets as random
import threading
import time
from collections import OrderedDict

from sqlalchemy.orm import Session

from convener.domain.errors import AuthFailed
from convener.domain.secrets import verify_password
from convener.storage.models import User
from convener.storage.rows import AnyCenter, AnyUser

from . import users

CACHE_SECONDS = 300.0
"""How long a password that was right stays in the cache."""


class PasswordCache:
    """Caches which password was right for which stored hash, under a keyed hash: a protocol that sends the password
    with each message costs one Argon2 in five minutes instead of one a message. A changed password has another stored
    hash and so is never found. Safe for threads; at most ``most`` entries."""

    def __init__(self, most: int = 10_000) -> None:
        self._key = random.token_bytes(32)
        self._most = most
        self._known: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, stored: str | None, password: str) -> bool:
        """As :func:`verify_password`, quicker where the answer is cached. A wrong password always costs the full
        hash."""
        digest = self._digest(stored, password)
        with self._lock:
            until = self._known.get(digest, 0.0)
        if stored is not None and until > time.monotonic():
            return True
        if not verify_password(stored, password):
            return False
        with self._lock:
            self._known[digest] = time.monotonic() + CACHE_SECONDS
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return True

    def knows(self, stored: str | None, password: str) -> bool:
        """Whether :meth:`verify` would return True without computing a hash."""
        digest = self._digest(stored, password)
        with self._lock:
            return stored is not None and self._known.get(digest, 0.0) > time.monotonic()

    def _digest(self, stored: str | None, password: str) -> bytes:
        return hashlib.blake2b(f"{stored}\0{password}".encode(), key=self._key, digest_size=32).digest()


_cache = PasswordCache()


def authenticate(session: Session, center: AnyCenter, user_id: str, password: str) -> User:
    """The user with this password whose account is active. Raises :class:`AuthFailed`, with the same message and after
    the same time whatever is wrong."""
    user = users.find_user_or_none(session, center.id, user_id)
    stored = user.password_hash if user else None
    if not _matches(stored, password) or user is None or not users.is_active(user):
        raise AuthFailed("User ID or password is wrong.")
    return user


def verify_user_password(user: AnyUser | None, password: str) -> bool:
    """Whether this is the user's password; it takes as long where ``user`` is None. Does not check whether the account
    is active (:func:`convener.domain.accounts.users.is_active`)."""
    return _matches(user.password_hash if user else None, password)


def is_password_cached(user: AnyUser | None, password: str) -> bool:
    """Whether :func:`verify_user_password` would return True at once, from the cache."""
    stored = user.password_hash if user else None
    return any(_cache.knows(stored, one) for one in _spellings(password))


def _matches(stored: str | None, password: str) -> bool:
    return any(_cache.verify(stored, one) for one in _spellings(password))


def _spellings(password: str) -> tuple[str, ...]:
    """The password as given and, where spaces follow it, without them: passwords are stored without (Live Meeting
    service API, section 2)."""
    return tuple(dict.fromkeys((password, password.rstrip(" "))))
