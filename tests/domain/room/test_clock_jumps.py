"""A clock that jumps ends nothing early, and keeps nothing for longer than once more its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from convener.domain.jobs import leases, queue
from convener.domain.room import nodes
from convener.domain.site import Site, now
from convener.storage.clock import CLOCK
from convener.storage.database import Database
from convener.storage.models import Node
from tests.domain.jobs.test_queue import TERMS, Convert
from tests.factories.clock import Time, controlled_time
from tests.factories.jobs import jobs
from tests.factories.room import NODE, RoomFactory

HOUR = 3600.0


@pytest.fixture
def world() -> Iterator[Time]:
    with controlled_time() as world:
        yield world


@pytest.fixture
def room(reusable_sqlite: object, request: pytest.FixtureRequest, site: Site) -> Iterator[RoomFactory]:
    """A room whose database has the clock of this machine."""
    reusable = request.getfixturevalue("reusable_sqlite")
    yield RoomFactory(reusable.open(), site)
    reusable.clear()


def look(room: RoomFactory) -> nodes.DueWork:
    """As a node does several times a second: what is due; brings back what a jump moved into the future."""
    jumps = CLOCK.jumps
    with room.database.read() as session:
        due = nodes.find_due(session.connection(), room.site)
    if CLOCK.jumps != jumps:
        with room.database.write() as session:
            nodes.bring_back(session, room.site)
    with room.database.write() as session:
        nodes.expire_due(session, room.site)
    return due


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 16.0, -16.0])
def test_a_grace_lasts_from_its_beginning_or_from_the_jump(room: RoomFactory, world: Time, jump: float) -> None:
    room.enter("host")
    room.lose(room.enter("ann"))
    world.let_pass(10)
    world.jump(jump)
    assert not look(room)
    world.let_pass(14)
    assert not look(room)
    assert room.inside() == ["host", "ann"]
    world.let_pass(2)
    look(room)
    assert room.inside() == ["host"]


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_an_empty_meeting_waits_for_its_people(room: RoomFactory, world: Time, jump: float) -> None:
    room.enter("host")
    room.leave("host")
    world.let_pass(50)
    world.jump(jump)
    look(room)
    world.let_pass(59)
    look(room)
    assert room.meeting().status != "finished"
    world.let_pass(2)
    look(room)
    assert room.meeting().status == "finished"


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_a_node_that_lives_is_not_taken_for_dead(room: RoomFactory, world: Time, jump: float) -> None:
    def beat(name: str) -> None:
        with room.database.write() as session:
            nodes.heartbeat(session, name)

    beat("silent")
    beat(NODE)
    room.enter("host")
    world.jump(jump)
    assert not look(room)
    with room.database.read() as session:
        assert nodes.living_nodes(session, NODE) == ["silent"]
    beat(NODE)
    world.let_pass(9)
    assert not look(room)
    beat(NODE)
    world.let_pass(2)
    assert look(room).nodes == ["silent"]
    with room.database.read() as session:
        assert session.get(Node, NODE) is not None
    assert room.person("host").connected


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_a_lease_lasts_too(room: RoomFactory, world: Time, jump: float) -> None:
    database: Database = room.database

    def claim(worker: str) -> bool:
        jumps = CLOCK.jumps
        with database.write() as session:
            claimed = leases.claim(session, replace(TERMS, concurrency=1), worker)
        if CLOCK.jumps != jumps:
            with database.write() as session:
                leases.bring_back(session, [TERMS])
        return claimed is not None

    with database.write() as session:
        queue.enqueue(session, Convert(page=1))
    assert claim("w1")
    world.let_pass(50)
    world.jump(jump)
    assert not claim("w2")
    world.let_pass(59)
    assert not claim("w2")
    (job,) = jobs(database)
    assert job.lease_until is not None
    assert job.lease_until < now() + timedelta(minutes=1)
    world.let_pass(2)
    assert claim("w2")
