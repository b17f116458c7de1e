"""What a shared document was at earlier times: updates keep theirs.

A snapshot takes the place of the updates before it. While a recording of the meeting is not finished they stay beside
it, with the snapshot on which the first of them builds, so that the recording can tell how the document grew;
afterwards the next compaction forgets them, or :func:`release` does.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from convener.storage.models import DocumentSnapshot, DocumentUpdate, Recording, SharedDocument

MOST_UNPACKED = 64 * 1024 * 1024
"""The most bytes of a snapshot."""


@dataclass(frozen=True, slots=True)
class PastUpdate:
    """An update and when it was stored; None: before anything that is known."""

    at: datetime | None
    data: bytes


def read_history(session: Session, document_id: int) -> list[PastUpdate]:
    """All that is known of how the document with this internal id came to be; read in this order it makes the
    document. Empty where there is no such document."""
    query = select(DocumentUpdate.at, DocumentUpdate.data).where(DocumentUpdate.document_id == document_id)
    updates = [PastUpdate(*row) for row in session.execute(query.order_by(DocumentUpdate.seq))]
    first = _first_seq(session, document_id)
    snapshots = select(DocumentSnapshot.data).where(DocumentSnapshot.document_id == document_id)
    if first is not None:
        snapshots = snapshots.where(DocumentSnapshot.seq < first)
    base = session.scalar(snapshots.order_by(DocumentSnapshot.seq.desc()).limit(1))
    return ([PastUpdate(None, unpack(base))] if base is not None else []) + updates


def _first_seq(session: Session, document_id: int) -> int | None:
    return session.scalar(select(func.min(DocumentUpdate.seq)).where(DocumentUpdate.document_id == document_id))


def forget(session: Session, document: SharedDocument, base: int) -> None:
    """Forget the updates before the newest snapshot of a document, and the snapshots before that with the number
    ``base``, where no recording may need them."""
    snapshots = delete(DocumentSnapshot).where(DocumentSnapshot.document_id == document.id, DocumentSnapshot.seq < base)
    if document.meeting_id is not None and _is_recorded(session, document.meeting_id):
        first = _first_seq(session, document.id)
        session.execute(snapshots.where(DocumentSnapshot.seq != (first or 1) - 1))
        return
    _forget_updates(session, document)
    session.execute(snapshots)


def release(session: Session, meeting_id: int) -> None:
    """Forget the updates before the newest snapshots of all documents of a meeting, unless another recording of it is
    not finished."""
    if _is_recorded(session, meeting_id):
        return
    documents = select(SharedDocument).where(SharedDocument.meeting_id == meeting_id, SharedDocument.snapshot_seq > 0)
    for document in session.scalars(documents):
        _forget_updates(session, document)


def _forget_updates(session: Session, document: SharedDocument) -> None:
    updates = delete(DocumentUpdate).where(DocumentUpdate.document_id == document.id)
    session.execute(updates.where(DocumentUpdate.seq <= document.snapshot_seq))


def _is_recorded(session: Session, meeting_id: int) -> bool:
    """Whether a recording of the meeting is not finished; one that failed can be tried again until it is removed."""
    query = select(Recording.id).where(
        Recording.meeting_id == meeting_id, Recording.state != "ready", Recording.life != "removed"
    )
    return session.scalar(query.limit(1)) is not None


def pack(data: bytes) -> bytes:
    """The stored form of a snapshot."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """The snapshot in its stored form."""
    reader = zlib.decompressobj()
    unpacked = reader.decompress(data, MOST_UNPACKED)
    if reader.unconsumed_tail:
        raise ValueError("a snapshot is too large")
    return unpacked
