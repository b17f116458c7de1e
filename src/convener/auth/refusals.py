"""Refusals are held back: a connection that fails on and on gets few of them, and refusing costs next to nothing."""

from __future__ import annotations

import asyncio

DELAY = 0.5
"""Seconds for which a refusal is held back: two a second for each connection."""

MOST_DELAYED = 2000
"""Refusals that are held back at a time; others are sent at once, for each takes memory."""


class Refusals:
    """Holds back refusals of too many attempts, never anything else; used on one event loop."""

    def __init__(self, delay: float = DELAY) -> None:
        self._delay = delay
        self._delayed = 0

    async def delay(self) -> None:
        """Wait before a refusal is sent."""
        if self._delayed >= MOST_DELAYED:
            return
        self._delayed += 1
        try:
            await asyncio.sleep(self._delay)
        finally:
            self._delayed -= 1
