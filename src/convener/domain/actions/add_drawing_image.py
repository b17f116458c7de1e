"""Put an image on a whiteboard or a page of a document: it is written anew by a confined process, put into the blob
store, and recorded as one of the drawing. Where it is on the drawing, the element says that the browser adds then."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.boards import images
from convener.domain.boards.images import DrawingKind
from convener.domain.centers import storage_quota
from convener.domain.documents import images as document_images
from convener.domain.meetings import participants
from convener.domain.room import moderation
from convener.domain.site import Site
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import DrawingImage


@dataclass(frozen=True, slots=True)
class AddedImage:
    """By what elements name an image, and its size in pixels."""

    file_id: str
    width: int
    height: int


def require_allowed(session: Session, site: Site, person_id: str, size: int, kind: DrawingKind, name: str) -> None:
    """Before an image of this size (0: not known) is taken: raise :class:`ParticipantNotFound`, or
    :class:`NotAllowed`, where this participant (by public id) is not in the room now, or may not draw;
    :class:`~convener.domain.shared_documents.log.DocumentNotFound` where there is no such drawing;
    :class:`StorageFull`."""
    participant = participants.require_by_public_id(session, person_id)
    images.require_allowed(participant.meeting, moderation.require_visit(session, participant).role)
    images.find_drawing(session, participant.meeting, kind, name)
    storage_quota.require_space(session, site, participant.meeting.center_id, size)


def add(
    database: Database, store: BlobStore, site: Site, person_id: str, file: IO[bytes], kind: DrawingKind, name: str
) -> AddedImage:
    """Take the file as an image of the drawing that pages call ``name``, for this participant (by public id). One that
    the drawing has already is not stored again. ``file`` is a real file with the whole content.

    Raises what :func:`require_allowed` and :func:`convener.domain.documents.images.prepare` do, :class:`LimitReached`
    and :class:`StorageFailed`; then nothing of it is left.
    """
    file_id = images.file_id_of(file)
    with database.read() as session:
        participant = participants.require_by_public_id(session, person_id)
        there = images.find_drawing(session, participant.meeting, kind, name)
        known = images.find(session, there, file_id) if there is not None else None
    if known is not None:
        return AddedImage(file_id, known.width, known.height)
    picture = document_images.prepare(file)
    with blobs.stored(database, store, io.BytesIO(picture.content)) as blob:

        def record(session: Session) -> DrawingImage | None:
            participant = participants.require_by_public_id(session, person_id)
            storage_quota.reserve_space(session, site, participant.meeting.center_id, len(picture.content))
            insider = moderation.inside(session, participant)
            images.require_allowed(insider.meeting, insider.visit.role)
            document_id = images.require_drawing(session, insider.meeting, kind, name)
            known = images.find(session, document_id, file_id)
            if known is None:
                images.add(session, insider.meeting, document_id, file_id, picture, blob)
                blobs.claim(session, blob)
            return known

        known = database.transact(record)
        if known is not None:
            blobs.discard(database, store, blob)
            return AddedImage(file_id, known.width, known.height)
    return AddedImage(file_id, picture.width, picture.height)
