"""The table of background jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key, partial_index

_UNFINISHED = "state IN ('queued', 'running')"


class Job(Base):
    """A piece of background work (:mod:`convener.domain.jobs`).

    ``key``: among the unfinished jobs of a kind there is one of each key; none where any number may be. ``again``:
    asked for once more while it ran. ``run_at``: when it is due, or due once more; ``lease_until``: how long its worker
    counts as alive. ``attempts``: since it was queued; ``claims``: how often a worker took it up in all, which tells a
    worker whose lease is over that the job is no longer its own.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        partial_index("uq_jobs_unfinished", "kind", "key", unique=True, where=_UNFINISHED),
        # For what is told of jobs that are done or failed as well.
        partial_index("ix_jobs_key", "kind", "key", where="key IS NOT NULL"),
        partial_index(
            "ix_jobs_due",
            "kind",
            "run_at",
            where="state = 'queued'",
        ),
        partial_index(
            "ix_jobs_running",
            "kind",
            "lease_until",
            where="state = 'running'",
        ),
        partial_index(
            "ix_jobs_finished",
            "state",
            "finished_at",
            where="state IN ('done', 'failed')",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(48))
    key: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    again: Mapped[bool] = mapped_column(default=False)
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(48))
    attempts: Mapped[int] = mapped_column(default=0)
    claims: Mapped[int] = mapped_column(default=0)
    progress_done: Mapped[int | None]
    progress_total: Mapped[int | None]
    progress_step: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
