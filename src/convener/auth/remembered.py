"""Passwords that were right lately, in memory: a program that sends one with each message costs no hash, and is never
refused for what others do."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from convener.domain.accounts import user_ids

from .credentials import UserCredentials
from .shared_digests import SharedDigests

REMEMBERED_FOR = 86_400.0
"""Seconds from the last time that they were right."""

MOST = 10_000


class SharedMemory:
    """Where the processes of one server remember passwords together; made before they are forked."""

    def __init__(self, most: int = MOST) -> None:
        self.key = secrets.token_bytes(32)
        self.digests = SharedDigests(most)


class RememberedPasswords:
    """Remembers which credentials were right for which stored hash, both under a keyed hash whose key lives as long as
    this process. A changed password has another stored hash, and so is forgotten. Safe for threads; of more than
    ``most`` those are forgotten that were not used for the longest time.

    ``shared``: what the processes of one server remember together, with the key that they have for it.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        most: int = MOST,
        shared: SharedMemory | None = None,
    ) -> None:
        self._clock = clock
        self._most = most
        self._shared = None if shared is None else shared.digests
        self._key = secrets.token_bytes(32) if shared is None else shared.key
        self._known: OrderedDict[bytes, tuple[bytes, float]] = OrderedDict()
        self._lock = threading.Lock()

    def digest(self, center_name: str, credentials: UserCredentials) -> bytes:
        """The credentials in a center, as they are called here; other spellings of the same user ID are the same."""
        user_id = user_ids.fold_id(credentials.user)
        return self._hash(f"{center_name.lower()}\0{user_id}\0{credentials.password}")

    def may_confirm(self, digest: bytes) -> bool:
        """Whether these credentials were right lately; the password may have changed since."""
        return self._find(digest)[1] > self._clock()

    def confirms(self, digest: bytes, stored: str | None) -> bool:
        """Whether these credentials were right lately, for a user who has this stored hash still; they are remembered
        anew by that."""
        with self._lock:
            known, until = self._find(digest)
            moment = self._clock()
            if stored is None or until <= moment or not hmac.compare_digest(known, self._hash(stored)):
                return False
            self._note(digest, known)
        return True

    def remember(self, digest: bytes, stored: str) -> None:
        """They were right for this stored hash."""
        with self._lock:
            self._note(digest, self._hash(stored))

    def _find(self, digest: bytes) -> tuple[bytes, float]:
        found = self._known.get(digest, (b"", 0.0))
        if self._shared is not None and found[1] <= self._clock():
            return self._shared.get(digest)
        return found

    def _note(self, digest: bytes, known: bytes) -> None:
        until = self._clock() + REMEMBERED_FOR
        self._known[digest] = (known, until)
        self._known.move_to_end(digest)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        if self._shared is not None:
            self._shared.store(digest, known, until)

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=32).digest()
