"""An hour of four cameras with their microphones, in real time: whether the recorder's memory stays as it is, whether
all are in step at the end, and whether they are as long as they were.

    python -m tests.bench.recorded_hour [--minutes 60]

The people are played by aiortc, with frames that were encoded before: 320x180, 15 pictures a second, a flash and a beep
at each second of the sender's clock. The clock of the second microphone is 50 ppm fast, as that of a sound card may be:
180 ms in an hour. The recorder is the server's own process. Files are decoded at the end: their first and their last
minute.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

import psutil

from convener.recording.codecs import Codec
from convener.recording.index import TrackIndex, capture_folder, read_capture, read_tracks
from convener.recording.matroska import Block, copy_blocks, read_blocks
from convener.recording.port import CaptureRequest, TrackKind
from convener.recording.supervisor import RecorderSupervisor
from tests.bench import report
from tests.factories.captures import encoded_beep, encoded_flash
from tests.factories.crowd import Crowd
from tests.factories.looped import LoopedTrack
from tests.factories.played import beeps, flashes
from tests.factories.senders import SendingBrowser, on_loopback

CAMERAS, RATE, WIDTH, HEIGHT = 4, 15, 320, 180
FAST = 1.00005
"""How fast the second microphone's clock is."""
SAMPLE_EVERY = 10.0
STEP = 80.0
"""Milliseconds by which tracks may differ."""
GROWTH = 5.0
"""Megabytes by which the memory of the last tenth may exceed that of the second."""
LATE = 4.0
"""Seconds that may be missing at the beginning: browsers connect, and pictures begin with a keyframe, here every two
seconds."""
APART = 0.5
"""Seconds by which the ends may differ."""


@dataclass(frozen=True, kw_only=True)
class TrackResult:
    """``until_s``: when it ended, since the first flash. ``begin_ms`` and ``end_ms``: how far its flashes or beeps are
    from when they were sent, in the first and the last minute (the median); ``missing``: those of the last minute that
    are not there."""

    person: str
    kind: str
    minutes: float
    until_s: float
    frames: int
    begin_ms: float
    end_ms: float
    missing: int


def crowd(begun: float) -> Crowd:
    """The people."""
    picture = [data for data, _ in encoded_flash(Codec.VP8, WIDTH, HEIGHT, 2 * RATE, (0, RATE))]
    sound = encoded_beep(100)

    def equip(name: str, page: SendingBrowser) -> None:
        page.add(LoopedTrack("audio", sound, 50, begun, speed=speed_of(name, TrackKind.MICROPHONE)))
        page.add(LoopedTrack("video", picture, RATE, begun))

    return Crowd(CAMERAS, equip)


def speed_of(person: str, kind: TrackKind) -> float:
    """How fast the clock of this track is."""
    return FAST if (person, kind) == ("page-1", TrackKind.MICROPHONE) else 1.0


async def record(folder: Path, minutes: float, begun: float) -> tuple[list[float], float, tuple[float, float]]:
    """Record for so long. Returns the recorder's memory in MB every ten seconds, how long it recorded in seconds, and
    the percent of a core that the recorder and this process took."""
    recorder = RecorderSupervisor(folder.parent.parent.parent, free_space=0, most=1, loopback=True)
    recorder.rooms = crowd(begun)
    memory: list[float] = []
    own = psutil.Process()
    try:
        await recorder.start(CaptureRequest(capture_id="c1", meeting_id=1, mid="m1", folder=folder))
        started = time.time()
        assert recorder._process is not None
        process = psutil.Process(recorder._process.process.pid)
        used = [report.cpu_seconds(one) for one in (process, own)]
        while (left := started + minutes * 60 - time.time()) > 0:
            await asyncio.sleep(min(SAMPLE_EVERY, left))
            memory.append(process.memory_info().rss / 1e6)
            if len(memory) % 30 == 0:
                print(f"  {len(memory) * SAMPLE_EVERY / 60:.0f} minutes: {memory[-1]:.1f} MB", flush=True)
        took = time.time() - started
        percent = [
            100 * (report.cpu_seconds(one) - before) / took for one, before in zip((process, own), used, strict=True)
        ]
        await recorder.stop("c1")
        return memory, took, (percent[0], percent[1])
    finally:
        await recorder.close()


def part_of(track: TrackIndex, start: int, until: int, target: Path) -> TrackIndex:
    """The same track of which the file has only what is from ``start`` to ``until``, in milliseconds of the capture:
    files may have holes, where the machine did not let anybody work for a while."""
    begun = track.kind.is_sound
    kept: list[Block] = []
    for block in read_blocks(track.file):
        at = track.time_of(block.milliseconds)
        begun = begun or (block.keyframe and at >= start)
        if begun and start <= at < until:
            kept.append(block)
    copy_blocks(track.file, kept, target, track.codec, 0)
    return replace(track, file=target)


