"""What people do in the room beyond being there. Each function asks the permission table first, about the participant
who acts; targets are public ids of people inside."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from convener.domain.errors import BadValue, NotAllowed, ParticipantNotFound
from convener.domain.events.log import record
from convener.domain.events.types import EventType
from convener.domain.meetings import meetings, state
from convener.domain.permissions import MeetingRole, RoomAction, require_room, room_allows
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import mesh_slots, presence, roster
from .presence import Media


def set_media(session: Session, participant: Participant, media: Media) -> None:
    """What I send now."""
    meeting, visit = inside(session, participant)
    if presence.set_fields(visit, media):
        roster.person_updated(session, meeting, visit)


def claim_media(session: Session, site: Site, participant: Participant, peer_id: str) -> None:
    """This tab wants to be the one with sound and picture of its person."""
    meeting, _ = inside(session, participant)
    connection = session.get(RoomConnection, peer_id)
    if connection is not None and connection.participant_id == participant.id:
        mesh_slots.assign(session, site, meeting, mesh_slots.current(session, meeting), wanted=connection)


def set_hand(session: Session, participant: Participant, raised: bool, target: str | None) -> None:
    """Raise or lower my hand, or (with the permission) lower that of ``target``."""
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
    """Mute one person, or (``target`` None) all attendees but me."""
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
    """Show somebody out for good: the personal link says so until the API adds the person again."""
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
    """Show the people of these visits out, in the name of the center; they may come again by their link. Visits that
    have ended are left as they are. The caller holds the row. Raises :class:`BadValue` for one of no visit to this
    meeting (Live Meeting service API, DisconnectVisitors)."""
    wanted = list(dict.fromkeys(vids))
    visits = {
        visit.vid: visit
        for visit in session.scalars(select(Visit).where(Visit.meeting_id == meeting.id, Visit.vid.in_(wanted)))
    }
    if unknown := [vid for vid in wanted if vid not in visits]:
        raise BadValue(f"Nobody ever visited this meeting as {', '.join(unknown)}.", "vids")
    for vid in wanted:
        if visits[vid].left_at is None:
            presence.remove_participant(session, site, meeting, visits[vid].participant, "removed")


def set_role(session: Session, participant: Participant, target: str, role: str) -> None:
    """Make somebody a presenter or an attendee, for this meeting from now on."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.CHANGE_ROLES)
    other = _target(session, meeting, target)
    if other.role == MeetingRole.HOST.value or role not in (MeetingRole.PRESENTER.value, MeetingRole.ATTENDEE.value):
        raise NotAllowed("The role of a host cannot be changed.")
    if other.role != role:
        other.role = other.participant.role = role
        roster.person_updated(session, meeting, other, _actor(participant, other))


def set_lock(session: Session, participant: Participant, locked: bool) -> None:
    """With the lock on, nobody new enters."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.LOCK)
    if meeting.locked != locked:
        meeting.locked = locked
        state.record_update(session, meeting, actor=participant)


def set_lobby(session: Session, participant: Participant, lobby: bool) -> None:
    """With the lobby on, people of the open link wait; turning it off lets in who waits."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.LOCK)
    if meeting.lobby != lobby:
        meeting.lobby = lobby
        state.record_update(session, meeting, actor=participant)
    if not lobby:
        for person in roster.waiting_people(session, meeting):
            _admit(session, meeting, person, participant)


def admit(session: Session, participant: Participant, target: str | None) -> None:
    """Let one (or with ``target`` None all) in from the lobby."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.ADMIT)
    for person in roster.waiting_people(session, meeting):
        if target is None or person.public_id == target:
            _admit(session, meeting, person, participant)


def deny(session: Session, participant: Participant, target: str) -> None:
    """Send somebody in the lobby away."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.ADMIT)
    for person in roster.waiting_people(session, meeting):
        if person.public_id == target:
            person.waiting_since, person.removed_at = None, now()
            record(session, meeting, EventType.PERSON_DENIED, participant=person, actor=participant)


def end_meeting(session: Session, site: Site, participant: Participant) -> None:
    """End the meeting for all."""
    meeting, visit = inside(session, participant)
    require_room(visit.role, RoomAction.END)
    presence.end_meeting(session, site, meeting)


def may_see_lobby(role: str) -> bool:
    """Whether a person of this role is told who waits."""
    return room_allows(role, RoomAction.SEE_LOBBY)


def _admit(session: Session, meeting: Meeting, person: Participant, actor: Participant) -> None:
    person.admitted_at = now()
    person.waiting_since = None
    record(session, meeting, EventType.PERSON_ADMITTED, participant=person, actor=actor)


def inside(session: Session, participant: Participant) -> tuple[Meeting, Visit]:
    """The meeting, held for writing, and the acting participant's visit; roles are read from it, as it is now."""
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
