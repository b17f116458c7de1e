"""Messages of chats are deleted when the time for which their center keeps them is over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from convener.domain.centers.settings import settings_of
from convener.domain.chat import retention
from convener.domain.site import now
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.storage.models import Center

BATCH = 500
"""Messages that are deleted before it is asked whether the worker is to stop."""


def delete_old_messages(context: JobContext) -> None:
    """Delete what is older than the center's ``chat_days``, in runs of meetings that have ended."""
    with context.database.read() as session:
        kept = {center.id: settings_of(center).chat_days for center in session.scalars(select(Center))}
    for center_id, days in kept.items():
        if days is None:
            continue
        before = now() - timedelta(days=days)
        while True:
            with context.write() as session:
                deleted = retention.delete_sent_before(session, center_id, before, BATCH)
            context.check()
            if deleted < BATCH:
                break


DELETE_OLD_MESSAGES = periodic_kind("delete_old_messages", delete_old_messages, every=timedelta(seconds=60))
