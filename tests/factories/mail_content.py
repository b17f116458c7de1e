"""The content of an invitation, to vary in tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from convener.domain.outbox import MailKind
from convener.mail.content import MailContent

MAIL_CONTENT = MailContent(
    name="m1d.p1d.request.0",
    kind=MailKind.REQUEST,
    update=False,
    sequence=0,
    written_at=datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC),
    entry_uid="m1d@meet.example.org",
    center_title="Example Center",
    title="Planning",
    description="First line\nSecond line",
    language="en",
    time_zone="Europe/Paris",
    starts_at=datetime(2031, 7, 4, 9, 30, tzinfo=UTC),
    ends_at=datetime(2031, 7, 4, 11, 0, tzinfo=UTC),
    meeting_cancelled=False,
    organizer="Hanna Host",
    recipient="bob@example.org",
    recipient_name="Bob",
    hosting=False,
    participant_url="https://meet.example.org/e/LIVEAAAABBBBCCCCDDDDEEEE",
    meeting_url="https://meet.example.org/m/ABCDEFGHJK",
    accept_url="https://meet.example.org/i/p1d-t0k/accept",
    decline_url="https://meet.example.org/i/p1d-t0k/decline",
)


def mail_content(**changes: Any) -> MailContent:
    """The content with these fields changed."""
    return replace(MAIL_CONTENT, **changes)
