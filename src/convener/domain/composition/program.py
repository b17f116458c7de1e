"""What confined processes do: encode a part of the picture, encode the sound, join them to one file.

Standard input is a :class:`Task`; standard output tells, once a second of the video, how far it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from fractions import Fraction
from heapq import merge
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from convener.sandbox.frames import write_frame

from .plan import Plan

if TYPE_CHECKING:
    from av import AudioStream, Packet, VideoStream
    from av.container import InputContainer, OutputContainer
    from av.container.core import Chapter

    AnyPacket = Packet[AudioStream] | Packet[VideoStream]

STEP = 10_000
"""Milliseconds after which a picture of its own comes, so that players can jump there."""

_STILL = 2
"""Seconds after which a picture that has not changed is sent once more."""

_SOUND_BITS = 96_000
"""Bits a second."""


class EncodePicture(Struct, kw_only=True, frozen=True, tag="picture"):
    """The picture from ``begin`` to ``end``, without sound; ``begin`` is a multiple of :data:`STEP`."""

    begin: int
    end: int


class EncodeSound(Struct, kw_only=True, frozen=True, tag="sound"):
    """All of the sound."""


class Join(Struct, kw_only=True, frozen=True, tag="join"):
    """One file of these parts of the picture, as (file, begin), and the sound, without encoding anything again."""

    pictures: tuple[tuple[str, int], ...]
    sound: str


class Task(Struct, kw_only=True, frozen=True):
    """What to do, and where the result goes: an MP4 file."""

    plan: Plan
    work: EncodePicture | EncodeSound | Join
    out: str


def main() -> None:
    """Carry out the task."""
    # One process for each processor already; and each thread of a library would count as memory.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    match task.work:
        case EncodePicture(begin=begin, end=end):
            _encode_picture(task.plan, begin, end, task.out)
        case EncodeSound():
            _encode_sound(task.plan, task.out)
        case Join(pictures=pictures, sound=sound):
            _join(task.plan, pictures, sound, task.out)


def _tell(milliseconds: int) -> None:
    write_frame(b"%d" % milliseconds)


def _encode_picture(plan: Plan, begin: int, end: int, out: str) -> None:
    import av
    from av.video.frame import PictureType

    from .canvas import FORMAT, encodable
    from .stage import Stage

    rate = plan.rate
    first, last = -(-begin * rate // 1_000), max(-(-end * rate // 1_000), -(-begin * rate // 1_000) + 1)
    options = {"preset": "veryfast", "crf": "24", "bf": "0", "threads": "1", "forced-idr": "1"}
    with av.open(out, "w", format="mp4") as container, Stage(plan) as stage:
        stream = container.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = plan.width, plan.height, FORMAT
        stream.codec_context.time_base = Fraction(1, rate)
        stream.codec_context.gop_size = STEP // 1_000 * rate
        # What cameras send; players take it for that of high definition where nothing is said.
        stream.codec_context.color_primaries = stream.codec_context.color_trc = stream.codec_context.colorspace = 6
        stream.codec_context.color_range = 1
        sent = keyed = -(1 << 30)
        for number in range(first, last):
            changed = stage.draw(number * 1_000 // rate)
            is_key = number - keyed >= STEP * rate // 1_000
            if changed or is_key or number - sent >= _STILL * rate or number == last - 1:
                frame = encodable(stage.planes, number - first, rate)
                if is_key:
                    frame.pict_type, keyed = PictureType.I, number
                sent = number
                container.mux(stream.encode(frame))
            if (number + 1 - first) % rate == 0:
                _tell((number + 1 - first) * 1_000 // rate)
        container.mux(stream.encode(None))


def _encode_sound(plan: Plan, out: str) -> None:
    import av

    from .sound import RATE, Mixer, frames_of

    total = plan.duration * RATE // 1_000
    with av.open(out, "w", format="mp4", options={"movflags": "+faststart"}) as container, Mixer(plan) as mixer:
        _describe(container, plan)
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = _SOUND_BITS
        stream.codec_context.open()
        size = stream.codec_context.frame_size
        second = RATE // size * size
        for first in range(0, total, second):
            for frame in frames_of(mixer.read(min(second, total - first)), size, first):
                container.mux(stream.encode(frame))
            _tell(first * 1_000 // RATE)
        container.mux(stream.encode(None))


def _join(plan: Plan, pictures: Iterable[tuple[str, int]], sound: str, out: str) -> None:
    import av

    with ExitStack() as opened:
        container = opened.enter_context(av.open(out, "w", format="mp4", options={"movflags": "+faststart"}))
        _describe(container, plan)
        source = opened.enter_context(av.open(sound))
        parts = [(opened.enter_context(av.open(file)), begin) for file, begin in pictures]
        # Streams are told before anything is written.
        video = container.add_stream_from_template(parts[0][0].streams.video[0])
        audio = container.add_stream_from_template(source.streams.audio[0])
        # Of sound and picture of the same time the sound comes first.
        for packet in merge(_moved(source.demux(audio=0), audio, 0), _packets_of(parts, video), key=_decoded_at):
            container.mux(packet)


def _packets_of(parts: Iterable[tuple[InputContainer, int]], stream: VideoStream) -> Iterator[AnyPacket]:
    for part, begin in parts:
        yield from _moved(part.demux(video=0), stream, begin)
        _tell(begin)


def _moved(packets: Iterable[AnyPacket], stream: AudioStream | VideoStream, begin: int) -> Iterator[AnyPacket]:
    """Packets for this stream, so many milliseconds later than in their file."""
    for packet in packets:
        if packet.dts is None or packet.pts is None or packet.time_base is None:
            continue
        offset = round(begin / 1_000 / packet.time_base)
        packet.pts, packet.dts, packet.stream = packet.pts + offset, packet.dts + offset, stream
        yield packet


def _decoded_at(packet: AnyPacket) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _describe(container: OutputContainer, plan: Plan) -> None:
    if plan.title:
        container.metadata["title"] = plan.title
    container.set_chapters(_chapters(plan))


def _chapters(plan: Plan) -> list[Chapter]:
    ends = [*(chapter.at for chapter in plan.chapters), plan.duration][1:]
    return [
        {
            "id": number,
            "start": chapter.at,
            "end": end,
            "time_base": Fraction(1, 1_000),
            "metadata": {"title": chapter.title},
        }
        for number, (chapter, end) in enumerate(zip(plan.chapters, ends, strict=True))
        if end > chapter.at
    ]
