"""Presence: who is in the room. Connections come and go; visits, statuses and events follow them.

The order of things for every function here: the meeting's row is held first (:func:`convener.domain.meetings.lock`),
so two nodes that serve the same meeting agree on who came first.

A person whose last connection is lost keeps that connection's row, on the node :data:`LOST`, until the reconnect grace
is over: the place in the mesh is kept with it, so that a reload or a restart of the server takes it from nobody.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session, joinedload

from convener.storage.tables import Connection, Meeting, Node, Participant, Visit

from . import invitations, meetings, places, visited
from .doors import Door, DoorState, must_wait, state_for
from .events import EventType, record
from .lives import LifeChange
from .meetings import MeetingChange, MeetingStatus
from .participants import ParticipantStatus, display_name
from .permissions import MeetingRole
from .places import LOST
from .rules import Rules, now
from .secrets import SMALL_AND_DIGITS, random_text
from .states import PersonState, WaitingState

NODE_LIFETIME = timedelta(seconds=10)
"""A node that has not said that it is alive for so long is dead."""

LONGEST_BROWSER = 255
"""Characters that are kept of a User-Agent header (Live Meeting service API, reference 6.6)."""

LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class Arrival:
    """What became of a connection: in the room (``visit`` is set) or in the lobby."""

    meeting: Meeting
    connection: Connection
    visit: Visit | None
    places: places.Peers


@dataclass(frozen=True)
class Media:
    """What a person sends; None is unchanged."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


@dataclass(frozen=True)
class Origin:
    """From where a person comes: the browser as it names itself, and the address that asked (or that of its proxy)."""

    browser: str = ""
    address: str = ""


def connect(
    session: Session,
    rules: Rules,
    participant: Participant,
    node: str,
    media: Media,
    *,
    peer_id: str | None = None,
    origin: Origin | None = None,
) -> Arrival:
    """A browser of this participant has opened a room socket on ``node``.

    ``peer_id`` is the id that this page had before its socket broke: where it is genuine the page keeps it, and the
    others keep their connections to it. Raises :class:`DoorClosed` where the participant may not enter now. With the
    lobby on, people of the open link wait until somebody admits them.
    """
    meeting = meetings.lock(session, participant.meeting_id)
    session.refresh(participant)
    _require_open(session, rules, meeting, participant)
    before = places.current(session, meeting)
    connection, alone = _connection(session, rules, meeting, participant, node, peer_id)
    visit = open_visit(session, participant)
    if visit is None and must_wait(session, meeting, participant):
        if participant.waiting_since is None:
            participant.waiting_since = now()
            waiting = waiting_state(participant).data()
            record(session, meeting, EventType.PERSON_WAITING, participant=participant, data={"waiting": waiting})
        session.flush()
        return Arrival(meeting, connection, None, before)
    # What a further tab would send is no news: sound and picture are those of the tab that has the place.
    wished = media if alone or connection.media else Media()
    visit = _take_place(session, meeting, participant, connection, visit, wished, origin or Origin())
    after = places.assign(session, rules, meeting, before, newest=connection)
    return Arrival(meeting, connection, visit, after)


def admit(
    session: Session,
    rules: Rules,
    participant: Participant,
    peer_id: str,
    media: Media,
    *,
    origin: Origin | None = None,
) -> Arrival | None:
    """Bring a waiting connection into the room after its person was admitted; None where it is gone meanwhile.

    Where the person still has to wait the arrival has no visit. Raises :class:`DoorClosed` like :func:`connect`.
    """
    meeting = meetings.lock(session, participant.meeting_id)
    session.refresh(participant)
    connection = session.get(Connection, peer_id)
    if connection is None:
        return None
    _require_open(session, rules, meeting, participant)
    visit = open_visit(session, participant)
    if visit is None and must_wait(session, meeting, participant):
        return Arrival(meeting, connection, None, [])
    before = places.current(session, meeting)
    visit = _take_place(session, meeting, participant, connection, visit, media, origin or Origin())
    after = places.assign(session, rules, meeting, before, newest=connection)
    return Arrival(meeting, connection, visit, after)


