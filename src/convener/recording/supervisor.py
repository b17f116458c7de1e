"""The recorder of a server: starts the recorder process with the first capture, restarts it where it dies, ends it.

A capture goes on in new files when its process died. The process closes its files and ends when its standard input
ends, so it does not outlive a server that was killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import shutil
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import structlog

from convener.sandbox.process import own_python

from . import metrics
from .messages import (
    Alive,
    IceServer,
    NotStarted,
    Sender,
    Senders,
    SignalIn,
    SignalOut,
    Start,
    Started,
    Step,
    Stop,
    Stopped,
    ToRecorder,
    decode_from_recorder,
    encode,
)
from .port import CaptureEnded, CaptureRequest, EndReason, RecorderUnavailable, UnavailableReason

log = structlog.get_logger("convener.recording")

START_WITHIN = 8.0
"""Seconds in which a capture begins, the start of the process included."""

STOP_WITHIN = 5.0
"""Seconds in which a capture ends."""

SILENT_FOR = 30.0
"""Seconds without a sign of life after which the process is taken for hung, and killed."""

WATCH_EVERY = 5.0
"""Seconds between two looks at the disk and at the process."""

MOST_RESTARTS = 5
"""Restarts within :data:`RESTARTS_WITHIN` seconds; where there are more, captures end."""

RESTARTS_WITHIN = 60.0

LONGEST_LINE = 4_000_000

LIBRARIES = ("aiortc", "aioice", "pylibsrtp")
"""What the process needs beyond the rest of the server."""


class RoomLink(Protocol):
    """The hidden peer of a capture in the room of its meeting, as the room uses it."""

    def set_senders(self, senders: Sequence[tuple[str, str]], servers: Sequence[IceServer]) -> None:
        """These exchange sound and picture now: pairs of peer id and the participant's public id."""

    def receive(self, sender: str, step: bytes) -> None:
        """A step of negotiation (JSON) from this peer."""


class Rooms(Protocol):
    """The rooms of this server, as a recorder uses them."""

    async def join(self, meeting_id: int, link: RoomLink) -> str:
        """Put a hidden peer into the room of a meeting; returns its id."""

    async def leave(self, meeting_id: int, peer_id: str) -> None:
        """Take it out again."""

    def send(self, meeting_id: int, peer_id: str, to: str, step: bytes) -> None:
        """A step of negotiation (JSON) of the hidden peer, for another peer of the meeting."""


class _Capture:
    """A capture as the server knows it, and its link to the room."""

    def __init__(self, request: CaptureRequest, tell: Callable[[ToRecorder], None]) -> None:
        self.request = request
        self.id = request.capture_id
        self.peer_id: str | None = None
        self.started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tell = tell

    def set_senders(self, senders: Sequence[tuple[str, str]], servers: Sequence[IceServer]) -> None:
        people = [Sender(peer_id=peer_id, person_id=person) for peer_id, person in senders]
        self._tell(Senders(capture=self.id, senders=people, ice_servers=list(servers)))

    def receive(self, sender: str, step: bytes) -> None:
        try:
            data = msgspec.json.decode(step, type=Step)
        except msgspec.DecodeError as error:
            log.debug("a step of negotiation is not for a recorder", reason=str(error))
            return
        self._tell(SignalIn(capture=self.id, sender=sender, data=data))

    def start_message(self) -> Start:
        request = self.request
        return Start(
            capture=self.id, meeting=request.mid, folder=str(request.folder.resolve()), kinds=sorted(request.kinds)
        )


class _Process:
    """A recorder process that runs."""

    def __init__(self, process: asyncio.subprocess.Process, heard_at: float) -> None:
        self.process = process
        self.heard_at = heard_at
        self.tasks: list[asyncio.Task[None]] = []

    def tell(self, message: ToRecorder) -> None:
        if self.process.stdin is not None and not self.process.stdin.is_closing():
            self.process.stdin.write(encode(message))


