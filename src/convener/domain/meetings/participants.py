"""Participants: places of people in one meeting, each with a personal link."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import ParticipantNotFound
from convener.domain.events.log import record
from convener.domain.events.types import EventType
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.core import insert
from convener.storage.models import Meeting, Participant
from convener.storage.rows import AnyUser


class ParticipantStatus(StrEnum):
    """Where a participant is between the invitation and the end."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_PROGRESS = "in_progress"
    QUIT = "quit"


def add_participant(
    session: Session,
    site: Site,
    meeting: Meeting,
    role: MeetingRole,
    *,
    user: AnyUser | None,
    name: str = "",
    email: str = "",
) -> Participant:
    """A new place in the meeting. The caller holds the meeting's row, and has checked that there is none yet."""
    participant = insert_participant(session, site, meeting, role, user=user, name=name, email=email)
    record(session, meeting, EventType.PARTICIPANT_ADDED, participant=participant)
    return participant


def insert_participant(
    session: Session, site: Site, meeting: Meeting, role: MeetingRole, *, user: AnyUser | None, name: str, email: str
) -> Participant:
    """The same for a caller who records the event."""
    public_id = random_text(LOWERCASE_AND_DIGITS, 16)
    participant = Participant(
        meeting_id=meeting.id,
        user_id=user.id if user else None,
        public_id=public_id,
        link_hash=site.secrets.link_hash(site.secrets.link(public_id)),
        role=role.value,
        name=name,
        email=email,
        status=ParticipantStatus.ACCEPTED.value,
        created_at=now(),
    )
    return insert(session, participant)


_OF_USER = select(Participant).where(
    Participant.meeting_id == bindparam("meeting_id"),
    Participant.user_id == bindparam("user_id"),
    Participant.cancelled_at.is_(None),
)


def find_participant(session: Session, meeting: Meeting, user: AnyUser) -> Participant | None:
    """The user's place in the meeting, None where there is none (any more)."""
    return session.scalar(_OF_USER, {"meeting_id": meeting.id, "user_id": user.id})


def was_added(session: Session, meeting: Meeting, user: AnyUser) -> bool:
    """Whether the user has, or had until it was cancelled, a place in the meeting."""
    query = select(Participant.id).where(Participant.meeting_id == meeting.id, Participant.user_id == user.id)
    return session.scalar(query.limit(1)) is not None


def find_host(session: Session, meeting: Meeting) -> Participant:
    """The owner's place in the meeting; each meeting has it from its beginning."""
    participant = session.scalar(_OF_USER, {"meeting_id": meeting.id, "user_id": meeting.owner_id})
    if participant is None:
        raise ParticipantNotFound("This meeting has no host.")
    return participant


def change_participant(
    session: Session, meeting: Meeting, participant: Participant, *, name: str | None, email: str | None
) -> bool:
    """Change name and e-mail where given; somebody whom the host had removed may come again. Returns whether anything
    is different. The caller holds the meeting's row."""
    before = (participant.name, participant.email, participant.removed_at)
    if name:
        participant.name = name
    if email:
        participant.email = email
    participant.removed_at = None
    if (participant.name, participant.email, participant.removed_at) == before:
        return False
    record(session, meeting, EventType.PARTICIPANT_CHANGED, participant=participant)
    return True


def cancel_participant(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Take the place away: the link stops working for good. The caller holds the meeting's row and shows a person
    inside out (:func:`convener.domain.room.presence.remove_participant`)."""
    participant.cancelled_at = now()
    record(session, meeting, EventType.PARTICIPANT_CANCELLED, participant=participant)


def find_by_link(session: Session, site: Site, link: str) -> Participant | None:
    """Whose personal link this is, cancelled ones included; None where it was never given out."""
    return session.scalar(select(Participant).where(Participant.link_hash == site.secrets.link_hash(link)))


def find_by_public_id(session: Session, public_id: str) -> Participant | None:
    """The participant of this public id."""
    return session.scalar(select(Participant).where(Participant.public_id == public_id))


def participant_url(site: Site, participant: Participant) -> str:
    """The personal link: one click enters."""
    return url_of_public_id(site, participant.public_id)


def url_of_public_id(site: Site, public_id: str) -> str:
    """The personal link of the participant with this public id."""
    return f"{site.base_url}/e/{site.secrets.link(public_id)}"


def display_name(participant: Participant) -> str:
    """What to call a person who has not said a name: the id that the application uses, else "Guest"."""
    if participant.name:
        return participant.name
    user = participant.user
    return (user.display_name or user.external_id or user.user_id) if user else "Guest"


def check_name(parameter: str, value: str) -> str:
    """A checked name for people to see."""
    return text.line(parameter, value, 80)
