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

_due: ContextVar[float | None] = ContextVar("due", default=None)
"""When what the sender at work sends was due, in unix time; each sender of aiortc is a task of its own."""


def due(at: float) -> None:
    """Say when the frame that a track hands over now was captured."""
    _due.set(at)


@contextmanager
def reports_by_capture() -> Iterator[None]:
    """Sender reports say when a frame was captured, as those of browsers do. aiortc has them say when it came to
    sending it, which on a busy machine is later."""

    def ntp() -> int:
        at = _due.get()
        moment = datetime.now(UTC) if at is None else datetime.fromtimestamp(0, UTC) + timedelta(seconds=at)
        return aiortc.clock.datetime_to_ntp(moment)

    clock = SimpleNamespace(**{**vars(aiortc.clock), "current_ntp_time": ntp})
    with patch("aiortc.rtcrtpsender.clock", clock):
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
        due(at)
        packet = av.Packet(self._frames[self._number % len(self._frames)])
        packet.pts = (self._number - self._left_out) * self._clock // self._rate
        packet.time_base = Fraction(1, self._clock)
        self._number += 1
        return packet
