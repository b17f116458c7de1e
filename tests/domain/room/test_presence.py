from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from convener.domain.actions import end_meeting
from convener.domain.errors import EntryClosed
from convener.domain.events.kinds.presence import PersonEntered, PersonLeft
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.room import nodes, presence, roster
from convener.domain.room.media_flags import Media
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Node, Participant, RoomConnection, Visit
from tests.factories.room import RoomFactory
from tests.factories.statements import carried_out


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    return RoomFactory(database, site)


def test_the_first_person_starts_the_meeting(room: RoomFactory) -> None:
    room.enter("host")
    assert room.meeting().status == "in_progress"
    assert room.meeting().inside == 1
    assert room.participant("host").status == "in_progress"


def test_entering_is_told_with_the_whole_state(room: RoomFactory) -> None:
    room.enter("host")
    seq = room.seq()
    room.enter("ann", media=Media(microphone=True))
    entered = room.since(seq)[1]
    assert isinstance(entered.payload, PersonEntered)
    assert entered.person == room.public["ann"]
    assert entered.payload.person.microphone is True
    assert entered.inside == 2


def test_several_tabs_are_one_person(room: RoomFactory) -> None:
    room.enter("host")
    first = room.enter("ann", media=Media(microphone=True))
    second = room.enter("ann")
    assert room.meeting().inside == 2
    assert room.person("ann").microphone, "a further tab, which sends nothing, does not mute its person"
    room.lose(first)
    assert room.person("ann").connected
    room.lose(second)
    assert not room.person("ann").connected


def test_a_lost_connection_is_no_departure_within_the_grace(room: RoomFactory) -> None:
    room.enter("host")
    arrival = room.enter("ann")
    room.lose(arrival)
    room.time_passes(7)
    assert room.inside() == ["host", "ann"]
    room.enter("ann")
    assert room.person("ann").connected
    room.time_passes(100)
    assert room.inside() == ["host", "ann"]


def test_after_the_grace_it_is_one_since_it_was_lost(room: RoomFactory) -> None:
    room.enter("host")
    arrival = room.enter("ann")
    room.lose(arrival)
    seq = room.seq()
    room.time_passes(16)
    assert room.inside() == ["host"]
    assert room.participant("ann").status == "quit"
    left = room.since(seq)[0]
    assert left.payload == PersonLeft(reason="lost")
    with room.database.read() as session:
        visit = session.query(Visit).where(Visit.participant_id == room.ids["ann"]).one()
        assert visit.left_at == visit.lost_at
    assert all(one.participant_id != room.ids["ann"] for one in room.connections())


def test_a_page_that_was_closed_has_no_more_than_the_time_of_a_reload(room: RoomFactory) -> None:
    room.enter("host")
    room.lose(room.enter("ann"), page_closed=True)
    room.time_passes(2)
    seq = room.seq()
    reloaded = room.enter("ann")
    assert room.types_since(seq) == ["PersonUpdated", "MeshSlotsChanged"], "nobody has seen Ann leave"
    room.lose(reloaded, page_closed=True)
    seq = room.seq()
    room.time_passes(4)
    assert room.inside() == ["host"]
    assert room.since(seq)[0].payload == PersonLeft(reason="lost")
    with room.database.read() as session:
        visit = session.query(Visit).where(Visit.participant_id == room.ids["ann"]).one()
        assert visit.left_at == visit.lost_at


def test_a_host_whose_page_was_closed_has_left(room: RoomFactory) -> None:
    host = room.enter("host")
    room.enter("ann")
    room.lose(host, page_closed=True)
    assert room.meeting().status == "in_progress"
    room.time_passes(4)
    assert room.meeting().status == "host_left"


def test_one_of_two_tabs_that_is_closed_changes_nothing(room: RoomFactory) -> None:
    room.enter("host")
    first, _second = room.enter("ann"), room.enter("ann")
    room.lose(first, page_closed=True)
    room.time_passes(100)
    assert room.person("ann").connected


def test_a_page_takes_over_with_slot_and_visit(room: RoomFactory) -> None:
    room.enter("host")
    first = room.enter("ann", media=Media(microphone=True, screen=True))
    assert first.connection.media
    seq = room.seq()
    second = room.enter("ann", media=Media(camera=True, microphone=True, screen=False), takes_over=True)
    assert second.visit is not None
    assert first.visit is not None
    assert second.visit.id == first.visit.id
    assert second.connection.media
    assert [one.peer_id for one in room.connections() if one.participant_id == room.ids["ann"]] == [
        second.connection.peer_id
    ]
    assert room.types_since(seq) == ["PersonMoved", "PersonUpdated", "MeshSlotsChanged"]
    assert (room.person("ann").microphone, room.person("ann").camera, room.person("ann").screen) == (True, True, False)
    room.lose(first)
    assert room.person("ann").connected, "the end of the old socket says nothing about the person"


