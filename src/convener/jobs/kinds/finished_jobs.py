"""Jobs that were done, or have failed, are deleted after a while."""

from __future__ import annotations

from datetime import timedelta

from convener.domain.jobs import queue
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind

BATCH = 500
"""Jobs that are deleted in one transaction."""


def delete_finished_jobs(context: JobContext) -> None:
    """Delete finished jobs that are no longer kept (:func:`convener.domain.jobs.queue.delete_finished`)."""
    while True:
        with context.database.write() as session:
            if queue.delete_finished(session, BATCH) < BATCH:
                return
        context.check()


DELETE_FINISHED_JOBS = periodic_kind("delete_finished_jobs", delete_finished_jobs, every=timedelta(minutes=10))
