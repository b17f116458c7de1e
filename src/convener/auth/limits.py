"""Limits on attempts: how often a caller may fail or call within a window of time. In memory, per process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil

from convener.domain.accounts import user_ids
from convener.domain.errors import TooMany
from convener.settings import Settings

_MOST_KEYS = 100_000
_SUBNET = 64
"""Bits of an IPv6 address that are its network's: whoever has one address has all of these (RFC 6177)."""


class AttemptLimit:
    """At most ``most`` attempts for a key within ``seconds``; who goes on must wait until the window has passed.

    ``most`` attempts are counted from the first one. Keys that are long unused are forgotten; the number of keys kept
    is bounded, so an attacker with many addresses costs memory only up to that bound.

    ``by_address``: keys begin with the address of the caller, and all who have it (:func:`whose`) count as one.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic, *, by_address: bool = False
    ) -> None:
        self._by_address = by_address
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, key: str) -> None:
        """Raise :class:`TooMany` where the attempts of ``key`` are used up; counts nothing."""
        with self._lock:
            self._check(key, self._clock())

    def count(self, key: str) -> None:
        """Note an attempt of ``key``."""
        with self._lock:
            self._count(key, self._clock())

    def consume(self, key: str) -> None:
        """Check and count in one: for limits on calls rather than on failures."""
        with self._lock:
            moment = self._clock()
            self._check(key, moment)
            self._count(key, moment)

    def forget(self, key: str) -> None:
        """Start anew for ``key``, after a success."""
        with self._lock:
            self._windows.pop(self._kept(key), None)

    def _kept(self, key: str) -> str:
        if not self._by_address:
            return key
        address, space, rest = key.partition(" ")
        return whose(address) + space + rest

    def _check(self, key: str, moment: float) -> None:
        began, count = self._windows.get(self._kept(key), (moment, 0))
        left = began + self._seconds - moment
        if count >= self._most and left > 0:
            raise TooMany("Too many attempts. Please wait a little and try again.", max(1, ceil(left)))

    def _count(self, key: str, moment: float) -> None:
        key = self._kept(key)
        began, count = self._windows.pop(key, (moment, 0))
        if moment - began >= self._seconds:
            began, count = moment, 0
        self._windows[key] = (began, count + 1)
        if len(self._windows) > _MOST_KEYS:
            self._windows.popitem(last=False)


@lru_cache(maxsize=4096)
def whose(address: str) -> str:
    """Who is at an address, for counting: of IPv6 the network, which is one customer's; without the port that some
    proxies tell besides. What is no address is itself."""
    host = address
    if address.startswith("["):
        host = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        host = address.partition(":")[0]
    try:
        found = ip_address(host)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, _SUBNET), strict=False))


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits on attempts. ``sign_in``: failures for an account from an address; ``address``: failures from an address;
    ``code``: codes and names guessed from an address; ``entry``: entries from an address; ``call``: calls of an API
    client."""

    sign_in: AttemptLimit
    address: AttemptLimit
    code: AttemptLimit
    entry: AttemptLimit
    call: AttemptLimit

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """As the settings say, each for a window of a minute."""
        return cls(
            sign_in=AttemptLimit(settings.sign_in_failures, 60, by_address=True),
            address=AttemptLimit(settings.sign_in_failures * 5, 60, by_address=True),
            code=AttemptLimit(60, 60, by_address=True),
            entry=AttemptLimit(settings.entries, 60, by_address=True),
            call=AttemptLimit(settings.api_calls, 60),
        )

    def check_credentials(self, address: str, account: str | None = None) -> None:
        """Before credentials are looked at; raises :class:`TooMany`.

        Failures are limited for an account from an address, and for an address as a whole: right credentials from
        elsewhere go on working meanwhile. ``account`` is a key of :func:`account_key` or one that begins like it;
        None for proofs that are too long to be guessed.
        """
        self.address.check(address)
        if account is not None:
            self.sign_in.check(account)

    def count_wrong_credentials(self, address: str, account: str | None = None) -> None:
        """Note that they were wrong."""
        if account is not None:
            self.sign_in.count(account)
        self.address.count(address)


def account_key(address: str, center: str, user_id: str) -> str:
    """Under what failures for a user are counted. The user ID as it is looked up: other spellings of the same account
    are no further attempts."""
    return f"{address} {center.lower()} {user_ids.fold_id(user_id)}"
