"""Roles in the room: hosts make people host, presenter or attendee while the meeting runs.

Presenter and attendee are for good, as if the participant had been added so. Host is for the run that is under way
(:func:`convener.domain.meetings.participants.role_now`): who hosts the next one is said by the meeting. So a host who
hands over is host again next time, and only whom a host made host may be made something else by another host."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.errors import InvalidParameter, NotAllowed
from convener.domain.meetings import state
from convener.domain.meetings.state import MeetingChange
from convener.domain.permissions import MeetingRole
from convener.storage.models import Meeting, Participant, Visit

from . import audience_rights, mesh_slots, roster
from .insiders import Insider
from .moderation import find_target

HOST = MeetingRole.HOST.value
ATTENDEE = MeetingRole.ATTENDEE.value


def set_role(session: Session, insider: Insider, target: str, role: str) -> None:
    """Give the participant ``target`` (public id) in the room this role; a host may give up the own one so while there
    is another host.

    Raises :class:`InvalidParameter` (no role), :class:`NotAllowed`, :class:`ParticipantNotFound`.
    """
    if role not in set(MeetingRole):
        raise InvalidParameter("A role is host, presenter or attendee.", "role")
    meeting = insider.meeting
    visit = find_target(session, meeting, target)
    if visit.role == role:
        return
    person, is_self = visit.participant, visit.participant_id == insider.participant.id
    if is_self and meeting.hosts_inside < 2:
        raise NotAllowed("You are the only host here. Make somebody else host first.")
    if person.role == HOST and not is_self:
        raise NotAllowed("Somebody who was host from the start can only give up the role.")
    if HOST in (role, person.role):
        person.live_role, person.live_role_instance_id = role, meeting.instance_id
    else:
        person.role, person.live_role = role, None
    _count_hosts(session, meeting, visit, role)
    change_visit_role(session, meeting, visit, role, None if is_self else insider.participant)


def change_visit_role(session: Session, meeting: Meeting, visit: Visit, role: str, actor: Participant | None) -> None:
    """Give a participant who is inside this role, and what attendees may where it is theirs; all who are to see that
    are told."""
    was_attendee, visit.role = visit.role == ATTENDEE, role
    if not audience_rights.enforce(session, meeting, visit, actor):
        roster.person_updated(session, meeting, visit, actor)
    if was_attendee != (role == ATTENDEE) and not audience_rights.rights_of(meeting).see:
        mesh_slots.record_sight_changed(session, meeting)


def _count_hosts(session: Session, meeting: Meeting, visit: Visit, role: str) -> None:
    meeting.hosts_inside += (role == HOST) - (visit.role == HOST)
    if role == HOST and state.move(meeting, MeetingChange.HOST_ENTERS):
        state.record_update(session, meeting)
