"""Drafts minutes at the end of each run of a meeting (:mod:`convener.domain.minutes.drafts`)."""

from __future__ import annotations

from datetime import timedelta

import structlog

from convener.domain.meetings.instances import DraftMinutes
from convener.domain.minutes import drafts, records
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, job_kind

log = structlog.get_logger("convener.jobs.kinds.minutes")


def draft_minutes(context: JobContext, job: DraftMinutes) -> None:
    """Draft the minutes. Where the notes cannot be read time after time the draft is made without them."""
    with context.database.read() as session:
        sources = drafts.read_sources(session, job.instance)
    if sources is None:
        return
    try:
        draft = sources.draft()
    except DocumentUnreadable as error:
        if not context.last_attempt:
            raise Retry(str(error)) from error
        log.error("minutes are drafted without the notes, which cannot be read", instance=job.instance)
        draft = sources.draft(notes=False)
    with context.finish() as session:
        records.write_draft(session, sources.instance, draft)


DRAFT_MINUTES = job_kind(DraftMinutes, draft_minutes, attempts=3, lease=timedelta(minutes=3))
