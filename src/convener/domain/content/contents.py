"""Documents brought to a meeting. They stay when the meeting is deleted, and are removed when it is erased.

A document that is deleted can be restored, where the center restores at all, until the center's buffer time is over;
then its file and its pages are removed.

Those who may manage a meeting, its owner and administrators, add, list, download and delete its documents; what people
in its room may is decided by :mod:`convener.domain.room.documents`. A file that was sent in the chat belongs to its
message (:mod:`convener.domain.chat.files`): people in the room find it there, and nobody else what one person sent to
another.
"""

from __future__ import annotations

import os.path
from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import blobs, text
from convener.domain.authorization import Actor, Principal, authorize, authorize_for_owner, is_authorized
from convener.domain.centers.settings import restores_since_in, settings_of
from convener.domain.content import search_index
from convener.domain.documents.inspector import Report
from convener.domain.errors import BadMatch, ContentNotFound
from convener.domain.events.kinds.contents import ContentAdded, ContentDeleted, ContentRestored
from convener.domain.events.kinds.documents import DocumentDeleted
from convener.domain.events.log import record, record_in_center
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.models import Center, Content, Meeting, Participant, User
from convener.storage.rows import AnyUser

from . import conversions
from .conversions import ConversionState

LONGEST_NAME = 255
TO_ONE = "person"
"""The audience of a file that one person has sent to another in the chat."""

READY = "ready"
"""The status of a document that can be used; how far its pages are is
:class:`~.conversions.ConversionState`."""


def add(
    session: Session,
    meeting: Meeting,
    owner: User,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str = "",
    shown: bool = False,
) -> Content:
    """Add a document to the meeting. Its file is in the blob store (:func:`convener.domain.blobs.store`, whose key is
    ``blob``) and was inspected (``report``).

    ``size``: bytes of the file; ``upload_name``: its name as the user gave it, from which the title is made by dropping
    what looks like a file extension; ``shown``: show it in the meeting at once. Raises :class:`NotOwner`.
    """
    authorize(owner, ObjectAction.MANAGE, meeting)
    return _insert(
        session, meeting, owner, report, blob=blob, size=size, upload_name=upload_name, shown=shown, actor=owner
    )


def add_in_room(
    session: Session,
    meeting: Meeting,
    participant: Participant,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str,
    chat_audience: str | None = None,
) -> Content:
    """Add a document as :func:`add`, by a participant in the room, for a caller who has locked the meeting and checked
    that the participant may. It belongs to the participant's account, or to the meeting's owner. ``chat_audience``: who
    reads the message of the chat with which it is sent; of such a file no pages are made."""
    user = session.get(User, participant.user_id) if participant.user_id is not None else None
    return _insert(
        session,
        meeting,
        user or session.get_one(User, meeting.owner_id),
        report,
        blob=blob,
        size=size,
        upload_name=upload_name,
        actor=user,
        participant=participant,
        chat_audience=chat_audience,
    )


def add_to_library(
    session: Session, owner: User, report: Report, *, blob: str, size: int, upload_name: str, folder: str
) -> Content:
    """Add a document that belongs to no meeting, as :func:`add`. The caller has checked the folder, and that the owner
    may have documents."""
    return _insert(
        session, None, owner, report, blob=blob, size=size, upload_name=upload_name, actor=owner, folder=folder
    )


def _insert(
    session: Session,
    meeting: Meeting | None,
    owner: User,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str,
    shown: bool = False,
    actor: User | None,
    participant: Participant | None = None,
    chat_audience: str | None = None,
    folder: str = "",
) -> Content:
    blobs.claim(session, blob)
    upload_name = text.line("upload_name", upload_name, LONGEST_NAME)
    content = Content(
        resource_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=owner.center_id,
        meeting_id=meeting.id if meeting is not None else None,
        owner_id=owner.id,
        title=os.path.splitext(upload_name)[0]
        or upload_name
        or (meeting.title or meeting.name if meeting else report.kind),
        folder=folder,
        upload_name=upload_name,
        kind=report.kind,
        content_type=report.content_type,
        size=size,
        pages=report.pages,
        status=READY,
        shown=shown,
        blob=blob,
        chat_audience=chat_audience,
        created_at=now(),
    )
    session.add(content)
    session.flush()
    if chat_audience != TO_ONE:
        conversions.renew_words(session, content)
    added = ContentAdded(content=content.resource_id, meeting=meeting.mid if meeting is not None else "")
    record_in_center(session, content.center_id, added, actor)
    if chat_audience is None:
        conversions.request(session, content)
        if meeting is not None:
            conversions.announce(session, meeting, content, participant)
    return content


