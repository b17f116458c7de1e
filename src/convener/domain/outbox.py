"""Mails that wait to be sent: queued in the transaction that asks for them, sent by :mod:`convener.jobs.kinds.mail`."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from sqlalchemy.orm import Session

from convener.storage.models import Mail

from .jobs.queue import JobPayload, enqueue
from .site import now


class MailKind(StrEnum):
    """What a mail does in the calendar of its recipient (RFC 5546)."""

    REQUEST = "request"
    CANCEL = "cancel"


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"  # a job delivers it
    SENDING = "sending"  # being handed over; only the worker that does it knows whether it arrives
    SENT = "sent"
    FAILED = "failed"  # refused for good, or given up
    UNCERTAIN = "uncertain"  # perhaps handed over: never sent again by itself
    OBSOLETE = "obsolete"  # something newer was queued before it could be sent


class DeliverMails(JobPayload, frozen=True):
    """The job that delivers all queued mails about one participant, or about one user and no meeting, in their order.
    One of both is given."""

    kind: ClassVar[str] = "mail"

    participant: int | None = None
    user: int | None = None


def queue_mail(session: Session, mail: Mail) -> None:
    """Queue a mail, due now."""
    mail.created_at = now()
    mail.state, mail.last_error = MailState.QUEUED.value, ""
    session.add(mail)
    session.flush()
    _enqueue_delivery(session, mail)


def queue_mail_again(session: Session, mail: Mail, note: str | None = None) -> None:
    """Queue a mail once more, due now, with a new note where one is given."""
    mail.note = note or mail.note
    mail.state = MailState.QUEUED.value
    session.flush()
    _enqueue_delivery(session, mail)


def _enqueue_delivery(session: Session, mail: Mail) -> None:
    """One job for each recipient: so mails to the same person go out in order."""
    key = f"user {mail.user_id}" if mail.participant_id is None else f"participant {mail.participant_id}"
    enqueue(session, DeliverMails(participant=mail.participant_id, user=mail.user_id), key=key)
