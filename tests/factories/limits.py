"""Limits on attempts with small numbers."""

from __future__ import annotations

from convener.auth.limits import AttemptLimit, GuessLimit, Limits
from convener.auth.refusals import Refusals


def limits_of(*, target: int = 3, address: int = 5, entry: int = 100) -> Limits:
    """Limits within a minute: wrong passwords of one account or meeting, failures of each kind from an address, and
    entries. Refusals are sent at once."""

    def limit(most: int) -> AttemptLimit:
        return AttemptLimit(most, 60, by_address=True)

    return Limits(
        password=GuessLimit(limit(target), limit(address)),
        meeting_password=GuessLimit(limit(target), limit(address)),
        code=limit(address),
        ticket=limit(address),
        client=limit(address),
        link=limit(address),
        entry=limit(entry),
        call=limit(100),
        check=limit(100),
        relay_check=None,
        reset=limit(100),
        file=AttemptLimit(1000, 60),
        refusals=Refusals(0),
    )
