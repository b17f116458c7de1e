"""Receive an uploaded file: it becomes a document of a meeting or of the library, or a recording made elsewhere.

:func:`receive` is for uploads by an address of :mod:`convener.domain.transfers.transfers`, :func:`import_video` for the
operator. Both inspect the file, write it to the blob store, and record it in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import blobs, text
from convener.domain.accounts import users
from convener.domain.authorization import Principal, Proof, authorize
from convener.domain.centers import storage_quota
from convener.domain.content import contents, conversions, library_documents
from convener.domain.documents import recognition
from convener.domain.documents.inspector import Flaw, Report
from convener.domain.documents.recognition import DOCUMENTS, VIDEOS, FileKind
from convener.domain.errors import MeetingCancelled, MeetingNotFound
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.meetings import meetings
from convener.domain.permissions import ObjectAction
from convener.domain.recordings import recordings
from convener.domain.recordings.recordings import File, Format
from convener.domain.room import documents, showing
from convener.domain.site import Site
from convener.domain.transfers.transfers import TransferKind, TransferOrder
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Meeting, User
from convener.storage.rows import AnyCenter, AnyUser

LONGEST_KEY = 64


@dataclass(frozen=True)
class ReceivedUpload:
    """What an upload became: the id of the document or recording (``id``), its pages where it has any, and what is
    wrong with it though it can be used."""

    kind: FileKind
    id: str
    pages: int | None = None
    flaws: list[Flaw] = field(default_factory=list)


def receive(database: Database, store: BlobStore, site: Site, order: TransferOrder, file: IO[bytes]) -> ReceivedUpload:
    """Inspect, store and record an uploaded file as the order of its address says.

    ``file`` is a real file with the whole body. Where the order has a ``key`` among its options, and the same user has
    sent a document under it before, nothing is done, and that is returned.

    Raises :class:`BadFile`, :class:`StorageFailed`, :class:`StorageFull`, :class:`MeetingCancelled`, :class:`NotOwner`;
    for the library what :func:`.library_documents.add` does; then nothing of it is left.
    """
    size = file.seek(0, 2)
    if size:
        with database.read() as session:
            known = _find_received(session, order)
        if known is not None:
            return known
    report = _inspect(order.kind, file)
    with blobs.stored(database, store, file) as blob:

        def record(session: Session) -> tuple[ReceivedUpload, bool]:
            storage_quota.reserve_space(session, site, order.center_id, size)
            # What comes under the same key at once waits here.
            known = _find_received(session, order, locks=True)
            return known or _record(session, order, report, blob, size), known is not None

        received, is_known = database.transact(record)
        if is_known:
            blobs.discard(database, store, blob)
    return received


def _upload_key(order: TransferOrder) -> str | None:
    key = text.key("key", order.options.get("key", ""), LONGEST_KEY)
    return f"user {order.user_id} {key}" if key else None


def _find_received(session: Session, order: TransferOrder, *, locks: bool = False) -> ReceivedUpload | None:
    upload_key = _upload_key(order)
    if upload_key is None:
        return None
    if locks:
        session.execute(select(User.id).where(User.id == order.user_id).with_for_update(key_share=True))
    content = contents.find_uploaded(session, upload_key)
    return None if content is None else ReceivedUpload(FileKind(content.kind), content.resource_id, content.pages)


def _inspect(kind: TransferKind, file: IO[bytes]) -> Report:
    if kind is TransferKind.OLD_PACKAGE:
        return recognition.inspect_old_package(file)
    return recognition.inspect_file(file, VIDEOS if kind is TransferKind.VIDEO else DOCUMENTS)


def _record(session: Session, order: TransferOrder, report: Report, key: str, size: int) -> ReceivedUpload:
    if order.meeting_id is None:
        return _add_to_library(session, order, report, key, size)
    meeting = meetings.lock_meeting(session, order.meeting_id)
    if LifecycleState(meeting.life) not in LIVING:
        raise MeetingCancelled("The meeting was deleted meanwhile.")
    user = session.get_one(User, order.user_id)
    options = order.options
    if order.kind is TransferKind.VIDEO:
        started_at = options.get("started_at")
        reid = add_video(
            session,
            meeting,
            user,
            report,
            blob=key,
            size=size,
            started_at=datetime.fromisoformat(started_at).astimezone(UTC) if started_at else None,
            title=options.get("title", ""),
        )
        return ReceivedUpload(FileKind.VIDEO, reid, None, report.flaws)
    content = contents.add(
        session,
        meeting,
        user,
        report,
        blob=key,
        size=size,
        upload_name=options.get("upload_name", ""),
        shown=options.get("shown", False),
    )
    content.upload_key = _upload_key(order)
    if content.shown and conversions.is_convertible(content):
        showing.show_at_once(session, meeting, documents.DOCUMENT, content.resource_id)
    return ReceivedUpload(FileKind(report.kind), content.resource_id, content.pages, report.flaws)


def _add_to_library(session: Session, order: TransferOrder, report: Report, key: str, size: int) -> ReceivedUpload:
    user = session.get_one(User, order.user_id)
    content = library_documents.add(
        session,
        Principal(center_id=order.center_id, proof=Proof.SESSION, user=user),
        report,
        blob=key,
        size=size,
        upload_name=order.options.get("upload_name", ""),
        folder=order.options.get("folder", ""),
        replaces=order.options.get("replaces", ""),
    )
    content.upload_key = _upload_key(order)
    return ReceivedUpload(FileKind(report.kind), content.resource_id, content.pages, report.flaws)


def import_video(
    database: Database,
    store: BlobStore,
    site: Site,
    center: AnyCenter,
    file: IO[bytes],
    *,
    meeting: str,
    title: str = "",
    started_at: datetime | None = None,
    owner: str | None = None,
) -> ReceivedUpload:
    """For the operator: publish a video made elsewhere as a recording of a meeting of the center; returns its ``reid``
    as the id, and what is wrong with it though it can be used (browsers cannot play it).

    ``meeting`` is the name or mid of a meeting that is not cancelled, ``owner`` the user ID of the recording's owner
    (default: the meeting's). ``title`` and ``started_at`` are as for :func:`add_video`. Raises
    :class:`MeetingNotFound`, :class:`UserNotFound`, :class:`BadValue` (an owner who may not own recordings),
    :class:`BadFile`, :class:`StorageFull`, :class:`StorageFailed`.
    """
    title = text.line("title", title, 255)
    with database.read() as session:
        meeting_id = _find_meeting(session, center, meeting).id
        _find_owner(session, center, owner)
    report = recognition.inspect_file(file, VIDEOS)
    size = file.seek(0, 2)
    with blobs.stored(database, store, file) as key:

        def record(session: Session) -> str:
            storage_quota.reserve_space(session, site, center.id, size)
            locked = meetings.lock_meeting(session, meeting_id)
            user = _find_owner(session, center, owner)
            return add_video(
                session, locked, None, report, blob=key, size=size, started_at=started_at, title=title, owner=user
            )

        return ReceivedUpload(FileKind.VIDEO, database.transact(record), None, report.flaws)


def _find_meeting(session: Session, center: AnyCenter, name: str) -> Meeting:
    query = select(Meeting).where(Meeting.center_id == center.id, Meeting.cancelled_at.is_(None))
    if text.is_storable(name):
        by_name = session.scalar(query.where(Meeting.name_folded == text.fold(name)))
        meeting = by_name or session.scalar(query.where(Meeting.mid == name))
        if meeting is not None:
            return meeting
    raise MeetingNotFound(f"There is no meeting {name!r}.", "meeting")


def _find_owner(session: Session, center: AnyCenter, user_id: str | None) -> User | None:
    if user_id is None:
        return None
    user = users.find_user(session, center, user_id)
    recordings.require_owner(user)
    return user


def add_video(
    session: Session,
    meeting: Meeting,
    actor: AnyUser | None,
    report: Report,
    *,
    blob: str,
    size: int,
    started_at: datetime | None = None,
    title: str = "",
    owner: User | None = None,
) -> str:
    """Publish a video made elsewhere as a recording of the meeting; returns its ``reid``. The caller has locked the
    meeting's row, and the video is in the blob store under the key ``blob``.

    ``started_at``: when it was recorded (default: the meeting's start); ``title``: default the meeting's; ``owner``:
    default the meeting's. Raises :class:`NotOwner` where ``actor`` may not manage the meeting.
    """
    if actor is not None:
        authorize(actor, ObjectAction.MANAGE, meeting)
    started_at = started_at or meeting.started_at or meeting.starts_at or meeting.created_at
    recording = recordings.begin(session, meeting, started_at=started_at, title=title)
    if owner is not None:
        recordings.set_owner(session, recording, owner)
    video = File(format=Format.VIDEO, content_type=report.content_type, size=size, blob=blob, playable=report.playable)
    recordings.publish(session, recording, [video], duration=report.seconds or 0, actor=actor)
    return recording.reid
