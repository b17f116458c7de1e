"""Connections that are lost: sockets that break, pages that are closed, nodes that die.

A participant whose last connection is lost has a grace to return: as long as a broken line may take, but a page that
was closed no longer than its reload takes. Then the visit ends (:mod:`convener.domain.room.nodes`).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.meetings import meetings
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import mesh_slots, presence, roster
from .mesh_slots import LOST


def disconnect(
    session: Session, site: Site, meeting_id: int, peer_id: str, opened_at: datetime, *, page_closed: bool = False
) -> None:
    """The socket of this connection, opened at that moment, has closed. Without another one the participant has the
    grace to return. ``page_closed``: the socket did not break, its page has gone away.

    Does nothing where the page has returned meanwhile with a new socket, here or on another node.
    """
    meeting = meetings.lock_meeting(session, meeting_id)
    connection = session.get(RoomConnection, peer_id, populate_existing=True)
    if connection is not None and connection.opened_at == opened_at and connection.node != LOST:
        grace = site.close_grace if page_closed else site.reconnect_grace
        lose_connections(session, site, meeting, [connection], lost_at=now(), grace=grace)


def lose_connections(
    session: Session,
    site: Site,
    meeting: Meeting,
    connections: list[RoomConnection],
    *,
    lost_at: datetime,
    grace: timedelta,
) -> None:
    """These connections of the meeting are lost; the last one of a participant keeps its row until the grace, which
    begins now, is over. ``lost_at``: when, or the last sign of life of their node; one that was opened later lived
    until then."""
    before = mesh_slots.current(session, meeting)
    gone = {connection.peer_id for connection in connections}
    people = {connection.participant_id for connection in connections}
    query = select(RoomConnection.participant_id).where(
        RoomConnection.meeting_id == meeting.id,
        RoomConnection.participant_id.in_(people),
        RoomConnection.peer_id.not_in(gone),
        RoomConnection.node != LOST,
    )
    still_connected = set(session.scalars(query))
    participants = {
        one.id: one for one in session.scalars(select(Participant).where(Participant.id.in_(people - still_connected)))
    }
    visits = {
        visit.participant_id: visit
        for visit in session.scalars(
            select(Visit).where(Visit.participant_id.in_(people - still_connected), Visit.left_at.is_(None))
        )
    }
    marked: set[int] = set()
    # The one with the mesh slot first: its row stays.
    for connection in sorted(connections, key=lambda one: (not one.media, one.peer_id)):
        visit = visits.get(connection.participant_id)
        if visit is not None and visit.id not in marked:
            connection.node = LOST
            marked.add(visit.id)
        else:
            session.delete(connection)
    for participant_id, participant in sorted(participants.items()):
        if participant.waiting_since is not None:
            presence.stop_waiting(session, meeting, participant)
        visit = visits.get(participant_id)
        if visit is not None:
            opened = (one.opened_at for one in connections if one.participant_id == participant_id)
            visit.lost_at = max(lost_at, visit.entered_at, *opened)
            visit.grace_until = now() + grace
            visit.screen = False
            roster.person_updated(session, meeting, visit)
    mesh_slots.assign(session, site, meeting, before)
