"""Blanks what meetings hold of people who were erased (:mod:`convener.domain.actions.erase_person`)."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.actions.erase_person import EraseTraces, erase_traces
from convener.jobs.context import JobContext
from convener.jobs.kind import doubled, job_kind

BATCH = 10
"""Participants whose meetings are gone through in one transaction."""


def erase(context: JobContext, payload: EraseTraces) -> None:
    """Go through the meetings of these participants; done once more, it finds nothing."""
    done, total = 0, len(payload.participants)
    while done < total:
        with context.write() as session:
            erase_traces(session, payload.participants[done : done + BATCH])
        done = min(done + BATCH, total)
        context.progress(done, total, "meetings")


ERASE_PERSON = job_kind(
    EraseTraces,
    erase,
    attempts=10,
    retry_delay=doubled(timedelta(seconds=10), timedelta(hours=1)),
)
