"""Instances of a meeting: one for each run, and what happens in it points to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from convener.domain.actions import end_meeting
from convener.domain.events import order
from convener.domain.meetings import instances
from convener.domain.polls import polls
from convener.domain.polls.questions import PollKind, Question
from convener.domain.recordings import recordings
from convener.domain.room import moderation
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Event, MeetingInstance, Participant, Poll, Visit
from tests.factories.room import RoomFactory

HOST, ANN, BOB = "host", "ann", "bob"


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    room = RoomFactory(database, site)
    room.add(ANN)
    room.add(BOB)
    return room


def runs(room: RoomFactory) -> list[MeetingInstance]:
    """The runs of the meeting, the first one first."""
    with room.database.read() as session:
        return instances.list_instances(session, room.meeting())


def events_of(room: RoomFactory, instance: MeetingInstance | None) -> list[str]:
    """The kinds of the events of the meeting that belong to the instance, or to none."""
    with room.database.read() as session:
        query = select(Event.type).where(
            Event.meeting_id == room.meeting_id, Event.instance_id == (instance.id if instance else None)
        )
        return list(session.scalars(query.order_by(Event.seq)))


def visits_of(room: RoomFactory, instance: MeetingInstance) -> int:
    with room.database.read() as session:
        return len(session.scalars(select(Visit.id).where(Visit.instance_id == instance.id)).all())


def test_there_is_none_before_somebody_enters(room: RoomFactory) -> None:
    assert runs(room) == []
    assert events_of(room, None) == ["meeting:meeting:created", *["meeting:participant:added"] * 3]


def test_the_first_who_enters_begins_one(room: RoomFactory) -> None:
    room.enter(ANN)
    (run,) = runs(room)
    meeting = room.meeting()
    assert (meeting.instance_id, meeting.started_at) == (run.id, run.started_at)
    assert (run.ended_at, run.ending, len(run.public_id)) == (None, None, 16)
    assert visits_of(room, run) == 1
    assert events_of(room, run) == ["room:person:entered", "meeting:meeting:updated", "room:media:places"]
    room.enter(HOST)
    assert [one.id for one in runs(room)] == [run.id]
    assert visits_of(room, run) == 2


def test_the_peak_is_the_most_inside_at_once(room: RoomFactory) -> None:
    for name in (HOST, ANN):
        room.enter(name)
    room.leave(ANN)
    room.enter(BOB)
    assert room.meeting().peak == 2
    room.enter(ANN)
    room.enter(ANN)
    assert room.meeting().peak == 3, "two tabs are one person"
    room.leave(ANN)
    room.act(HOST, "end_meeting", site=True)
    assert [one.peak for one in runs(room)] == [3]
    assert room.meeting().peak == 0


def test_the_host_ends_it(room: RoomFactory) -> None:
    room.enter(HOST)
    room.enter(ANN)
    room.act(HOST, "end_meeting", site=True)
    (run,) = runs(room)
    meeting = room.meeting()
    assert (run.ending, run.ended_at, meeting.instance_id) == ("ended", meeting.finished_at, None)
    told = events_of(room, run)
    assert told.count("room:person:left") == 2
    assert told[-1] == "meeting:meeting:updated"
    room.add("late")
    assert events_of(room, None)[-1] == "meeting:participant:added"


def test_it_ends_when_everybody_has_left_and_nobody_returns(room: RoomFactory) -> None:
    room.enter(HOST)
    room.leave(HOST)
    room.time_passes(30)
    assert [one.ended_at for one in runs(room)] == [None]
    room.enter(ANN)
    room.leave(ANN)
    room.time_passes(61)
    (run,) = runs(room)
    assert (run.ending, run.ended_at) == ("emptied", room.meeting().finished_at)
    assert visits_of(room, run) == 2
    assert events_of(room, run)[-1] == "meeting:meeting:updated"


def test_who_reconnects_stays_in_it(room: RoomFactory) -> None:
    arrival = room.enter(HOST)
    room.lose(arrival)
    room.enter(HOST)
    (run,) = runs(room)
    assert visits_of(room, run) == 1


def test_a_lost_connection_empties_it(room: RoomFactory) -> None:
    room.lose(room.enter(HOST))
    room.time_passes(16)
    assert runs(room)[0].ending is None
    room.time_passes(61)
    assert runs(room)[0].ending == "emptied"


def test_a_meeting_that_begins_again_gets_a_new_one(room: RoomFactory) -> None:
    room.enter(HOST)
    room.enter(ANN)
    room.act(HOST, "end_meeting", site=True)
    room.enter(HOST)
    first, second = runs(room)
    assert first.public_id != second.public_id
    assert first.ended_at is not None
    assert second.started_at > first.ended_at
    assert (first.ending, second.ending) == ("ended", None)
    assert (visits_of(room, first), visits_of(room, second)) == (2, 1)
    assert (first.peak, room.meeting().peak) == (2, 1)
    assert events_of(room, second)[0] == "room:person:entered"


def test_cancelling_ends_it(room: RoomFactory) -> None:
    room.enter(HOST)
    with room.database.write() as session:
        assert end_meeting.cancel_meeting(session, room.site, room.meeting_id)
    (run,) = runs(room)
    assert (run.ending, run.peak) == ("cancelled", 1)
    assert run.ended_at is not None
    assert room.meeting().instance_id is None
    assert events_of(room, run)[-3:] == ["meeting:meeting:cancelled", "room:person:left", "room:media:places"]


def test_cancelling_what_nobody_entered_makes_none(room: RoomFactory) -> None:
    with room.database.write() as session:
        assert end_meeting.cancel_meeting(session, room.site, room.meeting_id)
    assert runs(room) == []


@pytest.mark.parametrize(
    ("end", "ending"),
    [
        (end_meeting.delete_meeting, "cancelled"),
        (end_meeting.expire_meeting, "expired"),
        (end_meeting.remove_meeting, "owner_gone"),
    ],
)
def test_what_ends_a_meeting_ends_its_run(room: RoomFactory, end: object, ending: str) -> None:
    room.enter(HOST)
    room.leave(HOST)
    with room.locked() as (session, meeting):
        end(session, room.site, meeting)  # type: ignore[operator]
    (run,) = runs(room)
    assert (run.ending, run.ended_at is not None) == (ending, True)


def test_a_restored_meeting_begins_again(room: RoomFactory) -> None:
    room.enter(HOST)
    with room.locked() as (session, meeting):
        end_meeting.delete_meeting(session, room.site, meeting)
    with room.locked() as (session, meeting):
        end_meeting.restore_meeting(session, session.get_one(Center, room.center_id), meeting)
    room.enter(HOST)
    assert [one.ending for one in runs(room)] == ["cancelled", None]


def test_those_who_enter_at_once_are_in_one(room: RoomFactory) -> None:
    names = [f"p{number}" for number in range(6)]
    for name in names:
        room.add(name)
    with ThreadPoolExecutor(6) as pool:
        for one in [pool.submit(room.enter, name) for name in names]:
            one.result(60)
    (run,) = runs(room)
    assert visits_of(room, run) == 6
    assert room.meeting().peak == 6


def test_recordings_belong_to_what_they_recorded(room: RoomFactory) -> None:
    def record(after: timedelta | None) -> int | None:
        moment = None if after is None else runs(room)[0].started_at + after
        with room.locked() as (session, meeting):
            return recordings.begin(session, meeting, started_at=moment).instance_id

    assert record(None) is None
    room.enter(HOST)
    (run,) = runs(room)
    assert record(None) == run.id
    assert record(timedelta()) == run.id
    assert record(timedelta(days=-1)) is None
    room.act(HOST, "end_meeting", site=True)
    assert record(timedelta()) == run.id, "an imported one is found by its time"
    assert record(timedelta(days=1)) is None
    assert record(None) is None


def test_polls_belong_to_where_they_were_opened(room: RoomFactory) -> None:
    question = Question(kind=PollKind.SINGLE, text="Lunch?", answers=("Rice", "Soup"))

    def instance_of(poll_id: str) -> int | None:
        with room.database.read() as session:
            return session.scalars(select(Poll.instance_id).where(Poll.poll_id == poll_id)).one()

    def prepare() -> str:
        with room.database.write() as session:
            return polls.create(session, session.get_one(Participant, room.ids[HOST]), question).poll_id

    def ask(poll_id: str) -> None:
        with room.database.write() as session:
            host = moderation.inside(session, session.get_one(Participant, room.ids[HOST]))
            polls.open_poll(session, host, poll_id)

    prepared = prepare()
    assert instance_of(prepared) is None
    room.enter(HOST)
    (run,) = runs(room)
    made = prepare()
    assert (instance_of(prepared), instance_of(made)) == (None, run.id)
    ask(prepared)
    assert instance_of(prepared) == run.id
    room.act(HOST, "end_meeting", site=True)
    room.enter(HOST)
    ask(made)
    assert instance_of(made) == runs(room)[1].id


def test_a_reader_of_the_center_learns_the_instance(room: RoomFactory) -> None:
    room.enter(HOST)
    with room.database.write() as session:
        while order.number_events(session, room.center_id):
            pass
    with room.database.read() as session:
        found = order.read_center_events(session, room.center_id, 0, 1000)
    (run,) = runs(room)
    assert {one.kind: one.instance for one in found}["room:person:entered"] == run.public_id
    assert {one.kind: one.instance for one in found}["meeting:meeting:created"] is None


def test_a_meeting_that_an_older_version_began_gets_one_with_the_next_who_enters(room: RoomFactory) -> None:
    room.enter(HOST)
    with room.locked() as (_, meeting):
        meeting.instance_id = None
    with room.database.write() as session:
        session.get_one(MeetingInstance, runs(room)[0].id).ended_at = now()
    room.enter(ANN)
    assert room.meeting().instance_id == runs(room)[1].id


def test_what_an_older_version_left_open_ends_when_the_meeting_begins_again(room: RoomFactory) -> None:
    room.enter(HOST)
    room.leave(HOST)
    with room.locked() as (_, meeting):
        meeting.status, meeting.empty_since, meeting.finished_at = "finished", None, now()
    room.enter(HOST)
    assert [one.ending for one in runs(room)] == ["emptied", None]
