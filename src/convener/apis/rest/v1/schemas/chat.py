"""The chat of a meeting, as its organizer reads it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .wire import Wire


class TranscriptLine(Wire, kw_only=True):
    """A message to all, or to hosts and presenters; ``number`` orders those of a meeting."""

    number: int
    sent_at: datetime
    name: str
    audience: Literal["all", "presenters"]
    text: str


class Transcript(Wire, kw_only=True):
    """A page of what was written, the oldest first; ``next``: the ``after`` of the following one, null at the end."""

    lines: list[TranscriptLine]
    next: int | None
