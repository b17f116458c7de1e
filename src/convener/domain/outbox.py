"""Mails that wait to be sent: queued in the transaction that asks for them, sent by :mod:`convener.jobs.kinds.mail`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from convener.storage.models import Job, Mail

from .errors import InvalidParameter
from .jobs.queue import UNFINISHED, JobPayload, JobState, enqueue
from .site import now


class MailKind(StrEnum):
    """What a mail does in the calendar of its recipient (RFC 5546)."""

    REQUEST = "request"
    CANCEL = "cancel"
    DATE_REQUEST = "date_request"  # one date of a series is changed, or takes place after all
    DATE_CANCEL = "date_cancel"
    REMINDER = "reminder"  # nothing: it has no calendar entry
    MINUTES = "minutes"  # likewise


OF_WHOLE_MEETING = (MailKind.REQUEST.value, MailKind.CANCEL.value)
OF_ONE_DATE = (MailKind.DATE_REQUEST.value, MailKind.DATE_CANCEL.value)


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


@dataclass(frozen=True)
class ListedMail:
    """A mail, and what its job adds where it waits: ``next_attempt_at``, and what is wrong with the job."""

    mail: Mail
    job_id: int | None
    next_attempt_at: datetime | None
    problem: str


def find_mails(session: Session, states: Sequence[MailState], limit: int) -> list[ListedMail]:
    """The newest ``limit`` mails of these states (of all, where none is given), newest first."""
    query = select(Mail).order_by(Mail.id.desc()).limit(limit)
    if states:
        query = query.where(Mail.state.in_([state.value for state in states]))
    mails = list(session.scalars(query))
    waiting = {_key(mail) for mail in mails if mail.state in (MailState.QUEUED.value, MailState.SENDING.value)}
    states_of_jobs = (*UNFINISHED, JobState.FAILED.value)
    jobs = select(Job).where(Job.kind == DeliverMails.kind, Job.key.in_(waiting), Job.state.in_(states_of_jobs))
    found = {job.key: job for job in session.scalars(jobs.order_by(Job.id))} if waiting else {}
    return [_listed(mail, found.get(_key(mail)) if _key(mail) in waiting else None) for mail in mails]


def _listed(mail: Mail, job: Job | None) -> ListedMail:
    if job is None or mail.state not in (MailState.QUEUED.value, MailState.SENDING.value):
        return ListedMail(mail, None, None, mail.last_error)
    if job.state == JobState.FAILED.value:
        return ListedMail(mail, job.id, None, f"job {job.id} failed: {job.error}")
    return ListedMail(mail, job.id, job.run_at if job.state == JobState.QUEUED.value else None, mail.last_error)


def find_unsent(session: Session, mail_id: int) -> Mail:
    """The mail of this id, locked, to be sent once more. Raises :class:`InvalidParameter` where there is none, it has
    neither failed nor is uncertain, or a newer mail to the same person makes it obsolete."""
    mail = session.scalar(select(Mail).where(Mail.id == mail_id).with_for_update())
    if mail is None:
        raise InvalidParameter(f"There is no mail {mail_id}.", "id")
    if mail.state not in (MailState.FAILED.value, MailState.UNCERTAIN.value):
        raise InvalidParameter(f"Mail {mail_id} is {mail.state}: only failed and uncertain ones are sent again.", "id")
    if is_superseded(session, mail):
        raise InvalidParameter(f"Mail {mail_id} is obsolete: there is a newer one to the same person.", "id")
    return mail


def is_superseded(session: Session, mail: Mail) -> bool:
    """Whether a newer mail to the same person says what this one does: about the whole meeting, or about the same date;
    a reminder also where a newer one is queued. A mail about no meeting, an account or minutes never is."""
    if mail.participant_id is None or mail.kind == MailKind.MINUTES.value or mail.kind not in list(MailKind):
        return False
    newer = (Mail.participant_id == mail.participant_id, Mail.recipient == mail.recipient, Mail.id > mail.id)
    about: ColumnElement[bool] = Mail.kind.in_(OF_WHOLE_MEETING)
    if mail.kind in OF_ONE_DATE:
        about = or_(about, and_(Mail.kind.in_(OF_ONE_DATE), Mail.date == mail.date))
    elif mail.kind == MailKind.REMINDER.value:
        about = or_(about, Mail.kind == MailKind.REMINDER.value)
    return bool(session.scalar(select(exists().where(*newer, about))))


def delete_mails(session: Session, user_ids: Collection[int], participant_ids: Collection[int]) -> None:
    """Delete all mails to these users and participants (primary keys), those that wait too, and what their jobs say."""
    session.execute(delete(Mail).where(or_(Mail.user_id.in_(user_ids), Mail.participant_id.in_(participant_ids))))
    keys = [*(_key_of(user, None) for user in user_ids), *(_key_of(None, person) for person in participant_ids)]
    session.execute(update(Job).where(Job.kind == DeliverMails.kind, Job.key.in_(keys)).values(error=""))


def _key(mail: Mail) -> str:
    return _key_of(mail.user_id, mail.participant_id)


def _key_of(user: int | None, participant: int | None) -> str:
    return f"user {user}" if participant is None else f"participant {participant}"


def _enqueue_delivery(session: Session, mail: Mail) -> None:
    """One job for each recipient: so mails to the same person go out in order."""
    enqueue(session, DeliverMails(participant=mail.participant_id, user=mail.user_id), key=_key(mail))
