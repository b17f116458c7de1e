"""A recorder in a room whose people are on another node: it is told who sends, and negotiates with them alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from queue import Queue
from typing import Any, TypeVar

import msgspec
import pytest

from convener.media.ice import IceServers
from convener.realtime.bus import BusMessage, RelayedReply, Wake
from convener.realtime.executor import DatabaseExecutor
from convener.realtime.features.media import Peer, SignalFrom
from convener.realtime.hub import Hub
from convener.realtime.recorder_rooms import RecorderRooms
from convener.realtime.redis_bus import RedisBus
from convener.recording.messages import IceServer
from convener.settings import Settings
from tests.factories.browsers import Gathering
from tests.servers import PATIENCE, Redis, RunningServer

pytestmark = pytest.mark.long

T = TypeVar("T")
OFFER = {"connection": 2, "number": 1, "description": {"type": "offer", "sdp": "v=0"}}


@pytest.fixture
def server(redis_server: Redis, tmp_path: Path) -> Iterator[RunningServer]:
    server = RunningServer(tmp_path / "data", redis_url=redis_server.url, mesh_limit=2)
    server.start()
    yield server
    server.stop()


class ListeningCapture:
    """A capture, as the room sees it."""

    def __init__(self) -> None:
        self.senders: Queue[tuple[list[tuple[str, str]], list[IceServer]]] = Queue()
        self.steps: Queue[tuple[str, dict[str, Any]]] = Queue()

    def set_senders(self, senders: Sequence[tuple[str, str]], servers: Sequence[IceServer]) -> None:
        self.senders.put((list(senders), list(servers)))

    def receive(self, sender: str, step: bytes) -> None:
        self.steps.put((sender, msgspec.json.decode(step)))

    def names(self, room: Gathering) -> set[str]:
        """The people of whom the capture was told last."""
        by_id = {public_id: name for name, public_id in room.ids.items()}
        return {by_id[person] for _, person in self.senders.get(timeout=PATIENCE)[0]}


class RecordingNode:
    """Another node on the same database and bus, which has a recorder and no sockets; a loop in a thread of its own."""

    def __init__(self, room: Gathering, redis: Redis) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._executor = DatabaseExecutor(room.database)
        self._bus = RedisBus(redis.url)
        turn = Settings(ice_servers='[{"urls": "turn:turn.example.org:3478?transport=udp"}]', turn_secret="shared")
        self._hub = Hub("recording-node", room.site, self._executor, IceServers(turn), self._bus)
        self.rooms = RecorderRooms("recording-node", self._executor, self._hub)
        room.database.on_commit(lambda ids: self.call(self._announce, ids))
        self.run(self._bus.start(self._receive))

    def run(self, work: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def call(self, function: Any, *arguments: Any) -> None:
        self._loop.call_soon_threadsafe(function, *arguments)

    def _announce(self, meeting_ids: set[int]) -> None:
        self._hub.wake(meeting_ids)
        self._bus.publish(Wake("recording-node", sorted(meeting_ids)))

    def _receive(self, message: BusMessage) -> None:
        match message:
            case Wake(node="recording-node"):
                pass
            case Wake(meetings=meetings):
                self._hub.wake(meetings)
            case RelayedReply():
                self._hub.receive_reply(message)

    def stop(self) -> None:
        for work in (self._hub.stop(), self._bus.stop(), self._executor.stop()):
            self.run(work)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


def test_a_recorder_on_another_node_hears_the_people_of_its_meeting_and_nobody_else(
    server: RunningServer, redis_server: Redis
) -> None:
    with Gathering(server) as room, Gathering(server) as elsewhere:
        ann, bob, eve = room.enter("ann"), room.enter("bob"), room.enter("eve")
        stranger = elsewhere.enter("stranger")
        node, link = RecordingNode(room, redis_server), ListeningCapture()
        try:
            peer_id = node.run(node.rooms.join(room.meeting_id, link))
            assert link.names(room) == {"ann", "bob"}  # eve has no place among those with sound and picture

            # Pages with a place are told of it: it is nobody, and takes nobody's place.
            hidden = Peer(peer_id=peer_id, person_id="", kind="recorder")
            ann.see(lambda page: page.peers is not None and hidden in page.peers.peers)
            bob.see(lambda page: page.peers is not None and hidden in page.peers.peers)
            assert ann.peers is not None
            assert {one.peer_id for one in ann.peers.peers} == {ann.peer_id, bob.peer_id, peer_id}
            assert peer_id < min(ann.peer_id, bob.peer_id)
            assert ann.names() == {"ann", "bob", "eve"}

            # Steps pass both ways, with the sender that the server knows.
            ann.do("signal", to=peer_id, data=OFFER)
            sender, step = link.steps.get(timeout=PATIENCE)
            assert (sender, step["description"]["type"], step["connection"]) == (ann.peer_id, "offer", 2)
            answer = msgspec.json.encode({"connection": 2, "description": {"type": "answer", "sdp": "v=0"}})
            node.call(node.rooms.send, room.meeting_id, peer_id, ann.peer_id, answer)
            heard = ann.until(SignalFrom)
            assert (heard.sender, heard.data.description is not None) == (peer_id, True)

            # Who has no place, and who is in another meeting, does not reach it.
            assert eve.refused("signal", to=peer_id, data=OFFER) == "no_place"
            assert stranger.refused("signal", to=peer_id, data=OFFER) == "no_place"
            assert link.steps.empty()

            # It follows who comes and goes.
            ann.do("leave")
            assert link.names(room) == {"bob", "eve"}
            eve.see(lambda page: page.peers is not None and hidden in page.peers.peers)

            node.run(node.rooms.leave(room.meeting_id, peer_id))
            bob.see(lambda page: page.peers is not None and hidden not in page.peers.peers)
            assert bob.refused("signal", to=peer_id, data=OFFER) == "no_place"
        finally:
            node.stop()
