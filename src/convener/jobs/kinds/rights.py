"""Rights that have ended are forgotten: addresses for one upload or download, tickets, sign-ins, links
for new passwords and for claiming an account."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.engine import CursorResult

from convener.domain.accounts import tickets
from convener.domain.site import now
from convener.domain.transfers import transfers
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.storage.models import AccountClaim, PasswordReset, SignIn

BATCH = 50
"""Rows of a table that are deleted in one transaction."""


def forget_rights(context: JobContext) -> None:
    """Delete the rows of transfers, tickets, sign-ins and links in mails about accounts whose time is over."""
    done = BATCH
    while done:
        with context.database.write() as session:
            done = transfers.delete_expired(session, BATCH)
            done += tickets.delete_expired(session)
            for model in (SignIn, PasswordReset, AccountClaim):
                old = select(model.token_hash).where(model.expires_at < now()).limit(BATCH)
                result = session.execute(delete(model).where(model.token_hash.in_(old.scalar_subquery())))
                done += result.rowcount if isinstance(result, CursorResult) else 0
        context.check()


FORGET_RIGHTS = periodic_kind("forget_rights", forget_rights, every=timedelta(seconds=60))
