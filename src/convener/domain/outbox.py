"""Mails that wait to be sent: queued in the transaction that asks for them, sent by :mod:`convener.jobs.kinds.mail`."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from convener.storage.models import Mail

from .site import now


class MailKind(StrEnum):
    """What a mail does in the calendar of its recipient (RFC 5546)."""

    REQUEST = "request"
    CANCEL = "cancel"


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"  # due at next_attempt_at
    CLAIMED = "claimed"  # a worker prepares it and talks to the mail server; back to due when the claim runs out
    SENDING = "sending"  # being handed over; only the worker that does it knows whether it arrives
    SENT = "sent"
    FAILED = "failed"  # refused for good, or given up
    UNCERTAIN = "uncertain"  # perhaps handed over: never sent again by itself
    OBSOLETE = "obsolete"  # something newer was queued before it could be sent


def queue_mail(session: Session, mail: Mail) -> None:
    """Queue a mail, due now."""
    mail.created_at = mail.next_attempt_at = now()
    mail.state, mail.attempts, mail.last_error = MailState.QUEUED.value, 0, ""
    session.add(mail)
    session.flush()


def queue_mail_again(mail: Mail, note: str | None) -> None:
    """Queue a mail once more, due now, with a new note where one is given."""
    mail.note = note or mail.note
    mail.state = MailState.QUEUED.value
    mail.attempts = 0
    mail.next_attempt_at = now()
