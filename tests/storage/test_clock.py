"""The clock of a process: it follows that of the database, whatever the one of its machine does, and knows of jumps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from convener.storage.clock import Clock
from convener.storage.database import Database

MINUTE = timedelta(minutes=1)
START = datetime(2026, 11, 26, 12, tzinfo=UTC)


@dataclass
class World:
    """Seconds that pass, and how far clocks are off."""

    passed: float = 0.0
    machine_ahead: float = 0.0
    database_ahead: float = 0.0

    def clock(self) -> Clock:
        return Clock(lambda: START.timestamp() + self.passed + self.machine_ahead, lambda: 1000 + self.passed)

    def ask(self, clock: Clock, delay: float = 0.0) -> None:
        """The database says its time at the beginning of its answer, which takes ``delay``."""

        def reference() -> float:
            said = START.timestamp() + self.passed + self.database_ahead
            self.passed += delay
            return said

        clock.synchronize(reference)


def off(clock: Clock, world: World) -> float:
    return (clock.now() - START).total_seconds() - world.passed


def test_before_it_knows_better_it_is_that_of_the_machine() -> None:
    assert off(World(machine_ahead=15).clock(), World()) == 15


def test_it_follows_the_database_and_no_jump_of_the_machine() -> None:
    world = World(machine_ahead=15)
    clock = world.clock()
    world.ask(clock)
    assert off(clock, world) == 0
    world.machine_ahead = -3600
    world.passed += 10
    world.ask(clock)
    assert (off(clock, world), clock.jumps) == (0, 0)


def test_a_slow_answer_does_not_move_it() -> None:
    world = World()
    clock = world.clock()
    world.ask(clock)
    for delay in (0.2, 5.0, 0.0):
        world.ask(clock, delay)
        assert (off(clock, world), clock.jumps) == (0, 0)


def test_nothing_is_over_until_it_has_gone_steadily_for_as_long() -> None:
    world = World()
    clock = world.clock()
    world.ask(clock)
    assert clock.due_by(MINUTE) == clock.now()
    for jump in (3600.0, -7200.0):
        world.database_ahead += jump
        world.ask(clock)
        assert off(clock, world) == world.database_ahead
        assert clock.due_by(MINUTE) < START - timedelta(days=1)
        world.passed += 59
        world.ask(clock)
        assert clock.due_by(MINUTE) < START - timedelta(days=1)
        assert clock.due_by(timedelta(seconds=59)) == clock.now()
        world.passed += 1
        assert clock.due_by(MINUTE) == clock.now()
    assert clock.jumps == 2


def test_a_small_correction_is_no_jump() -> None:
    world = World()
    clock = world.clock()
    world.ask(clock)
    world.database_ahead = 0.5
    world.ask(clock)
    assert (off(clock, world), clock.jumps) == (0.5, 0)


def test_that_of_a_database_on_this_machine_is_the_same(database: Database) -> None:
    database.synchronize()
    with database.look() as connection:
        assert Clock().deviation(connection) == timedelta()
        behind = Clock(lambda: datetime.now(UTC).timestamp() - 15).deviation(connection).total_seconds()
    assert behind == 0 if database.sqlite else -16 < behind < -14


def test_a_machine_whose_clock_is_wrong_has_the_time_of_the_database(database: Database) -> None:
    if database.sqlite:
        return  # which has the clock of its machine
    wrong = Clock(lambda: datetime.now(UTC).timestamp() + 3600)
    with database.look() as connection:
        wrong.synchronize_with(connection)
    assert abs(wrong.now() - datetime.now(UTC)) < MINUTE
    assert wrong.jumps == 0
