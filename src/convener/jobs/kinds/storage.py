"""How much each center stores: measured, and administrators are warned before nothing more fits."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.actions import warn_of_storage
from convener.domain.centers import centers, storage_quota
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.observability.metrics import STORED
from convener.storage.models import StorageWarning


def review_storage(context: JobContext) -> None:
    """Count what centers store. Rows are locked only where something is to be said."""
    documents = pages = images = recordings = 0
    with context.database.read() as session:
        every = centers.list_centers(session)
    for center in every:
        context.check()
        with context.database.read() as session:
            stored = storage_quota.stored_bytes(session, center.id)
            limit = storage_quota.limit_of(center, context.site.storage_limit)
            told = session.get(StorageWarning, center.id) is not None
        documents, pages = documents + stored.documents, pages + stored.pages
        images, recordings = images + stored.images, recordings + stored.recordings
        if told != storage_quota.is_scarce(limit, stored):
            with context.database.write() as session:
                warn_of_storage.review(session, context.site, center.id)
    STORED.labels("documents").set(documents)
    STORED.labels("pages").set(pages)
    STORED.labels("images").set(images)
    STORED.labels("recordings").set(recordings)


REVIEW_STORAGE = periodic_kind("review_storage", review_storage, every=timedelta(minutes=5))
