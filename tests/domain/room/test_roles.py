from __future__ import annotations

import pytest

from convener.domain.errors import InvalidParameter, NotAllowed
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


def set_role(room: RoomFactory, by: str, name: str, role: str) -> None:
    room.act(by, "set_role", room.public[name], role)


def test_a_role_holds_from_the_next_command_on(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "presenter")
    room.act("ann", "mute", None)
    set_role(room, "host", "ann", "attendee")
    with pytest.raises(NotAllowed):
        room.act("ann", "mute", None)


def test_presenter_outlives_the_stay_and_the_run(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "presenter")
    room.leave("ann")
    room.enter("ann")
    assert room.person("ann").role == "presenter"
    room.act("host", "end_meeting")
    room.enter("host")
    room.enter("ann")
    assert room.person("ann").role == "presenter"


@pytest.mark.parametrize("by", ["pat", "ann"])
def test_nobody_else_gives_roles(room: RoomFactory, by: str) -> None:
    with pytest.raises(NotAllowed):
        set_role(room, by, "bob", "host")


def test_a_role_is_one_of_three(room: RoomFactory) -> None:
    with pytest.raises(InvalidParameter):
        set_role(room, "host", "ann", "emperor")


@pytest.mark.parametrize("role", ["presenter", "attendee"])
def test_the_only_host_stays_one(room: RoomFactory, role: str) -> None:
    with pytest.raises(NotAllowed, match="only host"):
        set_role(room, "host", "host", role)


def test_a_second_host_may_what_a_host_may(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    assert room.meeting().hosts_inside == 2
    set_role(room, "ann", "bob", "presenter")
    room.leave("host")
    assert room.meeting().status == "in_progress"
    room.act("ann", "end_meeting")
    assert room.meeting().hosts_inside == 0


def test_a_host_who_was_made_one_is_so_until_the_run_ends(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    room.leave("ann")
    room.act("host", "set_lock", True)
    room.enter("ann")
    assert room.person("ann").role == "host"
    room.act("ann", "end_meeting")
    room.enter("host")
    room.enter("ann")
    assert room.person("ann").role == "attendee"


def test_handing_over_makes_another_one_host(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    set_role(room, "host", "host", "presenter")
    assert room.meeting().hosts_inside == 1
    assert room.meeting().status == "in_progress"
    with pytest.raises(NotAllowed):
        room.act("host", "end_meeting")
    room.leave("ann")
    assert room.meeting().status == "host_left"
    # Who comes back is what they were, and the next run has its host again.
    room.leave("host")
    room.enter("host")
    assert room.person("host").role == "presenter"
    room.enter("ann")
    room.act("ann", "end_meeting")
    room.enter("host")
    assert room.person("host").role == "host"


def test_only_whom_a_host_made_host_may_be_made_something_else(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    with pytest.raises(NotAllowed, match="from the start"):
        set_role(room, "ann", "host", "attendee")
    set_role(room, "host", "ann", "attendee")
    assert room.meeting().hosts_inside == 1
    assert room.person("ann").role == "attendee"


def test_a_host_is_not_removed_whoever_made_them_one(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    for by, name in (("pat", "ann"), ("host", "ann"), ("ann", "host")):
        with pytest.raises(NotAllowed):
            room.act(by, "remove", room.public[name], site=True)


def test_the_same_role_again_is_told_once(room: RoomFactory) -> None:
    seq = room.seq()
    for _ in range(2):
        set_role(room, "host", "ann", "host")
    assert room.types_since(seq) == ["PersonUpdated"]
    set_role(room, "ann", "ann", "presenter")
    assert room.since(seq)[-1].actor is None


def test_a_host_again_ends_the_status_that_the_host_has_left(room: RoomFactory) -> None:
    set_role(room, "host", "ann", "host")
    room.leave("ann")
    room.leave("host")
    assert room.meeting().status == "host_left"
    room.enter("ann")
    assert room.meeting().status == "in_progress"