def list_of_meeting(session: Session, meeting: Meeting, caller: Actor) -> list[Content]:
    """The meeting's documents, the oldest first. Raises :class:`NotOwner`."""
    authorize(caller, ObjectAction.MANAGE, meeting)
    return list(session.scalars(_of_meeting(listed(), meeting).where(is_open()).order_by(Content.id)))


def list_in_room(session: Session, meeting: Meeting, resource_ids: list[str] | None = None) -> list[Content]:
    """The meeting's documents, the oldest first: all, or those with these ids. The caller knows that they may be
    seen."""
    query = _of_meeting(select(Content), meeting).where(Content.chat_audience.is_(None)).order_by(Content.id)
    if resource_ids is not None:
        query = query.where(Content.resource_id.in_(resource_ids))
    return list(session.scalars(query))


def find_in_room(session: Session, meeting: Meeting, resource_id: str, *, for_update: bool = False) -> Content:
    """The meeting's document with this id; the caller knows that it may be seen. ``for_update`` locks its row. Raises
    :class:`ContentNotFound`."""
    query = _of_meeting(listed(), meeting).where(Content.resource_id == resource_id, Content.chat_audience.is_(None))
    if for_update:
        query = locked(query)
    content = session.scalar(query) if text.is_storable(resource_id) else None
    if content is None:
        raise ContentNotFound("There is no such document (any more).")
    return content


def list_of_owner(session: Session, owner: User, caller: AnyUser) -> list[Content]:
    """The documents that a user has brought to meetings or has in the library, the oldest first. Raises
    :class:`NotOwner` unless they are the caller's own or the caller is an administrator."""
    authorize_for_owner(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT, owner)
    query = listed().where(Content.owner_id == owner.id, Content.deleted_at.is_(None), is_open(), is_current())
    return list(session.scalars(query.order_by(Content.id)))


def find(session: Session, caller: AnyUser, resource_id: str, *, for_update: bool = False) -> Content:
    """The document with this id, where the caller may manage its meeting; ``for_update`` locks its row. Raises
    :class:`BadMatch`, :class:`NotOwner`."""
    content = _look_up(session, caller.center_id, resource_id, for_update=for_update)
    if content is None:
        raise BadMatch("resource", 0)
    authorize(caller, ObjectAction.MANAGE, content)
    return content


def find_managed(session: Session, caller: Principal, resource_id: str, *, for_update: bool = False) -> Content:
    """As :func:`find`, for those to whom a document that they may not manage does not exist. Raises
    :class:`ContentNotFound`."""
    content = _look_up(session, caller.center_id, resource_id, for_update=for_update)
    if content is None or not is_authorized(caller, ObjectAction.MANAGE, content):
        raise ContentNotFound("There is no such document.")
    return content


def _look_up(
    session: Session, center_id: int, resource_id: str, *, for_update: bool, deleted: bool = False
) -> Content | None:
    if not text.is_storable(resource_id):
        return None
    state = is_restorable() if deleted else Content.deleted_at.is_(None)
    query = listed().where(Content.center_id == center_id, Content.resource_id == resource_id, state, is_open())
    return session.scalar(locked(query) if for_update else query)


def find_uploaded(session: Session, upload_key: str) -> Content | None:
    """The document that an upload made under this key, whatever became of it; None where there was none."""
    return session.scalar(select(Content).where(Content.upload_key == upload_key))


def find_undeleted(session: Session, resource_id: str) -> Content:
    """The document of a signed token. Raises :class:`ContentNotFound` where it was deleted."""
    query = select(Content).where(Content.resource_id == resource_id, Content.deleted_at.is_(None))
    content = session.scalar(query)
    if content is None:
        raise ContentNotFound("This address does not lead to a document (any more).")
    return content


# ---------------------------------------------------------------------------------------------- deleting and restoring


def delete(session: Session, content: Content, caller: AnyUser | None, participant: Participant | None = None) -> None:
    """Delete the document: it can be restored for a while where the center allows it, else it is removed. The caller
    has locked its meeting, then its row (:func:`find`), and has closed it in the meeting's room. ``caller``: None for a
    ``participant`` without an account."""
    content.deleted_at = now()
    content.shown = False
    if not settings_of(session.get_one(Center, content.center_id)).restoration:
        remove(session, content)
    session.flush()
    _record_deletion(session, content, caller)
    if content.meeting is not None and content.meeting.inside and content.chat_audience is None:
        deleted = DocumentDeleted(document=content.resource_id)
        record(session, content.meeting, deleted, actor=participant)


