"""Moderation: what participants do in the room beyond being there: media, hands, roles, lock, lobby, removing.

Each function locks the meeting, finds the visit of the participant who acts, and asks the permission table
(:mod:`convener.domain.permissions`) about its role; then it changes rows and records an event, from which the browsers
are told. Targets are public ids of participants in the room."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from convener.domain.errors import BadValue, NotAllowed, ParticipantNotFound
from convener.domain.events.kinds.lobby import PersonAdmitted, PersonDenied
from convener.domain.events.log import record
from convener.domain.meetings import meetings, state
from convener.domain.permissions import MeetingRole, RoomAction, require_room, room_allows
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import mesh_slots, presence, roster
from .presence import Media


def set_media(session: Session, participant: Participant, media: Media) -> None:
    """Set what the participant sends now."""
    meeting, visit = inside(session, participant)
    if presence.apply_media(visit, media):
        roster.person_updated(session, meeting, visit)


def claim_media(session: Session, site: Site, participant: Participant, peer_id: str) -> None:
    """Make this tab the one with sound and picture of its participant."""
    meeting, _ = inside(session, participant)
    connection = session.get(RoomConnection, peer_id)
    if connection is not None and connection.participant_id == participant.id:
        mesh_slots.assign(session, site, meeting, mesh_slots.current(session, meeting), claimed=connection)


def set_hand(session: Session, participant: Participant, raised: bool, target: str | None) -> None:
    """Raise or lower the participant's own hand, or (with the permission) lower that of ``target``."""
    meeting, visit = inside(session, participant)
    if target is not None and target != participant.public_id:
        require_room(visit.role, RoomAction.LOWER_HANDS)
        if raised:
            raise NotAllowed("Nobody can raise another person's hand.")
        visit = _target(session, meeting, target)
    if raised != (visit.hand_at is not None):
        visit.hand_at = now() if raised else None
        roster.person_updated(session, meeting, visit, _actor(participant, visit))


def mute(session: Session, participant: Participant, target: str | None) -> None:
    """Mute one participant, or (``target`` None) all attendees except the one who acts."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.MUTE_OTHERS)
    if target is not None:
        targets = [_target(session, meeting, target)]
        if targets[0].role == MeetingRole.HOST.value and visit.role != MeetingRole.HOST.value:
            raise NotAllowed("Only a host can mute a host.")
    else:
        query = select(Visit).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Visit.microphone.is_(True))
        attendees = query.where(Visit.role == MeetingRole.ATTENDEE.value, Visit.id != visit.id)
        targets = list(session.scalars(attendees.options(joinedload(Visit.participant))))
    for one in targets:
        if one.microphone:
            one.microphone = False
            roster.person_updated(session, meeting, one, _actor(participant, one))


def remove(session: Session, site: Site, participant: Participant, target: str) -> None:
    """Remove a participant for good: the personal link is refused until an application adds the participant again."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.REMOVE)
    person = _target(session, meeting, target).participant
    if person.id == participant.id:
        raise NotAllowed("You cannot remove yourself; leave instead.")
    if person.role == MeetingRole.HOST.value:
        raise NotAllowed("A host cannot be removed.")
    person.removed_at = now()
    presence.remove_participant(session, site, meeting, person, "removed", participant)


def disconnect_visits(session: Session, site: Site, meeting: Meeting, vids: Iterable[str]) -> None:
    """Disconnect the participants of these visits, in the name of the center; they may enter again by their links.
    Visits that have ended stay as they are. The caller has locked the meeting. Raises :class:`BadValue` for an id that
    is none of a visit to this meeting (Live Meeting service API, DisconnectVisitors)."""
    unique = list(dict.fromkeys(vids))
    visits = {
        visit.vid: visit
        for visit in session.scalars(select(Visit).where(Visit.meeting_id == meeting.id, Visit.vid.in_(unique)))
    }
    if unknown := [vid for vid in unique if vid not in visits]:
        raise BadValue(f"Nobody ever visited this meeting as {', '.join(unknown)}.", "vids")
    for vid in unique:
        if visits[vid].left_at is None:
            presence.remove_participant(session, site, meeting, visits[vid].participant, "removed")


def set_role(session: Session, participant: Participant, target: str, role: str) -> None:
    """Make a participant a presenter or an attendee, for this meeting from now on."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.CHANGE_ROLES)
    other = _target(session, meeting, target)
    if other.role == MeetingRole.HOST.value or role not in (MeetingRole.PRESENTER.value, MeetingRole.ATTENDEE.value):
        raise NotAllowed("The role of a host cannot be changed.")
    if other.role != role:
        other.role = other.participant.role = role
        roster.person_updated(session, meeting, other, _actor(participant, other))


def set_lock(session: Session, participant: Participant, locked: bool) -> None:
    """Lock or unlock the room: while it is locked no new participant enters."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.LOCK)
    if meeting.locked != locked:
        meeting.locked = locked
        state.record_update(session, meeting, actor=participant)


def set_lobby(session: Session, participant: Participant, lobby: bool) -> None:
    """Turn the lobby on or off: turning it off admits everybody who waits."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.LOCK)
    if meeting.lobby != lobby:
        meeting.lobby = lobby
        state.record_update(session, meeting, actor=participant)
    if not lobby:
        for person in roster.waiting_people(session, meeting):
            _admit(session, meeting, person, participant)


def admit(session: Session, participant: Participant, target: str | None) -> None:
    """Admit one participant from the lobby, or (``target`` None) all."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.ADMIT)
    for person in roster.waiting_people(session, meeting):
        if target is None or person.public_id == target:
            _admit(session, meeting, person, participant)


def deny(session: Session, participant: Participant, target: str) -> None:
    """Deny a participant in the lobby entry, for good as :func:`remove` does."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.ADMIT)
    for person in roster.waiting_people(session, meeting):
        if person.public_id == target:
            person.waiting_since, person.removed_at = None, now()
            record(session, meeting, PersonDenied(), participant=person, actor=participant)


def end_meeting(session: Session, site: Site, participant: Participant) -> None:
    """End the meeting for all."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.END)
    presence.end_meeting(session, site, meeting)


def may_see_lobby(role: str) -> bool:
    """Whether a participant of this role sees who waits."""
    return room_allows(role, RoomAction.SEE_LOBBY)


def _admit(session: Session, meeting: Meeting, person: Participant, actor: Participant) -> None:
    person.admitted_at = now()
    person.waiting_since = None
    record(session, meeting, PersonAdmitted(), participant=person, actor=actor)


def inside(session: Session, participant: Participant) -> tuple[Meeting, Visit]:
    """The meeting, locked, and the visit of the participant who acts, whose role is the one of this moment. Raises
    :class:`NotAllowed` where the participant is not in the room."""
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    visit = roster.open_visit(session, participant)
    if visit is None:
        raise NotAllowed("You are not in the room.")
    return meeting, visit


def _target(session: Session, meeting: Meeting, public_id: str) -> Visit:
    query = (
        select(Visit)
        .join(Participant, Participant.id == Visit.participant_id)
        .where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Participant.public_id == public_id)
    )
    visit = session.scalar(query)
    if visit is None:
        raise ParticipantNotFound("This person is not in the room.")
    return visit


def _actor(participant: Participant, visit: Visit) -> Participant | None:
    return participant if participant.id != visit.participant_id else None
