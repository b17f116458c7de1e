"""Change a document of a meeting, for those who manage that, or of the library: delete it, with its earlier versions,
which goes away in the meeting's room too, if it is open there; bring it back; make its pages once more. The meeting is
locked before the document, as the room does it."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from convener.domain.authorization import Principal
from convener.domain.content import contents, conversions, versions
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
    with_versions = versions.lock_deleted_with(session, content)
    contents.restore(session, content, caller.user)
    for one in with_versions:
        one.deleted_at = None
    if meeting is not None:
        conversions.announce(session, meeting, content)
    return content


def remove(session: Session, caller: Principal, resource_id: str) -> None:
    """Remove a deleted document for good, for a caller who may manage it. Raises :class:`ContentNotFound`."""
    content = contents.find_deleted(session, caller, resource_id, for_update=True)
    for one in (*versions.lock_deleted_with(session, content), content):
        contents.remove(session, one)


def convert(session: Session, caller: Principal, resource_id: str) -> Content:
    """Make the pages of a document (once more) where they are not all there, for a caller who may manage its meeting;
    returns it. Raises :class:`ContentNotFound`."""
    meeting, content = _lock_with_meeting(session, contents.find_managed, caller, resource_id)
    conversions.request(session, content)
    if meeting is not None:
        conversions.announce(session, meeting, content)
    return content


def _lock_with_meeting(
    session: Session, find: _Finder[Caller], caller: Caller, resource_id: str
) -> tuple[Meeting | None, Content]:
    meeting_id = find(session, caller, resource_id).meeting_id
    meeting = meetings.lock_meeting(session, meeting_id) if meeting_id is not None else None
    return meeting, find(session, caller, resource_id, for_update=True)


def _delete(session: Session, meeting: Meeting | None, content: Content, caller: AnyUser | None) -> None:
    if meeting is not None:
        showing.forget(session, meeting, documents.DOCUMENT, content.resource_id, None)
    earlier = versions.lock_earlier(session, content)
    contents.delete(session, content, caller)
    for one in earlier:
        one.deleted_at = content.deleted_at
        if content.removed_at is not None:
            contents.remove(session, one)
    session.flush()
