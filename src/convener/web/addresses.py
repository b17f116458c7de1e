"""Addresses that can be asked for: those of trusted proxies."""

from __future__ import annotations

from typing import Protocol


class Addresses(Protocol):
    """A set of addresses, perhaps of whole networks."""

    def __contains__(self, address: str, /) -> bool:
        """Whether this is one of them."""
