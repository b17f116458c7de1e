from __future__ import annotations

from typing import Any

import pytest

from convener.domain.errors import EntryClosed, NotAllowed, ParticipantNotFound
from convener.domain.events.kinds.presence import PersonLeft, PersonReadmitted
from convener.domain.permissions import MeetingRole
from convener.domain.room.media_flags import Media
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    room = RoomFactory(database, site)
    room.add("pat", MeetingRole.PRESENTER)
    for name in ("host", "pat", "ann", "bob"):
        room.enter(name, media=Media(microphone=True))
    return room


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        ("mute", (None,)),
        ("mute", ("bob",)),
        ("remove", ("bob",)),
        ("readmit", ("bob",)),
        ("set_role", ("ann", "presenter")),
        ("set_lock", (True,)),
        ("set_lobby", (True,)),
        ("admit", (None,)),
        ("deny", ("bob",)),
        ("end_meeting", ()),
        ("set_hand", (False, "bob")),
        ("stop_video", ("bob", "camera")),
        ("lower_hands", ()),
    ],
)
def test_an_attendee_moderates_nothing(room: RoomFactory, action: str, arguments: tuple[Any, ...]) -> None:
    seq = room.seq()
    arguments = tuple(room.public.get(one, one) if isinstance(one, str) else one for one in arguments)
    with pytest.raises(NotAllowed):
        room.act("ann", action, *arguments, site=action in ("remove", "end_meeting"))
    assert room.seq() == seq


@pytest.mark.parametrize(("action", "arguments"), [("set_role", ("bob", "presenter")), ("end_meeting", ())])
def test_a_presenter_neither_changes_roles_nor_ends(room: RoomFactory, action: str, arguments: tuple[str, ...]) -> None:
    arguments = tuple(room.public.get(one, one) for one in arguments)
    with pytest.raises(NotAllowed):
        room.act("pat", action, *arguments, site=action == "end_meeting")


def test_whoever_is_not_inside_does_nothing(room: RoomFactory) -> None:
    room.leave("host")
    with pytest.raises(NotAllowed):
        room.act("host", "end_meeting", site=True)


def test_muting_one_says_who_did_it(room: RoomFactory) -> None:
    seq = room.seq()
    room.act("pat", "mute", room.public["ann"])
    assert not room.person("ann").microphone
    (told,) = room.since(seq)
    assert (told.person, told.actor) == (room.public["ann"], room.public["pat"])


def test_muting_all_spares_hosts_and_presenters(room: RoomFactory) -> None:
    room.act("pat", "mute", None)
    assert [room.person(name).microphone for name in ("host", "pat", "ann", "bob")] == [True, True, False, False]


def test_muting_all_spares_whom_one_names(room: RoomFactory) -> None:
    room.act("pat", "mute", None, spared=[room.public["ann"]])
    assert [room.person(name).microphone for name in ("ann", "bob")] == [True, False]


@pytest.mark.parametrize("source", ["camera", "screen"])
def test_stopping_what_somebody_shows(room: RoomFactory, source: str) -> None:
    room.enter("cleo", media=Media(microphone=True, camera=True, screen=True))
    seq = room.seq()
    for _ in range(2):
        room.act("pat", "stop_video", room.public["cleo"], source)
    assert room.types_since(seq) == ["PersonUpdated"]
    assert room.since(seq)[0].actor == room.public["pat"]
    cleo = room.person("cleo")
    assert (cleo.microphone, cleo.camera, cleo.screen) == (True, source != "camera", source != "screen")


def test_only_a_host_stops_what_a_host_shows(room: RoomFactory) -> None:
    with pytest.raises(NotAllowed):
        room.act("pat", "stop_video", room.public["host"], "screen")


def test_only_a_host_mutes_a_host(room: RoomFactory) -> None:
    with pytest.raises(NotAllowed):
        room.act("pat", "mute", room.public["host"])


def test_muting_twice_tells_once(room: RoomFactory) -> None:
    room.act("host", "mute", room.public["ann"])
    seq = room.seq()
    room.act("host", "mute", room.public["ann"])
    room.act("host", "mute", None)
    assert [one.person for one in room.since(seq)] == [room.public["bob"]]


def test_removal_closes_the_link(room: RoomFactory) -> None:
    seq = room.seq()
    room.act("pat", "remove", room.public["ann"], site=True)
    left = room.since(seq)[0]
    assert (left.payload, left.actor) == (PersonLeft(reason="removed"), room.public["pat"])
    with pytest.raises(EntryClosed) as closed:
        room.enter("ann")
    assert closed.value.word == "removed"


def test_who_was_removed_stays_out_of_this_run_alone(room: RoomFactory) -> None:
    room.act("host", "remove", room.public["ann"], site=True)
    assert room.removed() == ["ann"]
    with pytest.raises(EntryClosed):
        room.enter("ann")
    room.act("host", "end_meeting")
    assert room.removed() == []
    room.enter("host")
    room.enter("ann")
    assert room.inside() == ["host", "ann"]


