"""Mesh slots: who exchanges sound and picture, browser to browser.

A slot belongs to one connection of a participant (of several tabs one has sound and picture). A participant keeps a
slot; a free one goes to hosts first, then in the order of entering. A host who enters while all slots are taken gets
that of the attendee who entered last. A lost connection keeps its slot until the grace to reconnect is over.

Only who has a slot sends anything: who loses it is told to all as sending nothing, and where it goes on to another tab
of the same participant the shared screen, which is the tab's, ends.
"""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from convener.domain.events.kinds.audience_rights import AudienceSightChanged
from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.events.log import record
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import audience_rights, recorder_peers, roster

LOST = ""
"""Node of a connection that is lost; its participant has the grace to reconnect."""

Peers = list[list[str]]
"""Pairs of peer id and the participant's public id."""

# Built once: these run whenever a participant enters or leaves.
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
    claimed: RoomConnection | None = None,
) -> Peers:
    """Assign the slots anew, and record an event where they differ from ``before``, which :func:`current` returned
    before the caller changed anything. The caller has locked the meeting.

    ``newest``: a connection that has just opened; only a host's newest connection can take another participant's slot.
    ``claimed``: a connection that takes over the slot of its participant from another tab. Where all slots are taken,
    the cost does not depend on how many people are inside. Returns the slots as they are now.
    """
    session.flush()
    holders = _holders(session, meeting)
    if claimed is not None:
        for connection, _ in holders:
            if connection.participant_id == claimed.participant_id and connection is not claimed:
                connection.media, claimed.media = False, True
    with_slot = {connection.participant_id for connection, _ in holders}
    free = site.mesh_limit - len(holders)
    if free > 0:
        for connection in _candidates(session, meeting, with_slot, free):
            connection.media = True
    elif newest is not None and newest.participant_id not in with_slot:
        _claim_for_host(session, holders, newest)
    session.flush()
    after = current(session, meeting)
    if after != before:
        _end_sending(session, meeting, before, after)
        record_slots(session, meeting, after)
    return after


def record_slots(session: Session, meeting: Meeting, peers: Peers) -> MeshSlotsChanged:
    """Record these slots, as :func:`current` returns them; returns what is recorded."""
    payload = slots_event(session, meeting, peers)
    record(session, meeting, payload)
    return payload


def record_sight_changed(session: Session, meeting: Meeting) -> None:
    """Record that attendees see other people than before, and the slots anew: who of them are apart has changed."""
    session.flush()
    record(session, meeting, AudienceSightChanged())
    record_slots(session, meeting, current(session, meeting))


def slots_event(session: Session, meeting: Meeting, peers: Peers) -> MeshSlotsChanged:
    """The event that says that these have the slots, who of them do not see each other, and who records."""
    recorders = recorder_peers.current(meeting)
    if not peers or audience_rights.rights_of(meeting).see:
        return MeshSlotsChanged(peers=peers, recorders=recorders)
    query = select(Participant.public_id).join(Visit, Visit.participant_id == Participant.id)
    query = query.where(
        Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Visit.role == MeetingRole.ATTENDEE.value
    )
    attendees = set(session.scalars(query.where(Participant.public_id.in_([person for _, person in peers]))))
    return MeshSlotsChanged(peers=peers, apart=sorted(attendees), recorders=recorders)


def current(session: Session, meeting: Meeting) -> Peers:
    """The slots, in the order of the peer ids."""
    return [[peer_id, public_id] for peer_id, public_id in session.execute(_CURRENT, {"meeting_id": meeting.id})]


def _end_sending(session: Session, meeting: Meeting, before: Peers, after: Peers) -> None:
    """Nothing is sent any more by those who lost their slot, and no screen by a tab that another one took over from."""
    now_with_slot = {public_id: peer_id for peer_id, public_id in after}
    moved = [public_id for peer_id, public_id in before if now_with_slot.get(public_id) != peer_id]
    if not moved:
        return
    query = (
        select(Visit)
        .join(Participant, Participant.id == Visit.participant_id)
        .where(Visit.meeting_id == meeting.id, Visit.left_at.is_(None), Participant.public_id.in_(moved))
        .where(or_(Visit.microphone, Visit.camera, Visit.screen))
        .order_by(Visit.id)
    )
    for visit in session.scalars(query):
        was = (visit.microphone, visit.camera, visit.screen)
        visit.screen = False
        if visit.participant.public_id not in now_with_slot:
            visit.microphone = visit.camera = False
        if was != (visit.microphone, visit.camera, visit.screen):
            roster.person_updated(session, meeting, visit)


def has_slot(session: Session, participant: Participant, peer_id: str) -> bool:
    """Whether this connection is one of the participant and has a slot."""
    connection = session.get(RoomConnection, peer_id)
    return connection is not None and connection.participant_id == participant.id and connection.media


def _holders(session: Session, meeting: Meeting) -> list[tuple[RoomConnection, Visit]]:
    return [(connection, visit) for connection, visit in session.execute(_HOLDERS, {"meeting_id": meeting.id})]


def _candidates(session: Session, meeting: Meeting, with_slot: set[int], most: int) -> list[RoomConnection]:
    """Connections that could get a slot, of participants without one, hosts first, then in the order of entering; the
    newest tab of each."""
    query = (
        select(RoomConnection)
        .join(Visit, Visit.id == RoomConnection.visit_id)
        .where(RoomConnection.meeting_id == meeting.id, RoomConnection.media.is_(False), RoomConnection.node != LOST)
        .where(RoomConnection.participant_id.not_in(with_slot))
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
    """Give a host who enters the slot of the attendee who entered last; presenters and hosts keep theirs."""
    if session.get_one(Visit, newest.visit_id).role != MeetingRole.HOST.value:
        return
    attendees = [(visit.id, connection) for connection, visit in holders if visit.role == MeetingRole.ATTENDEE.value]
    if attendees:
        _, last = max(attendees, key=lambda one: one[0])
        last.media, newest.media = False, True
