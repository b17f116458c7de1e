"""Reactions of a meeting are switched on or off. The reactions themselves pass, and are events while the meeting is
recorded alone."""

from __future__ import annotations

from convener.domain.events.payload import Payload, Word, kind


@kind("room:reactions:changed")
class ReactionsChanged(Payload, frozen=True, kw_only=True):
    """People may react from now on, or may not."""

    allowed: bool


@kind("room:reactions:shown")
class ReactionShown(Payload, frozen=True, kw_only=True):
    """The event's participant showed an emoji while the meeting was recorded."""

    emoji: Word
