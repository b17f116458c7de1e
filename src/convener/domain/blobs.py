"""Blobs and the rows that want them.

A file is put into the store before the transaction that makes it wanted, and deleted after the one that makes it
unwanted, so that no row ever names a blob that is not there. Between the two a row of ``blob_deletions`` remembers it:
whatever dies on the way, the worker (:mod:`convener.jobs.kinds.retention`) finds what nobody wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import IO

import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.storage.blobs import BlobError, BlobStore, new_key
from convener.storage.database import Database
from convener.storage.models import BlobDeletion

from .errors import StorageFailed
from .site import now

log = structlog.get_logger("convener.domain.blobs")

CLAIM_WITHIN = timedelta(hours=1)
"""From putting a blob until its row must be there."""

MARGIN = timedelta(minutes=10)
"""How much earlier a row may no longer want it: clocks of nodes differ, and none may delete what another just took."""


def store(database: Database, blobs: BlobStore, file: IO[bytes]) -> str:
    """Put a file into the store; returns its key for :func:`want`. Raises :class:`StorageFailed`."""
    key = new_key()
    with database.write() as session:
        session.execute(insert(BlobDeletion).values(blob=key, due_at=now() + CLAIM_WITHIN))
    try:
        blobs.write(key, file)
    except BlobError as error:
        discard(database, blobs, key)
        raise _failed("kept", error) from error
    return key


def claim(session: Session, key: str) -> None:
    """Say that a row of this transaction wants the blob from now on."""
    due = delete(BlobDeletion).where(BlobDeletion.blob == key, BlobDeletion.due_at > now() + MARGIN)
    done = session.execute(due)
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise StorageFailed("The file took too long to be stored; please send it again.")


def schedule_deletion(session: Session, keys: Iterable[str]) -> None:
    """Say that nobody wants these blobs any more; the worker deletes them after the transaction."""
    rows = [{"blob": key, "due_at": now()} for key in keys]
    if rows:
        session.execute(insert(BlobDeletion), rows)


def discard(database: Database, blobs: BlobStore, key: str) -> None:
    """Delete what :func:`put` kept and no row came to want. Where that does not work now, the worker does it."""
    try:
        blobs.delete(key)
        with database.write() as session:
            session.execute(delete(BlobDeletion).where(BlobDeletion.blob == key))
    except Exception as error:
        log.warning("an unwanted blob is left to the worker", error=str(error))


def find_due(session: Session, most: int) -> list[str]:
    """Keys of blobs whose time has come, oldest first."""
    query = select(BlobDeletion.blob).where(BlobDeletion.due_at <= now()).order_by(BlobDeletion.due_at)
    return list(session.scalars(query.limit(most)))


def forget_deleted(session: Session, keys: list[str]) -> None:
    """Their blobs are deleted."""
    session.execute(delete(BlobDeletion).where(BlobDeletion.blob.in_(keys), BlobDeletion.due_at <= now()))


def postpone(session: Session, keys: list[str], until: datetime) -> None:
    """Their blobs could not be deleted; try again then."""
    for key in keys:
        row = session.get(BlobDeletion, key)
        if row is not None:
            row.due_at = until


def _failed(what: str, error: BlobError) -> StorageFailed:
    log.error("the blob store failed", what=what, error=str(error))
    return StorageFailed("The file could not be stored; nothing was changed. Please try again later.")
