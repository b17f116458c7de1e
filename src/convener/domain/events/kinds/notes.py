"""Notes of a meeting: who may write in them. The writing itself is in the document's own log."""

from __future__ import annotations

from convener.domain.events.payload import Payload, kind


@kind("room:notes:changed")
class NotesChanged(Payload, frozen=True, kw_only=True):
    """Attendees may write in the notes from now on, or may not."""

    attendees_write: bool
