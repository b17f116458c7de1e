"""What time does to rooms: nodes die, graces to reconnect run out, empty meetings finish.

Each node says regularly that it is alive (:func:`heartbeat`). Any node looks for what is due (:func:`find_due`, without
locks) and does it, meeting by meeting, with the meeting locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from convener.domain.meetings import meetings
from convener.domain.meetings.instances import Ending
from convener.domain.meetings.state import MeetingChange
from convener.domain.site import Site, due_by, now
from convener.storage import watch
from convener.storage.clock import CLOCK
from convener.storage.models import Meeting, Node, RoomConnection, Visit

from . import loss, mesh_slots, presence, recorder_peers, roster
from .mesh_slots import LOST

NODE_LIFETIME = timedelta(seconds=10)
"""A node without a heartbeat for so long is dead."""


# ------------------------------------------------------------------------------------------ what time does


def heartbeat(session: Session, node: str) -> bool:
    """Record that ``node`` is alive; returns whether it was known: False also where another node took it for dead."""
    row = session.get(Node, node)
    if row is None:
        session.add(Node(name=node, seen_at=now()))
        return False
    row.seen_at = now()
    return True


@dataclass(frozen=True)
class DueWork:
    """What is due: nodes that died, meetings in which a grace ran out, meetings that are empty for too long."""

    nodes: list[str]
    graces: list[int]
    empty: list[int]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.graces or self.empty)


def find_due(connection: Connection, site: Site) -> DueWork:
    """What :func:`expire_due` would do now; three look-ups by index, without locks.

    Sets the clock of this process first: who decides that something is over must know the time.
    """
    CLOCK.synchronize_with(connection)
    return DueWork(
        watch.find_silent_nodes(connection, _begun_by(NODE_LIFETIME)),
        watch.find_ended_graces(connection, due_by(site.reconnect_grace)),
        watch.find_empty_meetings(connection, _begun_by(site.empty_grace)),
    )


def expire_due(session: Session, site: Site, *, dead_nodes: list[str] | None = None) -> None:
    """Do what is due: end visits whose grace ran out, finish empty meetings, expire dead nodes.

    ``dead_nodes``: nodes known to be dead; else those that have been silent for :data:`NODE_LIFETIME`.
    """
    found = find_due(session.connection(), site)
    for node in found.nodes if dead_nodes is None else dead_nodes:
        expire_node(session, site, node)
    # In the order of their ids, so that two nodes that do this at once wait for each other: no deadlock.
    for meeting_id in sorted({*found.graces, *found.empty}):
        expire_meeting(session, site, meeting_id)


def expire_meeting(session: Session, site: Site, meeting_id: int) -> None:
    """Do what is due in one meeting: end visits whose grace ran out, finish it where it is empty for too long."""
    moment = now()
    meeting = meetings.lock_meeting(session, meeting_id)
    before = mesh_slots.current(session, meeting)
    lost = roster.open_visits(session, meeting.id, lost_by=due_by(site.reconnect_grace))
    for visit in lost:
        presence.close_visit(session, meeting, visit, "lost", visit.lost_at or moment)
    if lost:
        presence.delete_connections(session, [visit.id for visit in lost])
        mesh_slots.assign(session, site, meeting, before)
    empty_since = meeting.empty_since
    if meeting.inside == 0 and empty_since is not None and empty_since <= _begun_by(site.empty_grace):
        presence.empty_lobby(session, meeting)
        presence.finish_meeting(session, meeting, MeetingChange.EMPTY_TOO_LONG, Ending.EMPTIED)


def _begun_by(duration: timedelta) -> datetime:
    """When what lasts ``duration`` must have begun to be over now."""
    ended = due_by(duration)
    return ended - duration if ended.year > 1 else ended


def bring_back(session: Session, site: Site) -> None:
    """After a jump of the clock to the past: graces that would last for too long end after their usual time from now,
    and what seems to begin in the future begins now."""
    moment = now()
    longest = moment + site.reconnect_grace
    changes = (
        update(Visit).where(Visit.grace_until > longest).values(grace_until=longest),
        update(Meeting).where(Meeting.empty_since > moment).values(empty_since=moment),
        update(Node).where(Node.seen_at > moment).values(seen_at=moment),
    )
    for change in changes:
        session.execute(change.execution_options(synchronize_session=False))


def expire_node(session: Session, site: Site, node: str) -> None:
    """A node is dead: its connections are lost since its last heartbeat, their participants have the grace from now;
    its recorder is gone."""
    row = session.get(Node, node)
    seen_at = row.seen_at if row else now()
    meeting_ids = select(RoomConnection.meeting_id).where(RoomConnection.node == node).distinct()
    for meeting_id in sorted(session.scalars(meeting_ids)):
        meeting = meetings.lock_meeting(session, meeting_id)
        theirs = select(RoomConnection).where(RoomConnection.node == node, RoomConnection.meeting_id == meeting_id)
        connections = list(session.scalars(theirs))
        loss.lose_connections(session, site, meeting, connections, lost_at=seen_at, grace=site.reconnect_grace)
    for meeting_id in recorder_peers.meetings_of(session, node):
        meeting = meetings.lock_meeting(session, meeting_id)
        if recorder_peers.remove(meeting, node=node):
            mesh_slots.record_slots(session, meeting, mesh_slots.current(session, meeting))
    if row is not None:
        session.delete(row)


def living_nodes(session: Session, node: str) -> list[str]:
    """Other nodes that are alive."""
    query = select(Node.name).where(Node.name != node, Node.seen_at >= _begun_by(NODE_LIFETIME))
    return list(session.scalars(query.order_by(Node.name)))


def other_nodes(session: Session, node: str) -> list[str]:
    """Other nodes that have left rows: where only one process can serve (SQLite) all of them are dead."""
    names = set(session.scalars(select(Node.name))) | set(session.scalars(select(RoomConnection.node).distinct()))
    return sorted(names - {node, LOST})
