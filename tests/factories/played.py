"""What is in the tracks of a capture: decoded, and in the time of the capture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path

import av
from av.audio.resampler import AudioResampler

from convener.recording.index import TrackIndex

from .senders import BRIGHT, DARK, FLASH


def pictures(file: Path, place: tuple[float, float] = (0.5, 0.5)) -> Iterator[tuple[float, float]]:
    """Of each picture: its time in the file, in milliseconds, and how bright it is at a place: this part of its width
    and of its height, the middle by default."""
    with av.open(str(file)) as container:
        for frame in container.decode(video=0):
            plane = frame.planes[0]
            middle = plane.line_size * int(frame.height * place[1]) + int(frame.width * place[0])
            yield (frame.time or 0.0) * 1_000, bytes(plane)[middle]


def brightness(track: TrackIndex) -> list[tuple[float, float]]:
    """Of each picture: when it is shown, in milliseconds of the capture, and how bright it is in the middle."""
    return [(track.time_of(round(at)), value) for at, value in pictures(track.file)]


def sounds(file: Path) -> Iterator[tuple[float, list[float]]]:
    """Of each frame of sound: its time in the file, in milliseconds, and how loud each 10 ms are, from 0 to 1."""
    resampler = AudioResampler(format="s16", layout="mono", rate=48_000)
    with av.open(str(file)) as container:
        for decoded in container.decode(audio=0):
            for frame in resampler.resample(decoded):
                samples = memoryview(bytes(frame.planes[0])).cast("h")[: frame.samples]
                parts = [samples[start : start + 480] for start in range(0, len(samples), 480)]
                yield (decoded.time or 0.0) * 1_000, [max(abs(one) for one in part) / 32_768 for part in parts]


def loudness(track: TrackIndex) -> list[tuple[float, float]]:
    """For each 10 ms: when they are heard, in milliseconds of the capture, and how loud they are, from 0 to 1."""
    return [
        (track.time_of(round(at)) + 10 * number, value)
        for at, values in sounds(track.file)
        for number, value in enumerate(values)
    ]


def flashes(track: TrackIndex) -> list[float]:
    """When pictures turn bright."""
    middle = (BRIGHT + DARK) / 2
    return rises(brightness(track), middle)


def beeps(track: TrackIndex) -> list[float]:
    """When beeps begin. The rest of one that began before the track, or while it was off, is none."""
    ends = [on for _, on in track.gaps if on is not None]
    begun = rises(loudness(track), 0.2, behind=50, hole=100)
    return [at for at in begun if not any(end - 50 <= at <= end + FLASH * 1_000 for end in ends)]


def rises(
    values: Iterable[tuple[float, float]], threshold: float, *, behind: float = 0, hole: float = inf
) -> list[float]:
    """When the values come to be above the threshold. What is so from the beginning on does not rise. ``behind``: nor
    does what has not been below it for so many milliseconds; ``hole``: without as many between two values."""
    found: list[float] = []
    low: float | None = None  # since when the values have been below
    last = -inf
    for at, value in values:
        if at - last >= hole:
            low = None
        if value <= threshold:
            low = at if low is None else low
        elif low is not None:
            if last - low >= behind:
                found.append(at)
            low = None
        last = at
    return found
