from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from convener.domain.actions import end_meeting
from convener.domain.errors import EntryClosed
from convener.domain.events.types import EventType
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.room import nodes, presence, roster
from convener.domain.room.presence import Media
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Node, Participant, Visit
from tests.factories.room import House


@pytest.fixture
def house(database: Database, site: Site) -> House:
    return House(database, site)


def test_the_first_person_starts_the_meeting(house: House) -> None:
    house.enter("host")
    assert house.meeting().status == "in_progress"
    assert house.meeting().inside == 1
    assert house.participant("host").status == "in_progress"


def test_entering_is_told_with_the_whole_state(house: House) -> None:
    house.enter("host")
    seq = house.seq()
    house.enter("ann", media=Media(microphone=True))
    entered = house.since(seq)[1]
    assert entered.type is EventType.PERSON_ENTERED
    assert entered.person == house.public["ann"]
    assert entered.data["person"]["microphone"] is True
    assert entered.inside == 2


def test_several_tabs_are_one_person(house: House) -> None:
    house.enter("host")
    first = house.enter("ann", media=Media(microphone=True))
    second = house.enter("ann")
    assert house.meeting().inside == 2
    assert house.person("ann").microphone, "a further tab, which sends nothing, does not mute its person"
    house.lose(first)
    assert house.person("ann").connected
    house.lose(second)
    assert not house.person("ann").connected


def test_a_lost_connection_is_no_departure_within_the_grace(house: House) -> None:
    house.enter("host")
    arrival = house.enter("ann")
    house.lose(arrival)
    house.time_passes(14)
    assert house.inside() == ["host", "ann"]
    house.enter("ann")
    assert house.person("ann").connected
    house.time_passes(100)
    assert house.inside() == ["host", "ann"]


def test_after_the_grace_it_is_one_since_it_was_lost(house: House) -> None:
    house.enter("host")
    arrival = house.enter("ann")
    house.lose(arrival)
    seq = house.seq()
    house.time_passes(16)
    assert house.inside() == ["host"]
    assert house.participant("ann").status == "quit"
    left = house.since(seq)[0]
    assert (left.type, left.data["reason"]) == (EventType.PERSON_LEFT, "lost")
    with house.database.read() as session:
        visit = session.query(Visit).where(Visit.participant_id == house.ids["ann"]).one()
        assert visit.left_at == visit.lost_at
    assert all(one.participant_id != house.ids["ann"] for one in house.connections())


def test_a_page_that_returns_keeps_its_peer_id(house: House) -> None:
    arrival = house.enter("host")
    house.lose(arrival)
    again = house.enter("host", peer_id=arrival.connection.peer_id)
    assert again.connection.peer_id == arrival.connection.peer_id


def test_a_page_may_return_before_the_server_notices_that_it_was_gone(house: House) -> None:
    arrival = house.enter("host")
    house.enter("host", peer_id=arrival.connection.peer_id)
    house.lose(arrival)
    assert house.person("host").connected, "the old socket's end says nothing about the new one"


def test_nobody_takes_over_the_peer_id_of_another(house: House) -> None:
    ann = house.enter("ann")
    house.leave("ann")
    bob = house.enter("bob", peer_id=ann.connection.peer_id)
    assert bob.connection.peer_id != ann.connection.peer_id


@pytest.mark.parametrize("strange", ["x", "a" * 64, "ü" * 20, "\0"])
def test_a_peer_id_that_was_never_ours_is_ignored(house: House, strange: str) -> None:
    assert house.enter("ann", peer_id=strange).connection.peer_id != strange


def test_the_host_leaves_and_comes_back(house: House) -> None:
    house.enter("host")
    house.enter("ann")
    house.leave("host")
    assert house.meeting().status == "host_left"
    house.enter("host")
    assert house.meeting().status == "in_progress"


