"""Reminders: mails to the invited some time before a meeting, or each occurrence of a series, begins.

A job for each moment at which reminders are due (:class:`RemindMeeting`) queues the mails and asks for the job of the
next moment; the first one is asked for when an invitation was sent. What a meeting is like is read when a job runs and
when a mail is sent: a meeting that was moved or cancelled since then has no reminders for its earlier time.

Who got the invitation, or its last change, after the moment is not reminded for it, nor who has declined, is in the
room, or has switched reminders off. That counts for the person's address in the whole center, and is stored as a keyed
hash of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import ClassVar

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session, aliased

from convener.domain import text
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.meetings.participants import ParticipantStatus
from convener.domain.meetings.series import Occurrence, series_of
from convener.domain.outbox import MailKind, MailState, queue_mail
from convener.domain.site import Site, now
from convener.storage.models import Mail, Meeting, Participant, ReminderRefusal

from . import invitations
from .last_mails import ids_of_last_mails, last_invitation

MOST_OCCURRENCES = 100
"""Occurrences that are looked at for the next moment; far more than begin within the longest time of a reminder."""


class RemindMeeting(JobPayload, frozen=True):
    """The job that reminds of a meeting at one moment: ``due``, in minutes since 1970."""

    kind: ClassVar[str] = "reminders"

    meeting: int
    due: int


def schedule_reminders(session: Session, meeting: Meeting, before: Sequence[timedelta]) -> None:
    """Ask for the job of the next moment at which reminders of the meeting are due; ``before``: how long before the
    start they are."""
    moment = now()
    due: datetime | None = None
    for date in _occurrences(meeting, moment) if before else ():
        if due is not None and date.starts_at - max(before) >= due:
            break
        for found in (date.starts_at - lead for lead in before):
            due = found if found > moment and (due is None or found < due) else due
    if due is not None:
        payload = RemindMeeting(meeting=meeting.id, due=_minute(due))
        enqueue(session, payload, key=f"meeting {meeting.id} at {payload.due}", run_at=due)


def queue_reminders(session: Session, site: Site, meeting: Meeting, before: Sequence[timedelta], due: int) -> int:
    """Queue the reminders of this moment; returns how many. None where the meeting is cancelled or takes place at
    another time, or where a later reminder of the same start is due."""
    date, moment = _reminded(meeting, before, due), now()
    if date is None or any(_minute(date.starts_at - lead) > due and date.starts_at - lead <= moment for lead in before):
        return 0
    number = 0
    for participant, invitation in _invited(session, meeting, due):
        if _minute(invitation.created_at) > due or not _wants(session, site, meeting, participant, invitation):
            continue
        queue_mail(
            session,
            Mail(
                meeting_id=meeting.id,
                participant_id=participant.id,
                kind=MailKind.REMINDER.value,
                sequence=due,
                recipient=invitation.recipient,
            ),
        )
        number += 1
    return number


def reminded_date(
    session: Session, site: Site, mail: Mail, meeting: Meeting, participant: Participant, before: Sequence[timedelta]
) -> Occurrence | None:
    """The date that a reminder is about, as things are now; None where it has no purpose any more. A meeting of one
    date is taken for a series of one."""
    found = _reminded(meeting, before, mail.sequence)
    wanted = participant.cancelled_at is None and _wants(session, site, meeting, participant, mail)
    return found if wanted else None


def switch_reminders(session: Session, site: Site, token: str, wanted: bool) -> None:
    """Switch the reminders of an invited person on or off, in all meetings of the center. ``token``: that of the
    answer links. Raises :class:`EntryClosed` (``invalid``)."""
    participant = invitations.find_invited(session, site, token)
    person = _person(site, participant.meeting, _address(session, participant))
    session.execute(delete(ReminderRefusal).where(*_refusal(participant.meeting, person)))
    if not wanted:
        session.add(ReminderRefusal(center_id=participant.meeting.center_id, person=person, created_at=now()))
    session.flush()


def wants_reminders(session: Session, site: Site, token: str) -> bool:
    """Whether the invited person has not switched reminders off. Raises :class:`EntryClosed` (``invalid``)."""
    participant = invitations.find_invited(session, site, token)
    return not _has_refused(session, site, participant.meeting, _address(session, participant))


def _wants(session: Session, site: Site, meeting: Meeting, participant: Participant, mail: Mail) -> bool:
    if participant.answer == "decline" or participant.removed_at is not None:
        return False
    if participant.status == ParticipantStatus.IN_PROGRESS.value:
        return False
    return not _has_refused(session, site, meeting, mail.recipient)


def _has_refused(session: Session, site: Site, meeting: Meeting, address: str) -> bool:
    refusal = _refusal(meeting, _person(site, meeting, address))
    return session.scalar(select(ReminderRefusal.id).where(*refusal)) is not None


def _refusal(meeting: Meeting, person: bytes) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ReminderRefusal.center_id == meeting.center_id, ReminderRefusal.person == person


def _person(site: Site, meeting: Meeting, address: str) -> bytes:
    return site.secrets.hash("reminders", f"{meeting.center_id} {text.fold_address(address)}")


def _address(session: Session, participant: Participant) -> str:
    """The address that was invited last."""
    last = last_invitation(session, participant)
    return last.recipient if last is not None else participant.email


def _invited(session: Session, meeting: Meeting, due: int) -> list[tuple[Participant, Mail]]:
    """The participants whose last mail is an invitation that reached them, or may have, with that mail; without those
    who have the reminder of this moment."""
    reminder = aliased(Mail)
    reminded = exists().where(
        reminder.participant_id == Participant.id,
        reminder.kind == MailKind.REMINDER.value,
        reminder.sequence == due,
    )
    query = (
        select(Participant, Mail)
        .join(Mail, Mail.participant_id == Participant.id)
        .where(
            Mail.id.in_(ids_of_last_mails(meeting)),
            Mail.kind == MailKind.REQUEST.value,
            Mail.state.in_((MailState.SENT.value, MailState.UNCERTAIN.value)),
            Participant.cancelled_at.is_(None),
            ~reminded,
        )
    )
    return [(participant, mail) for participant, mail in session.execute(query.order_by(Participant.id))]


def _reminded(meeting: Meeting, before: Sequence[timedelta], due: int) -> Occurrence | None:
    """The occurrence that has not begun yet, and of which one is reminded at this minute."""
    if meeting.cancelled_at is not None or not before:
        return None
    for date in _occurrences(meeting, now()):
        if _minute(date.starts_at - max(before)) > due:
            return None
        if any(_minute(date.starts_at - lead) == due for lead in before):
            return date
    return None


def _occurrences(meeting: Meeting, moment: datetime) -> Iterator[Occurrence]:
    """Those that begin after the moment, with their ends, in order; a meeting without an end has its start for it."""
    starts_at, series = meeting.starts_at, series_of(meeting)
    if starts_at is None or meeting.cancelled_at is not None:
        return
    if series is None:
        if starts_at > moment:
            yield Occurrence(starts_at, starts_at, meeting.ends_at or starts_at)
        return
    yield from islice(series.after(moment), MOST_OCCURRENCES)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60
