"""Counts what one socket sent and was refused: who goes on all the time is sent away."""

from __future__ import annotations

from . import close_reasons
from .protocol.messages import Closing
from .sockets import FrameQueue

MAX_REFUSALS = 100
"""Refused frames after which the socket is closed; an unreadable one counts as :data:`UNREADABLE_WEIGHT`."""

UNREADABLE_WEIGHT = 5


class Refusals:
    """The refused frames of the socket with this ``queue``."""

    def __init__(self, queue: FrameQueue) -> None:
        self._queue = queue
        self._weight = 0

    def count(self) -> None:
        """A frame was refused."""
        self._add(1, close_reasons.FLOOD)

    def count_unreadable(self) -> None:
        """A frame could not be read."""
        self._add(UNREADABLE_WEIGHT, close_reasons.GARBAGE)

    def _add(self, weight: int, closing: Closing) -> None:
        self._weight += weight
        if self._weight >= MAX_REFUSALS:
            self._queue.close(closing)
