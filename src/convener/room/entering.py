"""Coming into the room: what happens in one transaction, so that state and sequence number belong together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from convener.domain import doors, meetings, participants, places, presence
from convener.domain.errors import ParticipantNotFound
from convener.domain.events import EventType, Happening, happenings
from convener.domain.moderation import may_see_lobby
from convener.domain.presence import Arrival, Media, Origin
from convener.domain.rules import Rules, now
from convener.storage.tables import Participant

from . import views
from .messages import Enter, InLobby, Limits, People, Resumed, Snapshot

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
    places: places.Peers
    first: Snapshot | Resumed | InLobby
    missed: list[Happening]


def enter(session: Session, rules: Rules, node: str, public_id: str, command: Enter, origin: Origin) -> Entered:
    """Carry out ``enter`` for the participant that the token named.

    Raises :class:`DoorClosed`, or :class:`ParticipantNotFound` where there is no such participant.
    """
    participant = participants.find_by_public_id(session, public_id)
    if participant is None:
        raise ParticipantNotFound("There is no such participant.")
    media = Media(command.microphone, command.camera, command.screen)
    arrival = presence.connect(session, rules, participant, node, media, peer_id=command.peer_id, origin=origin)
    return _entered(session, rules, participant, arrival, command.last_seq)


def admit(
    session: Session, rules: Rules, participant_id: int, peer_id: str, media: Media, origin: Origin
) -> Entered | None:
    """Carry on with a connection that waited in the lobby; None where it is gone. It may have to wait on."""
    participant = session.get_one(Participant, participant_id)
    arrival = presence.admit(session, rules, participant, peer_id, media, origin=origin)
    return None if arrival is None else _entered(session, rules, participant, arrival, None)


def refresh(session: Session, rules: Rules, participant_id: int, peer_id: str) -> Entered | None:
    """A fresh snapshot for a connection inside; None where it is not inside any more."""
    participant = session.get_one(Participant, participant_id)
    meeting = meetings.lock(session, participant.meeting_id)
    connection = presence.find_connection(session, peer_id)
    visit = presence.open_visit(session, participant)
    if connection is None or visit is None:
        return None
    return _entered(
        session, rules, participant, Arrival(meeting, connection, visit, places.current(session, meeting)), None
    )


def people_after(session: Session, meeting_id: int, after: str | None) -> People:
    """A page of the people list."""
    page, following = presence.people_page(session, meeting_id, after, PAGE)
    return People(people=[views.person(state) for state in page], next=following)


def _entered(
    session: Session, rules: Rules, participant: Participant, arrival: Arrival, last_seq: int | None
) -> Entered:
    meeting, connection, visit = arrival.meeting, arrival.connection, arrival.visit
    session.flush()
    sees_lobby = visit is not None and may_see_lobby(visit.role)
    missed: list[Happening] | None = None
    if visit is not None and last_seq is not None:
        missed = _missed(session, participant, meeting.id, last_seq, meeting.last_seq)
    first: Snapshot | Resumed | InLobby
    if visit is None:
        first = InLobby(title=meeting.title)
    elif missed is not None:
        first = Resumed(seq=meeting.last_seq, server_time=now(), peer_id=connection.peer_id)
    else:
        people, _ = presence.people_page(session, meeting.id, None, PAGE)
        waiting = presence.waiting_people(session, meeting) if sees_lobby else []
        first = Snapshot(
            seq=meeting.last_seq,
            server_time=now(),
            meeting=views.meeting(meetings.state(meeting)),
            you=views.person(presence.person_state(visit)),
            peer_id=connection.peer_id,
            people=[views.person(state) for state in people],
            people_total=meeting.inside,
            waiting=[views.waiting(presence.waiting_state(one)) for one in waiting],
            limits=Limits(mesh=rules.mesh_limit, room=doors.seats(rules, meeting)),
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
        places=arrival.places,
        first=first,
        missed=missed or [],
    )


def _missed(
    session: Session, participant: Participant, meeting_id: int, last_seq: int, now_seq: int
) -> list[Happening] | None:
    """The events since, None where a snapshot is needed: too many, a number from another time, or the person's own
    stay or role changed, so that other things may be seen now than then."""
    if not 0 < last_seq <= now_seq or now_seq - last_seq > FURTHEST_BEHIND:
        return None
    found = happenings(session, meeting_id, last_seq, FURTHEST_BEHIND)
    for one in found:
        if one.person == participant.public_id and (
            one.type in (EventType.PERSON_ENTERED, EventType.PERSON_LEFT) or one.actor is not None
        ):
            return None
    return found
