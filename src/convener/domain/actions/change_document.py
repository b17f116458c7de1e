"""Change a document of a meeting, for those who manage that: delete it, which goes away in the meeting's room too, if
it is open there; bring it back; make its pages once more. The meeting is locked before the document, as the room does
it."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from convener.domain.authorization import Principal
from convener.domain.content import contents, conversions
from convener.domain.meetings import meetings
from convener.domain.room import documents, showing
from convener.storage.models import Content, Meeting
from convener.storage.rows import AnyUser

Caller = TypeVar("Caller", contravariant=True)


class _Finder(Protocol[Caller]):
    def __call__(self, session: Session, caller: Caller, resource_id: str, *, for_update: bool = False) -> Content: ...


def delete(session: Session, caller: AnyUser, resource_id: str) -> None:
    """Delete the document with this id, for a caller who may manage its meeting. Raises :class:`BadMatch`,
    :class:`NotOwner`."""
    _delete(session, *_lock_with_meeting(session, contents.find, caller, resource_id), caller)


def delete_managed(session: Session, caller: Principal, resource_id: str) -> None:
    """As :func:`delete`, for those to whom a document that they may not manage does not exist. Raises
    :class:`ContentNotFound`."""
    _delete(session, *_lock_with_meeting(session, contents.find_managed, caller, resource_id), caller.user)


def restore(session: Session, caller: Principal, resource_id: str) -> Content:
    """Bring back a deleted document, for a caller who may manage its meeting; returns it. Raises
    :class:`ContentNotFound`."""
    meeting, content = _lock_with_meeting(session, contents.find_deleted, caller, resource_id)
    contents.restore(session, content, caller.user)
    conversions.announce(session, meeting, content)
    return content


def convert(session: Session, caller: Principal, resource_id: str) -> Content:
    """Make the pages of a document (once more) where they are not all there, for a caller who may manage its meeting;
    returns it. Raises :class:`ContentNotFound`."""
    meeting, content = _lock_with_meeting(session, contents.find_managed, caller, resource_id)
    conversions.request(session, content)
    conversions.announce(session, meeting, content)
    return content


def _lock_with_meeting(
    session: Session, find: _Finder[Caller], caller: Caller, resource_id: str
) -> tuple[Meeting, Content]:
    meeting = meetings.lock_meeting(session, find(session, caller, resource_id).meeting_id)
    return meeting, find(session, caller, resource_id, for_update=True)


def _delete(session: Session, meeting: Meeting, content: Content, caller: AnyUser | None) -> None:
    showing.forget(session, meeting, documents.DOCUMENT, content.resource_id, None)
    contents.delete(session, content, caller)
