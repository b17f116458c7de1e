"""Places in the mesh: who exchanges sound and picture, browser to browser.

A place belongs to one connection of a person (of several tabs one has sound and picture). Who has a place keeps it; a
free one goes to a host first, then to whoever entered first. A host who comes in and finds all places taken gets that
of the attendee who entered last. A lost connection keeps its place until the reconnect grace is over.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from convener.domain.events.log import record
from convener.domain.events.types import EventType
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

LOST = ""
"""Node of a connection that is lost; its person has the grace to return."""

Peers = list[list[str]]
"""Pairs of peer id and the person's public id."""

# Built once: these run whenever somebody comes or goes.
_CURRENT = (
    select(RoomConnection.peer_id, Participant.public_id)
    .join(Participant, Participant.id == RoomConnection.participant_id)
    .where(RoomConnection.meeting_id == bindparam("meeting_id"), RoomConnection.media.is_(True))
    .order_by(RoomConnection.peer_id)
)
_HOLDERS = (
    select(RoomConnection, Visit)
    .join(Visit, Visit.id == RoomConnection.visit_id)
    .where(RoomConnection.meeting_id == bindparam("meeting_id"), RoomConnection.media.is_(True))
)


def assign(
    session: Session,
    site: Site,
    meeting: Meeting,
    before: Peers,
    *,
    newest: RoomConnection | None = None,
    wanted: RoomConnection | None = None,
) -> Peers:
    """Give the places out anew and record an event where they differ from ``before``, which is what :func:`current`
    said before the caller changed anything. The caller holds the meeting's row.

    ``newest``: a connection that has just come; only its host's claim can move somebody. ``wanted``: a connection that
    takes its person's place over from another tab. Where all places are taken, the cost does not depend on how many
    people are inside. Returns the places as they are now.
    """
    session.flush()
    holders = _holders(session, meeting)
    if wanted is not None:
        for connection, _ in holders:
            if connection.participant_id == wanted.participant_id and connection is not wanted:
                connection.media, wanted.media = False, True
    has_place = {connection.participant_id for connection, _ in holders}
    free = site.mesh_limit - len(holders)
    if free > 0:
        for connection in _candidates(session, meeting, has_place, free):
            connection.media = True
    elif newest is not None and newest.participant_id not in has_place:
        _claim_for_host(session, holders, newest)
    session.flush()
    after = current(session, meeting)
    if after != before:
        record(session, meeting, EventType.MESH_SLOTS_CHANGED, data={"peers": after})
    return after


def current(session: Session, meeting: Meeting) -> Peers:
    """The places: pairs of peer id and the person's public id, in the order of the former."""
    return [[peer_id, public_id] for peer_id, public_id in session.execute(_CURRENT, {"meeting_id": meeting.id})]


def _holders(session: Session, meeting: Meeting) -> list[tuple[RoomConnection, Visit]]:
    return [(connection, visit) for connection, visit in session.execute(_HOLDERS, {"meeting_id": meeting.id})]


def _candidates(session: Session, meeting: Meeting, has_place: set[int], most: int) -> list[RoomConnection]:
    """People without a place who could take one, hosts first, then by entering; the newest tab of each."""
    query = (
        select(RoomConnection)
        .join(Visit, Visit.id == RoomConnection.visit_id)
        .where(RoomConnection.meeting_id == meeting.id, RoomConnection.media.is_(False), RoomConnection.node != LOST)
        .where(RoomConnection.participant_id.not_in(has_place))
        .order_by(
            (Visit.role != MeetingRole.HOST.value), Visit.id, RoomConnection.opened_at.desc(), RoomConnection.peer_id
        )
    )
    found: dict[int, RoomConnection] = {}
    for connection in session.scalars(query):
        found.setdefault(connection.participant_id, connection)
        if len(found) == most:
            break
    return list(found.values())


def _claim_for_host(session: Session, holders: list[tuple[RoomConnection, Visit]], newest: RoomConnection) -> None:
    """A host who comes in gets the place of the attendee who entered last; presenters and hosts keep theirs."""
    if session.get_one(Visit, newest.visit_id).role != MeetingRole.HOST.value:
        return
    attendees = [(visit.id, connection) for connection, visit in holders if visit.role == MeetingRole.ATTENDEE.value]
    if attendees:
        _, last = max(attendees, key=lambda one: one[0])
        last.media, newest.media = False, True
