"""Invitations by mail: which mails a change asks for, and the answers of those who were invited.

A mail is queued in the transaction that makes the change and sent afterwards (``convener.jobs``). Mails are for
meetings of API clients that switched them on, and for whom an organizer invites
(:mod:`convener.domain.invitations.guests`). The words are those of RFC 5546 (iTIP): a *request* invites or says what
is different now, a *cancel* takes it back; both carry the meeting's sequence number, by which calendars tell new from
old.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from convener.domain.errors import EntryClosed, MeetingCancelled
from convener.domain.events.log import record
from convener.domain.events.types import EventType
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.participants import ParticipantStatus
from convener.domain.outbox import MailKind, MailState, queue_mail, queue_mail_again
from convener.domain.site import Site
from convener.storage.models import Mail, Meeting, Participant

Answer = Literal["accept", "decline"]


@dataclass(frozen=True)
class Invitation:
    """What an invited person is told; times are UTC, to be shown in ``time_zone``."""

    title: str
    name: str
    organizer: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    cancelled: bool
    answer: Answer | None
    participant_url: str


def invite_participant(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Queue the invitation of this participant, once for each address and state of the meeting.

    Does nothing where the API client has no mails, or no address is known. To be called after the participant was
    added or changed; the caller holds the meeting's row. An address that is another one now gets the invitation, the
    old one is told that it was taken back.
    """
    if _wanted(meeting):
        queue_invitation(session, meeting, participant)


def queue_invitation(session: Session, meeting: Meeting, participant: Participant, note: str | None = None) -> bool:
    """The same for somebody whom the organizer has invited or, with a ``note`` (may be empty, stands above the mail's
    text), invites now. Returns whether a mail is on its way by this call: nobody is told twice, but an invitation that
    could not be sent is tried again when there is a note."""
    if meeting.cancelled_at is not None or participant.cancelled_at is not None:
        return False
    last = _last(session, participant)
    address = _address(participant)
    if not address:
        return False
    if last is not None and last.recipient != address and last.kind == MailKind.REQUEST.value:
        if (
            last.state in (MailState.QUEUED.value, MailState.FAILED.value)
            and last.sequence == meeting.calendar_sequence
        ):
            last.recipient = address
            queue_mail_again(last, note)
            return True
        meeting.calendar_sequence += 1
        _queue(session, meeting, participant, MailKind.CANCEL, last.recipient)
    elif last is not None and last.kind == MailKind.REQUEST.value and last.sequence == meeting.calendar_sequence:
        if note is not None and last.state == MailState.FAILED.value:
            queue_mail_again(last, note)
            return True
        return False
    _queue(session, meeting, participant, MailKind.REQUEST, address, note or "")
    return True


def announce_change(session: Session, meeting: Meeting) -> None:
    """Tell all who were invited what is different now (:func:`convener.domain.meetings.meetings.change_meeting` has
    counted the sequence up). In meetings of API clients with mails, who has an address by now and no invitation yet
    gets one."""
    if _wanted(meeting):
        for participant in _present(session, meeting):
            queue_invitation(session, meeting, participant)
        return
    mailed = exists().where(Mail.participant_id == Participant.id)
    for participant in _present(session, meeting, mailed):
        if _was_invited(session, participant):
            queue_invitation(session, meeting, participant)


def announce_cancellation(session: Session, meeting: Meeting) -> None:
    """Take all invitations to the meeting back, after :func:`convener.domain.meetings.meetings.mark_cancelled`."""
    for participant in _present(session, meeting):
        _take_back(session, meeting, participant)


