"""Attendees who do not see each other, on a real server: what reaches a page, and what does not."""

from __future__ import annotations

from typing import Any

from convener.domain.permissions import MeetingRole
from convener.realtime.registry import REGISTRY
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer

ONLY = {"host", "pat", "ann"}


def gather(room: Gathering) -> tuple[Browser, Browser, Browser, Browser]:
    room.add("pat", MeetingRole.PRESENTER)
    host, pat, ann, bob = (room.enter(name) for name in ("host", "pat", "ann", "bob"))
    ann.see(lambda page: page.total == 4)
    return host, pat, ann, bob


def _peers(page: Browser) -> set[str]:
    return {one.person_id for one in page.peers.peers} if page.peers is not None else set()


def heard_since_snapshot(page: Browser) -> list[Any]:
    """What the page was sent from its last snapshot on."""
    last = max(place for place, one in enumerate(page.heard) if isinstance(one, REGISTRY.snapshot))
    return page.heard[last:]


def test_nothing_of_another_attendee_reaches_an_attendee(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, pat, ann, bob = gather(room)
        bob.do("sendMessage", key="1", text="said before")
        ann.see(lambda page: page.models["chat"].texts() == ["said before"])
        host.do("reactToMessage", id=ann.models["chat"].last().id, emoji="heart", on=True)
        host.do("sendMessage", key="2", text="I answer", replyTo=ann.models["chat"].last().id)
        before = bob.peer_id
        host.do("setRights", see=False)
        ann.see(lambda page: page.names() == ONLY)
        bob.see(lambda page: page.names() == {"host", "pat", "bob"})
        assert ann.models["chat"].texts() == ["I answer"]
        assert ann.models["chat"].last().reply_to is None
        ann.see(lambda page: _peers(page) == {room.ids[name] for name in ONLY})
        # What he does, what others do with him, and what is asked for.
        bob.do("setHand", raised=True)
        bob.do("setMedia", microphone=True, camera=True)
        bob.do("react", emoji="clap")
        bob.do("sendMessage", key="3", text="for those who lead", audience="presenters")
        assert bob.refused("sendMessage", key="4", text="for all") == "not_allowed"
        bob.do("reactToMessage", id=bob.models["chat"].last().id, emoji="party", on=True)
        host.do("mute", personId=room.ids["bob"])
        pat.do("setHand", raised=False, personId=room.ids["bob"])
        signal = {"candidate": {"candidate": ""}}
        assert ann.refused("signal", to=before, data=signal) == "no_place"
        assert bob.refused("signal", to=ann.peer_id, data=signal) == "no_place"
        assert ann.refused("sendMessage", key="5", text="x", audience="person", personId=room.ids["bob"]) == (
            "participant_not_found"
        )
        ann.do("listPeople")
        ann.do("listMessages", before=10_000)
        bob.do("leave")
        room.enter("bob")
        host.do("react", emoji="heart")
        ann.see(lambda page: page.models["reactions"].shown[-1:] == [(room.ids["host"], "heart")])
        host.see(lambda page: "for those who lead" in page.models["chat"].texts())
        assert (room.ids["bob"], "clap") in host.models["reactions"].shown
        told = repr(heard_since_snapshot(ann))
        for secret in (room.ids["bob"], before, "'bob'", "said before", "for those who lead"):
            assert secret not in told
        assert ann.total == 4


def test_the_number_of_reactions_names_nobody(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, _, ann, bob = gather(room)
        host.do("setRights", see=False)
        host.do("sendMessage", key="1", text="hello")
        bob.see(lambda page: page.models["chat"].texts() == ["hello"])
        ann.see(lambda page: page.models["chat"].texts() == ["hello"])
        hello = bob.models["chat"].last().id
        bob.do("reactToMessage", id=hello, emoji="heart", on=True)
        ann.see(lambda page: [one.count for one in page.models["chat"].last().reactions] == [1])
        host.do("reactToMessage", id=hello, emoji="party", on=True)
        ann.do("listChatReactions", id=hello)
        assert ann.models["chat"].reactions == [("party", "host")]
        assert room.ids["bob"] not in repr(heard_since_snapshot(ann))


def test_whoever_becomes_presenter_is_seen_and_seen_no_longer(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, _, ann, bob = gather(room)
        host.do("setRights", see=False)
        ann.see(lambda page: page.names() == ONLY)
        host.do("setRole", personId=room.ids["bob"], role="presenter")
        ann.see(lambda page: page.names() == {*ONLY, "bob"})
        bob.see(lambda page: page.names() == {*ONLY, "bob"})
        bob.do("sendMessage", key="1", text="hello")
        ann.see(lambda page: page.models["chat"].texts() == ["hello"])
        host.do("setRole", personId=room.ids["bob"], role="attendee")
        ann.see(lambda page: page.names() == ONLY)
        bob.see(lambda page: page.names() == {"host", "pat", "bob"})
        assert ann.models["chat"].texts() == []
        host.do("setRights", see=True)
        ann.see(lambda page: page.names() == {*ONLY, "bob"})
        ann.see(lambda page: len(_peers(page)) == 4)
        assert ann.models["chat"].texts() == ["hello"]


def test_who_was_away_meanwhile_gets_a_fresh_view(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, _, ann, _ = gather(room)
        ann.drop()
        host.do("setRights", see=False)
        back = room.enter("ann", lastSeq=ann.seq, peerId=ann.peer_id)
        assert back.names() == ONLY
        back.drop()
        host.do("setHand", raised=True)
        again = room.open("ann", lastSeq=back.seq, peerId=back.peer_id)
        again.see(lambda page: page.seq >= room.meeting().last_seq)
        assert room.ids["bob"] not in repr(again.heard)
