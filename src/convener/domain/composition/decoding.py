"""Decodes what was captured in a file; what cannot be read or decoded is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.frame import Frame
from av.video.stream import VideoStream

_SEEK = 2_000
"""Milliseconds of a file that are rather decoded than passed over."""


def decode(container: InputContainer, stream: AudioStream | VideoStream, start: int) -> Iterator[Frame]:
    """The frames of a stream that have a time, in order, from ``start`` (milliseconds of the file) or somewhat earlier
    on; none where it cannot be found."""
    if start > _SEEK:
        try:
            container.seek(start * 1_000, backward=True)
        except FFmpegError:
            return
    packets = container.demux(stream)
    while True:
        packet = None
        try:
            packet = next(packets, None)
            frames = [] if packet is None else packet.decode()
        except FFmpegError:
            frames = []
        if packet is None:
            return
        yield from (frame for frame in frames if isinstance(frame, Frame) and frame.pts is not None)


def milliseconds(frame: Frame) -> int:
    """The time of a frame in its file."""
    return int((frame.time or 0) * 1_000)