def announce_removal(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Take the invitation of one participant back; to be called after
    :func:`convener.domain.meetings.participants.cancel_participant`, the caller holds the meeting's row."""
    if _was_invited(session, participant):
        meeting.calendar_sequence += 1
        _take_back(session, meeting, participant)


def find_invitation(session: Session, site: Site, token: str) -> Invitation:
    """The invitation behind an answer link, changing nothing. Raises :class:`EntryClosed` (``invalid``) where the link
    was never given out or its participant was cancelled."""
    participant = _invited(session, site, token)
    return _invitation(session, site, participant)


def answer_invitation(session: Session, site: Site, token: str, said: Answer) -> Invitation:
    """Record what an invited person says; the last answer counts.

    Moves the participant to accepted or refused; somebody who is in the room stays in progress, being there says more
    than the answer. Raises :class:`EntryClosed` (``invalid``), :class:`MeetingCancelled`.
    """
    participant = _invited(session, site, token)
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    session.refresh(participant)
    if participant.cancelled_at is not None:
        raise _not_valid()
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("The meeting was cancelled.")
    status = ParticipantStatus.ACCEPTED if said == "accept" else ParticipantStatus.REFUSED
    inside = participant.status == ParticipantStatus.IN_PROGRESS.value
    if participant.answer != said or (not inside and participant.status != status.value):
        participant.answer = said
        if not inside:
            participant.status = status.value
        record(session, meeting, EventType.PARTICIPANT_ANSWERED, participant=participant, data={"answer": said})
    return _invitation(session, site, participant)


def organizer_name(session: Session, meeting: Meeting) -> str:
    """Who invites: the host, by the name that people see."""
    host = session.scalar(
        select(Participant).where(Participant.meeting_id == meeting.id, Participant.user_id == meeting.owner_id)
    )
    return participants.display_name(host) if host else meeting.owner.display_name or meeting.owner.user_id


def _invited(session: Session, site: Site, token: str) -> Participant:
    public_id = site.secrets.read_answer_token(token.strip())
    participant = participants.find_by_public_id(session, public_id) if public_id else None
    if participant is None or participant.cancelled_at is not None:
        raise _not_valid()
    return participant


def _not_valid() -> EntryClosed:
    return EntryClosed("invalid", "This link is not valid.")


def _invitation(session: Session, site: Site, participant: Participant) -> Invitation:
    meeting = participant.meeting
    return Invitation(
        title=meeting.title,
        name=participants.display_name(participant),
        organizer=organizer_name(session, meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        cancelled=meeting.cancelled_at is not None,
        answer="accept" if participant.answer == "accept" else "decline" if participant.answer == "decline" else None,
        participant_url=participants.participant_url(site, participant),
    )


def _wanted(meeting: Meeting) -> bool:
    client = meeting.api_client
    return client is not None and client.invitations


def _address(participant: Participant) -> str:
    return participant.email or (participant.user.email if participant.user else "")


def _present(session: Session, meeting: Meeting, *which: ColumnElement[bool]) -> list[Participant]:
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.cancelled_at.is_(None), *which)
    return list(session.scalars(query.order_by(Participant.id)))


def _last(session: Session, participant: Participant) -> Mail | None:
    # Held, because a worker may be about to claim it.
    query = select(Mail).where(Mail.participant_id == participant.id).order_by(Mail.id.desc()).limit(1)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _was_invited(session: Session, participant: Participant) -> bool:
    last = _last(session, participant)
    return last is not None and last.kind == MailKind.REQUEST.value


def _take_back(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Queue a cancel to the address that was invited last. An invitation that nobody has seen yet is not sent at all;
    the worker leaves both out."""
    last = _last(session, participant)
    if last is not None and last.kind == MailKind.REQUEST.value:
        _queue(session, meeting, participant, MailKind.CANCEL, last.recipient)


def _queue(
    session: Session, meeting: Meeting, participant: Participant, kind: MailKind, recipient: str, note: str = ""
) -> None:
    queue_mail(
        session,
        Mail(
            meeting_id=meeting.id,
            participant_id=participant.id,
            kind=kind.value,
            sequence=meeting.calendar_sequence,
            recipient=recipient,
            note=note,
        ),
    )
