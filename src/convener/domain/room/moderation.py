"""Moderation: what participants do in the room beyond being there: media, hands, lock, lobby, removing.

Who acts is an :class:`Insider`: a participant in the room, whose meeting is locked and whose role of this moment may do
it (:func:`inside`). Each function changes rows and records an event, from which the browsers are told. Targets are
public ids of participants in the room."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from convener.domain.access.policy import must_wait
from convener.domain.errors import BadValue, NotAllowed, ParticipantNotFound
from convener.domain.events.kinds.lobby import PersonAdmitted, PersonDenied
from convener.domain.events.kinds.presence import PersonRemoved
from convener.domain.events.log import record
from convener.domain.meetings import meetings, participants, state
from convener.domain.permissions import MeetingRole, RoomAction, require_room
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import audience_rights, mesh_slots, presence, roster
from .audience_rights import AudienceRights
from .insiders import Insider, not_inside
from .media_flags import Media, apply_media


def require_visit(session: Session, participant: Participant) -> Visit:
    """The participant's open visit, without any lock. Raises :class:`NotAllowed` where there is none."""
    visit = roster.open_visit(session, participant)
    if visit is None:
        raise not_inside()
    return visit


def inside(session: Session, participant: Participant, action: RoomAction | None = None) -> Insider:
    """Lock the meeting, and return the participant as one who is in the room and may do ``action``. Raises
    :class:`NotAllowed` otherwise."""
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    insider = Insider.of(meeting, participant, roster.open_visit(session, participant))
    if action is not None:
        require_room(insider.visit.role, action)
    return insider


def find_target(session: Session, meeting: Meeting, public_id: str) -> Visit:
    """The open visit of this participant, by public id. Raises :class:`ParticipantNotFound`."""
    query = (
        select(Visit)
        .join(Participant, Participant.id == Visit.participant_id)
        .where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Participant.public_id == public_id)
    )
    visit = session.scalar(query)
    if visit is None:
        raise not_in_room()
    return visit


def not_in_room() -> ParticipantNotFound:
    """The error where somebody acts on a participant who is not in the room."""
    return ParticipantNotFound("This person is not in the room.")


def set_media(session: Session, insider: Insider, media: Media, peer_id: str) -> None:
    """Set what the participant sends now, by the page ``peer_id``: nothing that an attendee may not send
    (:mod:`convener.domain.room.audience_rights`). A page without a slot in the mesh sends nothing, so it changes
    nothing."""
    if not mesh_slots.has_slot(session, insider.participant, peer_id):
        return
    visit = insider.visit
    media = audience_rights.allowed_media(insider.meeting, visit.role, media, may_unmute=visit.may_unmute)
    if apply_media(visit, media):
        roster.person_updated(session, insider.meeting, visit)


def claim_media(session: Session, site: Site, insider: Insider, peer_id: str) -> None:
    """Make this tab the one with sound and picture of its participant."""
    meeting = insider.meeting
    connection = session.get(RoomConnection, peer_id)
    if connection is not None and connection.participant_id == insider.participant.id:
        mesh_slots.assign(session, site, meeting, mesh_slots.current(session, meeting), claimed=connection)


def set_hand(session: Session, insider: Insider, raised: bool, target: str | None) -> None:
    """Raise or lower the participant's own hand, or (with the permission) lower that of ``target``."""
    visit = insider.visit
    if target is not None and target != insider.participant.public_id:
        require_room(visit.role, RoomAction.LOWER_HANDS)
        if raised:
            raise NotAllowed("Nobody can raise another person's hand.")
        visit = find_target(session, insider.meeting, target)
    if raised != (visit.hand_at is not None):
        visit.hand_at = now() if raised else None
        roster.person_updated(session, insider.meeting, visit, _actor(insider, visit))


def mute(session: Session, insider: Insider, target: str | None, *, spared: Collection[str] = ()) -> None:
    """Mute one participant, or (``target`` None) all attendees except the one who acts and those ``spared``."""
    meeting, visit = insider.meeting, insider.visit
    if target is not None:
        targets = [find_target(session, meeting, target)]
        if targets[0].role == MeetingRole.HOST.value and visit.role != MeetingRole.HOST.value:
            raise NotAllowed("Only a host can mute a host.")
    else:
        query = select(Visit).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Visit.microphone.is_(True))
        attendees = query.where(Visit.role == MeetingRole.ATTENDEE.value, Visit.id != visit.id)
        found = session.scalars(attendees.options(joinedload(Visit.participant)))
        targets = [one for one in found if one.participant.public_id not in spared]
    for one in targets:
        audience_rights.end_unmute(session, meeting, insider.participant, one)
        if one.microphone:
            one.microphone = False
            roster.person_updated(session, meeting, one, _actor(insider, one))


def ask_to_unmute(session: Session, insider: Insider, target: str) -> None:
    """Ask a participant to unmute, who may from now on; nothing happens where the microphone is on."""
    visit = find_target(session, insider.meeting, target)
    audience_rights.ask_to_unmute(session, insider.meeting, insider.participant, visit)


def set_rights(session: Session, insider: Insider, rights: AudienceRights) -> None:
    """Change what attendees may."""
    change_rights(session, insider.meeting, rights, insider.participant)


