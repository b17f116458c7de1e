"""Checks the background jobs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from convener.diagnostics.database import read_database
from convener.diagnostics.finding import Finding, Health
from convener.domain.jobs import queue
from convener.domain.site import now
from convener.settings import Settings

LATE = timedelta(minutes=10)
"""How long a job may be due before that is worth a warning."""


def check_jobs(settings: Settings) -> Iterator[Finding]:
    """Whether jobs have failed, fail time after time, or wait without anybody who does them."""
    found = read_database(settings, lambda session: (queue.count_in_trouble(session), queue.oldest_due(session)))
    if found is None:
        return
    in_trouble, oldest = found
    name = "background jobs"
    if in_trouble:
        counts = ", ".join(f"{number} of kind {kind}" for kind, number in sorted(in_trouble.items()))
        yield Finding(
            name, Health.WARNING, f"failed: {counts}", "convener jobs list says why, convener jobs retry tries again"
        )
    if oldest is not None and oldest < now() - LATE:
        minutes = int((now() - oldest).total_seconds() / 60)
        yield Finding(
            name, Health.WARNING, f"one has been due for {minutes} minutes", "a running server or worker does them"
        )
    elif not in_trouble:
        yield Finding(name, Health.OK, "none failed, none waits for long")
