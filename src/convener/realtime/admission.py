"""Coming into the room: what happens in one transaction, so that state and sequence number belong together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from convener.domain.access import policy
from convener.domain.errors import ParticipantNotFound
from convener.domain.events.log import RoomEvent, read_room_events
from convener.domain.events.types import EventType
from convener.domain.meetings import meetings, participants, state
from convener.domain.room import mesh_slots, presence, roster
from convener.domain.room.moderation import may_see_lobby
from convener.domain.room.presence import Arrival, Media, Origin
from convener.domain.site import Site, now
from convener.storage.models import Participant

from .protocol import views
from .protocol.messages import Enter, InLobby, Limits, People, Resumed, Snapshot

PAGE = 100
"""People in a snapshot and in each further page of the list."""

FURTHEST_BEHIND = 1000
"""Events that are sent after a break; who missed more gets a snapshot, which is shorter then."""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What became of a connection. ``first`` goes out at once, then ``missed``; ``seq`` is where its events begin."""

    meeting_id: int
    participant_id: int
    person: str
    peer_id: str
    opened_at: datetime
    seq: int
    in_lobby: bool
    sees_lobby: bool
    slots: mesh_slots.Peers
    first: Snapshot | Resumed | InLobby
    missed: list[RoomEvent]


def enter(session: Session, site: Site, node: str, public_id: str, command: Enter, origin: Origin) -> Entered:
    """Carry out ``enter`` for the participant that the token named.

    Raises :class:`EntryClosed`, or :class:`ParticipantNotFound` where there is no such participant.
    """
    participant = participants.find_by_public_id(session, public_id)
    if participant is None:
        raise ParticipantNotFound("There is no such participant.")
    media = Media(command.microphone, command.camera, command.screen)
    arrival = presence.connect(session, site, participant, node, media, peer_id=command.peer_id, origin=origin)
    return _entered(session, site, participant, arrival, command.last_seq)


def admit(
    session: Session, site: Site, participant_id: int, peer_id: str, media: Media, origin: Origin
) -> Entered | None:
    """Carry on with a connection that waited in the lobby; None where it is gone. It may have to wait on."""
    participant = session.get_one(Participant, participant_id)
    arrival = presence.admit(session, site, participant, peer_id, media, origin=origin)
    return None if arrival is None else _entered(session, site, participant, arrival, None)


def refresh(session: Session, site: Site, participant_id: int, peer_id: str) -> Entered | None:
    """A fresh snapshot for a connection inside; None where it is not inside any more."""
    participant = session.get_one(Participant, participant_id)
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    connection = roster.find_connection(session, peer_id)
    visit = roster.open_visit(session, participant)
    if connection is None or visit is None:
        return None
    return _entered(
        session, site, participant, Arrival(meeting, connection, visit, mesh_slots.current(session, meeting)), None
    )


def people_after(session: Session, meeting_id: int, after: str | None) -> People:
    """A page of the people list."""
    page, following = roster.people_page(session, meeting_id, after, PAGE)
    return People(people=[views.person(state) for state in page], next=following)


def _entered(session: Session, site: Site, participant: Participant, arrival: Arrival, last_seq: int | None) -> Entered:
    meeting, connection, visit = arrival.meeting, arrival.connection, arrival.visit
    session.flush()
    sees_lobby = visit is not None and may_see_lobby(visit.role)
    missed: list[RoomEvent] | None = None
    if visit is not None and last_seq is not None:
        missed = _missed(session, participant, meeting.id, last_seq, meeting.last_seq)
    first: Snapshot | Resumed | InLobby
    if visit is None:
        first = InLobby(title=meeting.title)
    elif missed is not None:
        first = Resumed(seq=meeting.last_seq, server_time=now(), peer_id=connection.peer_id)
    else:
        people, _ = roster.people_page(session, meeting.id, None, PAGE)
        waiting = roster.waiting_people(session, meeting) if sees_lobby else []
        first = Snapshot(
            seq=meeting.last_seq,
            server_time=now(),
            meeting=views.meeting(state.state(meeting)),
            you=views.person(roster.person_state(visit)),
            peer_id=connection.peer_id,
            people=[views.person(state) for state in people],
            people_total=meeting.inside,
            waiting=[views.waiting(roster.waiting_state(one)) for one in waiting],
            limits=Limits(mesh=site.mesh_limit, room=policy.seats_of(site, meeting)),
        )
    return Entered(
        meeting_id=meeting.id,
        participant_id=participant.id,
        person=participant.public_id,
        peer_id=connection.peer_id,
        opened_at=connection.opened_at,
        seq=meeting.last_seq,
        in_lobby=visit is None,
        sees_lobby=sees_lobby,
        slots=arrival.slots,
        first=first,
        missed=missed or [],
    )


def _missed(
    session: Session, participant: Participant, meeting_id: int, last_seq: int, now_seq: int
) -> list[RoomEvent] | None:
    """The events since, None where a snapshot is needed: too many, a number from another time, or the person's own
    stay or role changed, so that other things may be seen now than then."""
    if not 0 < last_seq <= now_seq or now_seq - last_seq > FURTHEST_BEHIND:
        return None
    found = read_room_events(session, meeting_id, last_seq, FURTHEST_BEHIND)
    for one in found:
        if one.person == participant.public_id and (
            one.type in (EventType.PERSON_ENTERED, EventType.PERSON_LEFT) or one.actor is not None
        ):
            return None
    return found
