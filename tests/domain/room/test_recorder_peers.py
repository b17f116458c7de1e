"""Hidden peers: told to those who send, nobody in the room, gone with their node and with the end of the meeting."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.meetings import meetings
from convener.domain.room import mesh_slots, nodes, recorder_peers
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Meeting
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    return RoomFactory(database, site, mesh_limit=2)


def add(room: RoomFactory, node: str) -> str:
    def work(session: Session) -> str:
        meeting = meetings.lock_meeting(session, room.meeting_id)
        peer_id = recorder_peers.add(meeting, node)
        mesh_slots.record_slots(session, meeting, mesh_slots.current(session, meeting))
        return peer_id

    with room.database.write() as session:
        return work(session)


def current(room: RoomFactory) -> list[str]:
    with room.database.read() as session:
        return recorder_peers.current(session.get_one(Meeting, room.meeting_id))


def announced(room: RoomFactory, seq: int) -> list[list[str]]:
    return [one.payload.recorders for one in room.since(seq) if isinstance(one.payload, MeshSlotsChanged)]


def test_it_is_told_with_the_slots_and_takes_none(room: RoomFactory) -> None:
    room.enter("ann")
    seq = room.seq()
    peer_id = add(room, "node-one")
    room.enter("bob")
    assert announced(room, seq) == [[peer_id], [peer_id]]
    assert set(room.slots()) == {"ann", "bob"}


def test_it_is_gone_with_its_node(room: RoomFactory) -> None:
    room.enter("ann")
    first, other = add(room, "node-two"), add(room, "node-three")
    assert current(room) == [first, other]
    seq = room.seq()
    for _ in range(2):
        with room.database.write() as session:
            nodes.expire_node(session, room.site, "node-two")
    assert current(room) == [other]
    assert announced(room, seq) == [[other]]
    with room.database.write() as session:
        meeting = meetings.lock_meeting(session, room.meeting_id)
        assert not recorder_peers.remove(meeting, peer_id=first)
        assert recorder_peers.remove(meeting, peer_id=other)
    assert current(room) == []


def test_it_is_gone_with_the_end_of_the_meeting(room: RoomFactory) -> None:
    room.enter("host")
    add(room, "node-one")
    room.act("host", "end_meeting")
    assert current(room) == []
