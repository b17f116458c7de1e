"""Has the ends of tracks cut off, by a confined process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from .compose import program_of, read_progress
from .cutting import RESULT, CutFile, Task, TrackToCut


def cut(
    tracks: Sequence[TrackToCut], inputs: Path, out: Path, duration: int, progress: Callable[[int, int], None]
) -> list[CutFile]:
    """Make files of what is left, in the folder ``out``. ``inputs``: the folder in which all tracks are; ``duration``:
    milliseconds of the recording. ``progress`` is called with tracks that are done and to be done; what it raises ends
    the work. Raises :class:`convener.sandbox.process.ProcessFailed` and its kinds."""
    task = Task(tracks=tuple(tracks), out=str(out))
    for done in read_progress(program_of("cutting", duration, len(tracks), inputs, out), task):
        progress(done, len(tracks))
    return msgspec.json.decode((out / RESULT).read_bytes(), type=list[CutFile])