class RecorderSupervisor:
    """The recorder of this server (:class:`port.Recorder`). ``data``: the data folder, ``free_space``: bytes that have
    to be free on its disk for a capture to begin, ``most``: captures at a time, ``is_on``: whether it may record,
    ``loopback``: whether people may sit at this machine."""

    def __init__(self, data: Path, *, free_space: int, most: int, is_on: bool = True, loopback: bool = False) -> None:
        self.rooms: Rooms | None = None
        """Set before the first capture."""
        self._data = data.resolve()
        self._free_space = free_space
        self._most = most
        self._is_on = is_on
        self._loopback = loopback
        self._captures: dict[str, _Capture] = {}
        self._ending: dict[str, _Capture] = {}
        self._process: _Process | None = None
        self._starting = asyncio.Lock()
        self._callbacks: list[Callable[[CaptureEnded], None]] = []
        self._restarts: list[float] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._watch_task: asyncio.Task[None] | None = None
        self._closed = False

    # ------------------------------------------------------------------------------------------- the port

    def is_available(self) -> UnavailableReason | None:
        """Why no capture can begin now, or null where one can."""
        if not self._is_on:
            return UnavailableReason.TURNED_OFF
        if missing_libraries():
            return UnavailableReason.NOT_INSTALLED
        if len(self._captures) >= self._most:
            return UnavailableReason.TOO_MANY
        if free_bytes(self._data) < self._free_space:
            return UnavailableReason.DISK
        return UnavailableReason.NO_PROCESS if self._closed or self.rooms is None else None

    async def start(self, request: CaptureRequest) -> None:
        """Begin a capture."""
        reason = self.is_available()
        rooms = self.rooms
        if reason is not None or rooms is None:
            raise self._refused(reason or UnavailableReason.NO_PROCESS)
        capture = _Capture(request, self._tell)
        self._captures[capture.id] = capture
        metrics.CAPTURES.set(len(self._captures))
        try:
            async with asyncio.timeout(START_WITHIN):
                await self._run_process()
                self._tell(capture.start_message())
                await capture.started
                capture.peer_id = await rooms.join(request.meeting_id, capture)
        except RecorderUnavailable as error:
            await self._drop(capture)
            raise self._refused(error.reason) from error
        except (OSError, TimeoutError) as error:
            log.error("a capture did not begin", reason=repr(error))
            await self._drop(capture)
            raise self._refused(UnavailableReason.NO_PROCESS) from error
        except BaseException:
            await self._drop(capture)
            raise
        self._watch()
        log.info("capture begun", meeting=request.mid)

    async def stop(self, capture_id: str) -> None:
        """End a capture."""
        capture = self._captures.get(capture_id)
        if capture is None:
            return
        await self._drop(capture)
        log.info("capture ended", meeting=capture.request.mid)

    def on_ended(self, callback: Callable[[CaptureEnded], None]) -> None:
        """Have ``callback`` called whenever a capture has ended by itself."""
        self._callbacks.append(callback)

    async def close(self) -> None:
        """End all captures and the process: the server stops."""
        self._closed = True
        await asyncio.gather(*(self._drop(capture) for capture in list(self._captures.values())))
        if self._watch_task is not None:
            self._watch_task.cancel()
        running, self._process = self._process, None
        if running is not None:
            await self._end_process(running)

    # ------------------------------------------------------------------------------------------- captures

    def _refused(self, reason: UnavailableReason) -> RecorderUnavailable:
        metrics.REFUSED.labels(reason.value).inc()
        return RecorderUnavailable(reason)

    async def _drop(self, capture: _Capture) -> None:
        """End a capture wherever it is; its files are complete when this returns, unless the process is stuck."""
        if self._captures.pop(capture.id, None) is None:
            return
        metrics.CAPTURES.set(len(self._captures))
        if self._process is not None and not capture.stopped.done():
            self._ending[capture.id] = capture
            self._tell(Stop(capture=capture.id))
            try:
                async with asyncio.timeout(STOP_WITHIN):
                    await capture.stopped
            except TimeoutError:
                log.warning("a capture took too long to end", meeting=capture.request.mid)
            finally:
                self._ending.pop(capture.id, None)
        await self._leave(capture)

    async def _leave(self, capture: _Capture) -> None:
        peer_id, capture.peer_id = capture.peer_id, None
        if peer_id is not None and self.rooms is not None:
            try:
                await self.rooms.leave(capture.request.meeting_id, peer_id)
            except Exception as error:
                log.warning("a hidden peer stays in its room until this server starts anew", exc_info=error)

    async def _end_by_itself(self, capture: _Capture, reason: EndReason) -> None:
        if capture.id not in self._captures:
            return
        await self._drop(capture)
        metrics.ENDED.labels(reason.value).inc()
        log.error("a capture ended by itself", meeting=capture.request.mid, reason=reason.value)
        for callback in self._callbacks:
            callback(CaptureEnded(capture_id=capture.id, reason=reason))

    # ------------------------------------------------------------------------------------------- the process

    def _tell(self, message: ToRecorder) -> None:
        if self._process is not None:
            self._process.tell(message)

    async def _run_process(self) -> None:
        async with self._starting:
            if self._process is not None:
                return
            arguments = ["loopback"] if self._loopback else []
            process = await asyncio.create_subprocess_exec(
                *own_python("from convener.recording.process import main; main()", arguments),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={},
                cwd="/",
                limit=LONGEST_LINE,
                start_new_session=True,  # a Ctrl-C is for the server, which ends this in order
            )
            running = self._process = _Process(process, asyncio.get_running_loop().time())
            running.tasks = [asyncio.create_task(self._listen(running)), asyncio.create_task(_log_lines(process))]
            metrics.RUNNING.set(1)

    async def _listen(self, running: _Process) -> None:
        """Take what the process says, until it ends."""
        output = running.process.stdout
        try:
            while output is not None and (line := await output.readline()):
                running.heard_at = asyncio.get_running_loop().time()
                try:
                    self._hear(decode_from_recorder(line))
                except msgspec.DecodeError as error:
                    log.warning("the recorder process said what nobody knows", reason=str(error))
        finally:
            if self._process is running:
                self._process = None
                self._spawn(self._replace(running))

    def _hear(self, message: Started | NotStarted | SignalOut | Stopped | Alive) -> None:
        if isinstance(message, Alive):
            metrics.tell(message)
            return
        capture = self._captures.get(message.capture)
        if isinstance(message, Stopped):
            if (ending := self._ending.get(message.capture)) is not None:
                _set(ending.stopped)
            elif capture is not None and message.reason is not None:
                _set(capture.stopped)
                self._spawn(self._end_by_itself(capture, message.reason))
            return
        if capture is None:
            return
        if isinstance(message, Started):
            _set(capture.started)
        elif isinstance(message, NotStarted):
            log.error("a capture cannot be written", reason=message.problem)
            if not capture.started.done():
                capture.started.set_exception(RecorderUnavailable(UnavailableReason.DISK))
            else:
                self._spawn(self._end_by_itself(capture, EndReason.DISK))
        elif self.rooms is not None and capture.peer_id is not None:
            step = msgspec.json.encode(message.data)
            self.rooms.send(capture.request.meeting_id, capture.peer_id, message.to, step)

    async def _replace(self, died: _Process) -> None:
        """The process has ended although nobody asked for it: its captures go on in another one."""
        metrics.RUNNING.set(0)
        for ending in self._ending.values():
            _set(ending.stopped)
        with contextlib.suppress(ProcessLookupError):
            died.process.kill()
        status = await died.process.wait()
        log.error("the recorder process has ended", status=status, captures=len(self._captures))
        if self._closed:
            return
        moment = asyncio.get_running_loop().time()
        self._restarts = [one for one in self._restarts if moment - one < RESTARTS_WITHIN]
        going_on = [one for one in self._captures.values() if one.started.done()]
        for capture in list(self._captures.values()):
            if not capture.started.done():
                capture.started.set_exception(RecorderUnavailable(UnavailableReason.NO_PROCESS))
        if not going_on:
            return
        self._restarts.append(moment)
        metrics.RESTARTS.inc()
        try:
            if len(self._restarts) > MOST_RESTARTS or self.rooms is None:
                raise ChildProcessError("it ends again and again")
            await self._run_process()
            for capture in going_on:
                await self._go_on(capture)
        except Exception as error:
            log.error("captures cannot go on", exc_info=error)
            for capture in going_on:
                await self._end_by_itself(capture, EndReason.PROCESS_DIED)

    async def _go_on(self, capture: _Capture) -> None:
        """Browsers connect anew, to a new hidden peer; what they send goes into new files."""
        await self._leave(capture)
        if capture.id not in self._captures or self.rooms is None:
            return
        self._tell(capture.start_message())
        capture.peer_id = await self.rooms.join(capture.request.meeting_id, capture)
        if capture.id not in self._captures:
            await self._leave(capture)

    async def _end_process(self, running: _Process) -> None:
        """Close its standard input, at which it closes its files; kill it where that takes too long."""
        metrics.RUNNING.set(0)
        process = running.process
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        await asyncio.gather(*running.tasks, return_exceptions=True)

    # ------------------------------------------------------------------------------------------- the watch

    def _watch(self) -> None:
        if self._watch_task is None or self._watch_task.done():
            self._watch_task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """While something is captured: end it before the disk is full, and kill a process that hangs."""
        while self._captures:
            await asyncio.sleep(WATCH_EVERY)
            running = self._process
            if running is not None and asyncio.get_running_loop().time() - running.heard_at > SILENT_FOR:
                log.error("the recorder process hangs")
                with contextlib.suppress(ProcessLookupError):
                    running.process.kill()
            if free_bytes(self._data) < self._free_space // 4:
                for capture in list(self._captures.values()):
                    await self._end_by_itself(capture, EndReason.DISK)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def missing_libraries() -> list[str]:
    """What the recorder process needs and is not installed."""
    return [name for name in LIBRARIES if importlib.util.find_spec(name) is None]


def free_bytes(folder: Path) -> int:
    """Bytes that are free on the disk of a folder, which may not be there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _set(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


async def _log_lines(process: asyncio.subprocess.Process) -> None:
    """Log what the process logs: lines of JSON, or what Python says as it ends."""
    while process.stderr is not None and (line := await process.stderr.readline()):
        try:
            entry = msgspec.json.decode(line, type=dict[str, object])
        except msgspec.DecodeError:
            log.warning("recorder process", output=line.decode(errors="replace").rstrip())
            continue
        level, event = str(entry.pop("level", "info")), str(entry.pop("event", ""))
        log.log(_LEVELS.get(level, 20), event, process="recorder", **entry)


_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "exception": 40, "critical": 50}
