"""When what was received was sent, in the time of the capture.

Each stream counts in a clock of its own, which says nothing about any other. Sender reports (RFC 3550 6.4.1) say which
time of that clock was which time of the sender's computer; the difference between that computer's time and ours is the
least that was seen between sending and arrival lately, because a delay can only add to it. Until the first report, and
after a jump until the next, arrival is what counts; the report then says it better, of what went before it too.

Browsers stop the clock of a microphone that is off, and never that of a camera or a screen (measured: 4,053 ms after
four seconds off, and 0). A report comes every five seconds only, so a jump is noticed by the packets: sound that is
late by more than :data:`JUMP`, much of it between one packet and the next, was sent late. Unless it was read late, by a
recorder that had no time, or over a line that stalled: then what follows arrives faster than it was sent, and catches
up. Which of both it is the next packets tell; until then the clock is undecided (:attr:`StreamClock.is_undecided`).
What comes later and later, packet by packet, is on a line that fills or from a machine that is too slow.

All times are milliseconds; ``at`` is that of the capture.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

JUMP = 200.0
"""So much later than expected means that the sender's clock stood still; lines are not that uneven."""

LONGEST_STALL = 2_000.0
"""So much later than expected is no stall."""

_AT_ONCE = JUMP / 2
"""What is late comes after a pause where at least so much of it came between two packets."""

_NOW = (-1_000.0, 500.0)
"""A report is about what comes now where it names a time that differs from that of the newest packet by no more. While
the clock of a microphone stands still browsers report as if it went on."""

_JUDGED_BY = 500.0
"""Milliseconds of the sender's clock by which it is judged whether what is late catches up."""

_CAUGHT_UP = 100.0
"""So much less late in that time is catching up; lines are uneven by less."""

_UNDECIDED_FOR = 500.0
"""Milliseconds without a packet after which what was late was sent late."""

EARLY = 20.0
"""So much earlier than expected means that what was taken for a jump was none: nothing arrives before it is sent."""

LEAP = 3_000.0
"""So much earlier than expected means that the sender's clock was put forward. A file that followed it would have to be
filled with silence for as long, which may be hours for each packet."""

_WINDOW = 10_000.0
_WINDOWS = 12
"""The least difference is that of the last two minutes: clocks of computers drift apart, by 50 ms an hour and more."""

_NTP_UNITS = 4_294_967.296
"""Units of an NTP timestamp in a millisecond."""


class SenderClock:
    """The clock of one sender's computer, for all its streams."""

    def __init__(self) -> None:
        self._least: deque[tuple[float, float]] = deque(maxlen=_WINDOWS)
        self.difference = 0.0
        """The least difference lately, once there has been a report: add it to the computer's time."""

    def report(self, ntp: int, at: float) -> None:
        """A report with this NTP timestamp arrived."""
        difference = at - ntp / _NTP_UNITS
        if self._least and at - self._least[-1][0] < _WINDOW:
            begun, least = self._least[-1]
            self._least[-1] = (begun, min(least, difference))
        else:
            self._least.append((at, difference))
        self.difference = min(least for _, least in self._least)

    def at(self, ntp: int) -> float:
        """When it was in the capture; there has been a report."""
        return ntp / _NTP_UNITS + self.difference


class _Suspicion(NamedTuple):
    """Packets that are late, one after the other: the first of them, the one since which it is judged and how late it
    was, when the last one arrived, and how late the least late one was since."""

    first: int
    begun: int
    late: float
    at: float
    least: float


