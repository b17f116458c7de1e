"""Puts packets into order, and says which ones have to be asked for again.

A recorder has time: what is missing is asked for at once, and again and again for a second and a half, before it is
given up. Times are seconds of a monotonic clock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

ASK_AGAIN = 0.08
"""Seconds between two requests for the same packet."""

MOST_REQUESTS = 12
"""For the same packet."""

GIVE_UP = 1.5
"""Seconds after which a packet that was asked for is given up."""

GIVE_UP_UNASKED = 0.3
"""The same where the sender does not send again: packets are out of order no longer than this."""

LONGEST_GAP = 1_000
"""More packets than this are not asked for: the stream began anew."""

_MOST_OLD = 100
"""After so many packets in turn that are older than all, the sender has begun to count anew."""


@dataclass(slots=True)
class Packet:
    """What is needed of an RTP packet. ``payload`` is empty where it was only to try the line. ``arrived``: when it
    came, 0 where it was sent again, so that its time says nothing. ``silent``: the sender says that it is no sound at
    all."""

    sequence: int
    timestamp: int
    marker: bool
    payload: bytes
    arrived: float = 0.0
    silent: bool = False


@dataclass(slots=True)
class _Missing:
    since: float
    asked_at: float = -math.inf
    requests: int = 0


@dataclass
class Ordered:
    """What is next in the stream: packets in order; where ``lost``, something before them is lost for good."""

    packets: list[Packet] = field(default_factory=list)
    lost: bool = False


_NOTHING: list[Ordered] = []


class ReorderBuffer:
    """The packets of one stream. ``repairs``: the sender sends again what it is asked for."""

    def __init__(self, *, repairs: bool) -> None:
        self.repairs = repairs
        self._give_up = GIVE_UP if repairs else GIVE_UP_UNASKED
        self._waiting: dict[int, Packet] = {}
        self._missing: dict[int, _Missing] = {}
        self._has_begun = False
        self._next = 0
        self._highest = 0
        self._old = 0
        self.gaps = 0
        self.lost = 0

    def add(self, packet: Packet, moment: float) -> list[Ordered]:
        """Take a packet; returns what is in order now."""
        if not self._has_begun:
            self._has_begun = True
            self._next = packet.sequence
            self._highest = packet.sequence - 1
        number = self._highest + ((packet.sequence - self._highest + 0x8000) & 0xFFFF) - 0x8000
        if number < self._next:
            self._old += 1
            return self._restart(packet) if self._old >= _MOST_OLD else _NOTHING
        self._old = 0
        if number > self._highest:
            if number - self._highest > LONGEST_GAP:
                return self._restart(packet)
            if number - self._highest > 1:
                self.gaps += 1
                for missing in range(self._highest + 1, number):
                    self._missing[missing] = _Missing(moment)
            self._highest = number
        else:
            self._missing.pop(number, None)
        if number == self._next and not self._waiting:
            self._next = number + 1
            return [Ordered([packet])]
        self._waiting[number] = packet
        return self._in_order()

    def requests(self, moment: float) -> list[int]:
        """Sequence numbers that are to be asked for now."""
        if not self._missing or not self.repairs:
            return []
        due: list[int] = []
        for number, missing in self._missing.items():
            if missing.requests < MOST_REQUESTS and moment - missing.asked_at >= ASK_AGAIN:
                missing.asked_at = moment
                missing.requests += 1
                due.append(number & 0xFFFF)
        return due

    def give_up(self, moment: float) -> list[Ordered]:
        """Give up what is missing for too long; returns what is in order then."""
        old = [number for number, missing in self._missing.items() if moment - missing.since > self._give_up]
        if not old:
            return _NOTHING
        for number in old:
            del self._missing[number]
        self.lost += len(old)
        return self._in_order()

    def _in_order(self) -> list[Ordered]:
        found: list[Ordered] = []
        current = Ordered()
        number = self._next
        while number <= self._highest and number not in self._missing:
            packet = self._waiting.pop(number, None)
            number += 1
            if packet is not None:
                current.packets.append(packet)
            else:
                if current.packets:
                    found.append(current)
                current = Ordered(lost=True)
        self._next = number
        return [*found, current] if current.packets or current.lost else found

    def _restart(self, packet: Packet) -> list[Ordered]:
        """The stream goes on somewhere else."""
        waiting = [self._waiting[number] for number in sorted(self._waiting)]
        self._waiting.clear()
        self._missing.clear()
        self._old = 0
        self.gaps += 1
        self._next, self._highest = packet.sequence + 1, packet.sequence
        return [*([Ordered(waiting, lost=True)] if waiting else []), Ordered([packet], lost=True)]