def disconnect(session: Session, rules: Rules, meeting_id: int, peer_id: str, opened_at: datetime) -> None:
    """The socket of this connection, opened at that moment, is gone. With no other the person has the reconnect grace.

    Does nothing where the page has come back meanwhile with a new socket, here or on another node.
    """
    meeting = meetings.lock(session, meeting_id)
    connection = session.get(Connection, peer_id, populate_existing=True)
    if connection is not None and connection.opened_at == opened_at and connection.node != LOST:
        _lose(session, rules, meeting, [connection], lost_at=now())


def leave(session: Session, rules: Rules, participant: Participant) -> None:
    """The person leaves, with all tabs, at once."""
    meeting = meetings.lock(session, participant.meeting_id)
    _out(session, rules, meeting, participant, "left")


def show_out(
    session: Session,
    rules: Rules,
    meeting: Meeting,
    participant: Participant,
    reason: str,
    actor: Participant | None = None,
) -> None:
    """Put somebody out of the room and the lobby. ``reason``: removed or cancelled. The caller holds the row."""
    _out(session, rules, meeting, participant, reason, actor)


def close_room(session: Session, rules: Rules, meeting: Meeting, reason: str) -> None:
    """Show everybody out, the lobby too. ``reason``: ended or cancelled. The caller holds the row."""
    moment = now()
    before = places.current(session, meeting)
    for visit in open_visits(session, meeting.id):
        _close(session, meeting, visit, reason, moment, everybody=True)
    _empty(session, meeting)
    places.assign(session, rules, meeting, before)


def end(session: Session, rules: Rules, meeting: Meeting) -> None:
    """End the meeting for all. The caller holds the row and has checked that the actor may."""
    close_room(session, rules, meeting, "ended")
    _finish(session, meeting, MeetingChange.ENDED)


def cancel_meeting(session: Session, rules: Rules, meeting_id: int, change: LifeChange = LifeChange.DELETE) -> bool:
    """Cancel a meeting (``change``: how it ends) and show people inside out; returns whether this call did it."""
    meetings.hold_client(session, meeting_id)
    meeting = meetings.lock(session, meeting_id)
    if not meetings.cancel(session, meeting, change):
        return False
    close_room(session, rules, meeting, "cancelled")
    invitations.cancelled(session, meeting)
    return True


# ------------------------------------------------------------------------------------------ what time does


def alive(session: Session, node: str) -> bool:
    """Note that ``node`` is alive; returns whether it was known, false also where others took it for dead."""
    row = session.get(Node, node)
    if row is None:
        session.add(Node(name=node, seen_at=now()))
        return False
    row.seen_at = now()
    return True


@dataclass(frozen=True)
class Due:
    """What time has made due: nodes that died, meetings in which a grace ran out, meetings empty for too long."""

    nodes: list[str]
    graces: list[int]
    empty: list[int]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.graces or self.empty)


def due(session: Session, rules: Rules) -> Due:
    """What :func:`sweep` would do now; three look-ups by index, nothing is held."""
    moment = now()
    nodes = select(Node.name).where(Node.seen_at < moment - NODE_LIFETIME)
    graces = select(Visit.meeting_id).where(Visit.grace_until.is_not(None), Visit.grace_until <= moment).distinct()
    empty = select(Meeting.id).where(
        Meeting.empty_since.is_not(None), Meeting.empty_since <= moment - rules.empty_grace
    )
    return Due(list(session.scalars(nodes)), list(session.scalars(graces)), list(session.scalars(empty)))


def sweep(session: Session, rules: Rules, *, dead_nodes: list[str] | None = None) -> None:
    """What time alone does: graces that ran out, empty meetings that finish, nodes that died.

    ``dead_nodes``: nodes known to be dead; else those that have been silent for :data:`NODE_LIFETIME`.
    """
    found = due(session, rules)
    for node in found.nodes if dead_nodes is None else dead_nodes:
        bury(session, rules, node)
    # In the order of their ids, so that two nodes that sweep at once wait for each other instead of crossing.
    for meeting_id in sorted({*found.graces, *found.empty}):
        settle(session, rules, meeting_id)


