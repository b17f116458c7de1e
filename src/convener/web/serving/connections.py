"""Which connections there are, for whom, and which of them must go when there are too many.

Connections are limited together and by address (of IPv6 by /64). Where a limit is reached, one on which nothing is
under way makes room, or one whose request or entry is not there yet, the one that has been so for longest: who only
holds a place loses it to who uses one. A part of all places is kept for addresses from which somebody has proven who
they are, above all by entering a room: people whose connection was lost come back while strangers crowd in. Trusted
proxies have no limit of their own: they stand for many.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum
from heapq import merge
from itertools import islice

from convener.auth.limits import whose
from convener.web.addresses import Addresses
from convener.web.scope import Caller

KEPT = 8
"""One place of so many is kept for known addresses."""

KNOWN_FOR = 3600.0
"""Seconds that an address is known after somebody there has proven who they are."""

MOST_KNOWN = 20_000

HEAD_WITHIN = 30.0
"""Seconds from the connection, or from the first byte of another request, until the head of the request is there."""

KEEP_ALIVE = 75.0
"""Seconds that a connection may wait for another request."""

KEEP_ALIVE_OF_PROXIES = 620.0
"""The same for trusted proxies, which choose a connection that they believe open: longer than any of them waits."""

TAKE_WITHIN = 60.0
"""Seconds in which a client must take something of a reply that is ready."""

LOOKED_AT = 4
"""Connections of each stage, the oldest ones, that are looked at for one that makes room."""


class Stage(Enum):
    """What is under way on a connection. The first three make room for others."""

    QUIET = "quiet"
    """Nothing: it is new, or waits for another request, or the head of one has begun."""
    BODY = "body"
    """The body of a request comes, from a caller who is unknown so far."""
    SOCKET = "socket"
    """A WebSocket on which nobody has entered."""
    BUSY = "busy"
    """A request is answered, or a known caller sends a body."""
    ENTERED = "entered"
    """A WebSocket of somebody who has proven who they are."""


_MAKES_ROOM = (Stage.QUIET, Stage.BODY, Stage.SOCKET)


class OpenConnection:
    """A connection, from its acceptance to its end. ``close``: cuts it off. Seconds by the clock of its table."""

    __slots__ = ("_table", "begun_at", "blocked_at", "caller", "close", "is_proxy", "served", "since", "stage", "who")

    def __init__(self, table: ConnectionTable, who: str, is_proxy: bool) -> None:
        self._table = table
        self.who = who
        self.is_proxy = is_proxy
        self.close: Callable[[], object] = _nothing
        self.caller = Caller(on_proof=self._proven)
        self.stage: Stage | None = Stage.QUIET
        """None: it is gone, or about to go."""
        self.since = 0.0
        """When this stage began."""
        self.served = False
        """Whether there was a request."""
        self.begun_at: float | None = None
        """When the head of a request began that is not there yet."""
        self.blocked_at: float | None = None
        """Since when the client takes nothing of what is ready for it."""

    def move(self, stage: Stage) -> None:
        """Another stage begins."""
        self._table.move(self, stage)

    def release(self) -> None:
        """The connection is gone; may be called twice."""
        self._table.release(self)

    def _proven(self) -> None:
        self._table.remember(self.who)
        if self.stage is Stage.SOCKET:
            self.move(Stage.ENTERED)
        elif self.stage is Stage.BODY:
            self.move(Stage.BUSY)


def _nothing() -> None:
    pass


def _ignored(_count: int) -> None:
    pass


class ConnectionTable:
    """All connections of this process.

    ``most``: altogether; ``by_address``: of one address; ``proxies``: the trusted ones. ``clock`` is in seconds.
    ``on_change`` is told how many are open.
    """

    def __init__(
        self, most: int, by_address: int, proxies: Addresses, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.on_change: Callable[[int], None] = _ignored
        self._most = most
        self._by_address = by_address
        self._proxies = proxies
        self._clock = clock
        self._stages: dict[Stage, dict[OpenConnection, None]] = {stage: {} for stage in Stage}
        self._counts: Counter[str] = Counter()
        self._known: dict[str, float] = {}
        self._open = 0

    def __len__(self) -> int:
        return self._open

    def admit(self, address: str) -> OpenConnection | None:
        """A connection from ``address``; None where there is no room for it."""
        who, is_proxy = whose(address), address in self._proxies
        if not is_proxy and self._counts[who] >= self._by_address and not self._make_room_within(who):
            return None
        is_known = is_proxy or self._is_known(who)
        places = self._most if is_known else self._most - self._most // KEPT
        if self._open >= places and not self._make_room_for(who, is_known):
            return None
        connection = OpenConnection(self, who, is_proxy)
        connection.since = self._clock()
        self._stages[Stage.QUIET][connection] = None
        self._counts[who] += 1
        self._open += 1
        self.on_change(self._open)
        return connection

    def move(self, connection: OpenConnection, stage: Stage) -> None:
        """See :meth:`OpenConnection.move`."""
        if connection.stage is None or connection.stage is stage:
            return
        del self._stages[connection.stage][connection]
        self._stages[stage][connection] = None
        connection.stage = stage
        connection.since = self._clock()

    def release(self, connection: OpenConnection) -> None:
        """See :meth:`OpenConnection.release`."""
        if connection.stage is None:
            return
        del self._stages[connection.stage][connection]
        connection.stage = None
        self._open -= 1
        self.on_change(self._open)
        self._counts[connection.who] -= 1
        if not self._counts[connection.who]:
            del self._counts[connection.who]

    def remember(self, who: str) -> None:
        """Somebody at this address has proven who they are."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[who] = self._clock()

    def cut_late(self) -> None:
        """Cut off what has waited for too long; to be called about once a second."""
        moment = self._clock()
        late = [one for one in self._stages[Stage.QUIET] if moment > _quiet_until(one)]
        for stage in (Stage.QUIET, Stage.BUSY, Stage.BODY):
            late += [one for one in self._stages[stage] if _is_blocked(one, moment)]
        for one in late:
            self._cut(one)

    def _is_known(self, who: str) -> bool:
        known_at = self._known.get(who)
        return known_at is not None and self._clock() - known_at < KNOWN_FOR

    def _make_room_within(self, who: str) -> bool:
        """Cut off a connection of this address; returns whether there was one to cut."""
        return self._cut_first(one for one in self._candidates() if one.who == who)

    def _make_room_for(self, who: str, is_known: bool) -> bool:
        """Cut off a connection for one of this address: for a known one the oldest of a stranger, or of anybody; for a
        stranger that of a stranger with more connections. Returns whether there was one to cut."""
        strangers = (one for one in self._candidates() if not self._is_known(one.who))
        if is_known:
            return self._cut_first(strangers) or self._cut_first(self._candidates())
        # So that many addresses that push each other out cost next to nothing.
        return self._cut_first(one for one in strangers if self._counts[one.who] > self._counts[who])

    def _cut_first(self, connections: Iterator[OpenConnection]) -> bool:
        found = next(connections, None)
        if found is not None:
            self._cut(found)
        return found is not None

    def _candidates(self) -> Iterator[OpenConnection]:
        """Those that make room, of each stage the oldest ones, in the order of their age."""
        stages = [islice(self._stages[stage], LOOKED_AT) for stage in _MAKES_ROOM]
        return merge(*stages, key=lambda one: one.since)

    def _cut(self, connection: OpenConnection) -> None:
        connection.release()
        connection.close()


def _quiet_until(one: OpenConnection) -> float:
    if one.begun_at is not None:
        return one.begun_at + HEAD_WITHIN
    if not one.served:
        return one.since + HEAD_WITHIN
    return one.since + (KEEP_ALIVE_OF_PROXIES if one.is_proxy else KEEP_ALIVE)


def _is_blocked(one: OpenConnection, moment: float) -> bool:
    return one.blocked_at is not None and moment - one.blocked_at > TAKE_WITHIN
