"""Presence: who is in the room. Connections come and go; visits, statuses and events follow them.

The order of things for every function here: the meeting's row is held first (:func:`convener.domain.meetings.lock`),
so two nodes that serve the same meeting agree on who came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from convener.storage.tables import Connection, Meeting, Node, Participant, Visit

from . import meetings, places
from .doors import Door, DoorState, state_for
from .events import EventType, record
from .meetings import MeetingChange, MeetingStatus
from .participants import ParticipantStatus, display_name
from .permissions import MeetingRole
from .rules import Rules, now
from .secrets import SMALL_AND_DIGITS, random_text
from .states import PersonState, WaitingState

NODE_LIFETIME = timedelta(seconds=10)
"""A node that has not said that it is alive for so long is dead."""


@dataclass(frozen=True)
class Arrival:
    """What became of a connection: in the room (``visit`` is set) or in the lobby."""

    connection: Connection
    visit: Visit | None


@dataclass(frozen=True)
class Media:
    """What a person sends; None is unchanged."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


def connect(session: Session, rules: Rules, participant: Participant, node: str, media: Media) -> Arrival:
    """A browser of this participant has opened a room socket on ``node``.

    Raises :class:`DoorClosed` where the participant may not enter now. With the lobby on, people of the open link wait
    until somebody admits them.
    """
    meeting = meetings.lock(session, participant.meeting_id)
    session.refresh(participant)
    Door(state_for(session, rules, meeting, participant), meeting).require_open()
    connection = Connection(
        peer_id=random_text(SMALL_AND_DIGITS, 20),
        meeting_id=meeting.id,
        participant_id=participant.id,
        node=node,
        opened_at=now(),
        media=False,
    )
    session.add(connection)
    visit = open_visit(session, participant)
    if visit is None and _must_wait(meeting, participant):
        if participant.waiting_since is None:
            participant.waiting_since = now()
            waiting = waiting_state(participant).data()
            record(session, meeting, EventType.PERSON_WAITING, participant=participant, data={"waiting": waiting})
        session.flush()
        return Arrival(connection, None)
    return Arrival(connection, _take_place(session, rules, meeting, participant, connection, visit, media))


def admit(session: Session, rules: Rules, participant: Participant, peer_id: str, media: Media) -> Visit | None:
    """Bring a waiting connection into the room after its person was admitted; None where it is gone meanwhile."""
    meeting = meetings.lock(session, participant.meeting_id)
    session.refresh(participant)
    Door(state_for(session, rules, meeting, participant), meeting).require_open()
    connection = session.get(Connection, peer_id)
    if connection is None:
        return None
    return _take_place(session, rules, meeting, participant, connection, open_visit(session, participant), media)


def disconnect(session: Session, rules: Rules, peer_id: str) -> None:
    """The socket of this connection is gone. With no other connection the person has the reconnect grace to return."""
    connection = session.get(Connection, peer_id)
    if connection is None:
        return
    meeting = meetings.lock(session, connection.meeting_id)
    _lose(session, rules, meeting, connection, lost_at=now())


def leave(session: Session, rules: Rules, participant: Participant) -> None:
    """The person leaves, with all tabs, at once."""
    meeting = meetings.lock(session, participant.meeting_id)
    _out(session, rules, meeting, participant, "left")


def show_out(session: Session, rules: Rules, meeting: Meeting, participant: Participant, reason: str) -> None:
    """Put somebody out of the room and the lobby. ``reason``: removed or cancelled. The caller holds the row."""
    _out(session, rules, meeting, participant, reason)


