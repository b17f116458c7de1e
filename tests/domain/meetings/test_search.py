"""Searches for meetings, and the one that a call is about; on both databases."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from convener.domain.errors import BadMatch, NotOwner, WrongState
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, LifecycleState
from convener.domain.meetings import search as meeting_search
from convener.domain.meetings.search import Listing
from convener.domain.search import Search, TextSearch, TimeSearch
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories import live_meeting
from tests.factories.live_meeting import World, at
from tests.factories.statements import carried_out


@pytest.fixture
def world(database: Database, site: Site) -> World:
    return live_meeting.build(database, site, {}, whole=False)


@contextmanager
def reading(database: Database, world: World) -> Iterator[Session]:
    """A session with the world's center and users in it."""
    with database.read() as session:
        world.center = session.merge(world.center)
        world.users = {name: session.merge(user) for name, user in world.users.items()}
        yield session


def names(database: Database, world: World, who: str, search: Search | None, **listing: object) -> list[str]:
    """Names of what is found, by mid of those that have a generated name."""
    with reading(database, world) as session:
        page = meeting_search.list_meetings(
            session,
            world.center,
            world.users[who],
            Listing(search=search, **listing),  # type: ignore[arg-type]
        )
        return [meeting.name for meeting in page.meetings]


def text(field: str, *values: str, **more: object) -> TextSearch:
    return TextSearch(field=field, values=values, **more)  # type: ignore[arg-type]


def visited_in(start: str, end: str) -> TimeSearch:
    return TimeSearch(field="visited_in", start=at(start), end=at(end))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (text("name", "ROADSHOW-7"), ["roadshow-7"]),
        (text("name", "road%", like=True), ["roadshow-7"]),
        (text("name", "%SHOW_7", like=True), ["roadshow-7"]),
        (text("name", "%\\%", like=True), []),
        (text("title", "roadshow, stop 7", "WEEKLY"), ["roadshow-7", "weekly"]),
        (text("billing", "k-1%", like=True), ["roadshow-7"]),
        (text("opaque1", "CRM-18"), ["weekly"]),
        (text("owner", "t%m", like=True), ["toms-room", "roadshow-7", "weekly"]),
        (text("personal_room_of", "Tom"), ["toms-room"]),
        (text("metadata.deal", "7"), []),
        (text("title", "\ud800"), []),
        (text("mid", "%", like=True, tag="CRM"), ["roadshow-7"]),
        (TimeSearch(field="starts_at", start=at("2031-05-06T09:00:00"), end=at("2031-05-06T09:00:01")), ["roadshow-7"]),
        (TimeSearch(field="ends_at", start=at("2031-05-06T10:00:00"), end=at("2031-05-06T10:30:00")), []),
        (visited_in("2026-01-07T00:00:00", "2026-01-08T00:00:00"), ["roadshow-7"]),
        (visited_in("2026-01-07T09:00:00", "2026-01-07T09:41:10"), []),
        (visited_in("2026-01-07T09:00:00", "2026-01-07T09:41:11"), ["roadshow-7"]),
        (visited_in("2026-01-07T10:10:00", "2026-01-07T10:11:00"), ["roadshow-7"]),
        (visited_in("2026-01-07T10:28:03", "2026-01-07T23:00:00"), []),
        (visited_in("2027-01-07T00:00:00", "2027-01-08T00:00:00"), ["roadshow-7"]),
    ],
)
def test_what_is_found(database: Database, world: World, search: Search, found: list[str]) -> None:
    assert names(database, world, "tom", search) == found


def test_lives_and_owners(database: Database, world: World) -> None:
    assert names(database, world, "ida", None) == ["clinic"]
    assert len(names(database, world, "mira", None)) == 4
    assert names(database, world, "mira", text("title", "%", like=True, owned_only=True)) == []
    assert set(names(database, world, "tom", None, states=RESTORABLE)) == {"gone", "past"}
    assert set(names(database, world, "tom", None, states=frozenset(LifecycleState) - LIVING)) == {
        "gone",
        "past",
        "dust",
    }


