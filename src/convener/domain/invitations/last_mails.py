"""The last mail that each participant got about the whole meeting: an invitation, or the cancel of one."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from convener.domain.outbox import OF_WHOLE_MEETING, MailKind
from convener.storage.models import Mail, Meeting, Participant


def last_mail(session: Session, participant: Participant) -> Mail | None:
    """The last invitation or cancel of the participant, locked, because a worker may be about to claim it."""
    about = (Mail.participant_id == participant.id, Mail.kind.in_(OF_WHOLE_MEETING))
    query = select(Mail).where(*about).order_by(Mail.id.desc()).limit(1)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def last_mails(session: Session, meeting: Meeting) -> dict[int, Mail]:
    """As :func:`last_mail`, of all participants of the meeting, by their primary keys."""
    query = select(Mail).where(Mail.id.in_(ids_of_last_mails(meeting))).order_by(Mail.id).with_for_update()
    return _by_participant(session, query.execution_options(populate_existing=True))


def ids_of_last_mails(meeting: Meeting) -> Select[int]:
    """The primary keys of the mails of :func:`last_mails`."""
    of_meeting = (Mail.meeting_id == meeting.id, Mail.kind.in_(OF_WHOLE_MEETING))
    return select(func.max(Mail.id)).where(*of_meeting).group_by(Mail.participant_id)


def last_invitation(session: Session, participant: Participant) -> Mail | None:
    """The last invitation of the participant, whether or not it was cancelled since then."""
    return last_invitations(session, [participant.id]).get(participant.id)


def last_invitations(session: Session, participants: Collection[int] | Select[int]) -> dict[int, Mail]:
    """As :func:`last_invitation`, of each of these participants (primary keys, or what selects them) who has one."""
    invitations = (Mail.participant_id.in_(participants), Mail.kind == MailKind.REQUEST.value)
    ids = select(func.max(Mail.id)).where(*invitations).group_by(Mail.participant_id)
    return _by_participant(session, select(Mail).where(Mail.id.in_(ids)))


def _by_participant(session: Session, query: Select[Mail]) -> dict[int, Mail]:
    return {mail.participant_id: mail for mail in session.scalars(query) if mail.participant_id is not None}