def close_room(session: Session, rules: Rules, meeting: Meeting, reason: str) -> None:
    """Show everybody out. ``reason``: ended or cancelled. The caller holds the row."""
    for visit in open_visits(session, meeting):
        _close(session, meeting, visit, reason, now())
    session.execute(delete(Connection).where(Connection.meeting_id == meeting.id))
    waiting = update(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    session.execute(waiting.values(waiting_since=None))
    places.assign(session, rules, meeting)


def end(session: Session, rules: Rules, meeting: Meeting) -> None:
    """End the meeting for all. The caller holds the row and has checked that the actor may."""
    close_room(session, rules, meeting, "ended")
    _finish(session, meeting, MeetingChange.ENDED)


def cancel_meeting(session: Session, rules: Rules, meeting_id: int) -> bool:
    """Cancel a meeting and show people inside out; returns whether this call did it."""
    meeting = meetings.lock(session, meeting_id)
    if not meetings.cancel(session, meeting):
        return False
    close_room(session, rules, meeting, "cancelled")
    return True


# ------------------------------------------------------------------------------------------ what time does


def alive(session: Session, node: str) -> None:
    """Note that ``node`` is alive."""
    row = session.get(Node, node)
    if row is None:
        session.add(Node(name=node, seen_at=now()))
    else:
        row.seen_at = now()


def sweep(session: Session, rules: Rules, *, dead_nodes: list[str] | None = None) -> None:
    """What time alone does: graces that ran out, empty meetings that finish, nodes that died.

    ``dead_nodes``: nodes known to be dead; else those that have been silent for :data:`NODE_LIFETIME`.
    """
    moment = now()
    if dead_nodes is None:
        dead_nodes = list(session.scalars(select(Node.name).where(Node.seen_at < moment - NODE_LIFETIME)))
    for node in dead_nodes:
        bury(session, rules, node)
    due = select(Visit.id, Visit.meeting_id).where(Visit.grace_until.is_not(None), Visit.grace_until <= moment)
    for visit_id, meeting_id in session.execute(due).all():
        meeting = meetings.lock(session, meeting_id)
        visit = session.get(Visit, visit_id, populate_existing=True)
        if visit and visit.left_at is None and visit.grace_until is not None and visit.grace_until <= moment:
            _close(session, meeting, visit, "lost", visit.lost_at or moment)
            places.assign(session, rules, meeting)
    empty = select(Meeting.id).where(
        Meeting.empty_since.is_not(None), Meeting.empty_since <= moment - rules.empty_grace
    )
    for meeting_id in session.scalars(empty).all():
        meeting = meetings.lock(session, meeting_id)
        if meeting.empty_since is not None and meeting.inside == 0:
            _finish(session, meeting, MeetingChange.EMPTY_TOO_LONG)


def bury(session: Session, rules: Rules, node: str) -> None:
    """A node is dead: its connections are lost since it was last seen; their people have the grace from now."""
    row = session.get(Node, node)
    seen_at = row.seen_at if row else now()
    connections = select(Connection).where(Connection.node == node).order_by(Connection.meeting_id)
    for connection in session.scalars(connections).all():
        meeting = meetings.lock(session, connection.meeting_id)
        _lose(session, rules, meeting, connection, lost_at=seen_at)
    if row is not None:
        session.delete(row)


def other_nodes(session: Session, node: str) -> list[str]:
    """Nodes that have left traces, but ``node``: where only one process can serve (SQLite) all of them are dead."""
    names = set(session.scalars(select(Node.name))) | set(session.scalars(select(Connection.node).distinct()))
    return sorted(names - {node})


# ------------------------------------------------------------------------------------------------ looking


def open_visit(session: Session, participant: Participant) -> Visit | None:
    """The participant's stay that has not ended."""
    return session.scalar(select(Visit).where(Visit.participant_id == participant.id, Visit.left_at.is_(None)))


def open_visits(session: Session, meeting: Meeting, *, after: int = 0, limit: int | None = None) -> list[Visit]:
    """Who is inside, in the order of entering; ``after`` is the id of a visit."""
    query = select(Visit).where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Visit.id > after)
    return list(session.scalars(query.order_by(Visit.id).limit(limit)))


def waiting_people(session: Session, meeting: Meeting) -> list[Participant]:
    """Who is in the lobby, longest first."""
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    return list(session.scalars(query.order_by(Participant.waiting_since)))


def person_state(visit: Visit) -> PersonState:
    """What the others may see of somebody inside."""
    return PersonState(
        id=visit.participant.public_id,
        name=visit.name,
        role=visit.role,
        microphone=visit.microphone,
        camera=visit.camera,
        screen=visit.screen,
        hand=visit.hand_at,
        connected=visit.grace_until is None,
        entered_at=visit.entered_at,
    )


def waiting_state(participant: Participant) -> WaitingState:
    """What hosts may see of somebody in the lobby."""
    return WaitingState(
        id=participant.public_id, name=display_name(participant), since=participant.waiting_since or now()
    )


def person_updated(session: Session, meeting: Meeting, visit: Visit, actor: Participant | None = None) -> None:
    """Record that a person inside is different now; ``actor`` where somebody else did it."""
    data = {"person": person_state(visit).data()}
    record(session, meeting, EventType.PERSON_UPDATED, participant=visit.participant, actor=actor, data=data)


# -------------------------------------------------------------------------------------------------- parts


def _must_wait(meeting: Meeting, participant: Participant) -> bool:
    """The lobby is for people of the open link; those with a personal link were invited by name."""
    return meeting.lobby and participant.user_id is None and participant.admitted_at is None


def _take_place(
    session: Session,
    rules: Rules,
    meeting: Meeting,
    participant: Participant,
    connection: Connection,
    visit: Visit | None,
    media: Media,
) -> Visit:
    if participant.waiting_since is not None:
        participant.waiting_since = None
        record(session, meeting, EventType.WAITING_GONE, participant=participant)
    if visit is None:
        visit = _begin_visit(session, meeting, participant, media)
    else:
        changed = visit.grace_until is not None or visit.name != display_name(participant)
        visit.grace_until = visit.lost_at = None
        visit.name = display_name(participant)
        changed = set_fields(visit, media) or changed
        if changed:
            person_updated(session, meeting, visit)
    connection.visit_id = visit.id
    session.flush()
    places.assign(session, rules, meeting, newest=connection)
    return visit