def test_the_host_lets_somebody_in_again(room: RoomFactory) -> None:
    room.act("host", "remove", room.public["ann"], site=True)
    room.act("host", "set_lobby", True)
    seq = room.seq()
    room.act("host", "readmit", room.public["ann"])
    (readmitted,) = room.since(seq)
    assert isinstance(readmitted.payload, PersonReadmitted)
    assert (readmitted.person, readmitted.actor) == (room.public["ann"], room.public["host"])
    room.act("host", "readmit", room.public["ann"])
    assert room.seq() == seq + 1, "letting in again changes nothing the second time"
    room.enter("ann")
    assert room.inside() == ["host", "pat", "bob", "ann"], "past the lobby: somebody has decided"
    assert room.removed() == []


def test_who_was_denied_may_be_let_in_after_all(room: RoomFactory) -> None:
    room.act("host", "set_lobby", True)
    room.enter("eve")
    room.act("host", "deny", room.public["eve"])
    assert room.removed() == ["eve"]
    room.act("host", "readmit", room.public["eve"])
    room.enter("eve")
    assert room.inside()[-1] == "eve"


def test_nobody_else_lets_people_in_again(room: RoomFactory, database: Database, site: Site) -> None:
    room.act("host", "remove", room.public["ann"], site=True)
    with pytest.raises(NotAllowed):
        room.act("bob", "readmit", room.public["ann"])
    other = RoomFactory(database, site)
    other.add("eve")
    for unknown in ("nobody", other.public["eve"]):
        with pytest.raises(ParticipantNotFound):
            room.act("host", "readmit", unknown)


@pytest.mark.parametrize("name", ["host", "pat"])
def test_neither_the_host_nor_oneself_is_removed(room: RoomFactory, name: str) -> None:
    with pytest.raises(NotAllowed):
        room.act("pat", "remove", room.public[name], site=True)


def test_a_locked_room_takes_nobody_new(room: RoomFactory) -> None:
    room.act("pat", "set_lock", True)
    with pytest.raises(EntryClosed) as closed:
        room.enter("new")
    assert closed.value.word == "locked"
    room.enter("ann")
    room.act("pat", "set_lock", False)
    room.enter("new")


def test_hands_go_up_by_their_owners_and_down_by_presenters_too(room: RoomFactory) -> None:
    room.act("ann", "set_hand", True, None)
    assert room.person("ann").hand is not None
    with pytest.raises(NotAllowed):
        room.act("pat", "set_hand", True, room.public["bob"])
    room.act("pat", "set_hand", False, room.public["ann"])
    assert room.person("ann").hand is None


def test_raising_a_raised_hand_keeps_its_turn(room: RoomFactory) -> None:
    room.act("ann", "set_hand", True, None)
    raised, seq = room.person("ann").hand, room.seq()
    room.act("ann", "set_hand", True, room.public["ann"])
    assert room.person("ann").hand == raised
    assert room.seq() == seq


def test_all_hands_go_down_at_once(room: RoomFactory) -> None:
    for name in ("ann", "bob"):
        room.act(name, "set_hand", True, None)
    seq = room.seq()
    room.act("pat", "lower_hands")
    assert [room.person(name).hand for name in ("ann", "bob")] == [None, None]
    assert [one.person for one in room.since(seq)] == [room.public["ann"], room.public["bob"]]


def test_several_are_let_in_at_once(room: RoomFactory) -> None:
    room.act("host", "set_lobby", True)
    for name in ("one", "two", "three"):
        room.enter(name)
    room.act("pat", "admit", [room.public["one"], room.public["three"], "nobody"])
    assert [room.enter(name).visit is not None for name in ("one", "two", "three")] == [True, False, True]


def test_the_lobby_lets_in_and_sends_away(room: RoomFactory) -> None:
    room.act("host", "set_lobby", True)
    for name in ("one", "two", "three"):
        assert room.enter(name).visit is None
    room.act("pat", "admit", [room.public["one"]])
    room.act("pat", "deny", room.public["two"])
    assert room.enter("one").visit is not None
    with pytest.raises(EntryClosed) as closed:
        room.enter("two")
    assert closed.value.word == "removed"
    assert room.enter("three").visit is None


def test_turning_the_lobby_off_lets_everybody_in(room: RoomFactory) -> None:
    room.act("host", "set_lobby", True)
    room.enter("one")
    seq = room.seq()
    room.act("host", "set_lobby", False)
    assert room.types_since(seq) == ["MeetingUpdated", "PersonAdmitted"]
    assert room.enter("one").visit is not None


@pytest.mark.parametrize("action", ["mute", "remove", "set_hand", "set_role", "stop_video"])
def test_people_of_another_meeting_are_unknown(room: RoomFactory, database: Database, site: Site, action: str) -> None:
    other = RoomFactory(database, site)
    other.enter("host")
    other.enter("eve")
    arguments: tuple[Any, ...] = (other.public["eve"],)
    if action == "set_hand":
        arguments = (False, other.public["eve"])
    if action in ("set_role", "stop_video"):
        arguments = (other.public["eve"], "presenter" if action == "set_role" else "camera")
    with pytest.raises(ParticipantNotFound):
        room.act("host", action, *arguments, site=action == "remove")
    assert other.inside() == ["host", "eve"]


@pytest.mark.parametrize("action", ["admit", "deny"])
def test_the_lobby_of_another_meeting_is_out_of_reach(
    room: RoomFactory, database: Database, site: Site, action: str
) -> None:
    other = RoomFactory(database, site)
    other.set_lobby(True)
    other.enter("host")
    other.enter("eve")
    room.act("host", action, other.public["eve"])
    assert other.participant("eve").waiting_since is not None
    assert other.participant("eve").removed_at is None
