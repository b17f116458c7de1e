"""Somebody whose browser sends what was encoded before: it costs next to nothing, and what is sent says when it was
captured, however busy the machine is.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import aiortc.clock
import av
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from aiortc.rtp import RtcpSenderInfo

_due: ContextVar[tuple[float, int] | None] = ContextVar("due", default=None)
"""When what the sender at work sends was due, in unix time, and how fast its clock runs; each sender of aiortc is a
task of its own."""


def due(at: float, rate: int) -> None:
    """Say when the frame that a track hands over now was captured; ``rate``: units of its clock in a second."""
    _due.set((at, rate))


class _Captured(int):
    """An NTP timestamp of when a frame was captured."""

    rate: int


def _ntp(at: float) -> int:
    """Unix time as an NTP timestamp."""
    return aiortc.clock.datetime_to_ntp(datetime.fromtimestamp(0, UTC) + timedelta(seconds=at))


@contextmanager
def reports_by_capture() -> Iterator[None]:
    """Sender reports are as those of browsers: they come twice a second, and say what the clock of the frames is at the
    moment, by when the last one was captured. aiortc's say when it came to sending one, which on a busy machine is
    later, and come when that was long ago."""

    def captured() -> int:
        frame = _due.get()
        if frame is None:
            return _ntp(time.time())
        at, rate = frame
        made = _Captured(_ntp(at))
        made.rate = rate
        return made

    def now(ntp_timestamp: int, rtp_timestamp: int, packet_count: int, octet_count: int) -> RtcpSenderInfo:
        moment = _ntp(time.time())
        if isinstance(ntp_timestamp, _Captured):
            since = (moment - ntp_timestamp) / 2**32
            rtp_timestamp = (rtp_timestamp + round(since * ntp_timestamp.rate)) % 2**32
        return RtcpSenderInfo(moment, rtp_timestamp, packet_count, octet_count)

    clock = SimpleNamespace(**{**vars(aiortc.clock), "current_ntp_time": captured})
    with (
        patch("aiortc.rtcrtpsender.clock", clock),
        patch("aiortc.rtcrtpsender.RtcpSenderInfo", now),
        patch("aiortc.rtcrtpsender.random", SimpleNamespace(random=lambda: 0.0)),
    ):
        yield


class LoopedTrack(MediaStreamTrack):
    """``frames`` again and again from ``begun`` (unix time) on, ``rate`` a second of its own clock, which runs
    ``speed`` times as fast as time does. From the first to the second of ``off`` (seconds since ``begun``) nothing is
    sent, and the clock stands still, as that of a microphone does in a browser that mutes it."""

    def __init__(
        self,
        kind: str,
        frames: Sequence[bytes],
        rate: int,
        begun: float,
        *,
        speed: float = 1.0,
        off: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        super().__init__()
        self.kind = kind
        self._frames, self._rate, self._begun, self._speed, self._off = frames, rate, begun, speed, off
        self._clock = 90_000 if kind == "video" else 48_000
        self._number = max(0, math.ceil((time.time() - begun) * rate * speed))
        self._left_out = 0

    async def recv(self) -> av.Packet[Any]:
        if self.readyState != "live":
            raise MediaStreamError
        while self._off[0] <= self._number / self._rate < self._off[1]:
            self._number, self._left_out = self._number + 1, self._left_out + 1
        at = self._begun + self._number / self._rate / self._speed
        await asyncio.sleep(max(0.0, at - time.time()))
        due(at, self._clock)
        packet = av.Packet(self._frames[self._number % len(self._frames)])
        packet.pts = (self._number - self._left_out) * self._clock // self._rate
        packet.time_base = Fraction(1, self._clock)
        self._number += 1
        return packet
