"""Sends links for new passwords (:mod:`convener.domain.accounts.password_resets`)."""

from __future__ import annotations

from convener.domain.accounts.password_resets import SendResetLinks, queue_reset_mail
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind


def send_reset_links(context: JobContext, payload: SendResetLinks) -> None:
    """Queue a mail to each of the users who may have one."""
    with context.finish() as session:
        for user_id in payload.users:
            queue_reset_mail(session, context.site, user_id)


PASSWORD_RESET = job_kind(SendResetLinks, send_reset_links)
