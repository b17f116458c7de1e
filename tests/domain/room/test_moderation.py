from __future__ import annotations

from typing import Any

import pytest

from convener.domain.errors import EntryClosed, NotAllowed, ParticipantNotFound
from convener.domain.events.types import EventType
from convener.domain.permissions import MeetingRole
from convener.domain.room.presence import Media
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories.room import House


@pytest.fixture
def house(database: Database, site: Site) -> House:
    house = House(database, site)
    house.add("pat", MeetingRole.PRESENTER)
    for name in ("host", "pat", "ann", "bob"):
        house.enter(name, media=Media(microphone=True))
    return house


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        ("mute", (None,)),
        ("mute", ("bob",)),
        ("remove", ("bob",)),
        ("set_role", ("ann", "presenter")),
        ("set_lock", (True,)),
        ("set_lobby", (True,)),
        ("admit", (None,)),
        ("deny", ("bob",)),
        ("end_meeting", ()),
        ("set_hand", (False, "bob")),
    ],
)
def test_an_attendee_moderates_nothing(house: House, action: str, arguments: tuple[Any, ...]) -> None:
    seq = house.seq()
    arguments = tuple(house.public.get(one, one) if isinstance(one, str) else one for one in arguments)
    with pytest.raises(NotAllowed):
        house.act("ann", action, *arguments, site=action in ("remove", "end_meeting"))
    assert house.seq() == seq


@pytest.mark.parametrize(("action", "arguments"), [("set_role", ("bob", "presenter")), ("end_meeting", ())])
def test_a_presenter_neither_changes_roles_nor_ends(house: House, action: str, arguments: tuple[str, ...]) -> None:
    arguments = tuple(house.public.get(one, one) for one in arguments)
    with pytest.raises(NotAllowed):
        house.act("pat", action, *arguments, site=action == "end_meeting")


def test_whoever_is_not_inside_does_nothing(house: House) -> None:
    house.leave("host")
    with pytest.raises(NotAllowed):
        house.act("host", "end_meeting", site=True)


def test_muting_one_says_who_did_it(house: House) -> None:
    seq = house.seq()
    house.act("pat", "mute", house.public["ann"])
    assert not house.person("ann").microphone
    (told,) = house.since(seq)
    assert (told.person, told.actor) == (house.public["ann"], house.public["pat"])


def test_muting_all_spares_hosts_and_presenters(house: House) -> None:
    house.act("pat", "mute", None)
    assert [house.person(name).microphone for name in ("host", "pat", "ann", "bob")] == [True, True, False, False]


def test_only_a_host_mutes_a_host(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.act("pat", "mute", house.public["host"])


def test_muting_twice_tells_once(house: House) -> None:
    house.act("host", "mute", house.public["ann"])
    seq = house.seq()
    house.act("host", "mute", house.public["ann"])
    house.act("host", "mute", None)
    assert [one.person for one in house.since(seq)] == [house.public["bob"]]


def test_removal_closes_the_link(house: House) -> None:
    seq = house.seq()
    house.act("pat", "remove", house.public["ann"], site=True)
    left = house.since(seq)[0]
    assert (left.type, left.data["reason"], left.actor) == (EventType.PERSON_LEFT, "removed", house.public["pat"])
    with pytest.raises(EntryClosed) as closed:
        house.enter("ann")
    assert closed.value.word == "removed"


@pytest.mark.parametrize("name", ["host", "pat"])
def test_neither_the_host_nor_oneself_is_removed(house: House, name: str) -> None:
    with pytest.raises(NotAllowed):
        house.act("pat", "remove", house.public[name], site=True)


def test_a_role_holds_from_the_next_command_on(house: House) -> None:
    house.act("host", "set_role", house.public["ann"], "presenter")
    house.act("ann", "mute", None)
    house.act("host", "set_role", house.public["ann"], "attendee")
    with pytest.raises(NotAllowed):
        house.act("ann", "mute", None)


def test_a_role_outlives_the_stay(house: House) -> None:
    house.act("host", "set_role", house.public["ann"], "presenter")
    house.leave("ann")
    house.enter("ann")
    assert house.person("ann").role == "presenter"


@pytest.mark.parametrize("role", ["host", "attendee"])
def test_the_role_of_a_host_stays(house: House, role: str) -> None:
    with pytest.raises(NotAllowed):
        house.act("host", "set_role", house.public["host"], role)


def test_nobody_is_made_a_host(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.act("host", "set_role", house.public["ann"], "host")


def test_a_locked_room_takes_nobody_new(house: House) -> None:
    house.act("pat", "set_lock", True)
    with pytest.raises(EntryClosed) as closed:
        house.enter("new")
    assert closed.value.word == "locked"
    house.enter("ann")
    house.act("pat", "set_lock", False)
    house.enter("new")


def test_hands_go_up_by_their_owners_and_down_by_presenters_too(house: House) -> None:
    house.act("ann", "set_hand", True, None)
    assert house.person("ann").hand is not None
    with pytest.raises(NotAllowed):
        house.act("pat", "set_hand", True, house.public["bob"])
    house.act("pat", "set_hand", False, house.public["ann"])
    assert house.person("ann").hand is None


def test_raising_a_raised_hand_keeps_its_turn(house: House) -> None:
    house.act("ann", "set_hand", True, None)
    raised, seq = house.person("ann").hand, house.seq()
    house.act("ann", "set_hand", True, house.public["ann"])
    assert house.person("ann").hand == raised
    assert house.seq() == seq


def test_the_lobby_lets_in_and_sends_away(house: House) -> None:
    house.act("host", "set_lobby", True)
    for name in ("one", "two", "three"):
        assert house.enter(name).visit is None
    house.act("pat", "admit", house.public["one"])
    house.act("pat", "deny", house.public["two"])
    assert house.enter("one").visit is not None
    with pytest.raises(EntryClosed) as closed:
        house.enter("two")
    assert closed.value.word == "removed"
    assert house.enter("three").visit is None


def test_turning_the_lobby_off_lets_everybody_in(house: House) -> None:
    house.act("host", "set_lobby", True)
    house.enter("one")
    seq = house.seq()
    house.act("host", "set_lobby", False)
    assert house.types_since(seq) == ["MEETING_UPDATED", "PERSON_ADMITTED"]
    assert house.enter("one").visit is not None


@pytest.mark.parametrize("action", ["mute", "remove", "set_hand", "set_role"])
def test_people_of_another_meeting_are_unknown(house: House, database: Database, site: Site, action: str) -> None:
    other = House(database, site)
    other.enter("host")
    other.enter("eve")
    arguments: tuple[Any, ...] = (other.public["eve"],)
    if action == "set_hand":
        arguments = (False, other.public["eve"])
    if action == "set_role":
        arguments = (other.public["eve"], "presenter")
    with pytest.raises(ParticipantNotFound):
        house.act("host", action, *arguments, site=action == "remove")
    assert other.inside() == ["host", "eve"]


@pytest.mark.parametrize("action", ["admit", "deny"])
def test_the_lobby_of_another_meeting_is_out_of_reach(
    house: House, database: Database, site: Site, action: str
) -> None:
    other = House(database, site)
    other.set_lobby(True)
    other.enter("host")
    other.enter("eve")
    house.act("host", action, other.public["eve"])
    assert other.participant("eve").waiting_since is not None
    assert other.participant("eve").removed_at is None
