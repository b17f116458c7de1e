"""Has a video made: by confined processes, as many at once as there are processors, each of a part of it."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import msgspec

from convener.sandbox.confinement import Folders, Limits
from convener.sandbox.process import Program, start

from .layout import segments
from .plan import Plan
from .program import STEP, EncodePicture, EncodeSound, Join, Task

MOST_PROCESSES = 4
"""Of one video at once, beside the one for its sound."""

_SHORTEST_PART = 30_000
"""Milliseconds of a part: to start a process for less is not worth it."""

_MEMORY = 2 * 1024 * 1024 * 1024
_LARGEST_FILE = 64 * 1024 * 1024 * 1024
_NICE = 10
"""Meetings that go on come first."""

_FIRST_WITHIN, _NEXT_WITHIN = 120.0, 300.0
"""Seconds within which a process has to be further: it stands back behind everything else on the machine."""

_LOOK_EVERY = 1.0


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The files of a video: MP4 with picture (H.264) and sound (AAC), and M4A with the sound alone."""

    video: Path
    sound: Path


def compose(plan: Plan, inputs: Path, out: Path, progress: Callable[[int, int], None]) -> Composed:
    """Make the files of a video, in the folder ``out``.

    ``inputs``: the folder in which all files of the plan are. ``progress`` is called every second with milliseconds of
    picture and sound that are done and to be done; what it raises ends the work. Raises
    :class:`convener.sandbox.process.ProcessFailed` and its kinds.
    """
    number = max(min(os.cpu_count() or 1, MOST_PROCESSES, plan.duration // _SHORTEST_PART), 1)
    parts = [(out / f"part-{at}.mp4", begin, end) for at, (begin, end) in enumerate(segments(plan, number, STEP))]
    composed = Composed(video=out / "video.mp4", sound=out / "sound.m4a")
    work = [Task(plan=plan, work=EncodePicture(begin=begin, end=end), out=str(file)) for file, begin, end in parts]
    work.append(Task(plan=plan, work=EncodeSound(), out=str(composed.sound)))
    _carry_out(work, inputs, out, lambda done: progress(done, 2 * plan.duration))
    pictures = tuple((str(file), begin) for file, begin, _ in parts)
    join = Task(plan=plan, work=Join(pictures=pictures, sound=str(composed.sound)), out=str(composed.video))
    _carry_out([join], inputs, out, lambda _done: progress(2 * plan.duration, 2 * plan.duration))
    for file, _, _ in parts:
        file.unlink()
    return composed


def _carry_out(tasks: list[Task], inputs: Path, out: Path, progress: Callable[[int], None]) -> None:
    """Carry out the tasks at the same time."""
    done = [0] * len(tasks)
    ended = threading.Event()

    def carry_out(number: int) -> None:
        plan = tasks[number].plan
        program = program_of("program", plan.duration, len(plan.tracks), inputs, out)
        for told in read_progress(program, tasks[number]):
            done[number] = told
            if ended.is_set():
                return

    with ThreadPoolExecutor(len(tasks), thread_name_prefix="compose") as threads:
        futures = [threads.submit(carry_out, number) for number in range(len(tasks))]
        try:
            _follow(futures, lambda: progress(sum(done)))
        finally:
            ended.set()
    for future in futures:
        future.result()


def program_of(module: str, duration: int, tracks: int, inputs: Path, out: Path) -> Program:
    """The program that is this module of the package, for so many tracks of a recording of so many milliseconds."""
    limits = Limits(
        memory=_MEMORY,
        seconds=120 + 10 * duration // 1_000,
        files=64 + tracks,
        file_size=_LARGEST_FILE,
        nice=_NICE,
    )
    folders = Folders(readable=(str(inputs),), writable=(str(out),))
    return Program(module=f"convener.domain.composition.{module}", limits=limits, folders=folders)


def read_progress(program: Program, task: msgspec.Struct) -> Iterator[int]:
    """What a program tells while it carries out the task. Raises :class:`convener.sandbox.process.ProcessFailed` and
    its kinds."""
    with tempfile.TemporaryFile() as file:
        file.write(msgspec.json.encode(task))
        with start(program, [], file) as process:
            yield from map(int, process.frames(first_within=_FIRST_WITHIN, next_within=_NEXT_WITHIN, most=32))


def _follow(futures: list[Future[None]], progress: Callable[[], None]) -> None:
    """Call ``progress`` until all have ended, or one has failed."""
    told = time.monotonic()
    left = set(futures)
    while left:
        over, left = wait(left, timeout=max(told + _LOOK_EVERY - time.monotonic(), 0), return_when="FIRST_EXCEPTION")
        told = time.monotonic()
        progress()
        if any(future.exception() for future in over):
            return
