"""Frames of known pictures and tones, and folders of captures as the recorder writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.video.codeccontext import VideoCodecContext

from convener.recording.codecs import Codec
from convener.recording.index import CaptureHead, IndexWriter, TrackHead, write_capture
from convener.recording.matroska import TrackFormat, TrackWriter
from convener.recording.port import TrackKind

STARTED_AT = 1_800_000_000_000
"""When captures of tests begin, in milliseconds of unix time."""

_ENCODERS = {Codec.VP8: "libvpx", Codec.VP9: "libvpx-vp9", Codec.H264: "libx264", Codec.AV1: "libsvtav1"}
_OPTIONS = {
    Codec.VP8: {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"},
    Codec.VP9: {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"},
    Codec.H264: {"preset": "ultrafast", "tune": "zerolatency"},
    Codec.AV1: {"preset": "12", "svtav1-params": "pred-struct=1:lp=1"},
}


def shade(value: int, width: int, height: int) -> av.VideoFrame:
    """A picture of one brightness, from 16 (black) to 235 (white), without colour."""
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, level in zip(frame.planes, (value, 128, 128), strict=True):
        plane.update(bytes([level]) * plane.buffer_size)
    return frame


def encoded_picture(
    codec: Codec, width: int, height: int, count: int, *, value: int = 120, keyframe_every: int = 1_000
) -> Iterator[tuple[bytes, bool]]:
    """``count`` frames of one brightness as the codec has them, 25 a second, and whether each is a keyframe."""
    return encoded_values(codec, width, height, [value] * count, keyframe_every)


def encoded_flash(
    codec: Codec, width: int, height: int, count: int, flashes: Sequence[int], values: tuple[int, int] = (60, 200)
) -> Iterator[tuple[bytes, bool]]:
    """As :func:`encoded_picture`, of the first of these brightnesses, of the second for five frames from each of the
    ``flashes`` on."""
    shown = [values[any(flash <= n < flash + 5 for flash in flashes)] for n in range(count)]
    return encoded_values(codec, width, height, shown, 250)


def encoded_values(
    codec: Codec, width: int, height: int, values: Sequence[int], keyframe_every: int
) -> Iterator[tuple[bytes, bool]]:
    """Frames of these brightnesses."""
    return iter(_encoded_pictures(codec, width, height, tuple(values), keyframe_every))


@cache
def _encoded_pictures(
    codec: Codec, width: int, height: int, values: tuple[int, ...], keyframe_every: int
) -> list[tuple[bytes, bool]]:
    encoder = av.CodecContext.create(_ENCODERS[codec], "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate, encoder.gop_size = Fraction(1, 25), Fraction(25), keyframe_every
    encoder.options = _OPTIONS[codec]
    found: list[tuple[bytes, bool]] = []
    for number, value in enumerate([*values, None]):
        frame = None
        if value is not None:
            frame = shade(value, width, height)
            frame.pts = number
        found += [(bytes(packet), packet.is_keyframe) for packet in encoder.encode(frame)]
    return found


def encoded_tone(count: int, hertz: float, *, volume: float = 0.5) -> list[bytes]:
    """``count`` frames of 20 ms of a tone, as Opus."""
    return list(_encoded_sound(hertz, (volume,) * count))


def encoded_beep(count: int, hertz: float = 440.0, *, volume: float = 0.6, every: int = 50) -> list[bytes]:
    """As :func:`encoded_tone`, next to silent but for the first ten frames of so many."""
    return list(_encoded_sound(hertz, tuple(volume if number % every < 10 else 0.005 for number in range(count))))


@cache
def _encoded_sound(hertz: float, volumes: tuple[float, ...]) -> list[bytes]:
    encoder = av.CodecContext.create("libopus", "w")
    assert isinstance(encoder, AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format = 48_000, "stereo", "s16"
    wave = 32_000 * np.sin(2 * np.pi * hertz / 48_000 * np.arange(len(volumes) * 960))
    found: list[bytes] = []
    for number, volume in enumerate(volumes):
        samples = np.rint(volume * wave[number * 960 : (number + 1) * 960]).astype(np.int16).repeat(2)
        frame = av.AudioFrame(format="s16", layout="stereo", samples=960)
        frame.planes[0].update(samples.tobytes())
        frame.sample_rate, frame.pts = 48_000, number * 960
        found += [bytes(packet) for packet in encoder.encode(frame)]
    found += [bytes(packet) for packet in encoder.encode(None)]
    return found[: len(volumes)]


class CaptureFolder:
    """The folder of a capture, as the recorder leaves it."""

    def __init__(self, folder: Path, meeting: str = "m1", started_at: int = STARTED_AT) -> None:
        self.folder = folder
        self._number = 0
        write_capture(folder, CaptureHead(version=1, capture="c" * 22, meeting=meeting, started_at=started_at))

    def camera(
        self,
        person: str,
        at: int,
        frames: int,
        *,
        value: int = 120,
        kind: TrackKind = TrackKind.CAMERA,
        codec: Codec = Codec.VP8,
        killed: bool = False,
    ) -> int:
        """A camera (or screen) that shows one brightness, 25 frames a second; returns its number."""
        data = [(40 * n, *one) for n, one in enumerate(encoded_picture(codec, 64, 48, frames, value=value))]
        return self.track(person, kind, TrackFormat(codec=codec, width=64, height=48), at, data, killed=killed)

    def microphone(
        self,
        person: str,
        at: int,
        frames: int,
        *,
        hertz: float = 440.0,
        kind: TrackKind = TrackKind.MICROPHONE,
        gaps: Sequence[tuple[int, int]] = (),
        killed: bool = False,
    ) -> int:
        """A microphone that hears one tone, 50 frames a second; returns its number."""
        data = [(20 * n, one, True) for n, one in enumerate(encoded_tone(frames, hertz))]
        return self.track(person, kind, TrackFormat(codec=Codec.OPUS), at, data, gaps=gaps, killed=killed)

    def track(
        self,
        person: str,
        kind: TrackKind,
        track: TrackFormat,
        at: int,
        frames: Sequence[tuple[int, bytes, bool]],
        *,
        gaps: Sequence[tuple[int, int]] = (),
        killed: bool = False,
    ) -> int:
        """Any track; ``gaps``: when it was muted; ``killed``: the recorder was killed at its end."""
        self._number += 1
        file = f"{self._number}{track.codec.suffix}"
        head = TrackHead(version=1, file=file, person=person, kind=kind, codec=track.codec, at=at)
        index = IndexWriter(self.folder, self._number, head)
        index.map(0, at)
        writer = TrackWriter(self.folder / file, track)
        for milliseconds, data, keyframe in frames:
            writer.write(milliseconds, data, keyframe=keyframe)
        for off, on in gaps:
            index.off(off)
            index.on(on)
        if not killed:
            length = frames[-1][0] + 20 if frames else 0
            index.end(at + length, length=length, frames=len(frames), size=writer.size)
        writer.close()
        index.close()
        return self._number
