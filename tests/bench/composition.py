"""How fast a video is made of what was captured: four cameras of 1280x720 and their sound, alone and beside a screen
of 1920x1080 that changes every few seconds.

    python -m tests.bench.composition [--quick]

The cameras have 30 pictures a second of VP8 in which everything moves a little. Seconds of processor time are those of
all processes that make the video; memory is theirs together, looked at every 20 ms.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from convener.domain.composition.compose import compose
from convener.domain.composition.plan import Person, Piece, Plan, Span, Track
from convener.recording.codecs import Codec
from convener.recording.matroska import TrackFormat, TrackWriter
from convener.recording.port import TrackKind
from tests.bench import report
from tests.bench.children import Children
from tests.bench.report import verdict
from tests.factories.captures import encoded_tone

CAMERAS = 4
CAMERA, SCREEN = (1280, 720), (1920, 1080)
TIMES_REAL_TIME = 3.0
"""To be reached with 720 lines and 15 pictures a second on two cores."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One video."""

    sources: str
    seconds: int
    wall_s: float
    times_real_time: float
    cpu_s_per_s: float
    megabytes: float
    memory_mb: float


def _pictures(size: tuple[int, int], count: int, rate: int, *, every: int) -> Iterator[tuple[int, bytes, bool]]:
    """Pictures with their times in milliseconds: noise that wanders, another one ``every`` so many."""
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.framerate, encoder.gop_size = Fraction(1, rate), Fraction(rate), 10 * rate
    encoder.bit_rate = 1_500_000
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "threads": "2"}
    chance = np.random.default_rng(5)
    coarse = chance.integers(40, 215, (size[1] // 40 + 2, size[0] // 40 + 2), np.uint8)
    large = np.kron(coarse, np.ones((40, 40), np.uint8))
    for number in range(0, count, every):
        x, y = (number // 3) % 40, (number // 5) % 40
        frame = av.VideoFrame.from_ndarray(large[y : y + size[1], x : x + size[0]].copy(), format="gray")
        frame = frame.reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            yield number * 1_000 // rate, bytes(packet), packet.is_keyframe


def _write(folder: Path, seconds: int) -> dict[TrackKind, Path]:
    """A file of each kind of track."""
    made = {kind: folder / f"{kind}.webm" for kind in (TrackKind.CAMERA, TrackKind.SCREEN, TrackKind.MICROPHONE)}
    for kind, size, every in ((TrackKind.CAMERA, CAMERA, 1), (TrackKind.SCREEN, SCREEN, 90)):
        writer = TrackWriter(made[kind], TrackFormat(codec=Codec.VP8, width=size[0], height=size[1]))
        for at, data, keyframe in _pictures(size, seconds * 30, 30, every=every):
            writer.write(at, data, keyframe=keyframe)
        writer.close()
    writer = TrackWriter(made[TrackKind.MICROPHONE], TrackFormat(codec=Codec.OPUS))
    for number, data in enumerate(encoded_tone(seconds * 50, 330.0, volume=0.1)):
        writer.write(number * 20, data, keyframe=True)
    writer.close()
    return made


def _plan(files: dict[TrackKind, Path], seconds: int, *, screen: bool) -> Plan:
    whole = (Piece(at=0, start=0, length=seconds * 1_000),)
    ids = [f"p{number}" for number in range(CAMERAS)]
    kinds = (TrackKind.CAMERA, TrackKind.MICROPHONE)
    tracks = [Track(file=str(files[kind]), person=id_, kind=kind, pieces=whole) for id_ in ids for kind in kinds]
    if screen:
        kind = TrackKind.SCREEN
        tracks.append(Track(file=str(files[kind]), person=ids[0], kind=kind, pieces=whole))
    spans = (Span(at=0, length=seconds * 1_000),)
    people = tuple(Person(id=id_, name=f"Person {id_}", spans=spans) for id_ in ids)
    return Plan(title="Benchmark", duration=seconds * 1_000, people=people, tracks=tuple(tracks))


def measure(folder: Path, plan: Plan, sources: str) -> Measured:
    """Make one video."""
    out = folder / sources.replace(" ", "")
    out.mkdir()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with Children(os.getpid()) as children:
        made = compose(plan, folder, out, lambda _done, _all: None)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = plan.duration // 1_000
    return Measured(
        sources=sources,
        seconds=seconds,
        wall_s=round(wall, 1),
        times_real_time=round(seconds / wall, 2),
        cpu_s_per_s=round(used / seconds, 3),
        megabytes=round(made.video.stat().st_size / 1e6, 1),
        memory_mb=round(children.most / 1e6, 1),
    )


def main() -> None:
    """Measure; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.composition")
    parser.add_argument("--quick", action="store_true", help="a minute")
    seconds = 60 if parser.parse_args().quick else 600
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _write(folder, seconds)
        cameras = measure(folder, _plan(files, seconds, screen=False), "4 cameras")
        beside = measure(folder, _plan(files, seconds, screen=True), "4 cameras and a screen")
    table = [asdict(cameras), asdict(beside)]
    report.table("Videos of recordings: 720 lines, 15 pictures a second", table)
    for row in (cameras, beside):
        reached = row.times_real_time >= TIMES_REAL_TIME
        print(verdict(reached, f"{row.sources}: {TIMES_REAL_TIME:g} times as fast as it is played"))
    print(f"\n  written to {report.save('composition', table)}")


if __name__ == "__main__":
    main()
