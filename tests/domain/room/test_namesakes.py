"""People of one name in a room: numbers, and guests who have the name of a user."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.errors import EntryClosed
from convener.domain.events.kinds.presence import PersonEntered, PersonUpdated
from convener.domain.events.states import PersonState
from convener.domain.reports import attendance
from convener.domain.room import join, presence, roster
from convener.domain.room.media_flags import Media
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Participant, User, Visit
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    made = RoomFactory(database, site)
    made.enter("host")
    return made


def state(room: RoomFactory, who: str) -> PersonState:
    with room.database.read() as session:
        page, _ = roster.people_page(session, room.meeting_id, None, 1000)
        return next(one for one in page if one.id == room.public[who])


def enter(room: RoomFactory, who: str, called: str, *, user: bool = False) -> str:
    room.add(who, called=called, user=user)
    room.enter(who)
    return state(room, who).name


def rename(room: RoomFactory, who: str, name: str) -> None:
    with room.database.write() as session:
        session.get_one(Participant, room.ids[who]).name = name


@pytest.mark.parametrize("second", ["Ann", "ann", " ANN", "A\u200bnn", "\uff21nn", "Ann\ufe0f"])
def test_the_later_of_two_people_of_one_name_has_a_number(room: RoomFactory, second: str) -> None:
    assert enter(room, "one", "Ann") == "Ann"
    shown = enter(room, "two", second)
    assert shown.endswith(" (2)")
    assert enter(room, "three", "Ann") == "Ann (3)"
    assert enter(room, "bob", "Bob") == "Bob"


def test_everybody_is_told_the_number(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    seq = room.seq()
    enter(room, "two", "Ann")
    entered = [one.payload.person.name for one in room.since(seq) if isinstance(one.payload, PersonEntered)]
    assert entered == ["Ann (2)"]
    with room.database.read() as session:
        link = room.site.secrets.link(room.public["one"])
        assert join.check_link(session, room.site, link).inside_names == ["host", "Ann", "Ann (2)"]


def test_the_number_stays_over_a_break_and_over_visits(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    room.add("two", called="Ann")
    arrival = room.enter("two")
    room.lose(arrival)
    room.enter("two", peer_id=arrival.connection.peer_id)
    assert state(room, "two").name == "Ann (2)"
    room.leave("one")
    room.enter("two")
    assert state(room, "two").name == "Ann (2)", "a further tab, after the first Ann has left"
    room.leave("two")
    room.enter("two")
    assert state(room, "two").name == "Ann (2)"
    room.enter("one")
    assert state(room, "one").name == "Ann"


def test_the_number_is_one_on_all_nodes(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    room.add("two", called="Ann")
    arrival = room.enter("two", node="node-two")
    room.lose(arrival)
    room.enter("two", node="node-three", peer_id=arrival.connection.peer_id)
    assert state(room, "two").name == "Ann (2)"
    room.add("three", called="Ann")
    room.enter("three", node="node-two")
    assert state(room, "three").name == "Ann (3)"


def test_nobody_gets_the_name_of_one_who_has_left(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    room.leave("one")
    assert enter(room, "two", "Ann") == "Ann (2)", "what was said and reported before stays that of the first Ann"


def test_another_run_begins_anew(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    enter(room, "two", "Ann")
    room.act("host", "end_meeting")
    room.enter("host")
    room.enter("two")
    assert state(room, "two").name == "Ann"
    room.enter("one")
    assert state(room, "one").name == "Ann (2)"


def test_a_number_that_somebody_typed_is_given_once(room: RoomFactory) -> None:
    assert enter(room, "typed", "Ann (2)") == "Ann (2)"
    assert enter(room, "one", "Ann") == "Ann"
    assert enter(room, "two", "Ann") == "Ann (3)"
    assert enter(room, "four", "Ann(2)") == "Ann (4)"
    assert enter(room, "hall", "Hall (7)") == "Hall (7)"


def test_another_name_has_another_number(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    enter(room, "two", "Bob")
    rename(room, "two", "Ann")
    seq = room.seq()
    room.enter("two")
    assert state(room, "two").name == "Ann (2)"
    assert any(isinstance(one.payload, PersonUpdated) for one in room.since(seq))


def test_the_report_has_the_numbers(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    enter(room, "two", "Ann")
    with room.database.read() as session:
        found = attendance.list_attendance(session, room.meeting())
        assert [one.name for one in found] == ["host", "Ann", "Ann (2)"]
        names = set(session.scalars(select(Visit.name).where(Visit.participant_id != room.ids["host"])))
        assert names == {"Ann"}, "what the XML API lists is the name as it was given"


def test_a_guest_who_takes_the_name_of_a_user_is_marked(room: RoomFactory) -> None:
    enter(room, "ann", "Ann", user=True)
    enter(room, "bob", "Bob")
    assert enter(room, "guest", "aNN") == "aNN (2)"
    assert [state(room, who).guest for who in ("host", "ann", "bob", "guest")] == [False, False, False, True]


def test_a_guest_is_marked_when_the_user_comes_later(room: RoomFactory) -> None:
    enter(room, "guest", "Ann")
    enter(room, "gone", "Ann")
    room.leave("gone")
    assert not state(room, "guest").guest
    seq = room.seq()
    assert enter(room, "ann", "Ann", user=True) == "Ann (3)"
    assert state(room, "guest").guest
    updated = [one.payload.person for one in room.since(seq) if isinstance(one.payload, PersonUpdated)]
    assert [(one.id, one.guest) for one in updated] == [(room.public["guest"], True)]
    assert not state(room, "ann").guest
    room.enter("gone")
    assert state(room, "gone").guest


def test_a_guest_who_takes_the_name_of_the_owner_is_marked_before_the_owner_comes(
    database: Database, site: Site
) -> None:
    room = RoomFactory(database, site)
    with database.write() as session:
        session.get_one(User, room.owner_id).display_name = "Olga Berg"
    enter(room, "guest", "olga  berg")
    assert state(room, "guest").guest


def test_who_waits_is_a_guest_or_not(room: RoomFactory) -> None:
    room.act("host", "set_lobby", True)
    room.add("guest", called="Ann")
    room.add("ann", called="Ann", user=True)
    for who in ("guest", "ann"):
        room.enter(who)
    with room.database.read() as session:
        waiting = [roster.waiting_state(one) for one in roster.waiting_people(session, room.meeting())]
    assert [(one.id, one.guest) for one in waiting] == [(room.public["guest"], True), (room.public["ann"], False)]
    room.act("host", "admit", None)
    with room.database.write() as session:
        for who in ("ann", "guest"):
            person = session.get_one(Participant, room.ids[who])
            peer_id = next(one.peer_id for one in room.connections() if one.participant_id == person.id)
            presence.admit(session, room.site, person, peer_id, Media())
    assert [state(room, who).name for who in ("ann", "guest")] == ["Ann", "Ann (2)"]


def test_a_removed_person_leaves_the_number_taken(room: RoomFactory) -> None:
    enter(room, "one", "Ann")
    room.act("host", "remove", room.public["one"], site=True)
    with pytest.raises(EntryClosed):
        room.enter("one")
    assert enter(room, "two", "Ann") == "Ann (2)"
