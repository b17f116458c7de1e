"""Bring a document into a meeting's room: it is inspected, put into the blob store, and made known to those inside."""

from __future__ import annotations

from typing import IO

from sqlalchemy.orm import Session

from convener.domain import blobs, text
from convener.domain.centers import storage_quota
from convener.domain.content import contents
from convener.domain.documents import recognition
from convener.domain.meetings import participants
from convener.domain.permissions import RoomAction, require_room
from convener.domain.room import documents, moderation
from convener.domain.site import Site
from convener.storage.blobs import BlobStore
from convener.storage.database import Database

LONGEST_KEY = 64


def require_allowed(session: Session, site: Site, person_id: str, size: int) -> None:
    """Before a file of this size (0: not known) is taken: raise :class:`ParticipantNotFound`, or :class:`NotAllowed`,
    where this participant (by public id) is not in the room now, or may not bring documents; :class:`StorageFull`."""
    participant = participants.require_by_public_id(session, person_id)
    require_room(moderation.require_visit(session, participant).role, RoomAction.SHOW_CONTENT)
    storage_quota.require_space(session, site, participant.meeting.center_id, size)


def bring(
    database: Database,
    store: BlobStore,
    site: Site,
    person_id: str,
    file: IO[bytes],
    *,
    upload_name: str,
    show: bool,
    key: str = "",
) -> str:
    """Add the file as a document that this participant (by public id) brought; returns its resource id.

    ``file`` is a real file with the whole content; ``upload_name``: its name as the participant's browser gave it;
    ``show``: show it to all at once; ``key``: where this participant has brought a document under it before, nothing is
    done, and that is returned. Raises :class:`ParticipantNotFound`, :class:`NotAllowed`, :class:`BadFile`,
    :class:`StorageFailed`, :class:`StorageFull`, :class:`InvariantBroken`; then nothing of it is left.
    """
    upload_key = f"{person_id} {key}" if text.key("key", key, LONGEST_KEY) else None
    size = file.seek(0, 2)
    if size:
        with database.read() as session:
            known = _find_brought(session, upload_key)
        if known is not None:
            return known
    report = recognition.inspect_file(file, recognition.DOCUMENTS)
    with blobs.stored(database, store, file) as blob:

        def record(session: Session) -> tuple[str, bool]:
            participant = participants.require_by_public_id(session, person_id)
            storage_quota.reserve_space(session, site, participant.meeting.center_id, size)
            insider = moderation.inside(session, participant, RoomAction.SHOW_CONTENT)
            # Once more, now that nobody else brings anything to this meeting.
            known = _find_brought(session, upload_key)
            if known is not None:
                return known, True
            content = documents.bring(
                session, insider, report, blob=blob, size=size, upload_name=upload_name, show=show
            )
            content.upload_key = upload_key
            return content.resource_id, False

        brought, is_known = database.transact(record)
        if is_known:
            blobs.discard(database, store, blob)
    return brought


def _find_brought(session: Session, upload_key: str | None) -> str | None:
    content = contents.find_uploaded(session, upload_key) if upload_key is not None else None
    return content.resource_id if content is not None else None
