"""Mixes the sound of all microphones and shared screens by the time of the recording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType

import av
import numpy as np
from av import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from .decoding import decode, milliseconds
from .plan import Plan, Track

Samples = NDArray[np.float32]

RATE = 48_000
_PER_MILLISECOND = RATE // 1_000

_STEADY = 30 * _PER_MILLISECOND
"""Samples: times of frames that are nearer to the end of the frame before follow it without a break."""

_PREROLL = 200
"""Milliseconds that are decoded before what is heard, until the decoder is right (RFC 7845 4.6: 80 or more)."""

_KNEE = 0.7
"""Louder than this is compressed, so that several who speak at once are not clipped."""


class SoundSource:
    """The sound of one track, read from its first piece on; what cannot be decoded is silence."""

    def __init__(self, track: Track) -> None:
        self._pieces = track.pieces
        self._container = av.open(track.file)
        self._frames = self._decoded()
        self._rest: tuple[int, Samples] | None = None
        self._expected = -1

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def add_to(self, mixed: Samples, begin: int) -> None:
        """Add what is heard to these samples, of which the first is number ``begin`` of the recording. Each sample is
        asked for once, in order."""
        end = begin + len(mixed)
        while True:
            if self._rest is None:
                self._rest = next(self._frames, None)
            if self._rest is None:
                return
            position, samples = self._rest
            if position >= end:
                return
            first = max(position, begin)
            last = min(position + len(samples), end)
            if last > first:
                mixed[first - begin : last - begin] += samples[first - position : last - position]
            self._rest = (position, samples) if position + len(samples) > end else None
            if self._rest is not None:
                return

    def _decoded(self) -> Iterator[tuple[int, Samples]]:
        """Samples, and the number of the first in the recording."""
        streams = self._container.streams.audio
        if not streams:
            return
        resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
        for frame in decode(self._container, streams[0], self._pieces[0].start - _PREROLL):
            if isinstance(frame, AudioFrame):
                yield from self._placed(frame, resampler)

    def _placed(self, frame: AudioFrame, resampler: AudioResampler) -> Iterator[tuple[int, Samples]]:
        time = milliseconds(frame)
        piece = next((one for one in self._pieces if one.start <= time < one.start + one.length), None)
        if piece is None:
            return
        position = (piece.at + time - piece.start) * _PER_MILLISECOND
        frame.pts = None
        for resampled in resampler.resample(frame):
            samples = resampled.to_ndarray().reshape(-1).astype(np.float32, copy=False)
            if abs(position - self._expected) < _STEADY:
                position = self._expected
            self._expected = position + len(samples)
            yield position, samples
            position = self._expected


class Mixer:
    """The sound of a recording. A file is open only while it is heard."""

    def __init__(self, plan: Plan) -> None:
        tracks = [track for track in plan.tracks if track.kind.is_sound and track.pieces]
        self._later = sorted(tracks, key=lambda track: track.pieces[0].at, reverse=True)
        self._open: list[tuple[int, SoundSource]] = []
        self._position = 0

    def __enter__(self) -> Mixer:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for _, source in self._open:
            source.close()

    def read(self, count: int) -> Samples:
        """The next ``count`` samples, from -1 to 1."""
        begin = self._position
        end = self._position = begin + count
        while self._later and self._later[-1].pieces[0].at * _PER_MILLISECOND < end + _STEADY:
            track = self._later.pop()
            try:
                self._open.append((track.pieces[-1].end * _PER_MILLISECOND + _STEADY, SoundSource(track)))
            except FFmpegError:
                continue  # nothing that can be heard was captured
        mixed = np.zeros(count, np.float32)
        for _, source in self._open:
            source.add_to(mixed, begin)
        self._close_before(begin)
        return _limited(mixed)

    def _close_before(self, begin: int) -> None:
        for over, source in self._open:
            if over < begin:
                source.close()
        self._open = [pair for pair in self._open if pair[0] >= begin]


def _limited(samples: Samples) -> Samples:
    loud = np.abs(samples) > _KNEE
    if loud.any():
        over = (np.abs(samples[loud]) - _KNEE) / (1 - _KNEE)
        samples[loud] = np.sign(samples[loud]) * (_KNEE + (1 - _KNEE) * np.tanh(over))
    return samples


def frames_of(samples: Sequence[float] | Samples, size: int, first: int) -> Iterator[AudioFrame]:
    """Samples as frames of ``size`` each for an encoder, the last one shorter; ``first`` is the number of the first
    sample."""
    found = np.asarray(samples, np.float32)
    for at in range(0, len(found), size):
        frame = AudioFrame.from_ndarray(found[None, at : at + size].copy(), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, first + at
        yield frame
