"""Several nodes, nodes that die, and a bus that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from convener.domain.room import nodes
from convener.realtime.documents.frames import FrameKind
from convener.realtime.features.media import SignalFrom
from convener.realtime.protocol.messages import Done, Resumed
from convener.realtime.registry import REGISTRY
from convener.storage.models import Node
from tests.factories import pages
from tests.factories.boards import SharedBoard, make_board
from tests.factories.browsers import Browser, Gathering
from tests.factories.documents import Documents, entered
from tests.realtime.test_content import insert
from tests.servers import Postgres, Redis, RunningServer, wait_until

pytestmark = pytest.mark.long


@pytest.fixture
def two_nodes(
    postgres: Postgres, redis_server: Redis, tmp_path: Path
) -> Iterator[tuple[RunningServer, RunningServer, Redis]]:
    """Two servers on one database, with a bus between them."""
    url = postgres.new_database()
    settings = {"database_url": url, "redis_url": redis_server.url, "reconnect_grace": 3}
    first = RunningServer(tmp_path / "data", **settings)
    second = RunningServer(tmp_path / "data", **settings)
    first.start()
    second.start()
    yield first, second, redis_server
    second.stop()
    first.stop()


def _url(server: RunningServer) -> str:
    return f"ws://127.0.0.1:{server.port}/api/v1/room"


def _draw_on_both(room: Gathering, host: Browser, ann: Browser, second: str, redis: Redis) -> None:
    """What people on two nodes draw at once on a board and on a page is the same for both, without the bus too."""
    document = insert(room)
    host.do("showItem", kind="document", itemId=document)
    boards = {"board": make_board(host, "Plan"), "drawing": f"{document}:2"}
    for number, (kind, name) in enumerate(boards.items()):
        pages = [
            SharedBoard(entered(room, host), name, client_id=100 + number, kind=kind),
            SharedBoard(entered(room, ann, second), name, client_id=200 + number, kind=kind),
        ]
        for part, line_is_down in enumerate((False, True)):
            if line_is_down:
                redis.stop()
            for one in pages:
                one.begin(f"{one.client_id} {part}")
            for step in range(20):
                for one in pages:
                    one.go_on(f"{one.client_id} {part}", step, -step)
            for one in pages:
                one.saved()
                strokes = [f"{other.client_id} {part}" for other in pages]
                one.see(lambda one=one, strokes=strokes: all(len(one.points(stroke) or ()) == 42 for stroke in strokes))  # type: ignore[misc]
            if line_is_down:
                redis.start()
        states = [{stroke: one.points(stroke) for stroke in sorted(one.elements.keys())} for one in pages]
        assert states[0] == states[1]
        assert len(states[0]) == 4


@pytest.mark.postgres
def test_people_on_two_nodes_are_in_one_meeting(two_nodes: tuple[RunningServer, RunningServer, Redis]) -> None:
    first, second, redis = two_nodes
    with Gathering(first) as room:
        host, ann = room.enter("host"), room.enter("ann", url=_url(second))
        host.see(lambda page: page.names() == {"host", "ann"})
        ann.do("setHand", raised=True)
        host.see(lambda page: page.person("ann").hand is not None)
        host.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)

        host.do("signal", to=ann.peer_id, data={"description": {"type": "offer", "sdp": "v=0"}})
        assert ann.until(SignalFrom).sender == host.peer_id

        ann.do("react", emoji="clap")
        for page in (host, ann):
            page.see(lambda page: page.models["reactions"].shown == [(room.ids["ann"], "clap")])

        _draw_on_both(room, host, ann, _url(second), redis)

        # The document socket of a page may lead to another node than its room socket.
        documents = Documents(room, host, url=_url(second))
        documents.until(FrameKind.ENTERED)
        host.do("leave")
        assert documents.closed() == "left"
        host = room.enter("host")
        host.see(lambda page: page.names() == {"host", "ann"})

        # The bus dies: events still arrive, because nodes look for them; negotiation needs the bus back.
        redis.stop()
        host.do("setHand", raised=True)
        ann.see(lambda page: page.person("host").hand is not None)
        redis.start()

        def passes() -> bool:
            host.call("signal", to=ann.peer_id, data={"candidate": {"candidate": "again"}})
            ann.call("ping")
            return any(
                isinstance(one, SignalFrom)
                and one.data.candidate is not None
                and one.data.candidate.candidate == "again"
                for one in ann.heard
            )

        wait_until(passes, "the bus to heal")

        # The page reconnects to the other node.
        ann.drop()
        again = room.open("ann", url=_url(first), lastSeq=ann.seq, peerId=ann.peer_id)
        assert again.until(Resumed).peer_id == ann.peer_id

        # She goes on in another page, on the other node.
        moved = room.enter("ann", url=_url(second), takesOver=True)
        assert again.closed().reason == "moved"

        # And closes it: within the grace of a closed page a reload is back on the first node.
        moved.do("pageHidden")
        moved.drop()
        host.see(lambda page: not page.person("ann").connected)
        reloaded = room.enter("ann", url=_url(first))
        host.see(lambda page: page.person("ann").connected)

        host.do("remove", personId=room.ids["ann"])
        assert reloaded.closed().reason == "removed"


@pytest.mark.postgres
def test_what_is_shown_and_drawn_is_the_same_on_two_nodes(
    two_nodes: tuple[RunningServer, RunningServer, Redis],
) -> None:
    first, second, redis = two_nodes
    with Gathering(first) as room:
        host, ann = room.enter("host"), room.enter("ann", url=_url(second))
        brought = httpx.post(
            f"{second.base_url}/api/v1/room/documents",
            params={"name": "Plan.pdf", "show": "true", "key": "one"},
            content=pages.talk(2),
            headers={"Authorization": f"Bearer {room.token('host')}"},
            timeout=60,
        )
        document = brought.json()["id"]
        for page in (host, ann):
            page.see(lambda one: document in one.models["content"].documents)
            page.see(lambda one: one.models["content"].documents[document].state == "ready")
            page.see(lambda one: one.models["showing"].shown is not None)
        host.do("turnPage", kind="document", itemId=document, page=2)
        ann.see(lambda one: one.models["showing"].open[0].page == 2)

        board = make_board(host, "Plan", show=True)
        ann.see(lambda one: one.models["showing"].shown.id == board)
        one = SharedBoard(entered(room, host), board, client_id=11)
        other = SharedBoard(entered(room, ann, url=_url(second)), board, client_id=12)
        one.begin("s1")
        other.begin("s2")
        one.go_on("s1", 80, 80)
        redis.stop()
        other.go_on("s2", 16, 16)
        redis.start()
        for drawn in (one, other):
            drawn.saved()
            drawn.see(lambda: (drawn.points("s1"), drawn.points("s2")) == ([0, 0, 80, 80], [0, 0, 16, 16]))  # noqa: B023


@pytest.mark.postgres
def test_a_node_that_dies_loses_its_people_after_a_while(
    two_nodes: tuple[RunningServer, RunningServer, Redis],
) -> None:
    first, second, _ = two_nodes
    with Gathering(first) as room:
        host, _ann = room.enter("host"), room.enter("ann", url=_url(second))
        host.see(lambda page: page.names() == {"host", "ann"})
        second.kill()
        host.see(lambda page: not page.person("ann").connected)
        again = room.enter("ann")
        assert again.names() == {"host", "ann"}


@pytest.fixture(scope="module")
def patient_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with a grace that is long enough to return on a busy machine; tests restart it and leave it running."""
    running = RunningServer(tmp_path_factory.mktemp("patient") / "data", reconnect_grace=6)
    running.start()
    yield running
    running.stop()