def settle(session: Session, rules: Rules, meeting_id: int) -> None:
    """Do in one meeting what time has made due: end visits whose grace ran out, finish it where it is long empty."""
    moment = now()
    meeting = meetings.lock(session, meeting_id)
    before = places.current(session, meeting)
    lost = open_visits(session, meeting.id, lost_by=moment)
    for visit in lost:
        _close(session, meeting, visit, "lost", visit.lost_at or moment)
    if lost:
        _forget_connections(session, [visit.id for visit in lost])
        places.assign(session, rules, meeting, before)
    if meeting.inside == 0 and meeting.empty_since is not None and meeting.empty_since <= moment - rules.empty_grace:
        _empty(session, meeting)
        _finish(session, meeting, MeetingChange.EMPTY_TOO_LONG)


def bury(session: Session, rules: Rules, node: str) -> None:
    """A node is dead: its connections are lost since it was last seen; their people have the grace from now."""
    row = session.get(Node, node)
    seen_at = row.seen_at if row else now()
    meeting_ids = select(Connection.meeting_id).where(Connection.node == node).distinct()
    for meeting_id in sorted(session.scalars(meeting_ids)):
        meeting = meetings.lock(session, meeting_id)
        theirs = select(Connection).where(Connection.node == node, Connection.meeting_id == meeting_id)
        _lose(session, rules, meeting, list(session.scalars(theirs)), lost_at=seen_at)
    if row is not None:
        session.delete(row)


def living_nodes(session: Session, node: str) -> list[str]:
    """Nodes that have shown lately that they are alive, but ``node``."""
    query = select(Node.name).where(Node.name != node, Node.seen_at >= now() - NODE_LIFETIME)
    return list(session.scalars(query.order_by(Node.name)))


def other_nodes(session: Session, node: str) -> list[str]:
    """Nodes that have left traces, but ``node``: where only one process can serve (SQLite) all of them are dead."""
    names = set(session.scalars(select(Node.name))) | set(session.scalars(select(Connection.node).distinct()))
    return sorted(names - {node, LOST})


# ------------------------------------------------------------------------------------------------ looking


# Built once: these run whenever somebody comes or goes.
_OPEN_VISIT = select(Visit).where(Visit.participant_id == bindparam("participant_id"), Visit.left_at.is_(None))
_CONNECTIONS_OF = (
    select(Connection)
    .where(Connection.participant_id == bindparam("participant_id"))
    .execution_options(populate_existing=True)
)
_PEOPLE = (
    select(
        Participant.public_id,
        Visit.name,
        Visit.role,
        Visit.microphone,
        Visit.camera,
        Visit.screen,
        Visit.hand_at,
        Visit.grace_until,
        Visit.entered_at,
    )
    .join(Participant, Participant.id == Visit.participant_id)
    .where(Visit.meeting_id == bindparam("meeting_id"), Visit.left_at.is_(None), Visit.id > bindparam("after"))
    .order_by(Visit.id)
    .limit(bindparam("most"))
)


def open_visit(session: Session, participant: Participant) -> Visit | None:
    """The participant's stay that has not ended."""
    return session.scalar(_OPEN_VISIT, {"participant_id": participant.id})


def open_visits(session: Session, meeting_id: int, *, lost_by: datetime | None = None) -> list[Visit]:
    """Who is inside, in the order of entering; with ``lost_by`` those whose grace was over at that moment."""
    query = select(Visit).where(Visit.meeting_id == meeting_id, Visit.left_at.is_(None))
    if lost_by is not None:
        query = query.where(Visit.grace_until.is_not(None), Visit.grace_until <= lost_by)
    query = query.options(joinedload(Visit.participant)).order_by(Visit.id)
    return list(session.scalars(query))


def find_connection(session: Session, peer_id: str) -> Connection | None:
    """The connection of this id, as it is now."""
    return session.get(Connection, peer_id, populate_existing=True)


def people_page(
    session: Session, meeting_id: int, after: str | None, limit: int
) -> tuple[list[PersonState], str | None]:
    """A page of who is inside, in the order of entering, after the person of this public id; and the id to go on with,
    None at the end."""
    start = 0
    if after is not None:
        # Also somebody who has left meanwhile marks the spot.
        spot = select(Visit.id).join(Participant, Participant.id == Visit.participant_id)
        spot = spot.where(Visit.meeting_id == meeting_id, Participant.public_id == after)
        start = session.scalar(spot.order_by(Visit.id.desc()).limit(1)) or 0
    rows = session.execute(_PEOPLE, {"meeting_id": meeting_id, "after": start, "most": limit + 1}).all()
    page = [
        PersonState(
            id=public_id,
            name=name,
            role=role,
            microphone=microphone,
            camera=camera,
            screen=screen,
            hand=hand_at,
            connected=grace_until is None,
            entered_at=entered_at,
        )
        for public_id, name, role, microphone, camera, screen, hand_at, grace_until, entered_at in rows[:limit]
    ]
    return page, (page[-1].id if len(rows) > limit else None)


