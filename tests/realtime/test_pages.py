"""Pages of one person: one takes over from another, and pages that go away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from convener.realtime.protocol.messages import InLobby
from tests.factories.browsers import Gathering
from tests.factories.documents import Documents
from tests.servers import RunningServer, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that gives a broken line minutes to return, and a closed page no time at all."""
    running = RunningServer(tmp_path_factory.mktemp("pages") / "data", reconnect_grace=300, close_grace=0)
    running.start()
    yield running
    running.stop()


def test_a_closed_page_is_not_a_broken_line(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        host.see(lambda page: page.names() == {"host", "ann", "bob"})
        ann.drop()
        bob.do("pageHidden")
        bob.drop()
        host.see(lambda page: page.names() == {"host", "ann"})
        assert not host.person("ann").connected
        assert room.participant("bob").status == "quit"
        host.do("pageHidden")
        host.drop()
        wait_until(lambda: room.meeting().status == "host_left", "the host to have left")


def test_a_page_that_is_hidden_and_stays_is_in_the_room(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        ann.do("pageHidden")
        host.do("setHand", raised=True)
        ann.see(lambda page: page.person("host").hand is not None)
        assert room.participant("ann").status == "in_progress"


def test_a_page_takes_over_and_the_others_are_told(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = room.enter("host")
        first, lost = room.enter("ann", microphone=True), room.enter("ann")
        notes = Documents(room, first)
        lost.drop()
        second = room.enter("ann", microphone=True, takesOver=True)
        assert second.peers is not None
        assert second.peers.place
        assert first.closed().reason == "moved"
        assert notes.closed() == "moved"
        peers = {host.peer_id, second.peer_id}
        host.see(lambda page: page.peers is not None and {one.peer_id for one in page.peers.peers} == peers)
        host.see(lambda page: page.person("ann").microphone)
        assert host.person("ann").connected
        # The one that lost its line meanwhile comes back by itself, and is told then.
        assert room.open("ann", lastSeq=lost.seq, peerId=lost.peer_id).closed().reason == "moved"
        # Both may go on: another page of hers that takes nothing over, and the first one, which takes it back.
        beside = room.enter("ann")
        back = room.enter("ann", takesOver=True)
        assert second.closed().reason == beside.closed().reason == "moved"
        back.do("setHand", raised=True)
        host.see(lambda page: page.total == 2 and page.person("ann").hand is not None)


def test_a_page_takes_over_in_the_lobby(server: RunningServer) -> None:
    with Gathering(server, lobby=True) as room:
        host = room.enter("host")
        first = room.open("guest")
        first.until(InLobby)
        second = room.open("guest", takesOver=True)
        second.until(InLobby)
        assert first.closed().reason == "moved"
        host.see(lambda page: len(page.waiting) == 1)
        host.do("admit")
        host.see(lambda page: page.names() == {"host", "guest"})
