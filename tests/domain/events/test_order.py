"""The order of a center's events: without holes, and nothing appears before what a reader has seen."""

from __future__ import annotations

import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.domain.events import order
from convener.domain.events.kinds.polls import PollVoted
from convener.domain.events.kinds.users import UserChanged
from convener.domain.events.log import record, record_in_center
from convener.domain.events.order import CenterEvent
from convener.domain.meetings import meetings
from convener.domain.site import Site
from convener.jobs.kinds.events import NUMBER_EVENTS
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Event, EventCounter, User
from tests.factories.jobs import do_periodic, runner
from tests.factories.meetings import insert_meeting

PATIENCE = 60


@dataclass
class Log:
    """The log of two centers, one with two meetings."""

    database: Database
    center_id: int = 0
    other_id: int = 0
    meeting_ids: list[int] = field(default_factory=list)

    def write(self, meeting: int, number: int) -> None:
        """Record an event of one of the meetings, in a transaction of its own."""
        with self.database.write() as session:
            row = meetings.lock_meeting(session, self.meeting_ids[meeting])
            record(session, row, PollVoted(poll=f"m{meeting}", voters=number))

    def write_in_center(self, center_id: int, user: str) -> None:
        with self.database.write() as session:
            record_in_center(session, center_id, UserChanged(user=user, changed=[]), None)

    def number(self, most: int = order.BATCH, center_id: int | None = None) -> int:
        with self.database.write() as session:
            return order.number_events(session, center_id or self.center_id, most)

    def read(self, after: int = 0, most: int = 10_000, center_id: int | None = None) -> list[CenterEvent]:
        with self.database.read() as session:
            return order.read_center_events(session, center_id or self.center_id, after, most)

    def size(self, center_id: int | None = None) -> int:
        with self.database.read() as session:
            return len(session.scalars(select(Event.id).where(Event.center_id == (center_id or self.center_id))).all())


@pytest.fixture
def events(database: Database, center: Center) -> Log:
    found = Log(database, center.id)
    with database.write() as session:
        found.other_id = centers.create_center(session, "other", "Other").id
        users.ensure_first_administrator(session, session.get_one(Center, center.id))
        owner = session.scalars(select(User).where(User.center_id == center.id)).first()
        assert owner is not None
        for title in ("One", "Two"):
            made = insert_meeting(session, owner, title)
            found.meeting_ids.append(made.id)
    while found.number() or found.number(center_id=found.other_id):
        pass
    return found


def test_numbers_have_no_holes_and_each_center_its_own(events: Log) -> None:
    last = events.size()
    for number in range(5):
        events.write(number % 2, number)
        events.write_in_center(events.other_id, f"u{number}")
        events.write_in_center(events.center_id, f"v{number}")
    assert events.number(most=3) == 3
    assert events.number() == 7
    assert events.number() == 0
    assert [one.number for one in events.read()] == list(range(1, last + 11))
    payloads = [one.payload for one in events.read(after=last)]
    assert payloads[:2] == [PollVoted(poll="m0", voters=0), UserChanged(user="v0", changed=[])]
    others = events.size(events.other_id)
    events.number(center_id=events.other_id)
    assert [one.number for one in events.read(center_id=events.other_id)] == list(range(1, others + 1))


def test_a_page_says_where_to_read_on(events: Log) -> None:
    for number in range(4):
        events.write(0, number)
    events.number()
    everything = events.read()
    first = events.read(most=3)
    assert first + events.read(after=first[-1].number) == everything
    assert events.read(after=everything[-1].number) == []


def test_what_has_no_number_is_not_read(events: Log) -> None:
    before = events.read()
    events.write(0, 1)
    assert events.read() == before
    events.number()
    assert len(events.read()) == len(before) + 1


def test_an_event_names_its_meeting(events: Log) -> None:
    events.write(1, 7)
    events.number()
    with events.database.read() as session:
        meeting = meetings.lock_meeting(session, events.meeting_ids[1])
    last = events.read()[-1]
    assert (last.meeting, last.kind) == (meeting.mid, "meeting:poll:voted")
    assert last.payload == PollVoted(poll="m1", voters=7)


def test_a_rolled_back_event_leaves_no_hole(events: Log) -> None:
    with events.database.write() as session:
        record_in_center(session, events.center_id, UserChanged(user="u", changed=[]), None)
        order.number_events(session, events.center_id)
        session.rollback()
    events.write(0, 1)
    events.number()
    assert [one.number for one in events.read()] == list(range(1, events.size() + 1))


