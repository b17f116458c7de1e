"""Sends links by which invited people claim accounts (:mod:`convener.domain.invitations.claims`)."""

from __future__ import annotations

from convener.domain.invitations.claims import SendClaimLink, queue_claim_mail
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind


def send_claim_link(context: JobContext, payload: SendClaimLink) -> None:
    """Queue the mail, where the address may have a link."""
    with context.finish() as session:
        queue_claim_mail(session, context.site, payload.participant)


ACCOUNT_CLAIM = job_kind(SendClaimLink, send_claim_link)
