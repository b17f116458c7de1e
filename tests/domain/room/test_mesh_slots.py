from __future__ import annotations

import pytest

from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.permissions import MeetingRole
from convener.domain.room.media_flags import Media
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    room = RoomFactory(database, site, mesh_limit=2)
    room.add("pat", MeetingRole.PRESENTER)
    return room


def test_slots_go_to_those_who_come_first(room: RoomFactory) -> None:
    for name in ("ann", "bob", "eve"):
        room.enter(name)
    assert set(room.slots()) == {"ann", "bob"}


def test_a_change_is_told_once(room: RoomFactory) -> None:
    room.enter("ann")
    seq = room.seq()
    room.enter("bob")
    assert room.types_since(seq).count("MeshSlotsChanged") == 1
    seq = room.seq()
    room.enter("eve")
    assert "MeshSlotsChanged" not in room.types_since(seq)


def test_a_slot_that_falls_free_goes_to_the_next(room: RoomFactory) -> None:
    for name in ("ann", "bob", "eve", "dan"):
        room.enter(name)
    seq = room.seq()
    room.leave("ann")
    assert set(room.slots()) == {"bob", "eve"}
    assert "MeshSlotsChanged" in room.types_since(seq)


def test_the_others_are_told_also_where_nobody_waits_for_the_slot(room: RoomFactory) -> None:
    room.enter("ann")
    room.enter("bob")
    seq = room.seq()
    room.leave("ann")
    told = [one.payload for one in room.since(seq) if isinstance(one.payload, MeshSlotsChanged)]
    assert [[pair[1] for pair in one.peers] for one in told] == [[room.public["bob"]]]


def test_a_host_gets_the_slot_of_the_attendee_who_entered_last(room: RoomFactory) -> None:
    room.enter("ann")
    room.enter("bob")
    room.enter("host")
    assert set(room.slots()) == {"ann", "host"}


def test_presenters_keep_their_slots_before_a_host(room: RoomFactory) -> None:
    room.enter("pat")
    room.enter("ann")
    room.enter("host")
    assert set(room.slots()) == {"pat", "host"}


def test_presenters_do_not_push_anybody_away(room: RoomFactory) -> None:
    room.enter("ann")
    room.enter("bob")
    room.enter("pat")
    assert set(room.slots()) == {"ann", "bob"}


def test_of_several_tabs_one_has_the_slot(room: RoomFactory) -> None:
    first = room.enter("ann")
    room.enter("ann")
    assert room.slots() == {"ann": first.connection.peer_id}


def test_another_tab_takes_it_over(room: RoomFactory) -> None:
    room.enter("ann")
    second = room.enter("ann")
    seq = room.seq()
    room.act("ann", "claim_media", second.connection.peer_id, site=True)
    assert room.slots() == {"ann": second.connection.peer_id}
    assert room.types_since(seq) == ["MeshSlotsChanged"]


def test_nobody_takes_a_slot_for_the_tab_of_another(room: RoomFactory) -> None:
    ann = room.enter("ann")
    bob = room.enter("bob")
    room.act("bob", "claim_media", ann.connection.peer_id, site=True)
    assert room.slots() == {"ann": ann.connection.peer_id, "bob": bob.connection.peer_id}


def test_taking_over_without_a_slot_takes_nobody_elses(room: RoomFactory) -> None:
    room.enter("ann")
    room.enter("bob")
    eve = room.enter("eve")
    room.act("eve", "claim_media", eve.connection.peer_id, site=True)
    assert set(room.slots()) == {"ann", "bob"}


def test_the_other_tab_goes_on_when_the_one_with_the_slot_is_closed(room: RoomFactory) -> None:
    first = room.enter("ann")
    second = room.enter("ann")
    room.lose(first)
    assert room.slots() == {"ann": second.connection.peer_id}