def test_after_kill_9_people_are_back_and_nothing_is_lost(patient_server: RunningServer) -> None:
    server = patient_server
    with Gathering(server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        ann.do("setHand", raised=True)
        host.see(lambda page: page.person("ann").hand is not None)
        host.see(lambda page: page.names() == {"host", "ann", "bob"})
        board = make_board(host, "Plan")
        sketch = SharedBoard(entered(room, ann), board, client_id=12)
        sketch.begin("kept")
        sketch.go_on("kept", 8, 8)
        sketch.saved()
        server.kill()
        for page in (host, ann, bob):
            page.to_the_end()
        server.start()
        again = room.open("host", lastSeq=host.seq, peerId=host.peer_id)
        assert again.until(Resumed).peer_id == host.peer_id
        again.seq, again.models = host.seq, host.models
        ann_again = room.enter("ann", lastSeq=ann.seq, peerId=ann.peer_id)
        drawn = SharedBoard(entered(room, again), board, client_id=13)
        assert drawn.points("kept") == [0, 0, 8, 8]
        assert {one.person_id for one in ann_again.peers.peers} == set(room.ids.values()), (  # type: ignore[union-attr]
            "places are kept, so that sound and picture between browsers go on"
        )
        again.see(lambda page: page.person("ann").connected and page.person("ann").hand is not None)
        # Bob does not come back.
        again.see(lambda page: page.names() == {"host", "ann"})
        assert room.participant("bob").status == "quit"
        fresh = room.enter("host")
        assert again.state() == fresh.state()


def test_a_clean_stop_tells_people_that_they_will_be_back(patient_server: RunningServer) -> None:
    server = patient_server
    with Gathering(server) as room:
        host = room.enter("host")
        assert server.stop() == 0
        assert host.closed().reason == "restart"
        # The grace begins when the server is back, no matter how long it was away.
        with room.database.write() as session:
            for node in session.scalars(select(Node)):
                node.seen_at -= timedelta(minutes=5)
        server.start()
        assert room.open("host", lastSeq=host.seq, peerId=host.peer_id).until(Resumed)
        assert room.meeting().inside == 1


@pytest.mark.postgres
def test_a_database_that_restarts_is_an_error_and_then_heals(tmp_path: Path) -> None:
    postgres = Postgres.find()
    if postgres is None:
        pytest.skip("PostgreSQL is not installed")
    postgres.start()
    server = RunningServer(tmp_path / "data", database_url=postgres.new_database())
    server.start()
    try:
        with Gathering(server) as room:
            host, ann = room.enter("host"), room.enter("ann")
            host.see(lambda page: page.names() == {"host", "ann"})
            postgres.restart()

            def works() -> bool:
                return isinstance(ann.call("setHand", raised=True), Done)

            wait_until(works, "the database to be back")
            host.see(lambda page: page.person("ann").hand is not None)
    finally:
        server.stop()
        postgres.stop()


@pytest.mark.postgres
def test_two_nodes_without_a_bus_find_out_by_themselves(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.new_database()
    first = RunningServer(tmp_path / "data", database_url=url)
    second = RunningServer(tmp_path / "data", database_url=url)
    first.start()
    second.start()
    try:
        with Gathering(first) as room:
            host, ann = room.enter("host"), room.enter("ann", url=_url(second))
            host.see(lambda page: page.names() == {"host", "ann"})
            host.do("endMeeting")
            assert ann.closed().reason == "ended"
            assert isinstance(room.enter("host", url=_url(second)).heard[0], REGISTRY.snapshot)
    finally:
        second.stop()
        first.stop()


def test_a_node_that_was_taken_for_dead_has_its_people_back(patient_server: RunningServer) -> None:
    with Gathering(patient_server) as room:
        host = room.enter("host")
        with room.database.write() as session:
            for node in nodes.other_nodes(session, "me"):
                nodes.expire_node(session, room.site, node)
        assert host.closed().reason == "restart"
        again = room.open("host", lastSeq=host.seq, peerId=host.peer_id)
        assert again.until(Resumed).peer_id == host.peer_id
        again.do("setHand", raised=True)
