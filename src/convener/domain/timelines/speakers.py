"""When somebody spoke, by the size of the frames of a microphone: nothing is decoded.

Browsers encode speech with a variable rate (Opus, RFC 6716 2.1.8): frames of a quiet room are a few bytes long, those
of speech some ten times that.
"""

from __future__ import annotations

from convener.recording.index import TrackIndex
from convener.recording.matroska import read_blocks

WINDOW = 400
"""Milliseconds over which sizes are averaged."""

LOUD = 40.0
"""Bytes of a frame, on the average of a window, from which on somebody speaks."""

PAUSE = 1_500
"""Milliseconds of silence that do not interrupt a speaker."""

SHORTEST = 600
"""Milliseconds that somebody speaks at least."""


def find_speech(track: TrackIndex) -> list[tuple[int, int]]:
    """From when to when somebody spoke, in the time of the track's capture."""
    sums: dict[int, tuple[int, int]] = {}
    for block in read_blocks(track.file):
        window = block.milliseconds // WINDOW
        size, count = sums.get(window, (0, 0))
        sums[window] = (size + block.size, count + 1)
    loud = [window for window, (size, count) in sorted(sums.items()) if size / count >= LOUD]
    found: list[tuple[int, int]] = []
    for window in loud:
        begin = track.time_of(window * WINDOW)
        end = min(begin + WINDOW, track.end)
        if found and begin - found[-1][1] <= PAUSE:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return [(begin, end) for begin, end in found if end - begin >= SHORTEST]
