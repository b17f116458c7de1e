"""What is in the tracks of a capture: decoded, and in the time of the capture."""

from __future__ import annotations

import av
from av.audio.resampler import AudioResampler

from convener.recording.index import TrackIndex

from .senders import BRIGHT, DARK


def brightness(track: TrackIndex) -> list[tuple[float, float]]:
    """Of each picture: when it is shown, in milliseconds of the capture, and how bright it is in the middle."""
    found: list[tuple[float, float]] = []
    with av.open(str(track.file)) as container:
        for frame in container.decode(video=0):
            plane = frame.planes[0]
            middle = plane.line_size * (frame.height // 2) + frame.width // 2
            found.append((track.time_of(round((frame.time or 0.0) * 1_000)), bytes(plane)[middle]))
    return found


def loudness(track: TrackIndex) -> list[tuple[float, float]]:
    """For each 10 ms: when they are heard, in milliseconds of the capture, and how loud they are, from 0 to 1."""
    found: list[tuple[float, float]] = []
    resampler = AudioResampler(format="s16", layout="mono", rate=48_000)
    with av.open(str(track.file)) as container:
        for decoded in container.decode(audio=0):
            for frame in resampler.resample(decoded):
                samples = memoryview(bytes(frame.planes[0])).cast("h")[: frame.samples]
                for start in range(0, len(samples), 480):
                    part = samples[start : start + 480]
                    at = track.time_of(round((decoded.time or 0.0) * 1_000)) + start / 48
                    found.append((at, max(abs(one) for one in part) / 32_768))
    return found


def flashes(track: TrackIndex) -> list[float]:
    """When pictures turn bright."""
    middle = (BRIGHT + DARK) / 2
    return _rises(brightness(track), middle)


def beeps(track: TrackIndex) -> list[float]:
    """When it becomes loud."""
    return _rises(loudness(track), 0.2)


def _rises(values: list[tuple[float, float]], threshold: float) -> list[float]:
    found: list[float] = []
    before = threshold  # what is above from the beginning on does not rise
    for at, value in values:
        if value > threshold and before < threshold:
            found.append(at)
        before = value
    return found