def test_an_empty_meeting_finishes_after_its_grace_and_the_host_starts_it_again(house: House) -> None:
    house.enter("host")
    house.leave("host")
    house.time_passes(59)
    assert house.meeting().status == "in_progress"
    house.time_passes(2)
    assert house.meeting().status == "finished"
    with pytest.raises(EntryClosed) as closed:
        house.enter("ann")
    assert closed.value.word == "ended"
    house.enter("host")
    assert house.meeting().status == "in_progress"
    assert house.meeting().finished_at is None


def test_ending_shows_everybody_out_the_lobby_too(house: House) -> None:
    house.set_lobby(True)
    house.enter("host")
    house.enter("guest")
    house.act("host", "end_meeting", site=True)
    assert house.inside() == []
    assert house.meeting().status == "finished"
    assert house.participant("guest").waiting_since is None
    assert house.connections() == []


def test_cancelling_shows_everybody_out(house: House) -> None:
    house.enter("host")
    house.enter("ann")
    with house.database.write() as session:
        assert end_meeting.cancel_meeting(session, house.site, house.meeting_id)
    with house.database.write() as session:
        assert not end_meeting.cancel_meeting(session, house.site, house.meeting_id)
    assert house.inside() == []
    with pytest.raises(EntryClosed):
        house.enter("host")


def test_ending_a_large_meeting_tells_each_of_himself_alone(house: House) -> None:
    house.enter("host")
    house.enter("ann")
    seq = house.seq()
    house.act("host", "end_meeting", site=True)
    assert [one.data["everybody"] for one in house.since(seq) if one.type is EventType.PERSON_LEFT] == [True, True]


def test_people_of_the_open_link_wait_in_the_lobby(house: House) -> None:
    house.set_lobby(True)
    house.enter("host")
    seq = house.seq()
    arrival = house.enter("guest")
    assert arrival.visit is None
    assert house.types_since(seq) == ["PARTICIPANT_ADDED", "PERSON_WAITING"]
    assert house.inside() == ["host"]
    house.lose(arrival)
    assert house.types_since(seq)[-1] == "WAITING_GONE"


def test_whoever_still_has_to_wait_is_not_let_in_by_asking(house: House) -> None:
    house.set_lobby(True)
    house.enter("host")
    arrival = house.enter("guest")
    with house.database.write() as session:
        guest = session.get_one(Participant, house.ids["guest"])
        again = presence.admit(session, house.site, guest, arrival.connection.peer_id, Media())
    assert again is not None
    assert again.visit is None


def test_who_is_admitted_enters_a_locked_room(house: House) -> None:
    house.set_lobby(True)
    house.enter("host")
    arrival = house.enter("guest")
    house.act("host", "set_lock", True)
    house.act("host", "admit", house.public["guest"])
    with house.database.write() as session:
        guest = session.get_one(Participant, house.ids["guest"])
        inside = presence.admit(session, house.site, guest, arrival.connection.peer_id, Media())
    assert inside is not None
    assert inside.visit is not None
    assert house.inside() == ["host", "guest"]


def test_a_full_room_takes_nobody_new_but_its_own(database: Database, site: Site) -> None:
    house = House(database, site, room_limit=2)
    house.enter("host")
    arrival = house.enter("ann")
    with pytest.raises(EntryClosed) as closed:
        house.enter("bob")
    assert closed.value.word == "full"
    house.lose(arrival)
    house.enter("ann")


def test_a_removed_place_does_not_lead_inside(house: House) -> None:
    house.enter("host")
    house.enter("ann")
    with house.holding() as (session, meeting):
        ann = session.get_one(Participant, house.ids["ann"])
        participants.cancel_participant(session, meeting, ann)
        presence.remove_participant(session, house.site, meeting, ann, "cancelled")
    assert house.inside() == ["host"]
    with pytest.raises(EntryClosed) as closed:
        house.enter("ann")
    assert closed.value.word == "invalid"


