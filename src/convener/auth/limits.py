"""Limits on attempts: how often a caller may fail or call within a window of time, on this node or on all together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil

from limits import RateLimitItemPerSecond
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from convener.domain.accounts import user_ids
from convener.domain.errors import TooManyAttempts
from convener.settings import Settings

from .refusals import Refusals
from .windows import MemoryWindows

WINDOW = 60
"""Seconds."""

RELAY_CHECKS_BY_ADDRESS = 6
"""Checks of the TURN server that one address may make within a minute, so that none uses up what all may."""

RESETS, RESET_WINDOW = 20, 3600
"""Links for new passwords that may be asked for from an address, and within how many seconds."""

BAD_FILES = 20
"""Files that cannot be used of one sender within a minute: looking into each costs a process."""

_SUBNET = 64
"""Bits of an IPv6 address that are its network's: a customer who has one of its addresses has all (RFC 6177)."""


class _Limit(RateLimitItemPerSecond):
    """A limit whose name says all about it: the key of an attempt is made for each call, so it must be cheap."""

    def key_for(self, *identifiers: bytes | str | int | float) -> str:
        return f"{self.namespace}/{identifiers[0]!s}"


class AttemptLimit:
    """At most ``most`` attempts for a key within ``seconds``, counted from the first one; a caller who goes on must
    wait until the window has passed, and does not make it longer.

    ``windows``: where attempts are counted, the memory of this process where it is left out. ``name``: tells limits
    apart that count in the same place. ``by_address``: keys begin with the address of the caller, and all who have it
    (:func:`whose`) count as one.
    """

    def __init__(
        self, most: int, seconds: int, windows: Storage | None = None, *, name: str = "", by_address: bool = False
    ) -> None:
        self._by_address = by_address
        self._limit = _Limit(most, seconds, f"{name}/{most}/{seconds}")
        self._limiter = FixedWindowRateLimiter(windows or MemoryWindows())

    def is_used_up(self, key: str) -> bool:
        """Whether there were as many attempts of ``key`` as there may be; counts nothing."""
        return not self._limiter.test(self._limit, self._counted_as(key))

    def check(self, key: str) -> None:
        """Raise :class:`TooManyAttempts` where the attempts of ``key`` are used up; counts nothing."""
        if self.is_used_up(key):
            raise self._refusal(key)

    def count(self, key: str) -> None:
        """Note an attempt of ``key``."""
        self._limiter.hit(self._limit, self._counted_as(key))

    def consume(self, key: str) -> None:
        """Check and count in one: for limits on calls rather than on failures."""
        if not self._limiter.hit(self._limit, self._counted_as(key)):
            raise self._refusal(key)

    def undo(self, key: str) -> None:
        """An attempt that was counted was none."""
        self._limiter.storage.incr(self._limit.key_for(self._counted_as(key)), self._limit.get_expiry(), -1)

    def forget(self, key: str) -> None:
        """Start anew for ``key``, after a success."""
        self._limiter.clear(self._limit, self._counted_as(key))

    def _counted_as(self, key: str) -> str:
        if not self._by_address:
            return key
        address, space, rest = key.partition(" ")
        return whose(address) + space + rest

    def _refusal(self, key: str) -> TooManyAttempts:
        ends_at = self._limiter.get_window_stats(self._limit, self._counted_as(key)).reset_time
        left = max(1, ceil(ends_at - time.time()))
        return TooManyAttempts("Too many attempts. Please wait a little and try again.", left)


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


@dataclass(frozen=True)
class GuessLimit:
    """Limits on wrong passwords: ``target`` for one account or one meeting from an address, ``address`` for all of them
    from an address. Right ones from elsewhere go on being right meanwhile.

    Keys of targets are those of :func:`account_key`, or begin with the address like them.
    """

    target: AttemptLimit
    address: AttemptLimit

    def check(self, address: str, target: str) -> None:
        """Raise :class:`TooManyAttempts` where the guesses are used up; counts nothing."""
        self.address.check(address)
        self.target.check(target)

    def consume(self, address: str, target: str) -> None:
        """Check and count in one, before a password is looked at: of many at once no more are looked at than may be
        wrong. :meth:`undo` where it was not wrong."""
        self.target.consume(target)
        try:
            self.address.consume(address)
        except TooManyAttempts:
            self.target.undo(target)
            raise

    def undo(self, address: str, target: str) -> None:
        """What was counted was no wrong guess."""
        self.target.undo(target)
        self.address.undo(address)


@dataclass(frozen=True)
class RelayCheckLimit:
    """A limit on credentials of the TURN server for strangers: ``together`` for all, ``address`` for those at one."""

    together: AttemptLimit
    address: AttemptLimit

    def allows(self, address: str) -> bool:
        """Count one for ``address``; returns whether it may have one."""
        try:
            self.address.consume(address)
            self.together.consume("")
        except TooManyAttempts:
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits on attempts, each with a budget of its own: who fails at one thing is not kept from another.

    ``password``: passwords of users; ``meeting_password``: of meetings; ``code``: codes and names, and passwords of
    recordings, which are guessed with them; ``ticket``, ``client``, ``link``: tickets, credentials of API clients,
    personal links and tokens: right ones are too long to be guessed, and never refused. ``entry``: entries from an
    address; ``call``: calls of an API client; ``check``: checks of a browser, by /check; ``relay_check``: those of the
    TURN server, None where there may be none; ``reset``: links for new passwords that an address asks
    for; ``file``: files of one sender that cannot be used.
    """

    password: GuessLimit
    meeting_password: GuessLimit
    code: AttemptLimit
    ticket: AttemptLimit
    client: AttemptLimit
    link: AttemptLimit
    entry: AttemptLimit
    call: AttemptLimit
    check: AttemptLimit
    relay_check: RelayCheckLimit | None
    reset: AttemptLimit
    file: AttemptLimit
    refusals: Refusals = field(default_factory=Refusals)

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """As the settings say; all nodes count together where they share a Redis."""
        shared = _shared_windows(settings.redis_url) if settings.redis_url else None

        def limit(name: str, most: int, *, by_address: bool = True) -> AttemptLimit:
            return AttemptLimit(most, WINDOW, shared, name=name, by_address=by_address)

        def guesses(name: str) -> GuessLimit:
            return GuessLimit(limit(name, settings.sign_in_failures), limit(f"{name}s", settings.address_failures))

        return cls(
            password=guesses("password"),
            meeting_password=guesses("meeting_password"),
            code=limit("code", settings.address_failures),
            ticket=limit("ticket", settings.address_failures),
            client=limit("client", settings.address_failures),
            link=limit("link", settings.address_failures),
            entry=limit("entry", settings.entries),
            call=limit("call", settings.api_calls, by_address=False),
            check=limit("check", settings.checks),
            relay_check=RelayCheckLimit(
                together=limit("relay_checks", settings.relay_checks, by_address=False),
                address=limit("relay_check", RELAY_CHECKS_BY_ADDRESS),
            )
            if settings.relay_checks
            else None,
            reset=AttemptLimit(RESETS, RESET_WINDOW, shared, name="reset", by_address=True),
            file=limit("file", BAD_FILES, by_address=False),
        )


def _shared_windows(redis_url: str) -> Storage:
    from .shared_windows import SharedWindows  # a node without Redis does not load its library

    return SharedWindows(redis_url)


def account_key(address: str, center: str, user_id: str) -> str:
    """Under what failures for a user are counted. The user ID as it is looked up: other spellings of the same account
    are no further attempts."""
    return f"{address} {center.lower()} {user_ids.fold_id(user_id)}"
