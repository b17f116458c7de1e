"""How much work drawings may be: what would be more is left out of the picture."""

from __future__ import annotations

STEP = 1e-8
"""Seconds of a processor that a step takes, about."""

MOST_WORK = 2_000_000_000
"""Steps that a picture takes at most."""


class TooMuchWork(Exception):
    """An element would take longer than what is left of the budget."""


class Budget:
    """Work that is left for a picture. ``used``: steps so far."""

    def __init__(self, steps: int = MOST_WORK) -> None:
        self._most = steps
        self.used = 0

    def reserve(self, steps: float) -> None:
        """Reserve so many steps before they are made. Raises :class:`TooMuchWork`, and reserves nothing then."""
        if not self.used + steps <= self._most:
            raise TooMuchWork
        self.used += int(steps)

    def add(self, steps: int) -> None:
        """Count steps that were made: what follows may be too much then."""
        self.used += steps
