from __future__ import annotations

import pytest

from convener.domain.events.types import EventType
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories.room import House


@pytest.fixture
def house(database: Database, site: Site) -> House:
    house = House(database, site, mesh_limit=2)
    house.add("pat", MeetingRole.PRESENTER)
    return house


def test_places_go_to_those_who_come_first(house: House) -> None:
    for name in ("ann", "bob", "eve"):
        house.enter(name)
    assert set(house.places()) == {"ann", "bob"}


def test_a_change_is_told_once(house: House) -> None:
    house.enter("ann")
    seq = house.seq()
    house.enter("bob")
    assert house.types_since(seq).count("MESH_SLOTS_CHANGED") == 1
    seq = house.seq()
    house.enter("eve")
    assert "MESH_SLOTS_CHANGED" not in house.types_since(seq)


def test_a_place_that_falls_free_goes_to_the_next(house: House) -> None:
    for name in ("ann", "bob", "eve", "dan"):
        house.enter(name)
    seq = house.seq()
    house.leave("ann")
    assert set(house.places()) == {"bob", "eve"}
    assert "MESH_SLOTS_CHANGED" in house.types_since(seq)


def test_the_others_are_told_also_where_nobody_waits_for_the_place(house: House) -> None:
    house.enter("ann")
    house.enter("bob")
    seq = house.seq()
    house.leave("ann")
    told = [one for one in house.since(seq) if one.type is EventType.MESH_SLOTS_CHANGED]
    assert [[pair[1] for pair in one.data["peers"]] for one in told] == [[house.public["bob"]]]


def test_a_host_gets_the_place_of_the_attendee_who_entered_last(house: House) -> None:
    house.enter("ann")
    house.enter("bob")
    house.enter("host")
    assert set(house.places()) == {"ann", "host"}


def test_presenters_keep_their_places_before_a_host(house: House) -> None:
    house.enter("pat")
    house.enter("ann")
    house.enter("host")
    assert set(house.places()) == {"pat", "host"}


def test_presenters_do_not_push_anybody_away(house: House) -> None:
    house.enter("ann")
    house.enter("bob")
    house.enter("pat")
    assert set(house.places()) == {"ann", "bob"}


def test_of_several_tabs_one_has_the_place(house: House) -> None:
    first = house.enter("ann")
    house.enter("ann")
    assert house.places() == {"ann": first.connection.peer_id}


def test_another_tab_takes_it_over(house: House) -> None:
    house.enter("ann")
    second = house.enter("ann")
    seq = house.seq()
    house.act("ann", "claim_media", second.connection.peer_id, site=True)
    assert house.places() == {"ann": second.connection.peer_id}
    assert house.types_since(seq) == ["MESH_SLOTS_CHANGED"]


def test_nobody_takes_a_place_for_the_tab_of_another(house: House) -> None:
    ann = house.enter("ann")
    bob = house.enter("bob")
    house.act("bob", "claim_media", ann.connection.peer_id, site=True)
    assert house.places() == {"ann": ann.connection.peer_id, "bob": bob.connection.peer_id}


def test_taking_over_without_a_place_takes_nobody_elses(house: House) -> None:
    house.enter("ann")
    house.enter("bob")
    eve = house.enter("eve")
    house.act("eve", "claim_media", eve.connection.peer_id, site=True)
    assert set(house.places()) == {"ann", "bob"}


def test_the_other_tab_goes_on_when_the_one_with_the_place_is_closed(house: House) -> None:
    first = house.enter("ann")
    second = house.enter("ann")
    house.lose(first)
    assert house.places() == {"ann": second.connection.peer_id}


def test_a_reload_costs_nobody_the_place(house: House) -> None:
    ann = house.enter("ann")
    house.enter("bob")
    house.enter("eve")
    house.lose(ann)
    assert set(house.places()) == {"ann", "bob"}, "kept while the grace lasts"
    again = house.enter("ann")
    assert house.places()["ann"] == again.connection.peer_id
    assert again.connection.peer_id != ann.connection.peer_id
    assert set(house.places()) == {"ann", "bob"}


def test_a_resumed_page_changes_nothing_for_the_others(house: House) -> None:
    ann = house.enter("ann")
    house.enter("bob")
    house.lose(ann)
    seq = house.seq()
    house.enter("ann", peer_id=ann.connection.peer_id)
    assert "MESH_SLOTS_CHANGED" not in house.types_since(seq)


def test_after_the_grace_the_place_goes_on(house: House) -> None:
    ann = house.enter("ann")
    house.enter("bob")
    house.enter("eve")
    house.lose(ann)
    house.time_passes(20)
    assert set(house.places()) == {"bob", "eve"}


def test_nobody_has_a_place_from_the_lobby(house: House) -> None:
    house.set_lobby(True)
    house.enter("host")
    house.enter("guest")
    assert set(house.places()) == {"host"}