def off(track: TrackIndex, start: int, until: int, zero: float, folder: Path) -> list[float]:
    """By how many milliseconds each flash or beep of this part comes later than it was sent."""
    part = part_of(track, start, until, folder / "part.webm")
    find: Callable[[TrackIndex], list[float]] = beeps if track.kind.is_sound else flashes
    second = 1_000 / speed_of(track.person, track.kind)
    found = []
    for at in find(part):
        since = at + zero
        found.append(since - round(since / second) * second)
    part.file.unlink()
    return found


def judge(track: TrackIndex, zero: float, folder: Path) -> TrackResult:
    """A track, decoded; ``zero``: milliseconds from the first flash to time 0 of the capture."""
    first = off(track, track.at, track.at + 60_000, zero, folder)
    last = off(track, track.end - 60_000, track.end, zero, folder)
    return TrackResult(
        person=track.person,
        kind=track.kind.value,
        minutes=round((track.end - track.at) / 60_000, 3),
        until_s=round((track.end + zero) / 1_000, 2),
        frames=track.frames,
        begin_ms=round(median(first or [math.nan]), 1),
        end_ms=round(median(last or [math.nan]), 1),
        missing=max(0, min(60, (track.end - track.at) // 1_000) - 3 - len(last)),
    )


def verdicts(rows: list[TrackResult], memory: list[float], seconds: float) -> list[tuple[bool, str]]:
    """Whether it is as it should be."""
    tenth = max(1, len(memory) // 10)
    early, late = max(memory[tenth : 2 * tenth] or memory), max(memory[-tenth:])
    lengths, ends = [one.minutes * 60 for one in rows], [one.until_s for one in rows]
    return [
        (len(rows) == 2 * CAMERAS, f"{2 * CAMERAS} tracks, one file each"),
        (late - early <= GROWTH, f"memory {early:.1f} MB at first, {late:.1f} MB at the end"),
        *(
            (max(times) - min(times) <= STEP, f"in step within {STEP:g} ms {when}: {max(times) - min(times):.1f} ms")
            for when, times in (
                ("at the beginning", [one.begin_ms for one in rows]),
                ("at the end", [one.end_ms for one in rows]),
            )
        ),
        (
            seconds - min(lengths) <= LATE and max(lengths) - seconds <= APART and max(ends) - min(ends) <= APART,
            f"{seconds:.1f} s recorded, tracks are {min(lengths):.1f} to {max(lengths):.1f} s long, "
            f"their ends {max(ends) - min(ends):.2f} s apart",
        ),
        (not any(one.missing for one in rows), "no flash and no beep of the last minute is missing"),
    ]


def main() -> None:
    """Record; print and write the results; ends with 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.recorded_hour")
    parser.add_argument("--minutes", type=float, default=60.0)
    minutes = parser.parse_args().minutes
    os.nice(5)
    begun = float(int(time.time()) + 1)
    logging.basicConfig(level=logging.WARNING)
    for name in ("aioice", "aiortc"):
        logging.getLogger(name).setLevel(logging.INFO)
    with tempfile.TemporaryDirectory() as name, on_loopback():
        folder = capture_folder(Path(name), "r1", 1)
        memory, seconds, (recorder, senders) = asyncio.run(record(folder, minutes, begun))
        zero = read_capture(folder).started_at - begun * 1_000
        tracks = read_tracks(folder)
        for one in tracks:
            print(f"  {one.person} {one.kind}: {one.at} to {one.end} ms, off {one.gaps}, last {one.mapping[-1]}")
        rows = [judge(track, zero, Path(name)) for track in tracks]
    report.table(
        f"Recorder: {minutes:g} minutes of {CAMERAS} cameras of {WIDTH}x{HEIGHT} at {RATE}/s, with microphones",
        [asdict(row) for row in rows],
    )
    print(f"  recorder {recorder:.1f} % of a core, senders {senders:.1f} %")
    found = verdicts(rows, memory, seconds)
    for reached, what in found:
        print(report.verdict(reached, what))
    table = [asdict(row) for row in rows]
    facts = {"minutes": minutes, "memory_mb": [round(one, 1) for one in memory], "recorder_percent": round(recorder, 1)}
    print(f"\n  written to {report.save('recorded_hour', [*table, facts])}")
    sys.exit(0 if all(reached for reached, _ in found) else 1)


if __name__ == "__main__":
    main()
