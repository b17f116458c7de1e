"""Seats reserved, as steps and days, against the meetings that reserve them; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from convener.domain.actions import end_meeting
from convener.domain.actions.api_client_meetings import CONTRACT
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.errors import Maintenance, SeatsTaken, TooManySeats
from convener.domain.meetings import capacity, meetings
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, User
from tests.factories import live_meeting
from tests.factories.live_meeting import World, at

DAY = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def world(database: Database, site: Site) -> World:
    return live_meeting.build(database, site, {"meeting_seats": 50, "attendance_limit": 100}, whole=False)


def days(number: float) -> datetime:
    return DAY + timedelta(days=number)


def make(world: World, database: Database, start: float, end: float, number: int) -> int:
    """A meeting of tom's; its row's id."""
    with database.write() as session:
        center, tom = session.get_one(Center, world.center.id), session.get_one(User, world.users["tom"].id)
        scheduler = Scheduler(session, world.site, center, tom)
        return scheduler.create(MeetingChanges(starts_at=days(start), ends_at=days(end), seats=number)).meeting.id


def sums(world: World, database: Database, start: float, end: float) -> list[tuple[float, float, int]]:
    with database.read() as session:
        parts = capacity.reserved(session, world.center.id, days(start), days(end))
    day = timedelta(days=1)
    return [((began - DAY) / day, (ended - DAY) / day, level) for began, ended, level in parts]


def test_sums_over_days(world: World, database: Database) -> None:
    make(world, database, 0.5, 3.25, 10)
    make(world, database, 1, 2, 5)
    make(world, database, 2, 4, 7)
    assert sums(world, database, 0, 5) == [
        (0, 0.5, 0),
        (0.5, 1, 10),
        (1, 2, 15),
        (2, 3.25, 17),
        (3.25, 4, 7),
        (4, 5, 0),
    ]
    assert sums(world, database, 1.5, 1.75) == [(1.5, 1.75, 15)]
    assert sums(world, database, 3, 3.25) == [(3, 3.25, 17)]
    assert sums(world, database, 2, 2) == [(2, 2, 15)]


def test_neighbours_of_the_same_sum_are_one(world: World, database: Database) -> None:
    make(world, database, 1, 2, 5)
    make(world, database, 2, 3, 5)
    assert sums(world, database, 0, 4) == [(0, 1, 0), (1, 3, 5), (3, 4, 0)]


def test_a_meeting_that_goes_takes_its_seats_along(world: World, database: Database) -> None:
    meeting_id = make(world, database, 1, 2, 5)
    with database.write() as session:
        end_meeting.delete_meeting(session, world.site, session.get_one(Meeting, meeting_id))
    assert sums(world, database, 0, 3) == [(0, 3, 0)]
    with database.write() as session:
        end_meeting.restore_meeting(session, session.merge(world.center), session.get_one(Meeting, meeting_id))
    assert sums(world, database, 1, 2) == [(1, 2, 5)]


def test_times_of_another_door_count_too(world: World, database: Database) -> None:
    meeting_id = make(world, database, 1, 2, 5)
    with database.write() as session:
        held = meetings.lock_meeting(session, meeting_id)
        center = session.get_one(Center, world.center.id)
        changes = MeetingChanges(starts_at=days(3), duration_hours=12)
        Scheduler(session, world.site, center, held.owner, contract=CONTRACT).change(held, changes)
    assert sums(world, database, 0, 4) == [(0, 3, 0), (3, 3.5, 5), (3.5, 4, 0)]


def test_limits(world: World, database: Database) -> None:
    with pytest.raises(TooManySeats):
        make(world, database, 1, 2, 51)
    make(world, database, 1, 2, 50)
    make(world, database, 2, 3, 40)
    make(world, database, 1.5, 2.5, 45)
    with pytest.raises(SeatsTaken) as taken:
        make(world, database, 1.25, 2.25, 6)
    assert (taken.value.asked, taken.value.available) == (6, 5)
    assert sums(world, database, 1, 2) == [(1, 1.5, 50), (1.5, 2, 95)]


def test_a_meeting_has_its_seats_once_however_its_occurrences_lie(world: World, database: Database) -> None:
    with database.write() as session:
        world.session, world.center = session, session.merge(world.center)
        world.users = {name: session.merge(user) for name, user in world.users.items()}
        rule = "FREQ=DAILY;COUNT=3"
        start, end = days(0.5), days(2)
        world.meeting("long", "tom", starts_at=start, ends_at=end, kind="recurring", recurrence=rule, seats=50)
    assert sums(world, database, 0, 5) == [(0, 0.5, 0), (0.5, 4, 50), (4, 5, 0)]
    make(world, database, 0, 5, 50)
    with database.write() as session:
        end_meeting.delete_meeting(session, world.site, session.merge(world.meetings["long"]))
    assert sums(world, database, 0, 5) == [(0, 5, 50)]


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        ("2031-05-11T01:00:00", "2031-05-11T02:00:00", True),
        ("2031-05-11T01:00:00", "2031-05-11T02:00:01", False),
        ("2031-05-11T04:00:00", "2031-05-11T05:00:00", True),
        ("2031-05-11T03:00:00", None, False),
        ("2031-05-11T04:00:00", None, True),
        ("2031-05-10T03:00:00", None, True),
    ],
)
def test_maintenance(world: World, start: str, end: str | None, free: bool, database: Database) -> None:
    with database.read() as session:
        meeting = Meeting(center_id=world.center.id, starts_at=at(start), ends_at=at(end) if end else None)
        if free:
            capacity.check_maintenance(session, meeting)
        else:
            with pytest.raises(Maintenance):
                capacity.check_maintenance(session, meeting)
