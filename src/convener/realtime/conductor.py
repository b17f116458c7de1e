"""Has the recorder capture what the rows say is to be captured.

People begin, pause and end recordings by changing rows (:mod:`convener.domain.room.recording`); this task compares the
rows with what runs here, begins and ends captures, and writes down what came of it. Whatever dies on the way, the next
look finds it: a capture of a server that was killed is complete as it lies in its folder, and where its meeting goes on
another one begins.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from convener.domain.centers import storage_quota
from convener.domain.meetings import meetings
from convener.domain.recordings import captures, stretches
from convener.domain.recordings.captures import WantedCapture
from convener.domain.room import nodes
from convener.domain.room import recording as room_recording
from convener.domain.site import Site
from convener.recording.index import capture_folder
from convener.recording.port import CaptureEnded, CaptureRequest, EndReason, Recorder, RecorderUnavailable
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, Recording, RecordingStretch

from .executor import DatabaseExecutor

log = structlog.get_logger("convener.realtime.conductor")

INTERVAL = 5.0
"""Seconds after which it looks without being woken: an announcement may have been lost."""

PAUSE = 0.2
"""Seconds between two looks at least: whatever happens in any meeting, on any node, wakes it."""

MEASURED_EVERY = 10.0
"""Seconds between two measurements of what captures take."""

FAILURE_PAUSE = 2.0

MOST_STARTS = 8
"""Captures that begin at the same time: one that takes long delays no other, and many at once do not bring the machine
to its knees."""

Change = Callable[[Session, Meeting, Recording, RecordingStretch], None]


class Conductor:
    """The task of a node; it goes on when the database fails."""

    def __init__(
        self, node: str, database: Database, site: Site, executor: DatabaseExecutor, recorder: Recorder, data: Path
    ) -> None:
        self._node = node
        self._database = database
        self._site = site
        self._executor = executor
        self._recorder = recorder
        self._data = data
        self._running: dict[str, WantedCapture] = {}
        """What is captured here, by the id of the capture."""
        self._starting: dict[str, tuple[WantedCapture, asyncio.Task[None]]] = {}
        """What begins here at this moment."""
        self._starts = asyncio.Semaphore(MOST_STARTS)
        self._ended: list[CaptureEnded] = []
        self._awake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._measured_at = 0.0

    def start(self) -> None:
        """Begin to look."""
        self._recorder.on_ended(self._note_ended)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End all captures of this node: they are complete, and where meetings go on, other nodes or the next start
        begin others."""
        starting = list(self._starting.values())
        tasks = [task for _, task in starting] + ([] if self._task is None else [self._task])
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for capture in [*self._running.values(), *(capture for capture, _ in starting)]:
            with contextlib.suppress(Exception):
                await self._recorder.stop(capture.capture_id)
                await self._write(capture, partial(_broken, reason="restart"))

    def wake(self) -> None:
        """Something has happened in a meeting: there may be something to begin or to end."""
        self._awake.set()

    def _note_ended(self, ended: CaptureEnded) -> None:
        self._ended.append(ended)
        self._awake.set()

    async def _run(self) -> None:
        while True:
            self._awake.clear()
            try:
                await self._look()
            except Exception as error:
                log.warning("recordings cannot be looked after; going on in a while", exc_info=error)
                await asyncio.sleep(FAILURE_PAUSE)
                continue
            await asyncio.sleep(PAUSE)
            # Not wait_for, which loses a cancellation that comes together with what is waited for.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(INTERVAL):
                    await self._awake.wait()

    async def _look(self) -> None:
        while self._ended:
            ended = self._ended[0]
            await self._note(ended)
            self._ended.pop(0)
        wanted, alive = await self._read()
        for capture in wanted:
            if capture.capture_id in self._starting:
                continue
            if capture.node is None and capture.is_ended:
                await self._forget(capture)
            elif capture.node is None:
                self._start(capture)
            elif capture.node == self._node:
                await self._tend(capture)
            elif capture.node not in alive:
                await self._write(capture, partial(_broken, reason="restart"))
        known = {one.capture_id for one in wanted}
        for capture in [one for key, one in self._running.items() if key not in known]:
            # The recording was deleted with its meeting.
            await self._recorder.stop(capture.capture_id)
            del self._running[capture.capture_id]
            await asyncio.to_thread(shutil.rmtree, self._folder(capture).parent, ignore_errors=True)
        await self._measure([one for one in wanted if one.capture_id in self._running and not one.is_ended])

    async def _read(self) -> tuple[list[WantedCapture], frozenset[str]]:
        wanted = await self._executor.look(captures.list_wanted)
        if not wanted or self._database.sqlite:
            # Only one process can serve on a file, so all other nodes in it are dead.
            return wanted, frozenset()
        return wanted, frozenset(await self._executor.read(lambda session: nodes.living_nodes(session, self._node)))

    def _start(self, capture: WantedCapture) -> None:
        """Begin a capture, beside all else."""

        async def begin() -> None:
            async with self._starts:
                await self._begin(capture)

        def done(task: asyncio.Task[None]) -> None:
            self._starting.pop(capture.capture_id, None)
            if task.cancelled():
                return
            if (error := task.exception()) is not None:
                # The next look finds what was left.
                log.warning("a capture did not begin", meeting=capture.mid, exc_info=error)
                return
            self._awake.set()

        task = asyncio.create_task(begin())
        self._starting[capture.capture_id] = (capture, task)
        task.add_done_callback(done)

    async def _begin(self, capture: WantedCapture) -> None:
        if not await self._executor.write(lambda session: stretches.claim(session, capture.stretch_id, self._node)):
            return
        request = CaptureRequest(
            capture_id=capture.capture_id,
            meeting_id=capture.meeting_id,
            mid=capture.mid,
            folder=self._folder(capture),
        )
        try:
            await self._recorder.start(request)
        except RecorderUnavailable as error:
            log.warning("a meeting cannot be recorded", meeting=capture.mid, reason=error.reason.value)
            await self._write(capture, partial(_refused, reason=error.reason.value))
            return
        self._running[capture.capture_id] = capture
        await self._write(capture, room_recording.begun)

    async def _tend(self, capture: WantedCapture) -> None:
        """A capture of this node."""
        if not capture.is_ended:
            if capture.capture_id not in self._running:
                # It was begun, and could not be written down as such.
                await self._recorder.stop(capture.capture_id)
                await self._write(capture, partial(_broken, reason="recorder"))
            elif not capture.has_begun:
                await self._write(capture, room_recording.begun)
            return
        await self._recorder.stop(capture.capture_id)
        await self._write(capture, _complete)
        self._running.pop(capture.capture_id, None)

    async def _forget(self, capture: WantedCapture) -> None:
        """It was ended before any node began it."""
        await self._write(capture, _complete)

    async def _note(self, ended: CaptureEnded) -> None:
        """A capture has ended by itself."""
        capture = self._running.get(ended.capture_id)
        if capture is None:
            return
        log.warning("a capture has ended by itself", meeting=capture.mid, reason=ended.reason.value)
        change = _full if ended.reason is EndReason.DISK else partial(_broken, reason="recorder")
        await self._write(capture, change)
        self._running.pop(ended.capture_id, None)

    async def _measure(self, running: list[WantedCapture]) -> None:
        """Warn where little is left of a center's storage, and end recordings cleanly where nothing is."""
        moment = asyncio.get_running_loop().time()
        if not running or moment - self._measured_at < MEASURED_EVERY:
            return
        self._measured_at = moment
        sizes = await asyncio.to_thread(lambda: {one.reid: _size(self._folder(one).parent) for one in running})
        by_center: dict[int, int] = {}
        for one in running:
            by_center[one.center_id] = by_center.get(one.center_id, 0) + sizes[one.reid]
        for center_id, size in by_center.items():
            percent = await self._executor.read(partial(self._percent, center_id, size))
            if percent < 100 * storage_quota.WARNED_AT:
                continue
            for one in running:
                if one.center_id == center_id:
                    await self._write(one, partial(_scarce, percent=percent))

    def _percent(self, center_id: int, size: int, session: Session) -> int:
        """How much of the center's storage is in use, with so many bytes more; 0 where there is no limit."""
        limit = storage_quota.limit_of(session.get_one(Center, center_id), self._site.storage_limit)
        if limit is None:
            return 0
        return int(100 * (storage_quota.stored_bytes(session, center_id).total + size) / limit)

    def _folder(self, capture: WantedCapture) -> Path:
        return capture_folder(self._data, capture.reid, capture.number)

    async def _write(self, capture: WantedCapture, change: Change) -> None:
        """Apply a change to the stretch in a transaction that has locked its meeting; not where it is gone."""

        def work(session: Session) -> None:
            meeting = meetings.lock_meeting(session, capture.meeting_id)
            found = captures.find_stretch(session, capture.stretch_id)
            if found is not None:
                change(session, meeting, *found)

        await self._executor.write(work)


def _complete(session: Session, _meeting: Meeting, recording: Recording, stretch: RecordingStretch) -> None:
    stretches.complete(session, recording, stretch)


def _refused(
    session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch, *, reason: str
) -> None:
    room_recording.refused(session, meeting, recording, stretch, reason)


def _broken(
    session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch, *, reason: str
) -> None:
    room_recording.broken(session, meeting, recording, stretch, reason)


def _full(session: Session, meeting: Meeting, recording: Recording, stretch: RecordingStretch) -> None:
    if stretch.ended_at is None:
        room_recording.stop(session, meeting, None, "disk")
    stretches.complete(session, recording, stretch)


def _scarce(
    session: Session, meeting: Meeting, _recording: Recording, stretch: RecordingStretch, *, percent: int
) -> None:
    if stretch.ended_at is not None:
        return
    if percent >= 100:
        room_recording.stop(session, meeting, None, "quota")
    else:
        room_recording.warn_of_storage(session, meeting, percent)


def _size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(Path(root, name).stat().st_size for root, _folders, names in os.walk(folder) for name in names)