def waiting_people(session: Session, meeting: Meeting) -> list[Participant]:
    """Who is in the lobby, longest first."""
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    query = query.options(joinedload(Participant.user))
    return list(session.scalars(query.order_by(Participant.waiting_since, Participant.id)))


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


# ----------------------------------------------------------------------------------------------- peer ids


def _genuine_peer_id(rules: Rules, participant: Participant, peer_id: str) -> bool:
    """Whether this peer id was once given to this participant: nobody can take over that of another person."""
    head, tail = peer_id[:_PEER_HEAD], peer_id[_PEER_HEAD:]
    return hmac.compare_digest(_peer_tail(rules, participant, head).encode(), tail.encode())


_PEER_HEAD = 12


def _new_peer_id(rules: Rules, participant: Participant) -> str:
    head = random_text(SMALL_AND_DIGITS, _PEER_HEAD)
    return head + _peer_tail(rules, participant, head)


def _peer_tail(rules: Rules, participant: Participant, head: str) -> str:
    return rules.secrets.hash("peer", f"{participant.public_id}.{head}").hex()[:12]


# -------------------------------------------------------------------------------------------------- parts


def _require_open(session: Session, rules: Rules, meeting: Meeting, participant: Participant) -> None:
    state = state_for(session, rules, meeting, participant)
    if state is DoorState.LOCKED and participant.admitted_at is not None:
        # Whoever lets somebody in from the lobby of a locked room means it.
        return
    Door(state, meeting).require_open()


def _connection(
    session: Session, rules: Rules, meeting: Meeting, participant: Participant, node: str, peer_id: str | None
) -> tuple[Connection, bool]:
    """The row of a new socket, and whether it is its person's only live one. It inherits the place of what was lost."""
    theirs = {row.peer_id: row for row in _connections_of(session, participant)}
    if peer_id is not None and not _genuine_peer_id(rules, participant, peer_id):
        peer_id = None
    connection = theirs.pop(peer_id, None) if peer_id else None
    if connection is None:
        connection = Connection(
            peer_id=peer_id or _new_peer_id(rules, participant),
            meeting_id=meeting.id,
            participant_id=participant.id,
            media=False,
        )
        session.add(connection)
    connection.node, connection.opened_at = node, now()
    for other in list(theirs.values()):
        if other.node == LOST:
            connection.media = connection.media or other.media
            session.delete(theirs.pop(other.peer_id))
    session.flush()
    return connection, not theirs


def _connections_of(session: Session, participant: Participant) -> list[Connection]:
    return list(session.scalars(_CONNECTIONS_OF, {"participant_id": participant.id}))


def _take_place(
    session: Session,
    meeting: Meeting,
    participant: Participant,
    connection: Connection,
    visit: Visit | None,
    media: Media,
    origin: Origin,
) -> Visit:
    if participant.waiting_since is not None:
        _stop_waiting(session, meeting, participant)
    if visit is None:
        visit = _begin_visit(session, meeting, participant, media, origin)
    else:
        changed = visit.grace_until is not None or visit.name != display_name(participant)
        visit.grace_until = visit.lost_at = None
        visit.name = display_name(participant)
        changed = set_fields(visit, media) or changed
        if changed:
            person_updated(session, meeting, visit)
    connection.visit_id = visit.id
    session.flush()
    return visit


def _begin_visit(session: Session, meeting: Meeting, participant: Participant, media: Media, origin: Origin) -> Visit:
    user = participant.user
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
        email=participant.email or (user.email if user else ""),
        company=participant.company or (user.company if user else ""),
        extra1=participant.extra1,
        extra2=participant.extra2,
        extra3=participant.extra3,
        browser=origin.browser[:LONGEST_BROWSER],
        address=origin.address[:LONGEST_ADDRESS],
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