def change_rights(session: Session, meeting: Meeting, rights: AudienceRights, actor: Participant | None = None) -> None:
    """Change what attendees may in this meeting, which is locked; ``actor``: the participant who does it, None where it
    is done from outside."""
    saw_each_other = audience_rights.rights_of(meeting).see
    audience_rights.change(session, meeting, actor, rights)
    if rights.see != saw_each_other:
        mesh_slots.record_sight_changed(session, meeting)


def stop_video(session: Session, insider: Insider, target: str, source: str) -> None:
    """Stop the camera or the shared screen (``source``) of a participant, who may start it again."""
    visit = find_target(session, insider.meeting, target)
    if visit.role == MeetingRole.HOST.value and insider.visit.role != MeetingRole.HOST.value:
        raise NotAllowed("Only a host can stop what a host shows.")
    if apply_media(visit, Media(camera=False) if source == "camera" else Media(screen=False)):
        roster.person_updated(session, insider.meeting, visit, _actor(insider, visit))


def lower_hands(session: Session, insider: Insider) -> None:
    """Lower all raised hands."""
    query = select(Visit).where(
        Visit.meeting_id == insider.meeting.id, Visit.left_at.is_(None), Visit.hand_at.is_not(None)
    )
    for visit in session.scalars(query.options(joinedload(Visit.participant)).order_by(Visit.id)):
        visit.hand_at = None
        roster.person_updated(session, insider.meeting, visit, _actor(insider, visit))


def remove(session: Session, site: Site, insider: Insider, target: str) -> None:
    """Remove a participant from this run of the meeting: until it ends, or :func:`readmit`, or until an application
    adds the participant again, every way in is refused that shows who it is."""
    visit = find_target(session, insider.meeting, target)
    person = visit.participant
    if person.id == insider.participant.id:
        raise NotAllowed("You cannot remove yourself; leave instead.")
    if MeetingRole.HOST.value in (visit.role, person.role):
        raise NotAllowed("A host cannot be removed.")
    person.removed_at = now()
    presence.remove_participant(session, site, insider.meeting, person, "removed", insider.participant)
    _record_removal(session, insider, person)


def readmit(session: Session, insider: Insider, target: str) -> None:
    """Let a participant in again who was removed or denied: past the lobby, since somebody has decided. Nothing happens
    where the participant was not. Raises :class:`ParticipantNotFound`."""
    person = participants.find_by_public_id(session, target)
    if person is None or person.meeting_id != insider.meeting.id or person.cancelled_at is not None:
        raise ParticipantNotFound("This person is not a participant of the meeting.")
    if participants.readmit(session, insider.meeting, person, insider.participant):
        person.admitted_at = now()


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


def set_lock(session: Session, insider: Insider, locked: bool) -> None:
    """Lock or unlock the room: while it is locked no new participant enters."""
    meeting = insider.meeting
    if meeting.locked != locked:
        meeting.locked = locked
        state.record_update(session, meeting, actor=insider.participant)


def set_lobby(session: Session, insider: Insider, lobby: bool) -> None:
    """Turn the lobby on or off: turning it off admits everybody who waits."""
    meeting = insider.meeting
    if meeting.lobby != lobby:
        meeting.lobby = lobby
        state.record_update(session, meeting, actor=insider.participant)
    if not lobby:
        admit(session, insider, None)


def admit(session: Session, insider: Insider, targets: Collection[str] | None) -> None:
    """Admit these participants from the lobby, or (None) all who wait now."""
    waiting = roster.waiting_people(session, insider.meeting)
    for person in waiting if targets is None else _in_lobby(session, insider.meeting, waiting, targets):
        person.admitted_at, person.waiting_since = now(), None
        record(session, insider.meeting, PersonAdmitted(), participant=person, actor=insider.participant)


def _in_lobby(
    session: Session, meeting: Meeting, waiting: Iterable[Participant], targets: Collection[str]
) -> list[Participant]:
    """Those of ``targets`` who wait, and those who will when they come back: who loses the line at the moment at which
    somebody decides (the server restarts, a phone changes its network) is not asked about again."""
    here = [person for person in waiting if person.public_id in targets]
    missing = set(targets).difference(person.public_id for person in here)
    absent = select(Participant).where(Participant.meeting_id == meeting.id, Participant.public_id.in_(missing))
    return here + [
        person
        for person in (session.scalars(absent.order_by(Participant.id)) if missing else ())
        if must_wait(session, meeting, person)
        and not participants.is_removed(meeting, person)
        and roster.open_visit(session, person) is None
    ]


def deny(session: Session, insider: Insider, target: str) -> None:
    """Deny a participant in the lobby entry, for as long as :func:`remove` does."""
    for person in _in_lobby(session, insider.meeting, roster.waiting_people(session, insider.meeting), [target]):
        person.waiting_since, person.removed_at = None, now()
        record(session, insider.meeting, PersonDenied(), participant=person, actor=insider.participant)
        _record_removal(session, insider, person)


def _record_removal(session: Session, insider: Insider, person: Participant) -> None:
    removed = PersonRemoved(person=roster.removed_state(person))
    record(session, insider.meeting, removed, participant=person, actor=insider.participant)


def _actor(insider: Insider, visit: Visit) -> Participant | None:
    return insider.participant if insider.participant.id != visit.participant_id else None
