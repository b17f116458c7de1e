"""Entering the room: each way in is one transaction, so that the state of the room and its sequence number agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from convener.domain.errors import DomainError, ParticipantNotFound
from convener.domain.events.kinds.audience_rights import AudienceSightChanged
from convener.domain.events.kinds.presence import PersonEntered, PersonLeft, PersonMoved, PersonUpdated
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.meetings import meetings, participants, state
from convener.domain.permissions import MeetingRole
from convener.domain.room import audience_rights, mesh_slots, person_history, presence, roster
from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Arrival, Origin
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant

from .audience import Listener
from .events import read_events
from .feature import View
from .protocol.messages import Enter, InLobby, Resumed
from .protocol.wire import Wire
from .registry import REGISTRY

MAX_MISSED_EVENTS = 1000
"""Events that are sent after a break; a browser that missed more gets a snapshot, which is shorter then."""


class StayMoved(DomainError):
    """The person has gone on in another page, which took over."""

    word = "moved"


@dataclass(frozen=True, kw_only=True)
class Admission:
    """Where a connection stands after it has entered: in the room or in the lobby.

    ``first_message`` is sent at once, then ``missed_events``; ``seq`` is the number of the last event that these
    contain. ``listener``: to which audiences the connection belongs. ``current``: the state of what features follow
    (:meth:`convener.realtime.feature.Feature.follow`), for a connection in the room.
    """

    meeting_id: int
    participant_id: int
    listener: Listener
    peer_id: str
    opened_at: datetime
    seq: int
    in_lobby: bool
    current: list[Payload]
    first_message: Wire
    missed_events: list[RoomEvent]


def enter(session: Session, site: Site, node: str, person_id: str, command: Enter, origin: Origin) -> Admission:
    """Execute ``enter`` for the participant (by public id) that the room token named, on this ``node``.

    Raises :class:`EntryClosed`, :class:`StayMoved` where the page lost its connection and the person has gone on in
    another one since, or :class:`ParticipantNotFound` where there is no such participant.
    """
    participant = participants.find_by_public_id(session, person_id)
    if participant is None:
        raise ParticipantNotFound("There is no such participant.")
    media = Media(command.microphone, command.camera, command.screen)
    arrival = presence.connect(
        session,
        site,
        participant,
        node,
        media,
        peer_id=command.peer_id,
        takes_over=command.takes_over,
        origin=origin,
    )
    return _admission(session, site, participant, arrival, command.last_seq)


def admit(
    session: Session, site: Site, participant_id: int, peer_id: str, media: Media, origin: Origin
) -> Admission | None:
    """Let a connection that waited in the lobby enter; None where the connection is gone. The result may be that it has
    to go on waiting. Raises :class:`EntryClosed`."""
    participant = session.get_one(Participant, participant_id)
    arrival = presence.admit(session, site, participant, peer_id, media, origin=origin)
    return None if arrival is None else _admission(session, site, participant, arrival, None)


def refresh(session: Session, site: Site, participant_id: int, peer_id: str) -> Admission | None:
    """A new snapshot for a connection in the room; None where it is not in the room any more."""
    participant = session.get_one(Participant, participant_id)
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    connection = roster.find_connection(session, peer_id)
    visit = roster.open_visit(session, participant)
    if connection is None or visit is None:
        return None
    arrival = Arrival(meeting, connection, visit, mesh_slots.current(session, meeting))
    return _admission(session, site, participant, arrival, None)


def _admission(
    session: Session, site: Site, participant: Participant, arrival: Arrival, last_seq: int | None
) -> Admission:
    meeting, connection, visit = arrival.meeting, arrival.connection, arrival.visit
    session.flush()
    missed: list[RoomEvent] | None = None
    if visit is not None and last_seq is not None:
        missed = _missed_events(session, participant, visit.role, meeting.id, last_seq, meeting.last_seq)
    first: Wire
    if visit is None:
        first = InLobby(title=state.title_now(meeting))
    elif missed is not None:
        first = Resumed(seq=meeting.last_seq, server_time=now(), peer_id=connection.peer_id)
    else:
        view = View(session, site, meeting, participant, visit)
        first = REGISTRY.take_snapshot(view, connection.peer_id, now())
    return Admission(
        meeting_id=meeting.id,
        participant_id=participant.id,
        listener=_listener(meeting, participant, visit.role if visit is not None else participant.role),
        peer_id=connection.peer_id,
        opened_at=connection.opened_at,
        seq=meeting.last_seq,
        in_lobby=visit is None,
        current=[] if visit is None else [mesh_slots.slots_event(session, meeting, arrival.slots)],
        first_message=first,
        missed_events=missed or [],
    )


def _listener(meeting: Meeting, participant: Participant, role: str) -> Listener:
    sees = audience_rights.sees_attendees(meeting, role)
    return Listener(participant.public_id, role, sees_attendees=sees)


def _missed_events(
    session: Session, participant: Participant, role: str, meeting_id: int, last_seq: int, current_seq: int
) -> list[RoomEvent] | None:
    """The events after ``last_seq``. None where a snapshot is needed: there are too many, the number is not one of this
    meeting, or the participant left, entered or got another role meanwhile, or as an attendee sees other attendees, so
    that the view may differ. A mute comes as the event that it was, so the page learns who did it."""
    if not 0 < last_seq <= current_seq or current_seq - last_seq > MAX_MISSED_EVENTS:
        return None
    events = read_events(session, meeting_id, last_seq, MAX_MISSED_EVENTS)
    if role == MeetingRole.ATTENDEE.value and any(isinstance(one.payload, AudienceSightChanged) for one in events):
        return None
    about = [event for event in events if event.person == participant.public_id]
    if any(isinstance(event.payload, PersonMoved) for event in about):
        raise StayMoved("You are in this meeting in another tab now.")
    if any(isinstance(event.payload, PersonEntered | PersonLeft) for event in about):
        return None
    roles = {event.payload.person.role for event in about if isinstance(event.payload, PersonUpdated)}
    if any(event.actor is not None for event in about):
        roles.add(person_history.role_at(session, meeting_id, participant.public_id, last_seq) or "")
    return events if len(roles) <= 1 else None
