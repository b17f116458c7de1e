from __future__ import annotations

import pytest

from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.audience_rights import AudienceRightsChanged, UnmuteAsked, UnmuteEnded
from convener.domain.permissions import MeetingRole
from convener.domain.room.audience_rights import AudienceRights
from convener.domain.room.media_flags import Media
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories.room import RoomFactory

ALL = Media(microphone=True, camera=True, screen=True)
NONE = AudienceRights(microphone=False, camera=False, screen=False)


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    room = RoomFactory(database, site)
    room.add("pat", MeetingRole.PRESENTER)
    for name in ("host", "pat", "ann", "bob"):
        room.enter(name, media=ALL)
    return room


def sends(room: RoomFactory, name: str) -> tuple[bool, bool, bool]:
    person = room.person(name)
    return person.microphone, person.camera, person.screen


def set_media(room: RoomFactory, name: str, media: Media) -> None:
    room.act(name, "set_media", media, room.arrivals[name].connection.peer_id)


def test_all_may_send_until_the_host_says_otherwise(room: RoomFactory) -> None:
    seq = room.seq()
    for _ in range(2):
        room.act("host", "set_rights", AudienceRights(screen=False))
    assert sends(room, "ann") == (True, True, False)
    assert sends(room, "pat") == sends(room, "host") == (True, True, True)
    assert [type(one.payload).__name__ for one in room.since(seq)] == [
        "AudienceRightsChanged",
        "PersonUpdated",
        "PersonUpdated",
    ]
    assert room.since(seq)[0].payload == AudienceRightsChanged(microphone=True, camera=True, screen=False)
    assert {one.actor for one in room.since(seq)} == {room.public["host"]}


@pytest.mark.parametrize("name", ["pat", "ann"])
def test_only_hosts_change_them(room: RoomFactory, name: str) -> None:
    with pytest.raises(NotAllowed):
        room.act(name, "set_rights", NONE)


def test_attendees_send_no_more_than_they_may(room: RoomFactory) -> None:
    room.act("host", "set_rights", NONE)
    set_media(room, "ann", ALL)
    assert sends(room, "ann") == (False, False, False)
    room.enter("cleo", media=ALL)
    assert sends(room, "cleo") == (False, False, False)
    room.act("host", "set_rights", AudienceRights(microphone=False))
    set_media(room, "ann", ALL)
    assert sends(room, "ann") == (False, True, True)


def test_a_page_that_comes_back_sends_no_more_either(room: RoomFactory) -> None:
    room.act("host", "set_rights", AudienceRights(camera=False))
    room.lose(room.arrivals["ann"])
    room.enter("ann", peer_id=room.arrivals["ann"].connection.peer_id, media=ALL)
    assert not room.person("ann").camera
    room.leave("ann")
    room.enter("ann", media=ALL)
    assert sends(room, "ann") == (True, False, True)


def test_who_becomes_a_presenter_may_send_and_who_is_none_any_more_ends(room: RoomFactory) -> None:
    room.act("host", "set_rights", NONE)
    seq = room.seq()
    room.act("host", "set_role", room.public["pat"], "attendee")
    assert sends(room, "pat") == (False, False, False)
    assert room.types_since(seq) == ["PersonUpdated"], "one event says both"
    room.act("host", "set_role", room.public["ann"], "presenter")
    set_media(room, "ann", ALL)
    assert sends(room, "ann") == (True, True, True)


def test_who_is_asked_may_unmute_until_muted_again(room: RoomFactory) -> None:
    room.act("host", "set_rights", NONE)
    seq = room.seq()
    room.act("pat", "ask_to_unmute", room.public["ann"])
    for name in ("ann", "bob"):
        set_media(room, name, ALL)
    assert sends(room, "ann") == (True, False, False)
    assert sends(room, "bob") == (False, False, False)
    room.act("pat", "mute", None)
    set_media(room, "ann", ALL)
    assert sends(room, "ann") == (False, False, False)
    told = [one for one in room.since(seq) if not isinstance(one.payload, AudienceRightsChanged)]
    assert next(type(one.payload) for one in told if one.person == room.public["ann"]) is UnmuteAsked
    assert [one.person for one in told if isinstance(one.payload, UnmuteEnded)] == [room.public["ann"]]


def test_one_asks_neither_oneself_nor_who_is_heard_nor_strangers(room: RoomFactory) -> None:
    seq = room.seq()
    room.act("host", "ask_to_unmute", room.public["ann"])
    assert room.seq() == seq
    with pytest.raises(NotAllowed):
        room.act("pat", "ask_to_unmute", room.public["pat"])
    with pytest.raises(NotAllowed):
        room.act("ann", "ask_to_unmute", room.public["bob"])


def test_a_stopped_camera_stays_off_over_a_reload(room: RoomFactory) -> None:
    room.act("pat", "stop_video", room.public["ann"], "camera")
    room.lose(room.arrivals["ann"])
    room.enter("ann", media=ALL)
    assert not room.person("ann").camera
    set_media(room, "ann", Media(camera=True))
    assert room.person("ann").camera, "who was stopped may start again"
