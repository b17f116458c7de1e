"""Passwords of users: checked against their slow hash in a few threads of their own.

A guess costs as much as a right password, on purpose; so what strangers can ask for is bounded here. The threads that
answer calls never compute such a hash, and never wait for one.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import user_ids, users
from convener.domain.accounts.credentials import verify_user_password
from convener.domain.accounts.passwords import PreparedHash
from convener.domain.authorization import Proof
from convener.domain.errors import AuthFailed, CenterNotFound, Overloaded, TooManyAttempts
from convener.domain.secrets import hash_password
from convener.storage import core
from convener.storage.database import Database
from convener.storage.rows import CenterRow, UserRow

from .credentials import UserCredentials
from .fair_pool import FairPool
from .limits import Limits, account_key, whose
from .remembered import RememberedPasswords

MOST_WAITING = 64
"""Passwords that wait to be checked; one more is refused. With some five a second, so many are worth waiting for."""

WRONG = "The credentials are wrong."


def hashing_threads() -> int:
    """How many passwords are checked at a time: on half of the cores, so that calls always find one that is free. Each
    takes 64 MiB."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, cores // 2))


@dataclass(frozen=True)
class Identity:
    """Who calls, found out before the transaction of the request."""

    center_id: int
    user_id: int
    proof: Proof


def find_center_and_user(session: Session, center_name: str, user_id: str) -> tuple[CenterRow, UserRow | None]:
    """The center, and who has that user ID in it; by one statement, as each request needs both. Raises
    :class:`CenterNotFound`."""
    folded = user_ids.fold_id(user_id) if text.is_storable(user_id) else ""  # which nobody has
    try:
        if text.is_storable(center_name):
            return core.find_center_and_user(session, center_name.lower(), folded)
    except LookupError:
        pass
    raise CenterNotFound(f"There is no center {center_name!r}.", "center")


class PasswordChecks:
    """Checks passwords of users against their hashes, and remembers which were right."""

    def __init__(
        self,
        database: Database,
        limits: Limits,
        *,
        threads: int | None = None,
        waiting: int = MOST_WAITING,
        remembered: RememberedPasswords | None = None,
    ) -> None:
        self.remembered = remembered or RememberedPasswords()
        self.hashed = 0
        """How many passwords were compared with a hash."""
        self._counting = threading.Lock()
        self._database = database
        self._limits = limits
        self._pool = FairPool(threads or hashing_threads(), waiting, "password")

    async def verify(self, address: str, center_name: str, credentials: UserCredentials) -> Identity:
        """Who has these credentials, which are remembered from now on. Those that are remembered are never refused.

        A guess counts before its hash is computed, for the account from this address and for the address. Raises
        :class:`AuthFailed` without saying which part is wrong, :class:`CenterNotFound`, :class:`TooManyAttempts`,
        :class:`Overloaded`; the last two are held back (:mod:`.refusals`).
        """
        digest = self.remembered.digest(center_name, credentials)
        account = account_key(address, center_name, credentials.user)
        try:
            recalled = await asyncio.to_thread(self._recall, digest, address, account, center_name, credentials)
            if recalled is not None:
                return recalled
            return await self._pool.run(
                whose(address), digest, lambda: self._check(digest, address, account, center_name, credentials)
            )
        except (TooManyAttempts, Overloaded):
            await self._limits.refusals.delay()
            raise

    async def prepare(self, address: str, password: str) -> PreparedHash:
        """A new password with its hash, which is computed by these threads too; raises :class:`Overloaded`."""
        return await asyncio.wrap_future(self.submit(address, password))

    def submit(self, address: str, password: str) -> Future[PreparedHash]:
        """The same, as a future."""
        return self._pool.submit(
            whose(address), secrets.token_bytes(16), lambda: PreparedHash(password, hash_password(password))
        )

    def close(self) -> None:
        """End the threads."""
        self._pool.close()

    def _recall(
        self, digest: bytes, address: str, account: str, center_name: str, credentials: UserCredentials
    ) -> Identity | None:
        if self.remembered.may_confirm(digest):
            with self._database.read() as session:
                center, user = find_center_and_user(session, center_name, credentials.user)
            if (confirmed := self._confirmed(digest, center, user)) is not None:
                return confirmed
        self._limits.password.check(address, account)
        return None

    def _check(
        self, digest: bytes, address: str, account: str, center_name: str, credentials: UserCredentials
    ) -> Identity:
        """On a thread of the pool; no transaction is open while the hash is computed."""
        with self._database.read() as session:
            center, user = find_center_and_user(session, center_name, credentials.user)
        if (confirmed := self._confirmed(digest, center, user)) is not None:
            return confirmed  # it was found right while this waited
        self._limits.password.consume(address, account)
        with self._counting:
            self.hashed += 1
        right = verify_user_password(user, credentials.password)
        if not right or user is None or user.password_hash is None or not users.is_active(user):
            raise AuthFailed(WRONG)
        self._limits.password.undo(address, account)
        self._limits.password.target.forget(account)
        self.remembered.remember(digest, user.password_hash)
        return Identity(center.id, user.id, Proof.CREDENTIALS)

    def _confirmed(self, digest: bytes, center: CenterRow, user: UserRow | None) -> Identity | None:
        if user is None or not users.is_active(user) or not self.remembered.confirms(digest, user.password_hash):
            return None
        return Identity(center.id, user.id, Proof.CREDENTIALS)
