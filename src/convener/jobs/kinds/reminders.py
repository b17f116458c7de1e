"""Queues reminders of meetings when they are due (:mod:`convener.domain.invitations.reminders`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog

from convener.domain.invitations.reminders import RemindMeeting, queue_reminders, schedule_reminders
from convener.domain.site import now
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, job_kind
from convener.storage.models import Meeting

log = structlog.get_logger("convener.jobs.kinds.reminders")


def remind(context: JobContext, payload: RemindMeeting) -> None:
    """Queue the reminders of this moment, and ask for the job of the next one."""
    early = datetime.fromtimestamp(payload.due * 60, UTC) - now()
    if early > timedelta():  # an operator has asked for it
        raise Retry("it is not due yet", after=early)
    before = context.settings.reminder_times
    number = 0
    with context.finish() as session:
        meeting = session.get(Meeting, payload.meeting)
        if meeting is not None:
            number = queue_reminders(session, context.site, meeting, before, payload.due)
            schedule_reminders(session, meeting, before)
    log.info("reminders queued", meeting=payload.meeting, number=number)


REMINDERS = job_kind(RemindMeeting, remind)