def _lose(
    session: Session, rules: Rules, meeting: Meeting, connections: list[Connection], *, lost_at: datetime
) -> None:
    """These connections of the meeting are gone; a person's last one marks the place until the grace ends."""
    before = places.current(session, meeting)
    gone = {connection.peer_id for connection in connections}
    people = {connection.participant_id for connection in connections}
    query = select(Connection.participant_id).where(
        Connection.meeting_id == meeting.id,
        Connection.participant_id.in_(people),
        Connection.peer_id.not_in(gone),
        Connection.node != LOST,
    )
    still_here = set(session.scalars(query))
    participants = {
        one.id: one for one in session.scalars(select(Participant).where(Participant.id.in_(people - still_here)))
    }
    visits = {
        visit.participant_id: visit
        for visit in session.scalars(
            select(Visit).where(Visit.participant_id.in_(people - still_here), Visit.left_at.is_(None))
        )
    }
    kept: set[int] = set()
    # The one with the place first: it is the one to keep.
    for connection in sorted(connections, key=lambda one: (not one.media, one.peer_id)):
        visit = visits.get(connection.participant_id)
        if visit is not None and visit.id not in kept:
            connection.node = LOST
            kept.add(visit.id)
        else:
            session.delete(connection)
    for participant_id, participant in sorted(participants.items()):
        if participant.waiting_since is not None:
            _stop_waiting(session, meeting, participant)
        visit = visits.get(participant_id)
        if visit is not None:
            visit.lost_at = lost_at
            visit.grace_until = now() + rules.reconnect_grace
            visit.screen = False
            person_updated(session, meeting, visit)
    places.assign(session, rules, meeting, before)


def _out(
    session: Session,
    rules: Rules,
    meeting: Meeting,
    participant: Participant,
    reason: str,
    actor: Participant | None = None,
) -> None:
    before = places.current(session, meeting)
    session.execute(delete(Connection).where(Connection.participant_id == participant.id))
    if participant.waiting_since is not None:
        _stop_waiting(session, meeting, participant)
    visit = open_visit(session, participant)
    if visit is not None:
        _close(session, meeting, visit, reason, now(), actor=actor)
    places.assign(session, rules, meeting, before)


def _close(
    session: Session,
    meeting: Meeting,
    visit: Visit,
    reason: str,
    left_at: datetime,
    *,
    everybody: bool = False,
    actor: Participant | None = None,
) -> None:
    """End a stay. The caller takes away the connections and gives the places out anew. ``everybody``: all go, so
    nobody stays who would have to hear of each single one."""
    visit.left_at, visit.left_reason = left_at, reason
    visit.grace_until = None
    visit.microphone = visit.camera = visit.screen = False
    visit.hand_at = None
    visited.note(session, meeting, visit.entered_at, left_at)
    participant = visit.participant
    participant.status = ParticipantStatus.QUIT.value
    was_host = visit.role == MeetingRole.HOST.value
    meeting.inside -= 1
    meeting.hosts_inside -= was_host
    data = {"reason": reason, "everybody": everybody}
    record(session, meeting, EventType.PERSON_LEFT, participant=participant, actor=actor, data=data)
    if meeting.inside == 0:
        meeting.empty_since = now() if meeting.status != MeetingStatus.FINISHED.value else None
    elif was_host and meeting.hosts_inside == 0 and not everybody:
        meetings.move(meeting, MeetingChange.HOST_LEAVES)
        meetings.updated(session, meeting)


def _stop_waiting(session: Session, meeting: Meeting, participant: Participant) -> None:
    participant.waiting_since = None
    record(session, meeting, EventType.WAITING_GONE, participant=participant)


def _empty(session: Session, meeting: Meeting) -> None:
    """Take away all connections of the meeting and whoever waits."""
    session.execute(delete(Connection).where(Connection.meeting_id == meeting.id))
    waiting = update(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    session.execute(waiting.values(waiting_since=None))


def _forget_connections(session: Session, visit_ids: list[int]) -> None:
    session.execute(delete(Connection).where(Connection.visit_id.in_(visit_ids)))


def _finish(session: Session, meeting: Meeting, change: MeetingChange) -> None:
    meetings.move(meeting, change)
    meeting.finished_at, meeting.empty_since = now(), None
    meeting.locked = False
    meetings.updated(session, meeting)