def test_pages_are_stable_and_count_what_follows(database: Database, world: World) -> None:
    for search in (None, text("title", "%", like=True), text("owner", "tom")):
        seen: list[str] = []
        for number, more in ((1, 1), (2, 0)):
            with reading(database, world) as session:
                page = meeting_search.list_meetings(
                    session, world.center, world.users["tom"], Listing(search=search, size=2, number=number)
                )
            assert page.more_pages == more
            seen += [meeting.name for meeting in page.meetings]
        assert seen == ["toms-room", "roadshow-7", "weekly"]


def match(database: Database, world: World, who: str, search: TextSearch, change: LifecycleEvent | None = None) -> str:
    with reading(database, world) as session:
        user = world.users[who]
        closed = (
            frozenset({LifecycleState.REMOVED}) if change is LifecycleEvent.RESTORE else frozenset[LifecycleState]()
        )
        return meeting_search.match(session, world.center, user, search, change=change, closed=closed).name


def test_the_one_of_a_call(database: Database, world: World) -> None:
    assert match(database, world, "tom", text("opaque1", "crm-17")) == "roadshow-7"
    assert match(database, world, "mira", text("name", "gone"), LifecycleEvent.RESTORE) == "gone"
    with pytest.raises(BadMatch) as several:
        match(database, world, "mira", text("opaque1", "crm-17"))
    assert several.value.found == 2
    for search in (text("name", "gone"), text("mid", "nothing")):
        with pytest.raises(BadMatch) as none:
            match(database, world, "mira", search)
        assert none.value.found == 0
    with pytest.raises(NotOwner):
        match(database, world, "ida", text("name", "weekly"))
    with pytest.raises(BadMatch):
        match(database, world, "ida", text("opaque1", "crm-18"))
    with pytest.raises(WrongState):
        match(database, world, "tom", text("name", "gone"), LifecycleEvent.DELETE)
    with pytest.raises(BadMatch):
        match(database, world, "mira", text("name", "dust"), LifecycleEvent.RESTORE)


@pytest.mark.parametrize(
    "search",
    [text("name", "a"), text("mid", "a"), text("owner", "a"), text("title", "a"), text("billing", "a%", like=True)],
)
def test_keyed_searches_read_no_table_from_end_to_end(database: Database, world: World, search: TextSearch) -> None:
    if not database.sqlite:
        pytest.skip("PostgreSQL plans by the size of tables, and these are small")
    plans: list[str] = []
    with reading(database, world) as session:
        connection = session.connection()
        with carried_out(connection) as seen:
            for size in (None, 50):
                listing = Listing(search=search, size=size)
                meeting_search.list_meetings(session, world.center, world.users["mira"], listing)
        for statement, parameters in seen:
            given = tuple(parameters) if isinstance(parameters, list) else parameters
            plans += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN")]


def test_texts_that_are_longer_than_an_index_takes(database: Database, world: World) -> None:
    # Letters in no order, as a database cannot compress them.
    signs = random.Random(7)
    long = "".join(chr(signs.randrange(0x4E00, 0x9FFF)) for _ in range(1023))
    other = f"{long[:-1]}!"
    with database.write() as session:
        world.session, world.center = session, session.merge(world.center)
        world.users = {name: session.merge(user) for name, user in world.users.items()}
        world.meeting(
            "long", "tom", name="long", opaque1=long, metadata=json.dumps({"k" * 255: long * 4}, ensure_ascii=False)
        )
        world.meeting("other", "tom", name="other", opaque1=other)
    for sought, found in (
        (text("opaque1", long), ["long"]),
        (text("opaque1", long, like=True), ["long"]),
        (text("opaque1", other), ["other"]),
        (text("opaque1", f"{long[:400]}%", like=True), ["long", "other"]),
        (text("opaque1", f"%{long[99:400]}%", like=True), ["long", "other"]),
        (text(f"metadata.{'k' * 255}", long * 4), ["long"]),
        (text(f"metadata.{'k' * 255}", long), []),
    ):
        assert sorted(names(database, world, "tom", sought)) == found