def test_an_event_that_is_committed_late_comes_after_what_was_read(events: Log) -> None:
    """A transaction that has written its event, and with it the smaller id, ends after another one."""
    if events.database.sqlite:
        pytest.skip("only one transaction writes at a time")
    seen = len(events.read())
    with events.database.write() as late:
        row = meetings.lock_meeting(late, events.meeting_ids[0])
        record(late, row, PollVoted(poll="late", voters=1))
        # What waits for other writes is sent with the next statement.
        late.scalar(select(Event.id).limit(1))
        events.write(1, 2)
        events.number()
        (first,) = events.read(after=seen)
        assert first.payload == PollVoted(poll="m1", voters=2)
    events.number()
    (second,) = events.read(after=first.number)
    assert second.payload == PollVoted(poll="late", voters=1)
    with events.database.read() as session:
        ids = session.scalars(select(Event.id).where(Event.center_seq > seen).order_by(Event.center_seq)).all()
    assert ids[0] > ids[1], "the ids are in the order of writing"


def test_writers_do_not_wait_for_who_numbers(events: Log) -> None:
    if events.database.sqlite:
        pytest.skip("only one transaction writes at a time")
    with events.database.write() as numbering:
        order.number_events(numbering, events.center_id)
        with events.database.write() as writing:
            writing.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            row = meetings.lock_meeting(writing, events.meeting_ids[0])
            record(writing, row, PollVoted(poll="m0", voters=1))


def test_two_who_number_at_once_give_each_number_once(events: Log) -> None:
    for voters in range(20):
        events.write(voters % 2, voters)
    together = threading.Barrier(4)

    def number() -> int:
        together.wait(PATIENCE)
        done = 0
        while numbered := events.number(most=3):
            done += numbered
        return done

    with ThreadPoolExecutor(4) as pool:
        done = sum(one.result(PATIENCE) for one in [pool.submit(number) for _ in range(4)])
    assert done == 20
    assert [one.number for one in events.read()] == list(range(1, events.size() + 1))


def test_the_first_to_number_in_a_new_center_are_one_after_the_other(events: Log) -> None:
    with events.database.write() as session:
        center_id = centers.create_center(session, "third", "Third").id
    for user in range(6):
        events.write_in_center(center_id, f"u{user}")
    together = threading.Barrier(3)

    def number() -> None:
        together.wait(PATIENCE)
        events.number(most=2, center_id=center_id)

    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(number) for _ in range(3)]:
            one.result(PATIENCE)
    events.number(center_id=center_id)
    size = events.size(center_id)
    assert [one.number for one in events.read(center_id=center_id)] == list(range(1, size + 1))
    with events.database.read() as session:
        assert session.get_one(EventCounter, center_id).last == size


def test_who_reads_on_misses_nothing_while_others_write(events: Log) -> None:
    """Writers in two meetings and the center, readers that read on from what they have: each gets everything once, in
    one order, and a meeting's events in theirs."""
    start, each = events.size(), 15
    total = start + 4 * each

    def write(which: int) -> None:
        for number in range(each):
            if which < 2:
                events.write(which, number)
            else:
                events.write_in_center(events.center_id, f"w{which}-{number}")

    def follow() -> list[CenterEvent]:
        found = events.read(most=start)
        while len(found) < total:
            events.number(most=7)
            found += events.read(after=found[-1].number, most=5)
        return found

    with ThreadPoolExecutor(6) as pool:
        following = [pool.submit(follow) for _ in range(2)]
        for one in [pool.submit(write, which) for which in range(4)]:
            one.result(PATIENCE)
        first, second = (one.result(PATIENCE) for one in following)
    assert first == second == events.read()
    assert [one.number for one in first] == list(range(1, total + 1))
    in_order = defaultdict(list)
    for event in first[start:]:
        match event.payload:
            case PollVoted(poll=poll, voters=voters):
                in_order[poll].append(voters)
            case UserChanged(user=user):
                in_order[user.split("-")[0]].append(int(user.split("-")[1]))
    assert in_order == {name: list(range(each)) for name in ("m0", "m1", "w2", "w3")}


STEPS = st.lists(st.sampled_from(["write", "write", "center", "number", "read"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(steps=STEPS, most=st.integers(1, 4))
def test_reading_on_is_the_same_as_reading_at_once(events: Log, steps: list[str], most: int) -> None:
    found: list[CenterEvent] = []
    for number, step in enumerate([*steps, "number", "read"]):
        match step:
            case "write":
                events.write(number % 2, number)
            case "center":
                events.write_in_center(events.center_id, f"u{number}")
            case "number":
                events.number(most)
            case "read":
                found += events.read(found[-1].number if found else 0, most)
    while page := events.read(found[-1].number if found else 0, most):
        found += page
    assert found == events.read()
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_a_job_numbers_what_is_left(events: Log, site: Site, tmp_path: Path) -> None:
    """More than one batch in one center, less in the other."""
    with events.database.write() as session:
        for number in range(2 * order.BATCH + 1):
            record_in_center(session, events.center_id, UserChanged(user=f"u{number}", changed=[]), None)
    for number in range(3):
        events.write_in_center(events.other_id, f"u{number}")
    do_periodic(runner(events.database, site, Settings(data=tmp_path)), events.database, NUMBER_EVENTS)
    assert [one.number for one in events.read()] == list(range(1, events.size() + 1))
    assert len(events.read(center_id=events.other_id)) == events.size(events.other_id)
