"""What the recorder takes: 1, 4, 12 and 25 cameras of 1280x720 with their microphones, and 4 of which a packet in
twenty is lost.

    python -m tests.bench.recorder [--quick]

Senders are played by aiortc in this process, with frames as large as 1.5 Mbit/s at 30 pictures a second makes them; the
recorder is the server's own process. Its processor time is measured over some seconds, wall time is not. Where this
machine does not keep up with sending, ``frames_s_a_camera`` says so: it is what was written of 30 for each camera.
Pictures are sent again, sound is not: ``unrepaired`` counts gaps in sound where packets are lost.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from prometheus_client import REGISTRY

from convener.recording.index import capture_folder
from convener.recording.port import CaptureRequest
from convener.recording.supervisor import RecorderSupervisor
from tests.bench import report
from tests.bench.report import verdict
from tests.factories.crowd import Crowd
from tests.factories.looped import LoopedTrack
from tests.factories.senders import SendingBrowser, on_loopback

CAMERAS = (1, 4, 12, 25)
RATE, BITS_A_SECOND, KEYFRAME_EVERY = 30, 1_500_000, 60
LOSS = 0.05
PERCENT_A_CAMERA = 4.0
"""Of a core, at most."""
MEGABYTES, MEGABYTES_A_CAMERA = 100.0, 5.0
"""With 4 cameras, and for each further one, at most."""
_KEYFRAME = b"\x10\x02\x00\x9d\x01\x2a" + (1280).to_bytes(2, "little") + (720).to_bytes(2, "little")
"""The head of a VP8 keyframe of 1280x720 (RFC 6386 9.1)."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A number of cameras. ``cpu_percent``: of a core."""

    cameras: int
    loss_percent: float
    cpu_percent: float
    cpu_percent_a_camera: float
    frames_s_a_camera: float
    memory_mb: float
    unrepaired: int


def _camera(begun: float) -> LoopedTrack:
    """Random bytes, as many as there are at this rate."""
    key = 30_000
    usual = (BITS_A_SECOND // 8 * KEYFRAME_EVERY // RATE - key) // (KEYFRAME_EVERY - 1)
    frames = [_KEYFRAME + os.urandom(key), *(b"\x11" + os.urandom(usual) for _ in range(KEYFRAME_EVERY - 1))]
    return LoopedTrack("video", frames, RATE, begun)


def _crowd(count: int, loss: float) -> Crowd:
    """So many people, of whose packets of media this share is lost."""
    chance = random.Random(4)

    def equip(_name: str, page: SendingBrowser) -> None:
        begun = time.time() + random.random()
        page.add(LoopedTrack("audio", [b"\x11" + os.urandom(80)], 50, begun))
        page.add(_camera(begun))
        if loss:
            _lose(page, lambda: chance.random() < loss)

    return Crowd(count, equip)


def _lose(page: SendingBrowser, is_lost: Callable[[], bool]) -> None:
    transport = page.pc.getTransceivers()[0].sender.transport
    send = transport._send_rtp

    async def lossy(data: bytes) -> None:
        if data[1] & 0x7F >= 96 and is_lost():
            return  # media; reports have other types
        await send(data)

    transport._send_rtp = lossy  # type: ignore[method-assign]


def _value(name: str) -> float:
    return REGISTRY.get_sample_value(f"convener_recorder_{name}") or 0.0


async def measure(folder: Path, cameras: int, loss: float, seconds: float) -> Measured:
    """Record so many cameras for so long."""
    recorder = RecorderSupervisor(folder, free_space=0, most=1, loopback=True)
    recorder.rooms = _crowd(cameras, loss)
    wanted = CaptureRequest(capture_id="c1", meeting_id=1, mid="m1", folder=capture_folder(folder, "r1", 1))
    try:
        await recorder.start(wanted)
        while _value("tracks") < 2 * cameras or _value("connections") < cameras:
            await asyncio.sleep(0.2)
        await asyncio.sleep(3.0)
        assert recorder._process is not None
        process = psutil.Process(recorder._process.process.pid)
        before, frames, began = report.cpu_seconds(process), _value("frames"), time.monotonic()
        await asyncio.sleep(seconds)
        used, took = report.cpu_seconds(process) - before, time.monotonic() - began
        written, memory = _value("frames") - frames, process.memory_info().rss / 1e6
        unrepaired = int(_value("gaps"))
    finally:
        await recorder.close()
    percent = 100 * used / took
    return Measured(
        cameras=cameras,
        loss_percent=100 * loss,
        cpu_percent=round(percent, 1),
        cpu_percent_a_camera=round(percent / cameras, 2),
        frames_s_a_camera=round(written / took / cameras - 50 * (1 - loss), 1),
        memory_mb=round(memory, 1),
        unrepaired=unrepaired,
    )


def _run(cameras: int, loss: float, seconds: float) -> Measured:
    with tempfile.TemporaryDirectory() as name, on_loopback():
        return asyncio.run(measure(Path(name), cameras, loss, seconds))


def _verdicts(rows: Sequence[Measured]) -> None:
    for row in rows:
        what = f"{row.cameras} cameras"
        if row.frames_s_a_camera < 0.9 * RATE:
            print(f"  not known  {what}: this machine sends {row.frames_s_a_camera} of {RATE} frames a second")
            continue
        reached = row.cpu_percent_a_camera <= PERCENT_A_CAMERA
        print(verdict(reached, f"{what}: {PERCENT_A_CAMERA:g} % of a core for each"))
        most = MEGABYTES + MEGABYTES_A_CAMERA * max(0, row.cameras - 4)
        print(verdict(row.memory_mb <= most, f"{what}: {most:g} MB"))


def main() -> None:
    """Measure; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.recorder")
    parser.add_argument("--quick", action="store_true", help="1 and 4 cameras, for some seconds")
    quick = parser.parse_args().quick
    seconds = 5.0 if quick else 20.0
    cases = [(count, 0.0) for count in (CAMERAS[:2] if quick else CAMERAS)] + [(4, LOSS)]
    rows = [_run(count, loss, seconds) for count, loss in cases]
    table = [asdict(row) for row in rows]
    report.table("Recorder: cameras of 1280x720 with microphones, 1.5 Mbit/s each", table)
    _verdicts(rows)
    print(f"\n  written to {report.save('recorder', table)}")


if __name__ == "__main__":
    main()