class StreamClock:
    """The clock of one stream, in a file whose times begin at 0 with its first frame.

    ``position`` and ``at`` of a timestamp differ by :attr:`offset`, which a report changes by little; where the clock
    stood still or was put forward, the positions in the file go on as if it had not.
    """

    def __init__(self, rate: int, sender: SenderClock, *, stops: bool = True) -> None:
        """``rate``: units in a second. ``stops``: whether it stands still while nothing is sent."""
        self._jump = JUMP if stops else LONGEST_STALL
        self._per_millisecond = rate / 1_000
        self._sender = sender
        self._base = 0
        self._has_begun = False
        self._last = 0
        self._late = 0.0
        self._stood_still = 0.0
        self._report: tuple[int, int] | None = None
        self._is_current = False
        self._difference = 0.0
        self._suspicion: _Suspicion | None = None
        self.offset = 0.0
        """Add it to a position for the time of the capture."""
        self.since = 0.0
        """The position from which on the clock has gone on: one offset holds for all that follows."""
        self.is_known = False
        """Whether a report says when that was sent."""

    @property
    def is_undecided(self) -> bool:
        """Whether the next packets have to tell where the last ones belong: their positions are not known yet."""
        return self._suspicion is not None

    def unwrap(self, timestamp: int) -> int:
        """The timestamp of 32 bits as a number that never wraps; near the last one."""
        return self._last + ((timestamp - self._last + 0x8000_0000) & 0xFFFF_FFFF) - 0x8000_0000

    def begin(self, timestamp: int, at: float) -> None:
        """The file begins with this timestamp, which arrived at ``at``."""
        self._last = self._base = timestamp
        self._has_begun, self._is_current = True, False
        self.offset, self._late = at, 0.0
        self._apply_report()

    def begin_again(self, timestamp: int) -> None:
        """A new file begins with this timestamp; when it was sent is known."""
        unwrapped = self.unwrap(timestamp)
        self.offset += self._position(unwrapped)
        self._base, self._stood_still, self.since = unwrapped, 0.0, 0.0

    def arrived(self, timestamp: int, at: float) -> None:
        """A packet that is newer than all before it has arrived, the first one with this timestamp."""
        unwrapped = self.unwrap(timestamp)
        if not self._has_begun or unwrapped <= self._last:
            return
        self._last = unwrapped
        if self._difference != self._sender.difference:
            self._apply_report()  # of another stream: both stay in step
        late = at - self.offset - self._position(unwrapped)
        before, self._late = self._late, late
        if late > LONGEST_STALL or late < -LEAP:
            self._stand_still(unwrapped if self._suspicion is None else self._suspicion.first, late)
        elif late > self._jump and (self._suspicion is not None or late - before >= _AT_ONCE):
            self._judge(unwrapped, at, late)
        elif late <= self._jump:
            self._suspicion = None
            if late < -EARLY:
                self._move(self.offset + late)

    def tick(self, at: float) -> None:
        """So late it is; where no packets came any more what was late is decided."""
        if self._suspicion is not None and at - self._suspicion.at > _UNDECIDED_FOR:
            self.decide()

    def decide(self) -> None:
        """Decide now, if nothing was: the clock stood still."""
        if self._suspicion is not None:
            self._stand_still(self._suspicion.first, self._suspicion.least)

    def report(self, ntp: int, timestamp: int, at: float) -> None:
        """A sender report about this stream has arrived."""
        self._sender.report(ntp, at)
        self._report = (ntp, timestamp)
        if self._has_begun:
            ahead = (self.unwrap(timestamp) - self._last) / self._per_millisecond
            self._is_current = _NOW[0] <= ahead <= _NOW[1]
            if self._is_current and self._suspicion is not None:
                self._decide_by(self._suspicion.first, ntp, timestamp)
            self._apply_report()

    def position(self, timestamp: int) -> float:
        """Where this timestamp is in the file."""
        return self._position(self.unwrap(timestamp))

    def _position(self, unwrapped: int) -> float:
        return (unwrapped - self._base) / self._per_millisecond + self._stood_still

    def _judge(self, unwrapped: int, at: float, late: float) -> None:
        """A packet is late: does it, with those before it, catch up?"""
        before = self._suspicion or _Suspicion(unwrapped, unwrapped, late, at, late)
        least = min(before.least, late)
        self._suspicion = before._replace(at=at, least=least)
        if (unwrapped - before.begun) / self._per_millisecond >= _JUDGED_BY:
            if before.late - least < _CAUGHT_UP:
                self.decide()
            else:
                self._suspicion = _Suspicion(before.first, unwrapped, least, at, least)

    def _stand_still(self, first: int, by: float) -> None:
        self._stood_still += by
        self._late -= by
        self._report = self._suspicion = None
        self.since, self.is_known = self._position(first), False

    def _decide_by(self, first: int, ntp: int, timestamp: int) -> None:
        """Packets from the first on are late; a report about them is there."""
        report, stood_still = self._report, self._offset_by(ntp, timestamp) - self.offset
        self._suspicion = None
        if stood_still > _AT_ONCE:
            self._stand_still(first, stood_still)
            self._report = report

    def _offset_by(self, ntp: int, timestamp: int) -> float:
        return self._sender.at(ntp) - self._position(self.unwrap(timestamp))

    def _apply_report(self) -> None:
        if self._report is None:
            return
        self._difference = self._sender.difference
        offset = self._offset_by(*self._report)
        # Where they differ by more, the clock stood still between the report and the packets.
        if abs(offset - self.offset) <= (LONGEST_STALL if self._is_current else self._jump):
            self._move(offset)
            self.is_known = True

    def _move(self, offset: float) -> None:
        self._late += self.offset - offset
        self.offset = offset
