"""Delete a document of a meeting: it goes away in the meeting's room too, if it is open there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.content import contents
from convener.domain.meetings import meetings
from convener.domain.room import documents, showing
from convener.storage.rows import AnyUser


def delete(session: Session, caller: AnyUser, resource_id: str) -> None:
    """Delete the document with this id, its file too, for a caller who may manage its meeting. Raises
    :class:`BadMatch`, :class:`NotOwner`."""
    # The meeting is locked before the document, as the room does it.
    meeting = meetings.lock_meeting(session, contents.find(session, caller, resource_id).meeting_id)
    content = contents.find(session, caller, resource_id, for_update=True)
    showing.forget(session, meeting, documents.DOCUMENT, resource_id, None)
    contents.delete(session, content, caller)
