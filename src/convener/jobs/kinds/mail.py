"""Delivery of queued mails: each at most once, even when a worker or the mail server fails.

A job delivers the mails about one participant, or one user, in their order. A mail is composed and sent to the mail
server up to the line that ends its text; then it is marked as ``sending``, in a transaction that fails where the job is
no longer this worker's; then that line is sent, and the outcome recorded. When a worker dies before the mark, the mail
has not been delivered, and the next attempt sends it. When it dies after the mark, whether the mail was delivered
cannot be known: it becomes *uncertain*, which is logged, and is not sent again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import structlog
from sqlalchemy import exists, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain.accounts.account_mails import AccountMailDetails, AccountMailKind, find_mail_details
from convener.domain.errors import InvalidParameter
from convener.domain.invitations import calendar_replies, claims, invitations, reminders
from convener.domain.jobs.leases import LeaseLost
from convener.domain.meetings.meetings import meeting_url
from convener.domain.meetings.participants import name_in_mail, participant_url
from convener.domain.meetings.series import read_changes
from convener.domain.minutes import mails as minutes_mails
from convener.domain.outbox import OF_ONE_DATE, OF_WHOLE_MEETING, DeliverMails, MailKind, MailState, is_superseded
from convener.domain.site import now
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, doubled, job_kind
from convener.mail.account import AccountMailContent
from convener.mail.compose import compose, recipient_address, sender_address
from convener.mail.content import MailContent
from convener.mail.minutes import MinutesMailContent
from convener.mail.transport import NotSent, OutgoingMail, Transport, Uncertain, transport_for
from convener.observability import metrics
from convener.settings import Settings
from convener.storage.models import Center, Mail, Meeting, Participant

log = structlog.get_logger("convener.jobs.kinds.mail")

ATTEMPTS = 12
"""Attempts before a mail has failed; with the delays below they take some 20 hours."""

FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)

_REACHED = (MailState.SENT, MailState.UNCERTAIN)
_REMINDABLE = (MailKind.REQUEST.value, MailKind.DATE_REQUEST.value)

CONCURRENCY = 4
"""Mails that are handed over at once, over all workers."""


class TakenBack(Exception):
    """The mail must not be sent any more: its recipient was changed, or a newer mail makes it obsolete."""


@dataclass(frozen=True)
class _Prepared:
    """A mail as it was read: what has changed since then is noticed by these values."""

    mail_id: int
    kind: str
    recipient: str
    state: MailState
    content: MailContent | AccountMailContent | MinutesMailContent | None


def deliver(context: JobContext, payload: DeliverMails, transport: Transport | None = None) -> None:
    """Deliver the queued mails of the payload's participant or user; raises :class:`Retry` where one is to be tried
    again. ``transport``: the one of the settings where it is None."""
    delivery = Delivery(context, transport or transport_for(context.settings))
    last, problems = 0, []
    while (prepared := delivery.prepare(payload, last)) is not None:
        context.check()
        if problem := delivery.deliver(prepared):
            problems.append(problem)
        last = prepared.mail_id
    if problems:
        raise Retry(problems[0])


class Delivery:
    """Delivers mails, as part of one job."""

    def __init__(self, context: JobContext, transport: Transport) -> None:
        self._context = context
        self._site = context.site
        self._transport = transport

    def prepare(self, payload: DeliverMails, after: int) -> _Prepared | None:
        """The first mail after this id that waits, with its content as things are now; None where none is left."""
        whose = Mail.user_id == payload.user if payload.user is not None else Mail.participant_id == payload.participant
        waiting = Mail.state.in_((MailState.QUEUED.value, MailState.SENDING.value))
        with self._context.database.read() as session:
            mail = session.scalar(select(Mail).where(whose, waiting, Mail.id > after).order_by(Mail.id).limit(1))
            if mail is None:
                return None
            content = None if self._is_obsolete(session, mail) else self._content(session, mail)
            return _Prepared(mail.id, mail.kind, mail.recipient, MailState(mail.state), content)

    def deliver(self, mail: _Prepared) -> str | None:
        """Deliver the mail, or record why it is not delivered; returns the problem where it is to be tried again."""
        if mail.state is MailState.SENDING and not self._transport.repeatable:
            self._record(mail, mail.state, MailState.UNCERTAIN, "the worker died while it handed the mail over")
            return None
        if mail.content is None:
            self._record(mail, mail.state, MailState.OBSOLETE, "")
            return None
        marked = False

        def mark() -> None:
            nonlocal marked
            self._mark(mail)
            marked = True

        try:
            outgoing = OutgoingMail(
                name=mail.content.name,
                sender=sender_address(self._context.settings),
                recipient=recipient_address(mail.recipient),
                message=_compose(mail.content, self._context.settings),
            )
            self._transport.send(outgoing, mark)
        except LeaseLost:
            raise
        except TakenBack:
            log.info("mail was taken back before it was sent", mail=mail.mail_id)
            return None
        except Uncertain as problem:
            outcome, text = MailState.UNCERTAIN, str(problem)
        except InvalidParameter as problem:
            outcome, text = MailState.FAILED, f"the address cannot be mailed: {problem}"
        except NotSent as problem:
            given_up = problem.permanent or self._context.last_attempt
            outcome, text = MailState.FAILED if given_up else MailState.QUEUED, str(problem)
        except Exception as problem:
            # A defect of this program; a later version may be able to send it.
            log.exception("mail could not be sent", mail=mail.mail_id)
            text = f"{type(problem).__name__}: {problem}"
            if marked and not self._transport.repeatable:
                outcome = MailState.UNCERTAIN
            else:
                outcome = MailState.FAILED if self._context.last_attempt else MailState.QUEUED
        else:
            outcome, text = MailState.SENT, ""
        self._record(mail, MailState.SENDING if marked else mail.state, outcome, text)
        return text if outcome is MailState.QUEUED else None

    def _mark(self, prepared: _Prepared) -> None:
        """Mark the mail as being handed over from now on. Raises :class:`TakenBack`, or
        :class:`~convener.domain.jobs.leases.LeaseLost`, where it must not be sent."""
        with self._context.write() as session:
            unchanged = select(Mail).where(
                Mail.id == prepared.mail_id,
                Mail.state == prepared.state.value,
                Mail.recipient == prepared.recipient,
            )
            mail = session.scalar(unchanged.with_for_update())
            if mail is not None:
                obsolete = self._is_obsolete(session, mail)
                mail.state = MailState.OBSOLETE.value if obsolete else MailState.SENDING.value
        if mail is None:
            raise TakenBack
        if obsolete:
            self._report(prepared, MailState.OBSOLETE, "")
            raise TakenBack

    def _record(self, mail: _Prepared, before: MailState, outcome: MailState, problem: str) -> None:
        """Record the outcome, unless the mail has changed since it was in the state ``before``; persistently, because
        the delivery cannot be repeated."""
        changed = 0

        def act() -> None:
            nonlocal changed
            same = (Mail.id == mail.mail_id, Mail.state == before.value, Mail.recipient == mail.recipient)
            values = {
                "state": outcome.value,
                "last_error": problem[:1000],
                "sent_at": now() if outcome is MailState.SENT else None,
            }
            with self._context.write() as session:
                result = session.execute(update(Mail).where(*same).values(values))
                changed = result.rowcount if isinstance(result, CursorResult) else 0
                if changed and mail.kind in _REMINDABLE and outcome in _REACHED:
                    self._schedule_reminders(session, mail.mail_id)

        self._context.persistently(act)
        if changed:
            self._report(mail, outcome, problem)

    def _schedule_reminders(self, session: Session, mail_id: int) -> None:
        meeting = session.scalar(select(Meeting).join(Mail, Mail.meeting_id == Meeting.id).where(Mail.id == mail_id))
        if meeting is not None:
            reminders.schedule_reminders(session, meeting, self._context.settings.reminder_times)

    def _report(self, mail: _Prepared, state: MailState, problem: str) -> None:
        outcome = "retried" if state is MailState.QUEUED else state.value
        metrics.MAILS.labels(outcome).inc()
        facts = {"mail": mail.mail_id, "kind": mail.kind, "outcome": outcome}
        if state is MailState.QUEUED:
            log.warning("mail not sent, tried again later", problem=problem, **facts)
        elif state in (MailState.FAILED, MailState.UNCERTAIN):
            log.error(
                "mail not sent" if state is MailState.FAILED else "mail perhaps not sent", problem=problem, **facts
            )
        else:
            log.info("mail done", **facts)

    def _is_obsolete(self, session: Session, mail: Mail) -> bool:
        """Whether a newer mail to the same person is queued, or a cancellation or a changed date is for a person who
        was never invited."""
        if is_superseded(session, mail):
            return True
        if mail.kind not in (MailKind.CANCEL.value, *OF_ONE_DATE):
            return False
        same = (Mail.participant_id == mail.participant_id, Mail.recipient == mail.recipient)
        reached = (MailState.SENT.value, MailState.UNCERTAIN.value)
        query = exists().where(*same, Mail.kind == MailKind.REQUEST.value, Mail.id < mail.id, Mail.state.in_(reached))
        return not session.scalar(select(query))

    def _about_account(self, mail: Mail, details: AccountMailDetails) -> AccountMailContent:
        name = f"{mail.kind}.{mail.user_id or mail.participant_id}.{mail.id}"
        return AccountMailContent(name=name, written_at=mail.created_at, recipient=mail.recipient, details=details)

    def _content(self, session: Session, mail: Mail) -> MailContent | AccountMailContent | MinutesMailContent | None:
        """The content as things are now; None where the mail has no purpose any more."""
        if mail.user_id is not None:
            details = find_mail_details(session, self._site, mail)
            return None if details is None else self._about_account(mail, details)
        if mail.kind == AccountMailKind.CLAIM.value:
            details = claims.find_mail_details(session, self._site, mail)
            return None if details is None else self._about_account(mail, details)
        if mail.kind == MailKind.MINUTES.value:
            about = minutes_mails.find_mail_details(session, self._site, mail)
            if about is None:
                return None
            name = f"{mail.kind}.{mail.sequence}.{mail.id}"
            return MinutesMailContent(name=name, written_at=mail.created_at, recipient=mail.recipient, details=about)
        meeting = session.get_one(Meeting, mail.meeting_id)
        participant = session.get_one(Participant, mail.participant_id)
        center = session.get_one(Center, meeting.center_id)
        earlier = exists().where(
            Mail.participant_id == mail.participant_id,
            Mail.recipient == mail.recipient,
            Mail.id < mail.id,
            Mail.kind != MailKind.MINUTES.value,
            Mail.state.in_((MailState.SENT.value, MailState.UNCERTAIN.value)),
        )
        date = None
        if mail.kind == MailKind.REMINDER.value:
            before = self._context.settings.reminder_times
            date = reminders.reminded_date(session, self._site, mail, meeting, participant, before)
        elif mail.date is not None:
            date = invitations.date_of_mail(mail, meeting)
        if date is None and mail.kind not in OF_WHOLE_MEETING:
            return None
        answers = f"{self._site.base_url}/i/{self._site.secrets.answer_token(participant.public_id)}"
        return MailContent(
            name=f"{meeting.mid}.{participant.public_id}.{mail.kind}.{mail.sequence}",
            kind=MailKind(mail.kind),
            update=bool(session.scalar(select(earlier))),
            sequence=mail.sequence,
            written_at=mail.created_at,
            entry_uid=calendar_replies.entry_uid(
                self._site,
                meeting.mid,
                participant.public_id,
                urlsplit(self._site.base_url).hostname or "localhost",
                signed=mail.signed,
            ),
            center_title=center.title,
            title=meeting.title,
            description=meeting.description,
            language=meeting.language,
            time_zone=meeting.time_zone,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            recurrence=meeting.recurrence,
            meeting_cancelled=meeting.cancelled_at is not None,
            organizer=invitations.organizer_name(session, meeting),
            recipient=mail.recipient,
            recipient_name=name_in_mail(participant, mail.recipient),
            hosting=participant.user_id is not None and participant.user_id == meeting.owner_id,
            participant_url=participant_url(self._site, participant),
            meeting_url=meeting_url(self._site, meeting),
            accept_url=f"{answers}/accept",
            decline_url=f"{answers}/decline",
            note=mail.note,
            changes=read_changes(meeting.changed_dates),
            date=date,
            reminders_url=f"{answers}/reminders",
        )


def _compose(content: MailContent | AccountMailContent | MinutesMailContent, settings: Settings) -> EmailMessage:
    return compose(content, settings) if isinstance(content, MailContent) else content.compose(settings)


def _check(settings: Settings) -> None:
    transport_for(settings)


MAIL = job_kind(
    DeliverMails,
    deliver,
    concurrency=CONCURRENCY,
    attempts=ATTEMPTS,
    retry_delay=doubled(FIRST_DELAY, LONGEST_DELAY),
    check=_check,
)
