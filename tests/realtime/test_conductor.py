"""Captures begin and end as the rows say, whatever dies on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from convener.domain.events.kinds.room_recordings import RoomRecordingStorageScarce
from convener.domain.recordings import captures
from convener.domain.room import recording
from convener.domain.site import Site
from convener.realtime.conductor import Conductor
from convener.realtime.executor import DatabaseExecutor
from convener.recording.port import CaptureRequest, EndReason, UnavailableReason
from convener.storage.database import Database
from convener.storage.models import Participant, Recording
from tests.factories.recorder import SmallRecorder
from tests.factories.room import RoomFactory
from tests.servers import PATIENCE

Work = Callable[[Conductor, SmallRecorder], Awaitable[None]]


class Stage:
    """A meeting, and conductors that look after it."""

    def __init__(self, database: Database, site: Site, data: Path, **limits: int) -> None:
        self.room = RoomFactory(database, site, **limits)
        self.room.enter("host")
        self.data = data
        self.recorder = SmallRecorder(self.room.public["host"])

    def run(self, work: Callable[[Conductor], Awaitable[None]], node: str = "one") -> None:
        """Do ``work`` while a conductor of this node is at work; it dies afterwards."""

        async def main() -> None:
            executor = DatabaseExecutor(self.room.database)
            conductor = Conductor(node, self.room.database, self.room.site, executor, self.recorder, self.data)
            loop = asyncio.get_running_loop()
            self.room.database.on_commit(lambda _ids: _wake(loop, conductor))
            conductor.start()
            try:
                await work(conductor)
            finally:
                assert conductor._task is not None
                conductor._task.cancel()
                await asyncio.gather(conductor._task, return_exceptions=True)
                await executor.stop()

        asyncio.run(main())

    async def act(self, action: str) -> None:
        await asyncio.to_thread(self._act, action)

    def _act(self, action: str) -> None:
        with self.room.locked() as (session, meeting):
            host = session.get_one(Participant, self.room.ids["host"])
            site = [self.room.site] if action == "start" else []
            getattr(recording, action)(session, *site, meeting, host)

    async def wait(self, condition: Callable[[], object], what: str) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while not await asyncio.to_thread(condition):
            assert loop.time() < until, f"waited in vain for {what}"
            await asyncio.sleep(0.02)

    async def is_in(self, state: str) -> None:
        await self.wait(lambda: recording.read(self.room.meeting()).state == state, state or "its end")

    def open(self) -> int:
        with self.room.database.read() as session:
            return len(captures.list_wanted(session.connection()))

    def states(self) -> list[tuple[str, str]]:
        with self.room.database.read() as session:
            return [(one.state, one.problem) for one in session.query(Recording).order_by(Recording.id)]


@pytest.fixture
def stage(database: Database, site: Site, tmp_path: Path) -> Stage:
    return Stage(database, site, tmp_path)


def test_a_recording_is_captured_while_it_runs(stage: Stage) -> None:
    async def work(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.is_in("recording")
        assert len(stage.recorder.running) == 1
        await stage.act("pause")
        await stage.wait(lambda: not stage.recorder.running and not stage.open(), "the pause")
        await stage.act("start")
        await stage.is_in("recording")
        await stage.act("stop")
        await stage.wait(lambda: not stage.recorder.running and not stage.open(), "the end")

    stage.run(work)
    assert [one.folder.name for one in stage.recorder.begun] == ["1", "2"]
    assert stage.states() == [("processing", "")]


def test_a_recorder_that_refuses_is_no_recording(stage: Stage) -> None:
    stage.recorder.refuses = UnavailableReason.NOT_INSTALLED

    async def work(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.wait(lambda: not stage.open(), "the refusal")

    stage.run(work)
    assert stage.states() == []
    assert stage.room.types_since(0)[-1] == "RoomRecordingRefused"


def test_after_kill_9_a_meeting_that_goes_on_is_recorded_again(stage: Stage) -> None:
    async def begin(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.is_in("recording")

    async def again(_conductor: Conductor) -> None:
        await stage.wait(lambda: len(stage.recorder.begun) == 2, "another capture")
        await stage.is_in("recording")

    stage.run(begin)
    stage.run(again, "two")
    assert stage.states() == [("recording", "")]
    assert [one.folder.name for one in stage.recorder.begun] == ["1", "2"]


def test_after_kill_9_a_meeting_that_ended_is_finished(stage: Stage) -> None:
    async def begin(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.is_in("recording")

    async def again(_conductor: Conductor) -> None:
        await stage.wait(lambda: not stage.open(), "its end")

    stage.run(begin)
    stage.room.leave("host")
    stage.run(again, "two")
    assert stage.states() == [("processing", "")]


def test_a_full_disk_ends_it_and_a_recorder_that_died_is_replaced(stage: Stage) -> None:
    async def work(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.is_in("recording")
        stage.recorder.break_off(EndReason.PROCESS_DIED)
        await stage.wait(lambda: len(stage.recorder.running) == 1, "another capture")
        await stage.is_in("recording")
        stage.recorder.break_off(EndReason.DISK)
        await stage.is_in("")

    stage.run(work)
    assert stage.states() == [("processing", "disk")]


@pytest.mark.parametrize(("limit", "ends"), [(1_500_000, False), (2_000, True)])
def test_it_ends_where_the_storage_of_the_center_does(
    database: Database, site: Site, tmp_path: Path, limit: int, ends: bool
) -> None:
    stage = Stage(database, site, tmp_path, storage_limit=limit)

    async def work(conductor: Conductor) -> None:
        await stage.act("start")
        await stage.wait(lambda: stage.states() and len(stage.recorder.begun) == 1, "a capture")
        conductor._measured_at = float("-inf")
        conductor.wake()
        if not ends:
            await stage.is_in("recording")
            await stage.act("stop")
        await stage.wait(lambda: stage.states()[0][0] == "processing" and not stage.open(), "its end")

    stage.run(work)
    assert stage.states() == [("processing", "quota" if ends else "")]


def test_who_may_record_is_told_once_that_little_of_the_storage_is_left(
    database: Database, site: Site, tmp_path: Path
) -> None:
    stage = Stage(database, site, tmp_path, storage_limit=10_000_000)

    def warned() -> list[int]:
        payloads = [one.payload for one in stage.room.since(0)]
        return [one.percent for one in payloads if isinstance(one, RoomRecordingStorageScarce)]

    def keeps(size: int) -> None:
        with database.write() as session:
            session.query(Recording).one().size = size

    async def work(conductor: Conductor) -> None:
        await stage.act("start")
        await stage.wait(lambda: len(stage.recorder.begun) == 1, "a capture")
        await stage.is_in("recording")
        for size in (7_000_000, 8_500_000, 9_000_000):
            await asyncio.to_thread(keeps, size)
            measured, conductor._measured_at = float("-inf"), float("-inf")
            conductor.wake()
            await stage.wait(lambda before=measured: conductor._measured_at > before, "it to be measured")  # type: ignore[misc]
            if size > 8_000_000:
                await stage.wait(warned, "the warning")
        await stage.act("stop")
        await stage.wait(lambda: not stage.open(), "its end")

    stage.run(work)
    assert warned() == [85]


def _wake(loop: asyncio.AbstractEventLoop, conductor: Conductor) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(conductor.wake)


class _SlowRecorder(SmallRecorder):
    """Begins the captures of one meeting only when it is told to."""

    def __init__(self, person: str, slow: str) -> None:
        super().__init__(person)
        self.slow = slow
        self.asked: list[str] = []
        self.go_on = asyncio.Event()

    async def start(self, request: CaptureRequest) -> None:
        self.asked.append(request.mid)
        if request.mid == self.slow:
            await self.go_on.wait()
        await super().start(request)


def test_a_capture_that_begins_slowly_delays_no_other(stage: Stage) -> None:
    other = RoomFactory(stage.room.database, stage.room.site)
    other.enter("host")
    stage.recorder = recorder = _SlowRecorder(stage.room.public["host"], stage.room.meeting().mid)

    def act_in_other(action: str) -> None:
        with other.locked() as (session, meeting):
            site = [other.site] if action == "start" else []
            getattr(recording, action)(session, *site, meeting, session.get_one(Participant, other.ids["host"]))

    async def work(_conductor: Conductor) -> None:
        await stage.act("start")
        await stage.wait(lambda: recorder.asked, "the slow one to begin")
        await asyncio.to_thread(act_in_other, "start")
        await stage.wait(lambda: recording.read(other.meeting()).state == "recording", "the other one")
        await asyncio.to_thread(act_in_other, "stop")
        await stage.wait(lambda: not recorder.running, "the end of the other one")
        assert recording.read(stage.room.meeting()).state != "recording"
        recorder.go_on.set()
        await stage.is_in("recording")
        assert recorder.asked.count(recorder.slow) == 1

    stage.run(work)


def test_what_begins_while_the_server_stops_is_ended(stage: Stage) -> None:
    stage.recorder = recorder = _SlowRecorder(stage.room.public["host"], stage.room.meeting().mid)

    async def work(conductor: Conductor) -> None:
        await stage.act("start")
        await stage.wait(lambda: recorder.asked, "the capture to begin")
        await conductor.stop()

    stage.run(work)
    assert not recorder.running
    assert not stage.recorder.begun
