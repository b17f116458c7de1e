"""Put a document into a meeting, or keep one of a meeting in the library: a copy of its own, with its own pages."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.actions import receive_upload
from convener.domain.authorization import Principal
from convener.domain.centers import storage_quota
from convener.domain.content import library_documents, shelves
from convener.domain.errors import StorageFailed
from convener.domain.site import Site
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.database import Database


def copy(
    database: Database,
    store: BlobStore,
    site: Site,
    caller: Principal,
    resource_id: str,
    mid: str | None,
    key: str = "",
) -> str:
    """Copy a document that the caller may use into the meeting with this mid, which the caller manages, or (None) into
    the library; returns the resource id of the copy. ``key``: as for :func:`.receive_upload.receive`.

    Raises :class:`NotAllowed`, :class:`ContentNotFound`, :class:`MeetingNotFound`, :class:`MeetingCancelled`,
    :class:`StorageFull`, :class:`StorageFailed`; then nothing of it is left."""
    with database.read() as session:
        order, blob = _order(session, site, caller, resource_id, mid, key)
    with store.spool() as file:
        try:
            for piece in store.read(blob):
                file.write(piece)
        except BlobError as error:
            raise StorageFailed("The document cannot be read at the moment. Please try again later.") from error
        file.flush()
        return receive_upload.receive(database, store, site, order, file).id


def _order(
    session: Session, site: Site, caller: Principal, resource_id: str, mid: str | None, key: str
) -> tuple[TransferOrder, str]:
    content = library_documents.find_usable(session, caller, resource_id)
    meeting = shelves.find_target(session, caller, mid)
    storage_quota.require_space(session, site, content.center_id, content.size)
    order = TransferOrder(
        kind=TransferKind.OLD_PACKAGE if content.kind == "old_package" else TransferKind.DOCUMENT,
        center_id=content.center_id,
        user_id=caller.require_user().id,
        meeting_id=meeting.id if meeting is not None else None,
        recording_id=None,
        content_id=None,
        size=content.size,
        encoding=Encoding.NONE,
        options={"upload_name": content.upload_name or content.title, "key": key},
    )
    return order, content.blob
