"""Reactions of a meeting are switched on or off. The reactions themselves pass, and are no events."""

from __future__ import annotations

from convener.domain.events.payload import Payload, kind


@kind("room:reactions:changed")
class ReactionsChanged(Payload, frozen=True, kw_only=True):
    """People may react from now on, or may not."""

    allowed: bool
