"""A recording is begun, paused and ended in the room."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from convener.domain.actions import end_meeting
from convener.domain.errors import NotAllowed, StorageFull
from convener.domain.events.kinds.room_recordings import RoomRecordingChanged, RoomRecordingRefused
from convener.domain.events.kinds.showing import ShowingChanged
from convener.domain.events.states import ItemState
from convener.domain.meetings.options import MeetingOptions
from convener.domain.recordings import captures, stretches
from convener.domain.room import feature_settings, recording, showing
from convener.domain.room.recording import RoomRecording
from convener.domain.site import Site
from convener.domain.stored_settings import stored_form
from convener.storage.database import Database
from convener.storage.models import Job, Participant, Recording, RecordingStretch, User
from tests.factories.room import RoomFactory


class Rec:
    """A meeting that is recorded; the recorder is the test."""

    def __init__(self, room: RoomFactory) -> None:
        self.room = room

    def act(self, name: str, action: str, **more: Any) -> None:
        with self.room.locked() as (session, meeting):
            person = session.get_one(Participant, self.room.ids[name])
            site = [self.room.site] if action == "start" else []
            getattr(recording, action)(session, *site, meeting, person, **more)

    def capture(self, action: str, **more: Any) -> None:
        """What happens to all captures that are wanted."""
        with self.room.locked() as (session, meeting):
            for wanted in captures.list_wanted(session.connection()):
                found = captures.find_stretch(session, wanted.stretch_id)
                assert found is not None
                if action == "complete":
                    stretches.complete(session, *found)
                else:
                    getattr(recording, action)(session, meeting, *found, **more)

    def state(self) -> str:
        return self.stored().state

    def stored(self) -> RoomRecording:
        return recording.read(self.room.meeting())

    def recordings(self) -> list[str]:
        with self.room.database.read() as session:
            return list(session.scalars(select(Recording.state).order_by(Recording.id)))

    def stretches(self) -> list[tuple[int, str]]:
        with self.room.database.read() as session:
            query = select(RecordingStretch).order_by(RecordingStretch.id)
            return [(one.number, one.reason) for one in session.scalars(query)]

    def jobs(self) -> list[str]:
        with self.room.database.read() as session:
            return list(session.scalars(select(Job.kind).where(Job.kind == "finish_recording")))

    def reasons(self, seq: int) -> list[tuple[str, str]]:
        payloads = [one.payload for one in self.room.since(seq)]
        return [
            (one.state, one.reason) if isinstance(one, RoomRecordingChanged) else ("refused", one.reason)
            for one in payloads
            if isinstance(one, RoomRecordingChanged | RoomRecordingRefused)
        ]


@pytest.fixture
def rec(database: Database, site: Site) -> Rec:
    room = RoomFactory(database, site)
    room.enter("host")
    room.enter("ann")
    return Rec(room)


def test_a_recording_has_a_stretch_from_start_to_pause_and_one_from_there_to_its_end(rec: Rec) -> None:
    rec.act("host", "start")
    assert (rec.state(), rec.recordings()) == ("starting", ["recording"])
    rec.act("host", "start")
    rec.capture("begun")
    assert (rec.state(), rec.stretches()) == ("recording", [(1, "")])
    rec.act("host", "pause")
    rec.capture("complete")
    assert (rec.state(), rec.recordings(), rec.jobs()) == ("paused", ["paused"], [])
    rec.act("host", "start")
    rec.capture("begun")
    rec.act("host", "stop")
    assert (rec.state(), rec.recordings(), rec.jobs()) == ("", ["processing"], [])
    rec.capture("complete")
    assert (rec.stretches(), rec.jobs()) == ([(1, "paused"), (2, "stopped")], ["finish_recording"])


def test_what_is_shown_since_the_run_began_is_known_to_the_recording(rec: Rec) -> None:
    """A program brought it to be shown at once, so nothing has changed in this run."""
    first = ItemState(kind="board", id="b1")
    with rec.room.locked() as (_session, meeting):
        feature_settings.write(meeting, showing.NAME, showing.Showing(first=[first]))
    seq = rec.room.meeting().last_seq
    rec.act("host", "start")
    rec.act("host", "stop")
    rec.act("host", "start")
    shown = [one.payload.shown for one in rec.room.since(seq) if isinstance(one.payload, ShowingChanged)]
    assert shown == [first], "once"


def test_one_that_is_ended_in_a_pause_is_finished_at_once(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    rec.act("host", "pause")
    rec.capture("complete")
    rec.act("host", "stop")
    assert rec.jobs() == ["finish_recording"]


@pytest.mark.parametrize("way", ["leave", "end", "empty"])
def test_it_ends_with_the_meeting_and_when_nobody_is_left(rec: Rec, way: str) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    seq = rec.room.seq()
    if way == "end":
        rec.room.act("host", "end_meeting")
    else:
        rec.room.leave("ann")
        rec.room.leave("host")
    assert rec.recordings() == ["processing"]
    assert rec.reasons(seq) == [("", "empty")]
    rec.capture("complete")
    assert rec.jobs() == ["finish_recording"]


def test_one_of_a_meeting_that_is_deleted_is_deleted(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    with rec.room.locked() as (session, meeting):
        end_meeting.delete_meeting(session, rec.room.site, meeting)
    assert (rec.recordings(), rec.stretches()) == ([], [])


def test_where_the_recorder_refuses_nothing_is_left_and_hosts_are_told_why(rec: Rec) -> None:
    seq = rec.room.seq()
    rec.act("host", "start")
    rec.capture("refused", reason="disk")
    assert (rec.state(), rec.recordings(), rec.stretches()) == ("", [], [])
    assert rec.reasons(seq) == [("starting", ""), ("", "disk"), ("refused", "disk")]


def test_one_that_is_ended_before_the_recorder_refuses_does_not_wait_for_ever(rec: Rec) -> None:
    rec.act("host", "start")
    rec.act("host", "stop")
    rec.capture("refused", reason="no_process")
    assert (rec.recordings(), rec.stretches(), rec.jobs()) == (["processing"], [], ["finish_recording"])


def test_where_it_refuses_to_go_on_what_was_recorded_stays(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    rec.act("host", "pause")
    rec.capture("complete")
    rec.act("host", "start")
    rec.capture("refused", reason="no_process")
    assert (rec.state(), rec.recordings(), rec.stretches()) == ("paused", ["paused"], [(1, "paused")])


def test_a_capture_that_breaks_goes_on_in_another_stretch(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    rec.capture("broken", reason="restart")
    assert (rec.state(), rec.stretches()) == ("starting", [(1, "restart"), (2, "")])
    rec.capture("begun")
    assert rec.state() == "recording"


def test_a_capture_that_breaks_after_the_meeting_is_finished(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    rec.room.act("host", "end_meeting")
    rec.capture("broken", reason="restart")
    assert (rec.recordings(), rec.jobs()) == (["processing"], ["finish_recording"])


def test_the_next_run_begins_without_a_recording_and_gets_one_of_its_own(rec: Rec) -> None:
    rec.act("host", "start")
    rec.capture("begun")
    rec.room.act("host", "end_meeting")
    rec.room.enter("host")
    assert rec.stored() == RoomRecording()
    rec.act("host", "start")
    assert rec.recordings() == ["processing", "recording"]


def test_a_run_is_recorded_from_its_beginning_where_the_meeting_says_so(database: Database, site: Site) -> None:
    room = RoomFactory(database, site)
    rec = Rec(room)
    with room.locked() as (_session, meeting):
        meeting.options = stored_form(MeetingOptions(recording_preference=True))
    room.enter("ann")
    assert (rec.state(), rec.recordings()) == ("starting", ["recording"])
    assert recording.is_announced(room.meeting())


def test_the_room_s_own_choice_goes_before_the_option(rec: Rec) -> None:
    rec.act("host", "configure", from_beginning=True, ask_consent=True)
    seq = rec.room.seq()
    rec.act("host", "configure", from_beginning=True, ask_consent=None)
    assert rec.room.seq() == seq
    rec.room.act("host", "end_meeting")
    rec.room.enter("host")
    assert rec.state() == "starting"
    rec.act("host", "configure", from_beginning=False, ask_consent=None)
    assert not recording.is_from_beginning(rec.room.meeting())


def test_without_the_privilege_of_the_owner_nothing_is_recorded(rec: Rec) -> None:
    with rec.room.database.write() as session:
        owner = session.get_one(User, rec.room.owner_id)
        owner.preferences = {**(owner.preferences or {}), "recording_privilege": False}
    with pytest.raises(NotAllowed):
        rec.act("host", "start")
    rec.act("host", "configure", from_beginning=True, ask_consent=None)
    rec.room.act("host", "end_meeting")
    seq = rec.room.seq()
    rec.room.enter("host")
    assert rec.reasons(seq) == [("refused", "not_allowed")]
    assert rec.room.inside() == ["host"]


def test_nothing_begins_where_the_storage_is_full(database: Database, site: Site) -> None:
    room = RoomFactory(database, site, storage_limit=1)
    room.enter("host")
    rec = Rec(room)
    rec.act("host", "start")
    with room.locked() as (session, meeting):
        session.scalars(select(Recording)).one().size = 1
        recording.stop(session, meeting, None, "quota")
    rec.capture("complete")
    assert rec.recordings() == ["processing"]
    with pytest.raises(StorageFull):
        rec.act("host", "start")


def test_answers_are_kept_for_the_run(rec: Rec) -> None:
    room = rec.room

    def agreed(name: str) -> bool:
        with room.database.read() as session:
            return recording.has_agreed(session, room.meeting(), session.get_one(Participant, room.ids[name]))

    rec.act("host", "start")
    assert (agreed("host"), agreed("ann")) == (True, False)
    rec.act("ann", "answer", stays=False)
    rec.act("ann", "answer", stays=True)
    seq = room.seq()
    rec.act("ann", "answer", stays=True)
    assert agreed("ann")
    assert room.seq() == seq
    room.act("host", "end_meeting")
    room.enter("host")
    room.enter("ann")
    assert not agreed("ann")
