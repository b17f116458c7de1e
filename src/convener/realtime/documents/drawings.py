"""What the kinds of shared documents have in common on which people draw: whiteboards, and pages of documents."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.boards import schema, settings
from convener.domain.events.kinds.boards import DrawingChanged
from convener.domain.events.payload import Payload
from convener.domain.permissions import MeetingRole
from convener.storage.models import Meeting

from .kinds import SharedDocumentKind


class DrawnDocumentKind(SharedDocumentKind):
    """A kind of drawing: all who are in the room see it, and who may draw is one setting of the meeting."""

    readers = frozenset(role.value for role in MeetingRole)
    rules = schema.RULES
    max_bytes = schema.MOST_BYTES
    follows = frozenset({DrawingChanged})

    def writers(self, session: Session, meeting_id: int) -> frozenset[str]:
        """Who may draw."""
        return settings.writers(settings.may_attendees_draw(session.get_one(Meeting, meeting_id)))

    def writers_after(self, payload: Payload) -> frozenset[str] | None:
        """Who may draw from this event on."""
        return settings.writers(payload.attendees_draw) if isinstance(payload, DrawingChanged) else None
