from __future__ import annotations

import pytest

from convener.domain.actions import end_meeting
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.room import presence
from convener.realtime.features.people import PersonUpdated
from convener.realtime.protocol.messages import Resumed
from convener.realtime.registry import REGISTRY
from convener.storage.models import Participant
from tests.factories.browsers import Gathering
from tests.servers import RunningServer


def test_a_muted_person_is_told_by_whom(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann", microphone=True)
        host.do("mute", personId=room.ids["ann"])
        ann.see(lambda page: page.you is not None and not page.you.microphone)
        (event,) = ann.heard[-1].events
        assert event.by == room.ids["host"]


def test_asking_to_unmute_is_told_to_that_person_alone(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        host.do("setRights", microphone=False)
        for page in (ann, bob):
            page.see(lambda page: page.models["rights"].rights == (False, True, True, True))
        assert ann.refused("askToUnmute", personId=room.ids["bob"]) == "not_allowed"
        host.do("askToUnmute", personId=room.ids["ann"])
        ann.see(lambda page: bool(page.models["rights"].may_unmute))
        ann.do("setMedia", microphone=True)
        bob.see(lambda page: page.person("ann").microphone)
        assert not bob.models["rights"].may_unmute
        bob.do("setMedia", microphone=True)
        host.do("mute")
        ann.see(lambda page: not page.models["rights"].may_unmute)
        assert not ann.person("bob").microphone


def test_a_new_host_gets_what_hosts_see(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        host.do("remove", personId=room.ids["bob"])
        bob.closed()
        host.do("setRole", personId=room.ids["ann"], role="host")
        ann.see(lambda page: page.you is not None and page.you.role == "host")
        ann.see(lambda page: [one.name for one in page.models["people"].removed.values()] == ["bob"])
        host.do("setRole", personId=room.ids["host"], role="presenter")
        ann.see(lambda page: page.person("host").role == "presenter")
        assert host.refused("endMeeting") == "not_allowed"
        ann.do("endMeeting")
        assert host.closed().reason == "ended"


def test_removal_removes_exactly_one(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        host.do("remove", personId=room.ids["ann"])
        closing = ann.closed()
        assert closing.reason == "removed"
        assert closing.message.endswith(".")
        bob.see(lambda page: page.names() == {"host", "bob"})
        assert room.open("ann").closed().reason == "removed"
        host.do("setHand", raised=True)
        bob.see(lambda page: page.person("host").hand is not None)


def test_who_was_removed_is_let_in_again(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann, bob = room.enter("host"), room.enter("ann"), room.enter("bob")
        ann_id = room.ids["ann"]
        host.do("remove", personId=ann_id)
        host.see(lambda page: [one.name for one in page.models["people"].removed.values()] == ["ann"])
        ann.closed()
        assert bob.refused("readmit", personId=ann_id) == "not_allowed"
        host.do("readmit", personId=ann_id)
        host.see(lambda page: not page.models["people"].removed)
        room.enter("ann")
        bob.see(lambda page: page.names() == {"host", "ann", "bob"})
        assert not bob.models["people"].removed, "attendees are not told"


def test_the_end_for_all(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        host.do("endMeeting")
        for page in (host, ann):
            assert page.closed().reason == "ended"
            assert page.meeting is not None
            assert page.meeting.status == "finished"
        assert room.open("ann").closed().reason == "ended"
        room.enter("host")


def test_a_cancelled_meeting_removes_people(shared_server: RunningServer) -> None:
    """Another process cancels without an announcement to the server, which finds the event by itself."""
    with Gathering(shared_server, lobby=True) as room:
        host, guest = room.enter("host"), room.open("guest")
        host.see(lambda page: bool(page.waiting))
        with room.database.write() as session:
            end_meeting.cancel_meeting(session, room.site, room.meeting_id)
        assert host.closed().reason == "cancelled"
        assert guest.closed().reason == "cancelled"
        assert room.open("host").closed().reason == "cancelled"


@pytest.mark.parametrize("lobby", [False, True])
def test_a_withdrawn_link_removes_its_participant(shared_server: RunningServer, lobby: bool) -> None:
    with Gathering(shared_server, lobby=lobby) as room:
        host = room.enter("host")
        ann = room.open("ann")
        host.see(lambda page: "ann" in page.names() | {one.name for one in page.waiting.values()})
        with room.database.write() as session:
            found = participants.find_by_public_id(session, room.ids["ann"])
            assert found is not None
            from convener.domain.meetings import meetings

            meeting = meetings.lock_meeting(session, room.meeting_id)
            participants.cancel_participant(session, meeting, found)
            presence.remove_participant(session, room.site, meeting, found, "cancelled")
        closing = ann.closed()
        assert closing.reason == "removed"
        assert "withdrawn" in closing.message
        host.see(lambda page: page.names() == {"host"} and not page.waiting)
        assert room.open("ann").closed().reason == "invalid_token"


def test_an_attendee_who_tries_is_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host", microphone=True), room.enter("ann")
        target = room.ids["host"]
        seq = room.meeting().last_seq
        commands: dict[str, dict[str, object]] = {
            "mute": {},
            "remove": {"personId": target},
            "setRole": {"personId": room.ids["ann"], "role": "presenter"},
            "setLock": {"locked": True},
            "setLobby": {"lobby": True},
            "admit": {},
            "deny": {"personId": target},
            "endMeeting": {},
        }
        for command, fields in commands.items():
            assert ann.refused(command, **fields) == "not_allowed"
        assert ann.refused("setHand", raised=False, personId=target) == "not_allowed"
        assert room.meeting().last_seq == seq
        assert host.call("ping") is not None


def test_a_role_is_read_at_each_command(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        assert ann.refused("setLock", locked=True) == "not_allowed"
        host.do("setRole", personId=room.ids["ann"], role="presenter")
        ann.do("setLock", locked=True)
        host.do("setRole", personId=room.ids["ann"], role="attendee")
        assert ann.refused("setLock", locked=False) == "not_allowed"


def test_ids_of_another_meeting_lead_nowhere(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room, Gathering(shared_server) as other:
        host, eve, victim = room.enter("host"), other.enter("host"), other.enter("eve", microphone=True)
        target = other.ids["eve"]
        assert host.refused("mute", personId=target) == "participant_not_found"
        assert host.refused("remove", personId=target) == "participant_not_found"
        assert host.refused("setRole", personId=target, role="presenter") == "participant_not_found"
        assert host.refused("setHand", raised=False, personId=target) == "participant_not_found"
        assert host.refused("signal", to=victim.peer_id, data={}) == "no_place"
        host.send("listPeople", after=target)
        host.see(lambda page: type(page.heard[-1]).__name__ == "People")
        assert host.names() == {"host"}
        victim.do("setHand", raised=True)
        eve.see(lambda page: page.person("eve").hand is not None)
        assert victim.person("eve").microphone


def test_a_name_is_data_and_nothing_else(shared_server: RunningServer) -> None:
    name = "<img src=x onerror=alert(1)>\u202e\U0001f469\u200d\U0001f4bb'\"\\"
    with Gathering(shared_server) as room:
        host = room.enter("host")
        room.enter(name)
        host.see(lambda page: name.replace("\u202e", "") in page.names())


def test_presenters_admit_and_lower_hands(shared_server: RunningServer) -> None:
    with Gathering(shared_server, lobby=True) as room:
        room.add("pat", MeetingRole.PRESENTER)
        with room.database.write() as session:
            pat_row = participants.find_by_public_id(session, room.ids["pat"])
            assert isinstance(pat_row, Participant)
            pat_row.admitted_at = pat_row.created_at
        host, pat = room.enter("host"), room.enter("pat")
        guest = room.open("guest")
        pat.see(lambda page: bool(page.waiting))
        pat.do("admit")
        host.see(lambda page: "guest" in page.names())
        guest.see(lambda page: page.you is not None)
        guest.do("setHand", raised=True)
        pat.do("setHand", raised=False, personId=room.ids["guest"])
        guest.see(lambda page: page.you is not None and page.you.hand is None)


def test_who_comes_back_hears_who_muted_them(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann", microphone=True, camera=True)
        host.see(lambda page: page.person("ann").microphone)
        ann.drop()
        host.see(lambda page: not page.person("ann").connected)
        host.do("mute", personId=room.ids["ann"])
        again = room.open("ann", lastSeq=ann.seq, peerId=ann.peer_id, microphone=True, camera=True)
        again.until(Resumed)
        (muted,) = [one for one in again.until(REGISTRY.events).events if one.by == room.ids["host"]]
        assert isinstance(muted, PersonUpdated)
        assert not muted.person.microphone
        again.do("setMedia", screen=True)
        host.see(lambda page: page.person("ann").screen)
        assert (host.person("ann").microphone, host.person("ann").camera) == (False, True)


def test_another_role_is_told_by_a_snapshot(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann", microphone=True)
        host.see(lambda page: page.person("ann").microphone)
        ann.drop()
        host.see(lambda page: not page.person("ann").connected)
        host.do("setRole", personId=room.ids["ann"], role="presenter")
        again = room.open("ann", lastSeq=ann.seq, peerId=ann.peer_id, microphone=True)
        assert again.until(REGISTRY.snapshot).slices.people.you.microphone
