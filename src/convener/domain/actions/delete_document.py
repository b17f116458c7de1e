"""Delete a document of a meeting, which goes away in the meeting's room too, if it is open there; and bring it back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.authorization import Principal
from convener.domain.content import contents, conversions
from convener.domain.meetings import meetings
from convener.domain.room import documents, showing
from convener.storage.models import Content, Meeting
from convener.storage.rows import AnyUser


def delete(session: Session, caller: AnyUser, resource_id: str) -> None:
    """Delete the document with this id, for a caller who may manage its meeting. Raises :class:`BadMatch`,
    :class:`NotOwner`."""
    # The meeting is locked before the document, as the room does it.
    meeting = meetings.lock_meeting(session, contents.find(session, caller, resource_id).meeting_id)
    _delete(session, meeting, contents.find(session, caller, resource_id, for_update=True), caller)


def delete_managed(session: Session, caller: Principal, resource_id: str) -> None:
    """As :func:`delete`, for those to whom a document that they may not manage does not exist. Raises
    :class:`ContentNotFound`."""
    meeting = meetings.lock_meeting(session, contents.find_managed(session, caller, resource_id).meeting_id)
    _delete(session, meeting, contents.find_managed(session, caller, resource_id, for_update=True), caller.user)


def restore(session: Session, caller: Principal, resource_id: str) -> Content:
    """Bring back a deleted document, for a caller who may manage its meeting; returns it. Raises
    :class:`ContentNotFound`."""
    meeting = meetings.lock_meeting(session, contents.find_deleted(session, caller, resource_id).meeting_id)
    content = contents.find_deleted(session, caller, resource_id, for_update=True)
    contents.restore(session, content, caller.user)
    conversions.announce(session, meeting, content)
    return content


def _delete(session: Session, meeting: Meeting, content: Content, caller: AnyUser | None) -> None:
    showing.forget(session, meeting, documents.DOCUMENT, content.resource_id, None)
    contents.delete(session, content, caller)
