"""Participants: people of one meeting, each with a personal link, whether they are in the room or not."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.errors import ParticipantNotFound
from convener.domain.events.kinds.participants import ParticipantAdded, ParticipantCancelled, ParticipantChanged
from convener.domain.events.kinds.presence import PersonReadmitted
from convener.domain.events.log import record
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage import core
from convener.storage.models import Meeting, Participant
from convener.storage.objects import ObjectQuery, find_object, mapped
from convener.storage.rows import AnyMeeting, AnyParticipant, AnyUser, ParticipantRow

from .listing import listed_at


class ParticipantStatus(StrEnum):
    """What a participant has answered, and whether the participant is in the room or has been there."""

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
    """Add a participant. The caller has locked the meeting, and checked that the user is no participant yet."""
    return mapped(session, Participant, add_row(session, site, meeting, role, user=user, name=name, email=email))


def add_row(
    session: Session, site: Site, meeting: Meeting, role: MeetingRole, *, user: AnyUser | None, name: str, email: str
) -> ParticipantRow:
    """As :func:`add_participant`, for a caller that only needs what the row holds."""
    participant = insert_participant(session, site, meeting, role, user=user, name=name, email=email)
    record(session, meeting, ParticipantAdded(), participant=participant)
    return participant


def insert_participant(
    session: Session, site: Site, meeting: AnyMeeting, role: MeetingRole, *, user: AnyUser | None, name: str, email: str
) -> ParticipantRow:
    """As :func:`add_row`, for a caller that records the event."""
    public_id = random_text(LOWERCASE_AND_DIGITS, 16)
    columns = {
        "meeting_id": meeting.id,
        "user_id": user.id if user else None,
        "public_id": public_id,
        "link_hash": site.secrets.link_hash(site.secrets.link(public_id)),
        "role": role.value,
        "name": name,
        "email": email,
        "status": ParticipantStatus.ACCEPTED.value,
        "listed_at": listed_at(meeting),
        "created_at": now(),
    }
    return core.insert_participant(session, columns)


def role_now(meeting: Meeting, participant: Participant) -> str:
    """The participant's role in the meeting: the one that a host gave for the run that is under way, or its own."""
    if participant.live_role is not None and participant.live_role_instance_id == meeting.instance_id:
        return participant.live_role
    return participant.role


def roles_for_entry(meeting: Meeting, participant: Participant) -> set[str]:
    """The roles by either of which the participant may come in: the own one, and the one of this run. So a host who
    gave up the role may still always come."""
    return {participant.role, role_now(meeting, participant)}


_OF_USER = ObjectQuery(
    Participant,
    select(Participant).where(
        Participant.meeting_id == bindparam("meeting_id"),
        Participant.user_id == bindparam("user_id"),
        Participant.cancelled_at.is_(None),
    ),
)


def find_participant(session: Session, meeting: Meeting, user: AnyUser) -> Participant | None:
    """The user as a participant of the meeting; None where there is none, or it was cancelled."""
    return find_object(session, _OF_USER, {"meeting_id": meeting.id, "user_id": user.id})


def was_added(session: Session, meeting: Meeting, user: AnyUser) -> bool:
    """Whether the user is, or was until it was cancelled, a participant of the meeting."""
    query = select(Participant.id).where(Participant.meeting_id == meeting.id, Participant.user_id == user.id)
    return session.scalar(query.limit(1)) is not None


def find_host(session: Session, meeting: Meeting) -> Participant:
    """The owner as a participant; each meeting has this one from its creation on."""
    participant = find_object(session, _OF_USER, {"meeting_id": meeting.id, "user_id": meeting.owner_id})
    if participant is None:
        raise ParticipantNotFound("This meeting has no host.")
    return participant


