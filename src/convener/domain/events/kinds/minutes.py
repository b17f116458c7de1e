"""Minutes of a run of a meeting; what is written in them is not part of events."""

from __future__ import annotations

from convener.domain.events.payload import Id, Payload, Word, kind


@kind("meeting:minutes:edited")
class MinutesEdited(Payload, frozen=True, kw_only=True):
    """Somebody has changed what is written in the minutes of this run (``instance``)."""

    instance: Id


@kind("meeting:minutes:released")
class MinutesReleased(Payload, frozen=True, kw_only=True):
    """A host has released the minutes of this run; ``mailed``: to those who were there, or to nobody."""

    instance: Id
    mailed: Word