def test_a_dead_node_loses_its_people_since_it_was_last_seen(house: House) -> None:
    with house.database.write() as session:
        nodes.heartbeat(session, "dead")
        nodes.heartbeat(session, "living")
    house.enter("host", node="living")
    house.enter("ann", node="dead")
    house.enter("bob", node="dead")
    house.enter("bob", node="living")
    seen_at = now() - timedelta(seconds=30)
    with house.database.write() as session:
        session.get_one(Node, "dead").seen_at = seen_at
    house.time_passes(0)
    assert {name: house.person(name).connected for name in ("host", "ann", "bob")} == {
        "host": True,
        "ann": False,
        "bob": True,
    }
    with house.database.read() as session:
        assert session.query(Visit).where(Visit.participant_id == house.ids["ann"]).one().lost_at == seen_at
        assert session.get(Node, "dead") is None


def test_a_node_learns_that_it_was_taken_for_dead(house: House) -> None:
    with house.database.write() as session:
        assert not nodes.heartbeat(session, "n")
        session.flush()
        assert nodes.heartbeat(session, "n")
        nodes.expire_node(session, house.site, "n")
        session.flush()
        assert not nodes.heartbeat(session, "n")


def test_nodes_that_were_heard_of_lately_live(house: House) -> None:
    with house.database.write() as session:
        for name in ("me", "other", "silent"):
            nodes.heartbeat(session, name)
        session.get_one(Node, "silent").seen_at = now() - timedelta(minutes=1)
        session.flush()
        assert nodes.living_nodes(session, "me") == ["other"]


def test_other_nodes_are_found_by_their_traces(house: House) -> None:
    with house.database.write() as session:
        nodes.heartbeat(session, "silent")
    house.enter("host", node="talking")
    house.lose(house.enter("ann", node="talking"))
    with house.database.read() as session:
        assert nodes.other_nodes(session, "me") == ["silent", "talking"]
        assert nodes.other_nodes(session, "silent") == ["talking"]


def test_the_people_list_is_paged_in_the_order_of_entering(house: House) -> None:
    names = ["host", "a", "b", "c", "d"]
    for name in names:
        house.enter(name)
    seen: list[str] = []
    after = None
    with house.database.read() as session:
        while True:
            page, after = roster.people_page(session, house.meeting_id, after, 2)
            seen += [one.name for one in page]
            if after is None:
                break
    assert seen == names


def test_the_list_goes_on_after_somebody_who_has_left(house: House) -> None:
    for name in ("host", "a", "b"):
        house.enter(name)
    house.leave("a")
    with house.database.read() as session:
        page, _ = roster.people_page(session, house.meeting_id, house.public["a"], 10)
    assert [one.name for one in page] == ["b"]


def test_numbers_of_events_have_no_holes(house: House) -> None:
    house.enter("host")
    house.lose(house.enter("ann"))
    house.time_passes(100)
    house.leave("host")
    house.time_passes(100)
    numbers = [one.seq for one in house.since(0)]
    assert numbers == list(range(1, house.seq() + 1))


def _statements(house: House, people: int) -> dict[str, int]:
    """How many statements it takes to enter and to leave with so many inside."""
    house.enter("host")
    for number in range(people):
        house.enter(f"p{number}")
    house.add("last")
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    event.listen(house.database.engine, "before_cursor_execute", count)
    try:
        house.enter("last")
        entering, counted = counted, 0
        house.leave("last")
        leaving, counted = counted, 0
        with house.database.read() as session:
            roster.people_page(session, house.meeting_id, None, 100)
        return {"entering": entering, "leaving": leaving, "looking": counted}
    finally:
        event.remove(house.database.engine, "before_cursor_execute", count)


def test_coming_and_going_costs_the_same_in_a_large_room(database: Database, site: Site) -> None:
    small, large = House(database, site, mesh_limit=4), House(database, site, mesh_limit=4)
    assert _statements(small, 6) == _statements(large, 40)


def test_presenters_count_as_no_hosts(house: House) -> None:
    house.add("pat", MeetingRole.PRESENTER)
    house.enter("host")
    house.enter("pat")
    house.leave("host")
    assert house.meeting().status == "host_left"