def delete_of_chat(session: Session, resource_ids: Collection[str], participant: Participant | None = None) -> None:
    """Delete files that were sent in the chat, because their messages are deleted, by this participant (None: by nobody
    in the room). They are removed at once: who deletes what was written wants it gone."""
    query = listed().where(Content.resource_id.in_(resource_ids), Content.removed_at.is_(None))
    for content in session.scalars(locked(query)).all():
        content.deleted_at = content.deleted_at or now()
        remove(session, content)
        user = participant.user if participant is not None else None
        _record_deletion(session, content, user)


def list_deleted(session: Session, meeting: Meeting, caller: Actor) -> list[Content]:
    """The meeting's documents that can be restored, those first that were deleted last. Raises :class:`NotOwner`."""
    authorize(caller, ObjectAction.MANAGE, meeting)
    since = restores_since_in(session, meeting.center_id)
    query = listed().where(Content.meeting_id == meeting.id, is_restorable(), is_open(), Content.deleted_at > since)
    return list(session.scalars(query.order_by(Content.deleted_at.desc(), Content.id.desc())))


def find_deleted(session: Session, caller: Principal, resource_id: str, *, for_update: bool = False) -> Content:
    """A document that can be restored, by a caller who may manage its meeting; ``for_update`` locks its row. Raises
    :class:`ContentNotFound`."""
    content = _look_up(session, caller.center_id, resource_id, for_update=for_update, deleted=True)
    if content is None or not is_authorized(caller, ObjectAction.MANAGE, content):
        raise ContentNotFound("There is no such deleted document.")
    if content.deleted_at is None or content.deleted_at <= restores_since_in(session, content.center_id):
        raise ContentNotFound("The time to restore this document is over.")
    return content


def restore(session: Session, content: Content, caller: AnyUser | None) -> None:
    """Bring back a deleted document, whose row is locked (:func:`find_deleted`), with its pages; those that were still
    to be made are made now."""
    content.deleted_at = None
    if content.conversion in (ConversionState.WAITING, ConversionState.CONVERTING):
        conversions.request(session, content)
    session.flush()
    restored = ContentRestored(content=content.resource_id, meeting=mid_of(content))
    record_in_center(session, content.center_id, restored, caller)


def remove(session: Session, content: Content) -> None:
    """Remove the file and the pages of a deleted document, whose row the caller has locked; of what was sent in the
    chat the name too, which is part of the message."""
    content.removed_at = now()
    if content.chat_audience is not None:
        content.title = content.upload_name = ""
    blobs.schedule_deletion(session, [content.blob])
    conversions.remove_pages(session, content)
    search_index.remove(session, content)
    session.flush()


def remove_all_of_meeting(session: Session, meeting: Meeting) -> None:
    """Remove all documents of a meeting that is erased, and their files."""
    query = select(Content).where(Content.meeting_id == meeting.id, Content.removed_at.is_(None))
    for content in session.scalars(locked(query)):
        if content.deleted_at is None:
            content.deleted_at = now()
            content.shown = False
            _record_deletion(session, content, None)
        remove(session, content)


def locked(query: Select[Content]) -> Select[Content]:
    """The same, the rows locked and read anew: another transaction may have changed them since this one read them."""
    return query.with_for_update(of=Content).execution_options(populate_existing=True)


def is_restorable() -> ColumnElement[bool]:
    """The condition that a document was deleted and is still there, as in the partial index of these."""
    return and_(Content.deleted_at.is_not(None), Content.removed_at.is_(None))


def _of_meeting(query: Select[Content], meeting: Meeting) -> Select[Content]:
    return query.where(Content.meeting_id == meeting.id, Content.deleted_at.is_(None))


def is_open() -> ColumnElement[bool]:
    """Not what one person has sent to another in the chat."""
    return or_(Content.chat_audience.is_(None), Content.chat_audience != TO_ONE)


def is_current() -> ColumnElement[bool]:
    """Not an earlier version of another document."""
    return Content.superseded_by_id.is_(None)


def listed() -> Select[Content]:
    """All documents, with their owners and meetings."""
    return select(Content).options(joinedload(Content.owner), joinedload(Content.meeting))


def mid_of(content: Content) -> str:
    """The mid of the document's meeting, empty where it is one of the library."""
    return content.meeting.mid if content.meeting is not None else ""


def _record_deletion(session: Session, content: Content, actor: AnyUser | None) -> None:
    deleted = ContentDeleted(content=content.resource_id, meeting=mid_of(content))
    record_in_center(session, content.center_id, deleted, actor)
