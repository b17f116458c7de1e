"""Delivery of queued mails: each at most once, even when a worker or the mail server fails.

Three steps, each in a transaction of its own: the mail is claimed for a limited time, so that no other worker takes
it; it is marked as ``sending`` immediately before the mail server gets its text; its outcome is recorded. When a worker
dies before the mark, its claim expires and the mail is tried again. When it dies after the mark, whether the mail was
delivered cannot be known: it becomes *uncertain*, which is logged, and is not sent again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import exists, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session, aliased

from convener.domain.accounts import welcome
from convener.domain.invitations import invitations
from convener.domain.meetings.meetings import meeting_url
from convener.domain.meetings.participants import display_name, participant_url
from convener.domain.outbox import MailKind, MailState
from convener.domain.site import Site, now
from convener.mail.compose import compose, recipient_address, sender_address
from convener.mail.content import MailContent
from convener.mail.transport import NotSent, OutgoingMail, Transport, Uncertain, transport_for
from convener.mail.welcome import WelcomeContent
from convener.observability import metrics
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Mail, Meeting, Participant

log = structlog.get_logger("convener.jobs.kinds.mail")

ATTEMPTS = 12
"""Attempts before a mail has failed; with the delays below they take more than a day."""

FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)
CANDIDATES = 20
"""Due mails that are read at once; those that another worker has claimed meanwhile are passed over."""


@dataclass(frozen=True)
class Leases:
    """How long a worker may take before another worker takes it for dead: from the claim to the mark, and from the mark
    to the outcome. Both are longer than all time-outs of an SMTP session together."""

    claim: timedelta = timedelta(minutes=4)
    sending: timedelta = timedelta(minutes=10)


class ClaimLost(Exception):
    """This worker must not send the mail any more: the claim has expired, or a newer mail makes this one obsolete."""


def retry_delay(attempts: int) -> timedelta:
    """The delay after so many failed attempts: a minute, doubled each time, at most six hours."""
    return min(FIRST_DELAY * 2.0 ** (attempts - 1), LONGEST_DELAY)


@dataclass(frozen=True)
class _Claim:
    mail_id: int
    attempt: int
    recipient: str
    kind: str
    content: MailContent | WelcomeContent

    def compose(self, settings: Settings) -> EmailMessage:
        """The composed mail."""
        content = self.content
        return content.compose(settings) if isinstance(content, WelcomeContent) else compose(content, settings)


class MailWork:
    """The kind of work that delivers queued mails. ``worker`` names this worker in its claims."""

    def __init__(
        self,
        database: Database,
        site: Site,
        settings: Settings,
        worker: str,
        *,
        transport: Transport | None = None,
        leases: Leases | None = None,
    ) -> None:
        self._database = database
        self._site = site
        self._settings = settings
        self._worker = worker[:32]
        self._transport = transport or transport_for(settings)
        self._leases = leases or Leases()

    def do_next(self) -> bool:
        """Deliver the next mail that is due, or finish one that is not to be delivered; False where none is due."""
        with self._database.read() as session:
            candidates = self._due(session)
        for mail_id in candidates:
            with self._database.write() as session:
                mail = self._lock_mail(session, mail_id)
                claim = self._claim(session, mail) if mail is not None else None
            if claim is not None:
                self._deliver(claim)
            if mail is not None:
                return True
        return False

    def _due(self, session: Session) -> list[int]:
        query = select(Mail.id).where(Mail.next_attempt_at <= now()).order_by(Mail.next_attempt_at, Mail.id)
        return list(session.scalars(query.limit(CANDIDATES)))

    def _lock_mail(self, session: Session, mail_id: int) -> Mail | None:
        """The mail's row, locked for writing together with its participant's row: first the participant, which is the
        order everywhere. None where another worker has locked it, or is delivering another mail to this participant
        (they are delivered in order). A mail about a user and no meeting is locked alone."""
        other = aliased(Mail)
        busy = exists().where(
            other.participant_id == Mail.participant_id,
            other.id != Mail.id,
            other.state.in_((MailState.CLAIMED.value, MailState.SENDING.value)),
        )
        of_participant = (
            select(Participant.id)
            .join(Mail, Mail.participant_id == Participant.id)
            .where(Mail.id == mail_id)
            .with_for_update(of=Participant, skip_locked=True, key_share=True)
        )
        of_user = session.scalar(select(Mail.user_id).where(Mail.id == mail_id)) is not None
        if not of_user and session.scalar(of_participant) is None:
            return None
        query = select(Mail).where(Mail.id == mail_id, Mail.next_attempt_at <= now(), ~busy)
        return session.scalar(query.with_for_update(of=Mail, skip_locked=True))

    def _claim(self, session: Session, mail: Mail) -> _Claim | None:
        """Claim the mail for the time of the lease; None where it is finished without being sent."""
        if mail.state == MailState.SENDING.value and not self._transport.repeatable:
            self._finish(mail, MailState.UNCERTAIN, "the worker died while it handed the mail over")
            return None
        content = None if self._is_obsolete(session, mail) else self._content(session, mail)
        if content is None:
            self._finish(mail, MailState.OBSOLETE, "")
            return None
        mail.state = MailState.CLAIMED.value
        mail.claimed_by, mail.claimed_at = self._worker, now()
        mail.attempts += 1
        mail.next_attempt_at = now() + self._leases.claim
        return _Claim(mail.id, mail.attempts, mail.recipient, mail.kind, content)

    def _deliver(self, claim: _Claim) -> None:
        try:
            outgoing = OutgoingMail(
                name=claim.content.name,
                sender=sender_address(self._settings),
                recipient=recipient_address(claim.recipient),
                message=claim.compose(self._settings),
            )
            self._transport.send(outgoing, lambda: self._mark(claim))
        except ClaimLost:
            log.info("mail was taken back before it was sent", mail=claim.mail_id)
        except Uncertain as problem:
            self._record(claim, MailState.UNCERTAIN, str(problem))
        except NotSent as problem:
            self._retry(claim, str(problem), permanent=problem.permanent)
        except Exception as problem:
            # A defect of this program; a later version may be able to send it.
            log.exception("mail could not be prepared", mail=claim.mail_id)
            self._retry(claim, f"{type(problem).__name__}: {problem}", permanent=False)
        else:
            self._record(claim, MailState.SENT, "")

    def _mark(self, claim: _Claim) -> None:
        """Mark the mail as being handed over from now on; raises :class:`ClaimLost` where it must not be sent."""
        with self._database.write() as session:
            mine = select(Mail).where(
                Mail.id == claim.mail_id,
                Mail.state == MailState.CLAIMED.value,
                Mail.claimed_by == self._worker,
                Mail.attempts == claim.attempt,
                Mail.recipient == claim.recipient,
            )
            mail = session.scalar(mine.with_for_update())
            if mail is None:
                raise ClaimLost
            if self._is_obsolete(session, mail):
                self._finish(mail, MailState.OBSOLETE, "")
                session.commit()
                raise ClaimLost
            mail.state = MailState.SENDING.value
            mail.claimed_at = now()
            mail.next_attempt_at = mail.claimed_at + self._leases.sending

    def _retry(self, claim: _Claim, problem: str, *, permanent: bool) -> None:
        if permanent or claim.attempt >= ATTEMPTS:
            self._record(claim, MailState.FAILED, problem)
        else:
            self._record(claim, MailState.QUEUED, problem, now() + retry_delay(claim.attempt))

    def _record(self, claim: _Claim, state: MailState, problem: str, again: datetime | None = None) -> None:
        """Record the outcome; retried where the database does not answer, because the delivery cannot be repeated.
        ``again``: when the mail is tried next."""
        sent_at = now() if state is MailState.SENT else None
        values = {
            "state": state.value,
            "last_error": problem[:1000],
            "next_attempt_at": again,
            "claimed_by": None,
            "sent_at": sent_at,
        }
        mine = (Mail.id == claim.mail_id, Mail.claimed_by == self._worker, Mail.attempts == claim.attempt)
        for pause in (0.2, 1.0, 3.0, 10.0, 0.0):
            try:
                with self._database.write() as session:
                    result = session.execute(update(Mail).where(*mine).values(values))
                break
            except Exception as error:
                if not pause:
                    raise
                log.warning("outcome of a mail cannot be recorded yet", mail=claim.mail_id, error=str(error))
                time.sleep(pause)
        if isinstance(result, CursorResult) and result.rowcount:
            self._report(claim.mail_id, claim.kind, state, problem, again)

    def _finish(self, mail: Mail, state: MailState, problem: str) -> None:
        mail.state, mail.last_error = state.value, problem
        mail.next_attempt_at = mail.claimed_by = None
        self._report(mail.id, mail.kind, state, problem, None)

    def _report(self, mail_id: int, kind: str, state: MailState, problem: str, again: datetime | None) -> None:
        outcome = "retried" if again else state.value
        metrics.MAILS.labels(outcome).inc()
        facts = {"mail": mail_id, "kind": kind, "outcome": outcome}
        if again:
            log.warning(
                "mail not sent, tried again later", problem=problem, again=again.isoformat("T", "seconds"), **facts
            )
        elif state in (MailState.FAILED, MailState.UNCERTAIN):
            log.error(
                "mail not sent" if state is MailState.FAILED else "mail perhaps not sent", problem=problem, **facts
            )
        else:
            log.info("mail done", **facts)

    def _is_obsolete(self, session: Session, mail: Mail) -> bool:
        """Whether a newer mail to the same person is queued, or a cancellation is for a person who was never invited. A
        mail about no meeting is never obsolete."""
        if mail.participant_id is None:
            return False
        same = (Mail.participant_id == mail.participant_id, Mail.recipient == mail.recipient)
        if session.scalar(select(exists().where(*same, Mail.id > mail.id))):
            return True
        if mail.kind != MailKind.CANCEL.value:
            return False
        reached = (MailState.SENT.value, MailState.UNCERTAIN.value)
        query = exists().where(*same, Mail.kind == MailKind.REQUEST.value, Mail.id < mail.id, Mail.state.in_(reached))
        return not session.scalar(select(query))

    def _content(self, session: Session, mail: Mail) -> MailContent | WelcomeContent | None:
        """The content as things are now; None where the mail has no purpose any more."""
        if mail.user_id is not None:
            facts = welcome.find_welcome_details(session, self._site, mail.user_id)
            if facts is None:
                return None
            name = f"{mail.kind}.{mail.user_id}.{mail.id}"
            return WelcomeContent(name=name, written_at=mail.created_at, recipient=mail.recipient, welcome=facts)
        meeting = session.get_one(Meeting, mail.meeting_id)
        participant = session.get_one(Participant, mail.participant_id)
        center = session.get_one(Center, meeting.center_id)
        earlier = exists().where(
            Mail.participant_id == mail.participant_id,
            Mail.recipient == mail.recipient,
            Mail.id < mail.id,
            Mail.state.in_((MailState.SENT.value, MailState.UNCERTAIN.value)),
        )
        answers = f"{self._site.base_url}/i/{self._site.secrets.answer_token(participant.public_id)}"
        return MailContent(
            name=f"{meeting.mid}.{participant.public_id}.{mail.kind}.{mail.sequence}",
            kind=MailKind(mail.kind),
            update=bool(session.scalar(select(earlier))),
            sequence=mail.sequence,
            written_at=mail.created_at,
            mid=meeting.mid,
            center_title=center.title,
            title=meeting.title,
            description=meeting.description,
            language=meeting.language,
            time_zone=meeting.time_zone,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            meeting_cancelled=meeting.cancelled_at is not None,
            organizer=invitations.organizer_name(session, meeting),
            recipient=mail.recipient,
            recipient_name=_name(participant, mail.recipient),
            hosting=participant.user_id is not None and participant.user_id == meeting.owner_id,
            participant_url=participant_url(self._site, participant),
            meeting_url=meeting_url(self._site, meeting),
            accept_url=f"{answers}/accept",
            decline_url=f"{answers}/decline",
            note=mail.note,
        )


def _name(participant: Participant, address: str) -> str:
    """The name of the recipient; for a guest without a name the local part of the address."""
    known = participant.name or participant.user_id is not None
    return display_name(participant) if known else address.partition("@")[0]
