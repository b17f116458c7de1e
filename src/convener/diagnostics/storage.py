"""Checks how much of its storage each center uses."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from convener.diagnostics.database import read_database
from convener.diagnostics.finding import Finding, Health
from convener.domain.centers import centers, storage_quota
from convener.domain.centers.storage_quota import StoredBytes
from convener.settings import Settings


def check_storage(settings: Settings) -> Iterator[Finding]:
    """Whether centers that have a limit have room left for documents and recordings."""
    measured = read_database(settings, lambda session: _measure(session, settings.storage_limit)) or {}
    name = "storage of centers"
    scarce = {center: use for center, use in measured.items() if storage_quota.is_scarce(*use)}
    for center, (limit, stored) in scarce.items():
        yield Finding(
            name,
            Health.WARNING,
            f"the center {center} uses {stored.total:,} of {limit:,} bytes"
            + ("" if stored.total < limit else ": nothing more can be added"),
            f"delete documents and recordings for good, or: convener center set {center} storage_limit=BYTES",
        )
    if measured and not scarce:
        fullest = max(stored.total / limit for limit, stored in measured.values())
        yield Finding(name, Health.OK, f"at most {fullest:.0%} of the limit of a center is used")


def _measure(session: Session, default: int) -> dict[str, tuple[int, StoredBytes]]:
    """The limit of each center that has one, and what it stores."""
    limits = {one: storage_quota.limit_of(one, default) for one in centers.list_centers(session)}
    return {
        center.name: (limit, storage_quota.stored_bytes(session, center.id))
        for center, limit in limits.items()
        if limit is not None
    }
