from __future__ import annotations

from collections.abc import Iterator

import pytest

from convener.realtime.features.media import Peers, SignalFrom
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer

OFFER = {"description": {"type": "offer", "sdp": "v=0"}, "tracks": [{"streamId": "s", "kind": "camera"}]}


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with two slots in the mesh of a meeting, and room for four people."""
    server = RunningServer(
        tmp_path_factory.mktemp("small") / "data",
        mesh_limit=2,
        room_limit=4,
        ice_servers='[{"urls": "turn:turn.example.org:3478?transport=udp"}]',
        turn_secret="shared",
    )
    server.start()
    yield server
    server.stop()


def _reason(page: Browser) -> str | None:
    return page.peers.reason if page.peers is not None else None


def test_the_third_is_in_the_meeting_all_the_same(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann, bob, eve = room.enter("ann"), room.enter("bob"), room.enter("eve")
        assert _reason(eve) == "full"
        assert eve.peers is not None
        assert eve.peers.peers == []
        assert eve.peers.ice_servers == []
        assert eve.names() == {"ann", "bob", "eve"}
        ann.do("leave")
        eve.see(lambda page: page.peers is not None and page.peers.place)
        bob.see(
            lambda page: (
                page.peers is not None
                and {one.peer_id for one in page.peers.peers}
                == {
                    bob.peer_id,
                    eve.peer_id,
                }
            )
        )


def test_a_host_takes_the_place_of_the_last_attendee(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        room.enter("ann")
        bob = room.enter("bob")
        host = room.enter("host")
        assert host.peers is not None
        assert host.peers.place
        bob.see(lambda page: _reason(page) == "full")


def test_people_without_a_place_are_told_why_once(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann = room.enter("ann")
        room.enter("bob")
        eve, dan = room.enter("eve"), room.enter("dan")
        ann.do("leave")
        dan.see(lambda page: page.names() == {"bob", "eve", "dan"})
        eve.see(lambda page: page.peers is not None and page.peers.place)
        dan.do("setHand", raised=True)
        dan.see(lambda page: page.person("dan").hand is not None)
        assert sum(isinstance(one, Peers) for one in dan.heard) == 1


def test_credentials_of_turn_are_made_for_the_person_and_end(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann = room.enter("ann")
        assert ann.peers is not None
        (server,) = ann.peers.ice_servers
        assert server.username is not None
        assert server.username.endswith(":" + room.ids["ann"])
        assert server.credential


def test_steps_of_negotiation_pass_between_peers(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann = room.enter("ann")
        bob = room.enter("bob")
        bob.do("signal", to=ann.peer_id, data=OFFER)
        step = ann.until(SignalFrom)
        assert step.sender == bob.peer_id
        assert step.data.description is not None
        assert step.data.description.type == "offer"
        assert step.data.tracks[0].kind == "camera"
        kinds = [type(one) for one in ann.heard]
        named = next(
            number
            for number, one in enumerate(ann.heard)
            if isinstance(one, Peers) and bob.peer_id in {peer.peer_id for peer in one.peers}
        )
        assert named < kinds.index(SignalFrom), "the sender is named before it speaks"


def test_only_those_with_places_signal(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann = room.enter("ann")
        room.enter("bob")
        eve = room.enter("eve")
        assert eve.refused("signal", to=ann.peer_id, data=OFFER) == "no_place"
        ann.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)
        assert ann.refused("signal", to=eve.peer_id, data=OFFER) == "no_place"


def test_a_signal_to_somebody_who_is_gone_harms_nobody(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann, bob = room.enter("ann"), room.enter("bob")
        ann.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)
        bob.drop()
        ann.see(lambda page: "bob" in page.names() and not page.person("bob").connected)
        ann.do("signal", to=bob.peer_id, data=OFFER)
        assert ann.refused("signal", to="nobody", data=OFFER) == "no_place"


def test_signals_are_kept_for_a_page_that_comes_back(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        ann, bob = room.enter("ann"), room.enter("bob")
        ann.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)
        bob.drop()
        ann.see(lambda page: "bob" in page.names() and not page.person("bob").connected)
        for candidate in ("first", "second"):
            ann.do("signal", to=bob.peer_id, data={"candidate": {"candidate": candidate}})
        again = room.open("bob", lastSeq=bob.seq, peerId=bob.peer_id)
        signals = [again.until(SignalFrom), again.until(SignalFrom)]
        assert [one.sender for one in signals] == [ann.peer_id] * 2
        assert [one.data.candidate and one.data.candidate.candidate for one in signals] == ["first", "second"]
        kinds = [type(one) for one in again.heard]
        assert kinds.index(Peers) < kinds.index(SignalFrom), "the sender is named before it speaks"


def test_a_full_room_says_so(small_server: RunningServer) -> None:
    with Gathering(small_server) as room:
        for name in ("host", "ann", "bob", "eve"):
            room.enter(name)
        assert room.open("dan").closed().reason == "full"
