"""Attendance: visits told by the hour."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain.attendance.visits import Attendance, _by_hours, list_connected_visits, list_ended_visits
from convener.domain.site import Site
from convener.storage.database import Database
from tests.factories import live_meeting
from tests.factories.live_meeting import World, at


@pytest.fixture
def world(database: Database, site: Site) -> World:
    return live_meeting.build(database, site, {}, whole=False)


def test_parts_of_an_ended_visit(database: Database, world: World) -> None:
    with database.read() as session:
        meeting = session.merge(world.meetings["roadshow"])
        parts = list_ended_visits(session, meeting)
        assert [(part.name, part.start, part.end) for part in parts] == [
            ("Noor", at("2026-01-07T09:41:10"), at("2026-01-07T10:00:00")),
            ("Noor", at("2026-01-07T10:00:00"), at("2026-01-07T10:28:03")),
        ]
        assert {part.role for part in parts} == {"attend"}
        late = list_ended_visits(session, meeting, at("2026-01-07T10:00:00"), at("2026-01-07T11:00:00"))
        assert late == parts[1:]
        (inside,) = list_connected_visits(session, meeting)
        assert (inside.name, inside.user_id, inside.role, inside.end) == ("Max", "max", "present", None)


@given(st.integers(0, 1_000_000), st.integers(0, 20_000))
def test_parts_cover_the_visit_and_end_at_full_hours(began: int, seconds: int) -> None:
    start = at("2026-01-01T00:00:00") + timedelta(seconds=began)
    visit = Attendance(
        vid="v",
        name="Ann",
        user_id="",
        email="",
        company="",
        browser="",
        address="",
        extra1="",
        extra2="",
        extra3="",
        role="attend",
        start=start,
        end=start + timedelta(seconds=seconds),
    )
    parts = list(_by_hours(visit))
    assert parts[0].start == visit.start
    assert parts[-1].end == visit.end
    for one, following in pairwise(parts):
        assert one.end == following.start
        assert (following.start.minute, following.start.second) == (0, 0)
    for part in parts:
        assert part.end is not None
        assert part.end - part.start <= timedelta(hours=1)
        last = max(part.start, part.end - timedelta(seconds=1))
        assert part.start.hour == last.hour
