"""Invitations by mail: which mails a change asks for, and the answers of those who were invited.

A mail is queued in the transaction that makes the change and sent afterwards (:mod:`convener.jobs.kinds.mail`). There
are mails for meetings of API clients that switched them on, and for people whom an organizer invites
(:mod:`convener.domain.invitations.guests`). As in RFC 5546 (iTIP) a *request* invites or announces a change, a *cancel*
withdraws the invitation; both carry the meeting's sequence number, by which calendars tell newer mails from older
ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeGuard

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import EntryClosed, MeetingCancelled
from convener.domain.events.kinds.participants import ParticipantAnswered
from convener.domain.events.log import record
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.participants import ParticipantStatus
from convener.domain.meetings.series import Occurrence, series_of, shown_date
from convener.domain.outbox import OF_ONE_DATE, MailKind, MailState, queue_mail, queue_mail_again
from convener.domain.site import Site, now
from convener.storage.models import Mail, Meeting, Participant
from convener.storage.rows import AnyClient

from .last_mails import last_mail, last_mails

Answer = Literal["accept", "decline"]


@dataclass(frozen=True)
class Invitation:
    """An invitation as its page shows it; ``name`` is empty where none is known. Times are UTC, to be shown in
    ``time_zone``, of a series those of the next occurrence."""

    title: str
    name: str
    organizer: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    cancelled: bool
    answer: Answer | None
    participant_url: str


def invite_participant(
    session: Session, meeting: Meeting, participant: Participant, client: AnyClient | None = None
) -> None:
    """Queue the invitation of this participant, once for each address and state of the meeting. ``client``: an API
    client that the caller has read; where the meeting is its own, it is not read again.

    Does nothing where the API client has no mails, or no address is known. To be called after the participant was
    added or changed; the caller has locked the meeting. Where the address has changed, the new one gets the invitation
    and the old one a cancel.
    """
    if has_mails(meeting, client):
        queue_invitation(session, meeting, participant)


def queue_invitation(session: Session, meeting: Meeting, participant: Participant, note: str | None = None) -> bool:
    """As :func:`invite_participant`, whether or not the API client has mails: for a participant whom an organizer has
    invited or, with a ``note`` (may be empty; stands above the mail's text), invites now. Returns whether this call
    queued a mail: nobody gets one twice, but with a note an invitation that could not be sent is tried again."""
    return _queue_invitation(session, meeting, participant, last_mail(session, participant), note)


def _queue_invitation(
    session: Session, meeting: Meeting, participant: Participant, last: Mail | None, note: str | None = None
) -> bool:
    if meeting.cancelled_at is not None or participant.cancelled_at is not None:
        return False
    address = _address(participant)
    if not address:
        return False
    if last is not None and not _is_same(last.recipient, address) and last.kind == MailKind.REQUEST.value:
        if (
            last.state in (MailState.QUEUED.value, MailState.FAILED.value)
            and last.sequence == meeting.calendar_sequence
        ):
            last.recipient, last.signed = address, True
            queue_mail_again(session, last, note)
            return True
        meeting.calendar_sequence += 1
        _queue(session, meeting, participant, MailKind.CANCEL, last.recipient, last.signed)
        last = None  # the new address has no calendar entry yet
    elif last is not None and last.kind == MailKind.REQUEST.value and _is_up_to_date(session, meeting, last):
        if note is not None and last.state == MailState.FAILED.value:
            queue_mail_again(session, last, note)
            return True
        return False
    signed = last is None or last.signed
    _queue(session, meeting, participant, MailKind.REQUEST, address, signed, note or "")
    return True


def announce_change(session: Session, meeting: Meeting) -> None:
    """Queue mails to all who were invited, after a change that counted the meeting's sequence up. In meetings of API
    clients with mails, participants who have got an address since then are invited."""
    last = last_mails(session, meeting)
    invites_all = has_mails(meeting)
    for participant in _living_participants(session, meeting):
        if invites_all or _is_invitation(last.get(participant.id)):
            _queue_invitation(session, meeting, participant, last.get(participant.id))


def announce_date(session: Session, meeting: Meeting, original: datetime, kind: MailKind) -> None:
    """Queue mails about one date of a series to all who were invited, after a change of it that counted the meeting's
    sequence up. ``original`` names the date, ``kind`` says whether it was changed (or takes place after all) or
    cancelled. Invitations that still wait are written when they are sent, with this change: those people get no mail
    besides."""
    last = last_mails(session, meeting)
    for participant in _living_participants(session, meeting):
        mail = last.get(participant.id)
        if not _is_invitation(mail):
            continue
        if mail.state == MailState.QUEUED.value:
            mail.sequence = meeting.calendar_sequence
        else:
            _queue(session, meeting, participant, kind, mail.recipient, mail.signed, date=original)


def date_of_mail(mail: Mail, meeting: Meeting) -> Occurrence | None:
    """The date that such a mail is about, as things are now; None where that is not what it says any more."""
    series = series_of(meeting)
    if series is None or mail.date is None or meeting.cancelled_at is not None:
        return None
    found = series.find(mail.date)
    return found if found is not None and found.cancelled == (mail.kind == MailKind.DATE_CANCEL.value) else None


def announce_cancellation(session: Session, meeting: Meeting) -> None:
    """Queue cancels of all invitations, after :func:`convener.domain.meetings.meetings.mark_cancelled`."""
    last = last_mails(session, meeting)
    for participant in _living_participants(session, meeting):
        _withdraw(session, meeting, participant, last.get(participant.id))


def announce_removal(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Queue a cancel of one participant's invitation, after
    :func:`convener.domain.meetings.participants.cancel_participant`. The caller has locked the meeting."""
    last = last_mail(session, participant)
    if _is_invitation(last):
        meeting.calendar_sequence += 1
        _withdraw(session, meeting, participant, last)


def find_invitation(session: Session, site: Site, token: str) -> Invitation:
    """The invitation of an answer link. Raises :class:`EntryClosed` (``invalid``) where there never was such a link, or
    its participant was cancelled."""
    participant = find_invited(session, site, token)
    return _invitation(session, site, participant)


def answer_invitation(session: Session, site: Site, token: str, response: Answer) -> Invitation:
    """Record the answer of an invited person; the last one counts.

    Moves the participant to accepted or refused; one who is in the room stays in progress. Raises :class:`EntryClosed`
    (``invalid``), :class:`MeetingCancelled`.
    """
    participant = find_invited(session, site, token)
    record_answer(session, participant, response)
    return _invitation(session, site, participant)


def record_answer(session: Session, participant: Participant, response: Answer) -> None:
    """As :func:`answer_invitation`, for a participant whose right to answer was proven."""
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    session.refresh(participant)
    if participant.cancelled_at is not None:
        raise _not_valid()
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("The meeting was cancelled.")
    status = ParticipantStatus.ACCEPTED if response == "accept" else ParticipantStatus.REFUSED
    inside = participant.status == ParticipantStatus.IN_PROGRESS.value
    if participant.answer != response or (not inside and participant.status != status.value):
        participant.answer = response
        if not inside:
            participant.status = status.value
        record(session, meeting, ParticipantAnswered(answer=response), participant=participant)


def organizer_name(session: Session, meeting: Meeting) -> str:
    """The display name of the host, who invites."""
    host = session.scalar(
        select(Participant).where(Participant.meeting_id == meeting.id, Participant.user_id == meeting.owner_id)
    )
    return participants.display_name(host) if host else meeting.owner.display_name or meeting.owner.user_id


def find_invited(session: Session, site: Site, token: str) -> Participant:
    """The participant of an answer link. Raises :class:`EntryClosed` (``invalid``)."""
    public_id = site.secrets.read_answer_token(token.strip())
    participant = participants.find_by_public_id(session, public_id) if public_id else None
    if participant is None or participant.cancelled_at is not None:
        raise _not_valid()
    return participant


def _not_valid() -> EntryClosed:
    return EntryClosed("invalid", "This link is not valid.")


def _invitation(session: Session, site: Site, participant: Participant) -> Invitation:
    meeting = participant.meeting
    shown = shown_date(meeting, now())
    return Invitation(
        title=shown.title,
        name=participants.known_name(participant),
        organizer=organizer_name(session, meeting),
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        time_zone=meeting.time_zone,
        cancelled=meeting.cancelled_at is not None,
        answer="accept" if participant.answer == "accept" else "decline" if participant.answer == "decline" else None,
        participant_url=participants.participant_url(site, participant),
    )


def has_mails(meeting: Meeting, known: AnyClient | None = None) -> bool:
    """Whether people of this meeting are invited by mail because its API client wants it. ``known``: a client that the
    caller has read."""
    client = known if known is not None and known.id == meeting.api_client_id else meeting.api_client
    return client is not None and client.invitations


def _address(participant: Participant) -> str:
    """Where mails to the participant go, empty where they go nowhere: an address that a person typed on entering, or
    that was stored long ago, may be none."""
    addresses = (participant.email, participant.user.email if participant.user else "")
    return next((address for address in addresses if address and text.is_mailable(address)), "")


def _is_same(one: str, other: str) -> bool:
    """Whether a mail to either address arrives at the same person."""
    return one == other or text.mail_form(one) == text.mail_form(other)


def _living_participants(session: Session, meeting: Meeting) -> list[Participant]:
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.cancelled_at.is_(None))
    return list(session.scalars(query.order_by(Participant.id)))


