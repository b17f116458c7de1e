"""Blobs and the rows that refer to them: no row ever names a blob that is not there, and no blob stays that no row
names.

- :func:`store` writes a file to the store before the transaction that refers to it, and records in ``blob_deletions``
  that it is to be deleted unless it is claimed in time.
- :func:`claim`, in that transaction, takes the record away.
- :func:`schedule_deletion`, in the transaction that drops the last reference, records that the blob is to be deleted
  now.
- :mod:`convener.jobs.kinds.retention` deletes what is due (:func:`find_due`, :func:`forget_deleted`, :func:`postpone`),
  so a process may end at any point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
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
"""The time from storing a blob until it must be claimed."""

MARGIN = timedelta(minutes=10)
"""How long before its deletion a blob can no longer be claimed: clocks of nodes differ, and none may delete what
another has just claimed."""


def store(database: Database, blobs: BlobStore, file: IO[bytes]) -> str:
    """Write a file to the blob store, from its beginning; returns its key, for :func:`claim`. Raises
    :class:`StorageFailed`."""
    return _store(database, blobs, lambda key: blobs.write(key, file))


def adopt(database: Database, blobs: BlobStore, path: Path) -> str:
    """As :func:`store`, for a file in the data folder that does not change any more: it is not copied where that can be
    helped. Raises :class:`StorageFailed`."""
    return _store(database, blobs, lambda key: blobs.adopt(key, path))


def _store(database: Database, blobs: BlobStore, write: Callable[[str], int]) -> str:
    key = new_key()
    to_be_deleted = insert(BlobDeletion).values(blob=key, due_at=now() + CLAIM_WITHIN)
    database.transact(lambda session: session.execute(to_be_deleted))
    try:
        write(key)
    except BlobError as error:
        discard(database, blobs, key)
        raise _failed(error) from error
    return key


@contextmanager
def stored(database: Database, blobs: BlobStore, file: IO[bytes]) -> Iterator[str]:
    """As :func:`store`, for the transaction inside the block, to which it gives the key: where the block fails, the
    blob is discarded."""
    key = store(database, blobs, file)
    try:
        yield key
    except BaseException:
        discard(database, blobs, key)
        raise


def claim(session: Session, key: str) -> None:
    """Record that a row of this transaction refers to the blob. Raises :class:`StorageFailed` where it is about to be
    deleted because it was not claimed in time."""
    due = delete(BlobDeletion).where(BlobDeletion.blob == key, BlobDeletion.due_at > now() + MARGIN)
    done = session.execute(due)
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise StorageFailed("The file took too long to be stored; please send it again.")


def schedule_deletion(session: Session, keys: Iterable[str]) -> None:
    """Record that no row refers to these blobs any more; they are deleted after the transaction."""
    rows = [{"blob": key, "due_at": now()} for key in keys]
    if rows:
        session.execute(insert(BlobDeletion), rows)


def discard(database: Database, blobs: BlobStore, key: str) -> None:
    """Delete a blob that :func:`store` wrote and no row came to refer to. Never raises: where deletion fails, it is
    left to the worker."""
    try:
        blobs.delete(key)
        database.transact(lambda session: session.execute(delete(BlobDeletion).where(BlobDeletion.blob == key)))
    except Exception as error:
        log.warning("an unwanted blob is left to the worker", error=str(error))


def find_due(session: Session, most: int) -> list[str]:
    """Keys of at most ``most`` blobs whose deletion is due, the oldest first."""
    query = select(BlobDeletion.blob).where(BlobDeletion.due_at <= now()).order_by(BlobDeletion.due_at)
    return list(session.scalars(query.limit(most)))


def forget_deleted(session: Session, keys: list[str]) -> None:
    """Drop the records of blobs that were deleted."""
    session.execute(delete(BlobDeletion).where(BlobDeletion.blob.in_(keys), BlobDeletion.due_at <= now()))


def postpone(session: Session, keys: list[str], until: datetime) -> None:
    """Delete these blobs, which could not be deleted now, at ``until``."""
    for key in keys:
        row = session.get(BlobDeletion, key)
        if row is not None:
            row.due_at = until


def _failed(error: BlobError) -> StorageFailed:
    log.error("the blob store failed", error=str(error))
    return StorageFailed("The file could not be stored; nothing was changed. Please try again later.")
