from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from websockets.exceptions import InvalidStatus

from convener.domain.accounts import sessions
from convener.domain.meetings import participants
from convener.domain.room import moderation
from convener.domain.site import now
from convener.realtime.features.media import Peers
from convener.realtime.protocol.messages import Done, InLobby, Resumed
from convener.realtime.registry import REGISTRY
from convener.storage.models import SignIn, User
from convener.web.cookies import SIGN_IN
from tests.factories.browsers import Browser, Gathering
from tests.servers import RunningServer, wait_until


@pytest.fixture(scope="module", autouse=True)
def silent_browser(shared_server: RunningServer) -> Iterator[Browser]:
    """A browser that sends nothing while the tests before its own run: the server waits ten seconds for ``enter``."""
    browser = Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room")
    yield browser
    browser.drop()


def test_the_first_message_is_a_snapshot(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host", microphone=True)
        snapshot = host.heard[0]
        assert isinstance(snapshot, REGISTRY.snapshot)
        people, meeting = snapshot.slices.people, snapshot.slices.meeting.meeting
        assert people.you.name == "host"
        assert people.you.role == "host"
        assert people.you.microphone
        assert meeting.title == "Weekly <b>meeting</b>"
        assert meeting.status == "in_progress"
        assert [one.name for one in people.people] == ["host"]
        assert people.total == 1
        assert isinstance(host.heard[1], Peers)
        assert host.heard[1].place
        assert host.heard[1].ice_servers[0].urls == [f"stun:127.0.0.1:{shared_server.port}"]


def test_enter_with_a_ref_is_answered(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        assert room.open("host", ref=7).until(Done).ref == 7


def test_the_others_are_told(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann")
        host.see(lambda page: page.names() == {"host", "ann"} and page.total == 2)
        ann.do("leave")
        host.see(lambda page: page.names() == {"host"} and page.total == 1)


@pytest.mark.parametrize("token", ["", "x", "a.1.b", "abcdefghijklmnop.99999999999.AAAA", "\u0000", "ü" * 500])
def test_a_wrong_token_opens_nothing(shared_server: RunningServer, token: str) -> None:
    browser = Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room")
    browser.send("enter", token=token)
    assert browser.closed().reason == "invalid_token"


def test_an_expired_token_opens_nothing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        browser = Browser(room.url)
        browser.send("enter", token=room.site.secrets.room_token(room.ids["host"], lifetime=-1))
        assert browser.closed().reason == "invalid_token"


def test_the_first_message_must_be_enter(shared_server: RunningServer) -> None:
    for frame in ('{"type":"ping"}', "garbage", b"\x00\x01", '{"type":"leave"}', '{"type":"endMeeting"}'):
        browser = Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room")
        browser.raw(frame)
        assert browser.closed().reason == "protocol_error"


def test_one_enters_once_on_a_socket(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        assert host.refused("enter", token=room.token("host")) == "already_entered"


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://[", ""])
def test_pages_of_others_may_not_open_a_socket(shared_server: RunningServer, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room", additional_headers={"Origin": origin})
    assert refused.value.response.status_code == 403


def test_our_own_pages_may(shared_server: RunningServer) -> None:
    for origin in (shared_server.base_url, f"http://127.0.0.1:{shared_server.port}"):
        Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room", origin=origin).drop()


def test_several_tabs_are_one_person(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        first = room.enter("ann", microphone=True)
        second = room.enter("ann")
        assert second.peers is not None
        assert (second.peers.place, second.peers.reason) == (False, "other_tab")
        assert second.total == 2
        second.do("takeMedia")
        second.see(lambda page: page.peers is not None and page.peers.place)
        first.see(lambda page: page.peers is not None and page.peers.reason == "other_tab")
        second.do("leave")
        assert first.closed().reason == "left"
        assert second.closed().reason == "left"
        host.see(lambda page: page.names() == {"host"})


def test_a_reload_within_the_grace_is_no_departure(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann")
        entered_at = host.people[room.ids["ann"]].entered_at if room.ids["ann"] in host.people else None
        ann.drop()
        host.see(lambda page: "ann" in page.names() and not page.person("ann").connected)
        room.enter("ann")
        host.see(lambda page: page.person("ann").connected)
        assert entered_at in (None, host.person("ann").entered_at)
        assert room.participant("ann").status == "in_progress"


def test_who_does_not_come_back_has_left(impatient_server: RunningServer) -> None:
    with Gathering(impatient_server) as room:
        host = room.enter("host")
        room.enter("ann").drop()
        host.see(lambda page: "ann" in page.names())
        host.see(lambda page: page.names() == {"host"})
        assert room.participant("ann").status == "quit"


def test_a_resumed_browser_gets_what_it_missed(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann")
        host.see(lambda page: "ann" in page.names())
        host.drop()
        ann.see(lambda page: not page.person("host").connected)
        ann.do("setHand", raised=True)
        room.enter("bob")
        again = room.open("host", lastSeq=host.seq, peerId=host.peer_id)
        assert again.until(Resumed).peer_id == host.peer_id
        again.seq, again.models = host.seq, host.models
        again.see(lambda page: page.names() == {"host", "ann", "bob"} and page.person("ann").hand is not None)
        again.see(lambda page: page.person("host").connected)
        assert again.numbers == sorted(set(again.numbers)), "nothing missed, nothing doubled"
        fresh = room.enter("host")
        assert again.state() == fresh.state()


@pytest.mark.parametrize("last_seq", [0, -5, 10**6, 10**15])
def test_a_number_from_another_time_gets_a_snapshot(shared_server: RunningServer, last_seq: int) -> None:
    with Gathering(shared_server) as room:
        room.enter("host")
        assert isinstance(room.enter("ann", lastSeq=last_seq).heard[0], REGISTRY.snapshot)


def test_whoever_left_meanwhile_gets_a_snapshot(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.enter("host")
        ann = room.enter("ann")
        ann.do("leave")
        ann.closed()
        assert isinstance(room.enter("ann", lastSeq=ann.seq).heard[0], REGISTRY.snapshot)


def test_a_page_may_return_before_its_old_socket_is_known_to_be_dead(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann")
        host.see(lambda page: page.peers is not None and len(page.peers.peers) == 2)
        again = room.enter("ann", peerId=ann.peer_id, lastSeq=ann.seq)
        assert again.peer_id == ann.peer_id
        assert again.peers is not None
        assert again.peers.place
        assert ann.closed().reason == "protocol_error"
        host.do("setHand", raised=True)
        assert host.person("ann").connected
        assert again.call("ping") is not None


def test_a_locked_room_says_so(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        host.do("setLock", locked=True)
        assert room.open("ann").closed().reason == "locked"


def test_pages_of_a_large_room_come_one_after_another(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        ann = room.enter("ann")
        ann.send("listPeople", after=room.ids["host"])
        ann.see(lambda page: page.names() == {"host", "ann"})
        host.send("listPeople", after="nobody")
        host.see(lambda page: page.names() == {"host", "ann"})


def test_statuses_follow_the_truth(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        assert room.meeting().status == "scheduled"
        host = room.enter("host")
        ann = room.enter("ann")
        host.do("leave")
        assert host.closed().reason == "left"
        ann.see(lambda page: page.meeting is not None and page.meeting.status == "host_left")
        ann.do("leave")
        wait_until(lambda: room.meeting().status == "finished", "the empty meeting to finish")


class TestLobby:
    def test_who_waits_hears_nothing_and_may_do_nothing(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest = room.open("guest")
            assert guest.until(InLobby).title == "Weekly <b>meeting</b>"
            host.see(lambda page: [one.name for one in page.waiting.values()] == ["guest"])
            assert guest.refused("setMedia", microphone=True) == "in_lobby"
            assert guest.refused("signal", to=host.peer_id, data={}) == "in_lobby"
            assert guest.refused("listPeople") == "in_lobby"
            assert guest.refused("admit") == "in_lobby"
            host.do("setHand", raised=True)
            guest.send("ping")
            assert type(guest.next()).__name__ == "Pong"
            assert not any(isinstance(one, REGISTRY.snapshot | Peers) for one in guest.heard)

    def test_admitted(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest = room.open("guest", microphone=True)
            host.see(lambda page: bool(page.waiting))
            host.do("admit", personId=room.ids["guest"])
            assert guest.until(REGISTRY.snapshot).slices.people.you.microphone
            host.see(lambda page: not page.waiting and "guest" in page.names())

    def test_denied(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest, other = room.open("guest"), room.open("other")
            host.see(lambda page: len(page.waiting) == 2)
            host.do("deny", personId=room.ids["guest"])
            assert guest.closed().reason == "denied"
            host.see(lambda page: len(page.waiting) == 1)
            host.do("admit")
            other.until(REGISTRY.snapshot)

    def test_the_lobby_is_turned_off(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest = room.open("guest")
            host.see(lambda page: bool(page.waiting))
            host.do("setLobby", lobby=False)
            guest.until(REGISTRY.snapshot)

    def test_leaving_the_lobby(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest = room.open("guest")
            host.see(lambda page: bool(page.waiting))
            guest.do("leave")
            assert guest.closed().reason == "left"
            host.see(lambda page: not page.waiting)

    def test_the_end_reaches_the_lobby(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server, lobby=True) as room:
            host = room.enter("host")
            guest = room.open("guest")
            host.see(lambda page: bool(page.waiting))
            host.do("endMeeting")
            assert guest.closed().reason == "ended"

    def test_attendees_are_not_told_who_waits(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server) as room:
            host, ann = room.enter("host"), room.enter("ann")
            host.do("setLobby", lobby=True)
            room.open("guest").until(InLobby)
            host.see(lambda page: bool(page.waiting))
            host.do("setHand", raised=True)
            ann.see(lambda page: page.person("host").hand is not None)
            assert not ann.waiting

    def test_who_becomes_a_presenter_sees_who_waits(self, shared_server: RunningServer) -> None:
        with Gathering(shared_server) as room:
            host, ann = room.enter("host"), room.enter("ann")
            host.do("setLobby", lobby=True)
            room.open("guest").until(InLobby)
            host.do("setRole", personId=room.ids["ann"], role="presenter")
            ann.see(lambda page: bool(page.waiting) and page.you is not None and page.you.role == "presenter")
            host.do("setRole", personId=room.ids["ann"], role="attendee")
            ann.see(lambda page: not page.waiting and page.you is not None and page.you.role == "attendee")


def test_who_missed_very_much_gets_a_snapshot(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        host.drop()
        with room.database.write() as session:
            person = participants.find_by_public_id(session, room.ids["host"])
            assert person is not None
            for number in range(1001):
                moderation.set_hand(session, moderation.inside(session, person), number % 2 == 0, None)
        assert isinstance(room.enter("host", lastSeq=host.seq).heard[0], REGISTRY.snapshot)


def test_who_says_nothing_is_sent_away(silent_browser: Browser) -> None:
    assert silent_browser.closed().reason == "protocol_error"


def test_who_is_in_a_meeting_stays_signed_in(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        with room.database.write() as session:
            owner = session.scalars(select(User)).first()
            assert owner is not None
            token = sessions.sign_in(session, room.site, owner)
            mine = SignIn.token_hash == room.site.secrets.hash("sign_in", token)
            session.flush()
            session.execute(update(SignIn).where(mine).values(seen_at=now() - timedelta(seconds=1100)))
        browser = Browser(room.url, additional_headers={"Cookie": f"other=1; {SIGN_IN}={token}"})
        room.browsers.append(browser)
        browser.send("enter", token=room.token("host"))
        browser.until(REGISTRY.snapshot)
        browser.send("ping")

        def idle() -> timedelta:
            with room.database.read() as session:
                return now() - session.scalars(select(SignIn.seen_at).where(mine)).one()

        wait_until(lambda: idle() < timedelta(seconds=60), "the browser to be noted as not idle")


def test_a_sign_in_that_is_over_does_not_come_back_by_a_meeting(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        browser = Browser(room.url, additional_headers={"Cookie": f"{SIGN_IN}=nobody"})
        room.browsers.append(browser)
        browser.send("enter", token=room.token("host"))
        browser.until(REGISTRY.snapshot)
        browser.do("ping")