def test_a_reload_costs_nobody_the_slot(room: RoomFactory) -> None:
    ann = room.enter("ann")
    room.enter("bob")
    room.enter("eve")
    room.lose(ann)
    assert set(room.slots()) == {"ann", "bob"}, "kept while the grace lasts"
    again = room.enter("ann")
    assert room.slots()["ann"] == again.connection.peer_id
    assert again.connection.peer_id != ann.connection.peer_id
    assert set(room.slots()) == {"ann", "bob"}


def test_a_resumed_page_changes_nothing_for_the_others(room: RoomFactory) -> None:
    ann = room.enter("ann")
    room.enter("bob")
    room.lose(ann)
    seq = room.seq()
    room.enter("ann", peer_id=ann.connection.peer_id)
    assert "MeshSlotsChanged" not in room.types_since(seq)


def test_after_the_grace_the_slot_goes_on(room: RoomFactory) -> None:
    ann = room.enter("ann")
    room.enter("bob")
    room.enter("eve")
    room.lose(ann)
    room.time_passes(20)
    assert set(room.slots()) == {"bob", "eve"}


def test_nobody_has_a_slot_from_the_lobby(room: RoomFactory) -> None:
    room.set_lobby(True)
    room.enter("host")
    room.enter("guest")
    assert set(room.slots()) == {"host"}


ALL_ON = Media(microphone=True, camera=True, screen=True)


def _sends(room: RoomFactory, name: str) -> tuple[bool, bool, bool]:
    person = room.person(name)
    return person.microphone, person.camera, person.screen


def test_who_has_no_slot_sends_nothing(room: RoomFactory) -> None:
    room.enter("ann", media=ALL_ON)
    room.enter("bob", media=ALL_ON)
    seq = room.seq()
    eve = room.enter("eve", media=ALL_ON)
    assert _sends(room, "ann") == (True, True, True)
    assert _sends(room, "eve") == (False, False, False)
    assert room.types_since(seq) == ["ParticipantAdded", "PersonEntered"], "it is true from the first word"
    room.act("eve", "set_media", ALL_ON, eve.connection.peer_id)
    assert _sends(room, "eve") == (False, False, False)
    room.lose(eve)
    room.enter("eve", media=ALL_ON, peer_id=eve.connection.peer_id)
    assert _sends(room, "eve") == (False, False, False)
    room.leave("ann")
    room.act("eve", "set_media", Media(camera=True), eve.connection.peer_id)
    assert _sends(room, "eve") == (False, True, False)


def test_who_loses_the_slot_to_a_host_sends_nothing_and_the_host_does(room: RoomFactory) -> None:
    room.enter("ann", media=ALL_ON)
    room.enter("bob", media=ALL_ON)
    room.enter("host", media=Media(microphone=True, camera=True))
    assert _sends(room, "ann") == (True, True, True)
    assert _sends(room, "bob") == (False, False, False)
    assert _sends(room, "host") == (True, True, False)


def test_another_tab_goes_on_with_what_was_on_but_not_with_the_screen(room: RoomFactory) -> None:
    first = room.enter("ann", media=ALL_ON)
    second = room.enter("ann", media=ALL_ON)
    room.act("ann", "set_media", Media(microphone=False), first.connection.peer_id)
    room.act("ann", "set_media", Media(microphone=True), second.connection.peer_id)
    assert _sends(room, "ann") == (False, True, True), "what the tab without the slot says changes nothing"
    room.lose(first)
    assert room.slots() == {"ann": second.connection.peer_id}
    assert _sends(room, "ann") == (False, True, False)


def test_a_slot_that_is_taken_over_ends_the_screen_of_the_first_tab(room: RoomFactory) -> None:
    room.enter("ann", media=ALL_ON)
    second = room.enter("ann")
    room.act("ann", "claim_media", second.connection.peer_id, site=True)
    assert _sends(room, "ann") == (True, True, False)


def test_nobody_sets_what_the_page_of_another_sends(room: RoomFactory) -> None:
    ann = room.enter("ann")
    room.enter("bob")
    room.act("bob", "set_media", ALL_ON, ann.connection.peer_id)
    assert _sends(room, "bob") == _sends(room, "ann") == (False, False, False)