def test_who_takes_over_from_nobody_just_enters(room: RoomFactory) -> None:
    room.enter("host")
    lost = room.enter("ann")
    room.lose(lost)
    seq = room.seq()
    room.enter("ann", takes_over=True)
    assert "PersonMoved" not in room.types_since(seq)


def test_a_page_that_returns_keeps_its_peer_id(room: RoomFactory) -> None:
    arrival = room.enter("host")
    room.lose(arrival)
    again = room.enter("host", peer_id=arrival.connection.peer_id)
    assert again.connection.peer_id == arrival.connection.peer_id


def test_a_page_may_return_before_the_server_notices_that_it_was_gone(room: RoomFactory) -> None:
    arrival = room.enter("host")
    room.enter("host", peer_id=arrival.connection.peer_id)
    room.lose(arrival)
    assert room.person("host").connected, "the old socket's end says nothing about the new one"


def test_nobody_takes_over_the_peer_id_of_another(room: RoomFactory) -> None:
    ann = room.enter("ann")
    room.leave("ann")
    bob = room.enter("bob", peer_id=ann.connection.peer_id)
    assert bob.connection.peer_id != ann.connection.peer_id


@pytest.mark.parametrize("strange", ["x", "a" * 64, "ü" * 20, "\0"])
def test_a_peer_id_that_was_never_ours_is_ignored(room: RoomFactory, strange: str) -> None:
    assert room.enter("ann", peer_id=strange).connection.peer_id != strange


def test_the_host_leaves_and_comes_back(room: RoomFactory) -> None:
    room.enter("host")
    room.enter("ann")
    room.leave("host")
    assert room.meeting().status == "host_left"
    room.enter("host")
    assert room.meeting().status == "in_progress"


def test_an_empty_meeting_finishes_after_its_grace_and_the_host_starts_it_again(room: RoomFactory) -> None:
    room.enter("host")
    room.leave("host")
    room.time_passes(30)
    assert room.meeting().status == "in_progress"
    room.time_passes(31)
    assert room.meeting().status == "finished"
    with pytest.raises(EntryClosed) as closed:
        room.enter("ann")
    assert closed.value.word == "ended"
    room.enter("host")
    assert room.meeting().status == "in_progress"
    assert room.meeting().finished_at is None


