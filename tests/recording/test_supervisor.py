"""The recorder of a server with its real process: captures begin, go on after kill -9, end, and are refused."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from convener.recording import supervisor
from convener.recording.index import capture_folder, read_capture, read_tracks
from convener.recording.messages import IceServer, Step
from convener.recording.port import CaptureEnded, CaptureRequest, EndReason, RecorderUnavailable, UnavailableReason
from convener.recording.supervisor import RecorderSupervisor, RoomLink, free_bytes
from tests.factories.played import beeps, brightness, flashes
from tests.factories.senders import BeepingMicrophone, FlashingCamera, SendingBrowser, on_loopback
from tests.servers import PATIENCE

pytestmark = pytest.mark.long


class Meeting:
    """Stands for the rooms: a meeting in which one person flashes and beeps, whose page sends to each hidden peer."""

    def __init__(self) -> None:
        self.begun = time.time()
        self.servers: list[IceServer] = []
        self.joined: list[str] = []
        self.pages: dict[str, SendingBrowser] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, meeting_id: int, link: RoomLink) -> str:
        assert meeting_id == 7
        peer_id = f"-{len(self.joined)}"
        self.joined.append(peer_id)
        page = SendingBrowser(lambda step: link.receive("page", msgspec.json.encode(step)))
        page.add(BeepingMicrophone(self.begun))
        page.add(FlashingCamera(self.begun))
        self.pages[peer_id] = page
        link.set_senders([("page", "tom")], self.servers)
        self._spawn(page.offer())
        return peer_id

    async def leave(self, meeting_id: int, peer_id: str) -> None:
        await self.pages.pop(peer_id).close()

    def send(self, meeting_id: int, peer_id: str, to: str, step: bytes) -> None:
        assert to == "page"
        if (page := self.pages.get(peer_id)) is not None:
            self._spawn(page.receive(msgspec.json.decode(step, type=Step)))

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def request(data: Path, number: int = 1) -> CaptureRequest:
    return CaptureRequest(capture_id=f"c{number}", meeting_id=7, mid="m7", folder=capture_folder(data, "r1", number))


def run(script: Callable[[RecorderSupervisor, Meeting], Awaitable[None]], data: Path, *, most: int = 2) -> None:
    async def play() -> None:
        recorder = RecorderSupervisor(data, free_space=0, most=most, loopback=True)
        meeting = Meeting()
        recorder.rooms = meeting
        try:
            await script(recorder, meeting)
        finally:
            await recorder.close()

    with on_loopback():
        asyncio.run(play())


async def until(condition: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < limit, what
        await asyncio.sleep(0.05)


def written(folder: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in folder.glob(pattern))


def is_long(folder: Path, *numbers: int) -> bool:
    """Whether these files have a flash or a beep for certain: there is one at each full second, and one that lasts as
    the file begins does not count."""
    lengths = {track.number: track.length for track in read_tracks(folder)}
    return all(lengths.get(number, 0) > 1_500 for number in numbers)


def pid_of(recorder: RecorderSupervisor) -> int:
    assert recorder._process is not None
    return recorder._process.process.pid


def test_a_capture_goes_on_after_its_process_was_killed(tmp_path: Path) -> None:
    ended: list[CaptureEnded] = []
    killed_at: list[float] = []

    async def script(recorder: RecorderSupervisor, meeting: Meeting) -> None:
        recorder.on_ended(ended.append)
        wanted = request(tmp_path)
        await recorder.start(wanted)
        folder = wanted.folder
        await until(lambda: is_long(folder, 1, 2), "nothing is written")
        killed_at.append(time.time())
        os.kill(pid_of(recorder), signal.SIGKILL)
        await until(lambda: is_long(folder, 3, 4), "nothing goes on")
        await recorder.stop(wanted.capture_id)
        assert list(meeting.pages) == []
        await recorder.stop(wanted.capture_id)

    run(script, tmp_path)
    assert ended == []
    folder = capture_folder(tmp_path, "r1", 1)
    head = read_capture(folder)
    assert (head.capture, head.meeting) == ("c1", "m7")
    tracks = read_tracks(folder)
    assert [track.person for track in tracks] == ["tom"] * 4
    assert [track.is_complete for track in tracks] == [False, False, True, True]
    for track in tracks:
        if track.kind == "camera":
            assert len(brightness(track)) == track.frames
    # Both files of a kind are in the same time: the later ones begin after the kill, and flashes and beeps are at full
    # seconds of the same clock.
    killed = killed_at[0] * 1_000 - head.started_at
    assert [track.at > killed for track in tracks] == [False, False, True, True]
    moments = [at % 1_000 for track in tracks if track.kind == "camera" for at in flashes(track)]
    moments += [at % 1_000 for track in tracks if track.kind == "microphone" for at in beeps(track)]
    assert len(moments) >= 2
    assert max(abs((one - moments[0] + 500) % 1_000 - 500) for one in moments) < 80


def test_the_process_closes_its_files_when_the_server_is_gone(tmp_path: Path) -> None:
    async def script(recorder: RecorderSupervisor, meeting: Meeting) -> None:
        wanted = request(tmp_path)
        meeting.servers = [IceServer(urls=["stun:127.0.0.1:9"])]  # one that does not answer is not waited for
        await recorder.start(wanted)
        await until(lambda: written(wanted.folder, "*.webm") > 8_000, "nothing is written")
        process = recorder._process
        assert process is not None
        assert process.process.stdin is not None
        recorder._closed = True  # as a server that was killed, it does nothing more
        process.process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            await process.process.wait()

    run(script, tmp_path)
    assert all(track.is_complete for track in read_tracks(capture_folder(tmp_path, "r1", 1)))


def test_what_cannot_be_captured_is_refused_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason_of(recorder: RecorderSupervisor, wanted: CaptureRequest) -> UnavailableReason:
        with pytest.raises(RecorderUnavailable) as refused:
            asyncio.run(recorder.start(wanted))
        return refused.value.reason

    def recorder(*, free_space: int = 0, most: int = 1, is_on: bool = True) -> RecorderSupervisor:
        made = RecorderSupervisor(tmp_path / "not yet there", free_space=free_space, most=most, is_on=is_on)
        made.rooms = Meeting()
        return made

    wanted = request(tmp_path)
    assert recorder().is_available() is None
    assert reason_of(recorder(is_on=False), wanted) is UnavailableReason.TURNED_OFF
    assert reason_of(recorder(free_space=2**60), wanted) is UnavailableReason.DISK
    assert reason_of(recorder(most=0), wanted) is UnavailableReason.TOO_MANY
    monkeypatch.setattr(supervisor, "LIBRARIES", ("aiortc", "a_library_that_is_not_there"))
    assert reason_of(recorder(), wanted) is UnavailableReason.NOT_INSTALLED
    assert free_bytes(tmp_path / "not" / "there") > 0


def test_a_folder_that_cannot_be_written_is_no_capture(tmp_path: Path) -> None:
    async def script(recorder: RecorderSupervisor, meeting: Meeting) -> None:
        (tmp_path / "captures").write_text("no folder")
        with pytest.raises(RecorderUnavailable) as refused:
            await recorder.start(request(tmp_path))
        assert refused.value.reason is UnavailableReason.DISK
        assert meeting.joined == []
        assert recorder.is_available() is None

    run(script, tmp_path, most=1)


def test_captures_end_before_the_disk_is_full_and_when_no_process_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "WATCH_EVERY", 0.05)
    ended: list[CaptureEnded] = []
    left = [2**40]

    async def script(recorder: RecorderSupervisor, meeting: Meeting) -> None:
        monkeypatch.setattr(supervisor, "free_bytes", lambda _: left[0])
        recorder._free_space = 4_000
        recorder.on_ended(ended.append)
        await recorder.start(request(tmp_path))
        left[0] = 999
        await until(lambda: len(ended) == 1, "the disk is full")
        assert recorder.is_available() is UnavailableReason.DISK
        left[0] = 2**40
        monkeypatch.setattr(supervisor, "MOST_RESTARTS", 0)
        await recorder.start(request(tmp_path, 2))
        os.kill(pid_of(recorder), signal.SIGKILL)
        await until(lambda: len(ended) == 2, "the process has died")
        assert meeting.pages == {}

    run(script, tmp_path)
    assert ended == [
        CaptureEnded(capture_id="c1", reason=EndReason.DISK),
        CaptureEnded(capture_id="c2", reason=EndReason.PROCESS_DIED),
    ]


def test_a_process_that_hangs_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "WATCH_EVERY", 0.05)

    async def script(recorder: RecorderSupervisor, meeting: Meeting) -> None:
        await recorder.start(request(tmp_path))
        hung = pid_of(recorder)
        os.kill(hung, signal.SIGSTOP)
        monkeypatch.setattr(supervisor, "SILENT_FOR", 0.5)
        await until(lambda: recorder._process is not None and pid_of(recorder) != hung, "it is not replaced")
        monkeypatch.setattr(supervisor, "SILENT_FOR", 60.0)
        await until(lambda: len(meeting.joined) == 2, "the capture does not go on")

    run(script, tmp_path)
