"""How much each center stores: measured, and administrators are warned before nothing more fits."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, fields
from datetime import timedelta

from convener.domain.actions import warn_of_storage
from convener.domain.centers import centers, storage_quota
from convener.domain.centers.storage_quota import StoredBytes
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.observability.metrics import STORED
from convener.storage.models import StorageWarning


def review_storage(context: JobContext) -> None:
    """Count what centers store. Rows are locked only where something is to be said."""
    totals: Counter[str] = Counter()
    with context.database.read() as session:
        every = centers.list_centers(session)
    for center in every:
        context.check()
        with context.database.read() as session:
            stored = storage_quota.stored_bytes(session, center.id)
            limit = storage_quota.limit_of(center, context.site.storage_limit)
            told = session.get(StorageWarning, center.id) is not None
        totals.update(asdict(stored))
        if told != storage_quota.is_scarce(limit, stored):
            with context.database.write() as session:
                warn_of_storage.review(session, context.site, center.id)
    for what in fields(StoredBytes):
        STORED.labels(what.name).set(totals[what.name])


REVIEW_STORAGE = periodic_kind("review_storage", review_storage, every=timedelta(minutes=5))