def test_ending_shows_everybody_out_the_lobby_too(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    room.enter("guest")
    room.act("host", "end_meeting", site=True)
    assert room.inside() == []
    assert room.meeting().status == "finished"
    assert room.participant("guest").waiting_since is None
    assert room.connections() == []


def test_cancelling_shows_everybody_out(room: RoomFactory) -> None:
    room.enter("host")
    room.enter("ann")
    with room.database.write() as session:
        assert end_meeting.cancel_meeting(session, room.site, room.meeting_id)
    with room.database.write() as session:
        assert not end_meeting.cancel_meeting(session, room.site, room.meeting_id)
    assert room.inside() == []
    with pytest.raises(EntryClosed):
        room.enter("host")


def test_ending_a_large_meeting_tells_each_of_himself_alone(room: RoomFactory) -> None:
    room.enter("host")
    room.enter("ann")
    seq = room.seq()
    room.act("host", "end_meeting", site=True)
    left = [one.payload for one in room.since(seq) if isinstance(one.payload, PersonLeft)]
    assert left == [PersonLeft(reason="ended", everybody=True)] * 2


def test_people_of_the_open_link_wait_in_the_lobby(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    seq = room.seq()
    arrival = room.enter("guest")
    assert arrival.visit is None
    assert room.types_since(seq) == ["ParticipantAdded", "PersonWaiting"]
    assert room.inside() == ["host"]
    room.lose(arrival)
    assert room.types_since(seq)[-1] == "WaitingGone"


def test_whoever_still_has_to_wait_is_not_let_in_by_asking(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    arrival = room.enter("guest")
    with room.database.write() as session:
        guest = session.get_one(Participant, room.ids["guest"])
        again = presence.admit(session, room.site, guest, arrival.connection.peer_id, Media())
    assert again is not None
    assert again.visit is None


def test_a_decision_holds_for_who_has_just_lost_the_line_in_the_lobby(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    for name in ("guest", "other"):
        room.lose(room.enter(name))
    room.act("host", "admit", [room.public["guest"], "nobody"])
    room.act("host", "deny", room.public["other"])
    assert room.enter("guest").visit is not None
    with pytest.raises(EntryClosed):
        room.enter("other")
    seq = room.seq()
    room.act("host", "admit", [room.public["other"], room.public["guest"]])
    room.act("host", "deny", room.public["guest"])
    assert room.types_since(seq) == [], "who was turned away stays out, who is inside stays there"


def test_who_is_admitted_enters_a_locked_room(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    arrival = room.enter("guest")
    room.act("host", "set_lock", True)
    room.act("host", "admit", [room.public["guest"]])
    with room.database.write() as session:
        guest = session.get_one(Participant, room.ids["guest"])
        inside = presence.admit(session, room.site, guest, arrival.connection.peer_id, Media())
    assert inside is not None
    assert inside.visit is not None
    assert room.inside() == ["host", "guest"]


def test_a_full_room_takes_nobody_new_but_its_own(database: Database, site: Site) -> None:
    room = RoomFactory(database, site, room_limit=2)
    room.enter("host")
    arrival = room.enter("ann")
    with pytest.raises(EntryClosed) as closed:
        room.enter("bob")
    assert closed.value.word == "full"
    room.lose(arrival)
    room.enter("ann")


def test_a_removed_participant_does_not_come_inside(room: RoomFactory) -> None:
    room.enter("host")
    room.enter("ann")
    with room.locked() as (session, meeting):
        ann = session.get_one(Participant, room.ids["ann"])
        participants.cancel_participant(session, meeting, ann)
        presence.remove_participant(session, room.site, meeting, ann, "cancelled")
    assert room.inside() == ["host"]
    with pytest.raises(EntryClosed) as closed:
        room.enter("ann")
    assert closed.value.word == "invalid"


def test_a_dead_node_loses_its_people_since_it_was_last_seen(room: RoomFactory) -> None:
    with room.database.write() as session:
        nodes.heartbeat(session, "dead")
        nodes.heartbeat(session, "living")
    room.enter("host", node="living")
    room.enter("ann", node="dead")
    room.enter("bob", node="dead")
    room.enter("bob", node="living")
    seen_at = now() - timedelta(seconds=30)
    with room.database.write() as session:
        session.get_one(Node, "dead").seen_at = seen_at
        session.execute(update(RoomConnection).values(opened_at=seen_at - timedelta(minutes=1)))
        session.execute(update(Visit).values(entered_at=seen_at - timedelta(minutes=1)))
    room.time_passes(0)
    assert {name: room.person(name).connected for name in ("host", "ann", "bob")} == {
        "host": True,
        "ann": False,
        "bob": True,
    }
    with room.database.read() as session:
        assert session.query(Visit).where(Visit.participant_id == room.ids["ann"]).one().lost_at == seen_at
        assert session.get(Node, "dead") is None


def test_who_entered_after_the_last_sign_of_a_dead_node_was_there(room: RoomFactory) -> None:
    with room.database.write() as session:
        nodes.heartbeat(session, "dead")
        session.get_one(Node, "dead").seen_at = now() - timedelta(seconds=30)
    room.enter("ann", node="dead")
    room.time_passes(0)
    room.time_passes(60)
    with room.database.read() as session:
        visit = session.query(Visit).where(Visit.participant_id == room.ids["ann"]).one()
        assert visit.left_at is not None
        assert visit.entered_at <= visit.left_at


def test_a_node_learns_that_it_was_taken_for_dead(room: RoomFactory) -> None:
    with room.database.write() as session:
        assert not nodes.heartbeat(session, "n")
        session.flush()
        assert nodes.heartbeat(session, "n")
        nodes.expire_node(session, room.site, "n")
        session.flush()
        assert not nodes.heartbeat(session, "n")


def test_nodes_that_were_heard_of_lately_live(room: RoomFactory) -> None:
    with room.database.write() as session:
        for name in ("me", "other", "silent"):
            nodes.heartbeat(session, name)
        session.get_one(Node, "silent").seen_at = now() - timedelta(minutes=1)
        session.flush()
        assert nodes.living_nodes(session, "me") == ["other"]


def test_other_nodes_are_found_by_their_traces(room: RoomFactory) -> None:
    with room.database.write() as session:
        nodes.heartbeat(session, "silent")
    room.enter("host", node="talking")
    room.lose(room.enter("ann", node="talking"))
    with room.database.read() as session:
        assert nodes.other_nodes(session, "me") == ["silent", "talking"]
        assert nodes.other_nodes(session, "silent") == ["talking"]


def test_the_people_list_is_paged_in_the_order_of_entering(room: RoomFactory) -> None:
    names = ["host", "a", "b", "c", "d"]
    for name in names:
        room.enter(name)
    seen: list[str] = []
    after = None
    with room.database.read() as session:
        while True:
            page, after = roster.people_page(session, room.meeting_id, after, 2)
            seen += [one.name for one in page]
            if after is None:
                break
    assert seen == names


def test_the_list_goes_on_after_somebody_who_has_left(room: RoomFactory) -> None:
    for name in ("host", "a", "b"):
        room.enter(name)
    room.leave("a")
    with room.database.read() as session:
        page, _ = roster.people_page(session, room.meeting_id, room.public["a"], 10)
    assert [one.name for one in page] == ["b"]


def test_numbers_of_events_have_no_holes(room: RoomFactory) -> None:
    room.enter("host")
    room.lose(room.enter("ann"))
    room.time_passes(100)
    room.leave("host")
    room.time_passes(100)
    numbers = [one.seq for one in room.since(0)]
    assert numbers == list(range(1, room.seq() + 1))


def _statements(room: RoomFactory, number_inside: int) -> dict[str, int]:
    """How many statements it takes to enter and to leave with so many inside."""
    room.enter("host")
    for number in range(number_inside):
        room.enter(f"p{number}")
    room.add("last")
    engine = room.database.engine
    with carried_out(engine) as entering:
        room.enter("last")
    with carried_out(engine) as leaving:
        room.leave("last")
    with carried_out(engine) as looking, room.database.read() as session:
        roster.people_page(session, room.meeting_id, None, 100)
    return {"entering": len(entering), "leaving": len(leaving), "looking": len(looking)}


def test_coming_and_going_costs_the_same_in_a_large_room(database: Database, site: Site) -> None:
    small, large = RoomFactory(database, site, mesh_limit=4), RoomFactory(database, site, mesh_limit=4)
    assert _statements(small, 6) == _statements(large, 40)


def test_presenters_count_as_no_hosts(room: RoomFactory) -> None:
    room.add("pat", MeetingRole.PRESENTER)
    room.enter("host")
    room.enter("pat")
    room.leave("host")
    assert room.meeting().status == "host_left"


def _muted_by_host(room: RoomFactory, name: str) -> None:
    room.act("host", "mute", room.public[name])


def test_a_mute_holds_when_the_line_of_the_muted_person_comes_back(room: RoomFactory) -> None:
    room.enter("host")
    ann = room.enter("ann", media=Media(microphone=True, camera=True))
    room.lose(ann)
    _muted_by_host(room, "ann")
    room.enter("ann", media=Media(microphone=True, camera=True), peer_id=ann.connection.peer_id)
    assert not room.person("ann").microphone
    assert room.person("ann").camera


def test_what_a_page_switched_off_while_it_was_away_is_off_at_once(room: RoomFactory) -> None:
    ann = room.enter("ann", media=Media(microphone=True, camera=True))
    room.lose(ann)
    room.enter("ann", media=Media(camera=True), peer_id=ann.connection.peer_id)
    assert not room.person("ann").microphone
    assert room.person("ann").camera


def test_a_mute_holds_over_reloads_until_the_person_speaks_again(room: RoomFactory) -> None:
    room.enter("host")
    ann = room.enter("ann", media=Media(microphone=True))
    _muted_by_host(room, "ann")
    for _ in range(2):
        room.lose(ann)
        ann = room.enter("ann", media=Media(microphone=True, camera=True))
        assert not room.person("ann").microphone
        assert room.person("ann").camera
    room.act("ann", "set_media", Media(microphone=True), ann.connection.peer_id)
    assert room.person("ann").microphone
    room.act("ann", "set_media", Media(microphone=False), ann.connection.peer_id)
    room.lose(ann)
    room.enter("ann", media=Media(microphone=True))
    assert room.person("ann").microphone, "nobody else wanted silence of them"


def test_who_was_never_heard_may_speak_after_a_reload(room: RoomFactory) -> None:
    room.enter("host")
    ann = room.enter("ann")
    room.act("ann", "set_hand", True, None)
    room.act("host", "set_hand", False, room.public["ann"])
    room.lose(ann)
    room.enter("ann", media=Media(microphone=True))
    assert room.person("ann").microphone


def test_a_mute_in_the_first_tab_holds_in_the_second(room: RoomFactory) -> None:
    room.enter("host")
    first = room.enter("ann", media=Media(microphone=True))
    second = room.enter("ann", media=Media(microphone=True))
    _muted_by_host(room, "ann")
    room.lose(first)
    assert room.slots()["ann"] == second.connection.peer_id
    assert not room.person("ann").microphone
    room.lose(second)
    room.enter("ann", media=Media(microphone=True), peer_id=second.connection.peer_id)
    assert not room.person("ann").microphone