def _begin_visit(session: Session, meeting: Meeting, participant: Participant, media: Media) -> Visit:
    visit = Visit(
        vid=random_text(SMALL_AND_DIGITS, 16),
        meeting_id=meeting.id,
        participant_id=participant.id,
        name=display_name(participant),
        role=participant.role,
        entered_at=now(),
        microphone=bool(media.microphone),
        camera=bool(media.camera),
        screen=bool(media.screen),
    )
    visit.participant = participant
    session.add(visit)
    session.flush()
    participant.status = ParticipantStatus.IN_PROGRESS.value
    is_host = participant.role == MeetingRole.HOST.value
    meeting.inside += 1
    meeting.hosts_inside += is_host
    meeting.empty_since = None
    begins = meeting.status in (MeetingStatus.SCHEDULED.value, MeetingStatus.FINISHED.value)
    moved = meetings.move(meeting, MeetingChange.HOST_ENTERS if is_host else MeetingChange.OTHER_ENTERS)
    if begins:
        meeting.started_at, meeting.finished_at = now(), None
    data = {"person": person_state(visit).data()}
    record(session, meeting, EventType.PERSON_ENTERED, participant=participant, data=data)
    if moved:
        meetings.updated(session, meeting)
    return visit


def set_fields(visit: Visit, media: Media) -> bool:
    """Set what ``media`` says; returns whether anything is different now."""
    before = (visit.microphone, visit.camera, visit.screen)
    if media.microphone is not None:
        visit.microphone = media.microphone
    if media.camera is not None:
        visit.camera = media.camera
    if media.screen is not None:
        visit.screen = media.screen
    return (visit.microphone, visit.camera, visit.screen) != before


def _lose(session: Session, rules: Rules, meeting: Meeting, connection: Connection, *, lost_at: datetime) -> None:
    visit_id, participant_id = connection.visit_id, connection.participant_id
    session.delete(connection)
    session.flush()
    others = select(func.count()).select_from(Connection).where(Connection.participant_id == participant_id)
    if session.scalar(others):
        places.assign(session, rules, meeting)
        return
    participant = session.get_one(Participant, participant_id)
    if participant.waiting_since is not None:
        participant.waiting_since = None
        record(session, meeting, EventType.WAITING_GONE, participant=participant)
    visit = session.get(Visit, visit_id) if visit_id else None
    if visit is not None and visit.left_at is None:
        visit.lost_at = lost_at
        visit.grace_until = now() + rules.reconnect_grace
        visit.screen = False
        person_updated(session, meeting, visit)
    places.assign(session, rules, meeting)


def _out(session: Session, rules: Rules, meeting: Meeting, participant: Participant, reason: str) -> None:
    session.execute(delete(Connection).where(Connection.participant_id == participant.id))
    if participant.waiting_since is not None:
        participant.waiting_since = None
        record(session, meeting, EventType.WAITING_GONE, participant=participant)
    visit = open_visit(session, participant)
    if visit is not None:
        _close(session, meeting, visit, reason, now())
    places.assign(session, rules, meeting)


def _close(session: Session, meeting: Meeting, visit: Visit, reason: str, left_at: datetime) -> None:
    visit.left_at, visit.left_reason = left_at, reason
    visit.grace_until = None
    visit.microphone = visit.camera = visit.screen = False
    visit.hand_at = None
    participant = visit.participant
    participant.status = ParticipantStatus.QUIT.value
    was_host = visit.role == MeetingRole.HOST.value
    meeting.inside -= 1
    meeting.hosts_inside -= was_host
    session.execute(delete(Connection).where(Connection.visit_id == visit.id))
    record(session, meeting, EventType.PERSON_LEFT, participant=participant, data={"reason": reason})
    if meeting.inside == 0:
        meeting.empty_since = now() if meeting.status != MeetingStatus.FINISHED.value else None
    elif was_host and meeting.hosts_inside == 0 and reason not in ("ended", "cancelled"):
        meetings.move(meeting, MeetingChange.HOST_LEAVES)
        meetings.updated(session, meeting)


def _finish(session: Session, meeting: Meeting, change: MeetingChange) -> None:
    meetings.move(meeting, change)
    meeting.finished_at, meeting.empty_since = now(), None
    meeting.locked = False
    meetings.updated(session, meeting)


__all__ = ["Arrival", "DoorState", "Media", "connect", "disconnect", "end", "leave", "sweep"]