def _is_up_to_date(session: Session, meeting: Meeting, last: Mail) -> bool:
    """Whether the person has been told of the meeting as it is: by the last invitation, or by mails about single dates
    since then."""
    if last.sequence == meeting.calendar_sequence:
        return True
    if meeting.recurrence is None:
        return False
    told = (Mail.kind.in_(OF_ONE_DATE), Mail.sequence == meeting.calendar_sequence)
    return bool(session.scalar(select(exists().where(Mail.participant_id == last.participant_id, *told))))


def _is_invitation(last: Mail | None) -> TypeGuard[Mail]:
    return last is not None and last.kind == MailKind.REQUEST.value


def _withdraw(session: Session, meeting: Meeting, participant: Participant, last: Mail | None) -> None:
    """Queue a cancel to the address that was invited last. Where the invitation itself still waits, the worker sends
    neither."""
    if _is_invitation(last):
        _queue(session, meeting, participant, MailKind.CANCEL, last.recipient, last.signed)


def _queue(
    session: Session,
    meeting: Meeting,
    participant: Participant,
    kind: MailKind,
    recipient: str,
    signed: bool,
    note: str = "",
    date: datetime | None = None,
) -> None:
    queue_mail(
        session,
        Mail(
            meeting_id=meeting.id,
            participant_id=participant.id,
            kind=kind.value,
            sequence=meeting.calendar_sequence,
            recipient=recipient,
            signed=signed,
            note=note,
            date=date,
        ),
    )
