"""Files that no row claims any more are deleted from the blob store."""

from __future__ import annotations

from datetime import timedelta

import structlog

from convener.domain import blobs
from convener.domain.site import now
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.storage.blobs import BlobError

log = structlog.get_logger("convener.jobs.kinds.blobs")

BATCH = 50
"""Files that are deleted in one round."""

RETRY_DELAY = timedelta(minutes=10)
"""When the deletion of a file is tried again after it failed."""


def delete_blobs(context: JobContext) -> None:
    """Delete files without a reference. Deleting twice has no effect, so no row is locked meanwhile."""
    while True:
        with context.database.read() as session:
            due = blobs.find_due(session, BATCH)
        if not due:
            return
        deleted: list[str] = []
        failed: list[str] = []
        for key in due:
            try:
                context.blobs.delete(key)
            except (BlobError, OSError) as error:
                log.warning("a file cannot be deleted; tried again later", error=str(error))
                failed.append(key)
            else:
                deleted.append(key)
        with context.database.write() as session:
            blobs.forget_deleted(session, deleted)
            blobs.postpone(session, failed, now() + RETRY_DELAY)
        context.check()


DELETE_BLOBS = periodic_kind("delete_blobs", delete_blobs, every=timedelta(seconds=30))