def find_hosts(session: Session, meetings: Iterable[Meeting]) -> dict[int, Participant]:
    """The owners of these meetings as participants, by the primary keys of the meetings."""
    owners = {meeting.id: meeting.owner_id for meeting in meetings}
    found = session.scalars(
        select(Participant)
        .options(joinedload(Participant.user))
        .where(
            Participant.meeting_id.in_(owners),
            Participant.user_id.in_(set(owners.values())),
            Participant.cancelled_at.is_(None),
        )
    )
    return {one.meeting_id: one for one in found if one.user_id == owners[one.meeting_id]}


def change_participant(
    session: Session, meeting: Meeting, participant: Participant, *, name: str | None, email: str | None
) -> bool:
    """Change name and e-mail where given; a participant whom the host had removed may enter again. Returns whether
    anything is different. The caller has locked the meeting."""
    before = (participant.name, participant.email)
    if name:
        participant.name = name
    if email:
        participant.email = email
    readmitted = readmit(session, meeting, participant)
    if (participant.name, participant.email) == before and not readmitted:
        return False
    record(session, meeting, ParticipantChanged(), participant=participant)
    return True


def is_removed(meeting: Meeting, participant: Participant) -> bool:
    """Whether a host has removed the participant from the run of the meeting that is under way; from the next one on
    the participant may enter again."""
    removed_at, begun_at = participant.removed_at, meeting.started_at
    return removed_at is not None and meeting.instance_id is not None and (begun_at is None or removed_at >= begun_at)


def readmit(session: Session, meeting: Meeting, participant: Participant, actor: Participant | None = None) -> bool:
    """Let a participant enter again who was removed; returns whether the participant was. The caller has locked the
    meeting."""
    if participant.removed_at is None:
        return False
    participant.removed_at = None
    record(session, meeting, PersonReadmitted(), participant=participant, actor=actor)
    return True


def cancel_participant(session: Session, meeting: Meeting, participant: Participant) -> None:
    """Cancel the participant, whose link stops working for good. The caller has locked the meeting and removes the
    participant from the room (:func:`convener.domain.room.presence.remove_participant`)."""
    participant.cancelled_at = now()
    record(session, meeting, ParticipantCancelled(), participant=participant)


def find_by_link(session: Session, site: Site, link: str) -> Participant | None:
    """The participant of this personal link, also a cancelled one; None where there never was such a link."""
    return session.scalar(select(Participant).where(Participant.link_hash == site.secrets.link_hash(link)))


def find_by_public_id(session: Session, public_id: str) -> Participant | None:
    """The participant of this public id."""
    return session.scalar(select(Participant).where(Participant.public_id == public_id))


def require_by_public_id(session: Session, public_id: str) -> Participant:
    """The same; raises :class:`ParticipantNotFound` where there is none."""
    participant = find_by_public_id(session, public_id)
    if participant is None:
        raise ParticipantNotFound("There is no such participant.")
    return participant


def participant_url(site: Site, participant: AnyParticipant) -> str:
    """The personal link: one click enters."""
    return url_of_public_id(site, participant.public_id)


def url_of_public_id(site: Site, public_id: str) -> str:
    """The personal link of the participant with this public id."""
    return f"{site.base_url}/e/{site.secrets.link(public_id)}"


def display_name(participant: Participant) -> str:
    """The name that others see: the participant's, else the user's name or id, else "Guest". A name that was stored
    before names were checked for it is shown as one that is given now."""
    if name := _visible(participant.name):
        return name
    user = participant.user
    return (_visible(user.display_name) or user.external_id or user.user_id) if user else "Guest"


def known_name(participant: Participant) -> str:
    """As :func:`display_name`, but empty for a guest without a name."""
    return display_name(participant) if participant.name or participant.user_id is not None else ""


def name_in_mail(participant: Participant, address: str) -> str:
    """The name by which a mail addresses the participant; for a guest without a name the local part of the address."""
    return known_name(participant) or address.partition("@")[0]


def _visible(name: str) -> str:
    return name if name.isascii() else text.storable_text(name, len(name))


def check_name(parameter: str, value: str) -> str:
    """A name that others see, checked; raises :class:`InvalidParameter`."""
    return text.line(parameter, value, 80)
