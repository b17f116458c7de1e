"""Places in the mesh: who exchanges sound and picture, browser to browser.

A place belongs to one connection of a person (of several tabs one has sound and picture). Who has a place keeps it;
a free one goes to a host first, then to whoever entered first. A host who finds all places taken gets that of the
attendee who came last.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Connection, Meeting, Participant, Visit

from .events import EventType, record
from .permissions import MeetingRole
from .rules import Rules


def assign(
    session: Session,
    rules: Rules,
    meeting: Meeting,
    *,
    newest: Connection | None = None,
    wanted: Connection | None = None,
) -> None:
    """Give the places out anew and record an event where anything changed. The caller holds the meeting's row.

    ``newest``: a connection that has just come, for which nothing needs to be looked at where all is settled.
    ``wanted``: a connection that takes its person's place over from another tab.
    """
    session.flush()
    holders = _holders(session, meeting)
    before = [(connection.peer_id, visit.id) for connection, visit in holders]
    if wanted is not None:
        for connection, _ in holders:
            if connection.participant_id == wanted.participant_id and connection is not wanted:
                connection.media, wanted.media = False, True
        session.flush()
        holders = _holders(session, meeting)
    has_place = {connection.participant_id for connection, _ in holders}
    free = rules.mesh_limit - len(holders)
    if newest is not None and free <= 0 and _role(session, newest) != MeetingRole.HOST.value:
        return
    candidates = _candidates(session, meeting, has_place, max(free, 1) if newest is None else None)
    for connection, visit in candidates:
        if free <= 0:
            if visit.role != MeetingRole.HOST.value or not _make_room(holders):
                break
            free += 1
        connection.media = True
        free -= 1
    session.flush()
    after = [(connection.peer_id, visit.id) for connection, visit in _holders(session, meeting)]
    if after != before:
        peers = current(session, meeting)
        record(session, meeting, EventType.PLACES_CHANGED, data={"peers": peers})


def current(session: Session, meeting: Meeting) -> list[list[str]]:
    """The places: pairs of peer id and the person's public id, in the order of connecting."""
    query = (
        select(Connection.peer_id, Participant.public_id)
        .join(Participant, Participant.id == Connection.participant_id)
        .where(Connection.meeting_id == meeting.id, Connection.media.is_(True))
        .order_by(Connection.opened_at, Connection.peer_id)
    )
    return [[peer_id, public_id] for peer_id, public_id in session.execute(query)]


def _holders(session: Session, meeting: Meeting) -> list[tuple[Connection, Visit]]:
    query = (
        select(Connection, Visit)
        .join(Visit, Visit.id == Connection.visit_id)
        .where(Connection.meeting_id == meeting.id, Connection.media.is_(True))
        .order_by(Connection.opened_at, Connection.peer_id)
    )
    return [(connection, visit) for connection, visit in session.execute(query)]


def _candidates(
    session: Session, meeting: Meeting, has_place: set[int], most: int | None
) -> list[tuple[Connection, Visit]]:
    """People without a place who could take one, hosts first, then by entering; the newest tab of each."""
    query = (
        select(Connection, Visit)
        .join(Visit, Visit.id == Connection.visit_id)
        .where(Connection.meeting_id == meeting.id, Connection.media.is_(False))
        .where(Connection.participant_id.not_in(has_place))
        .order_by((Visit.role != MeetingRole.HOST.value), Visit.id, Connection.opened_at.desc())
    )
    found: list[tuple[Connection, Visit]] = []
    seen: set[int] = set()
    for connection, visit in session.execute(query):
        if connection.participant_id not in seen:
            seen.add(connection.participant_id)
            found.append((connection, visit))
            if most is not None and len(found) >= most + 1:
                break
    return found


def _make_room(holders: list[tuple[Connection, Visit]]) -> bool:
    for connection, visit in reversed(holders):
        if visit.role == MeetingRole.ATTENDEE.value and connection.media:
            connection.media = False
            return True
    return False


def _role(session: Session, connection: Connection) -> str:
    visit = session.get_one(Visit, connection.visit_id)
    return visit.role
