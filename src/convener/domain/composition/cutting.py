"""What confined processes do to tracks of a recording whose ends were cut off: make files in which nothing of that is.

Standard input is a :class:`Task`; standard output tells, after each track, how many are done. What came of each is
written to the file :data:`RESULT`, a list of :class:`CutFile`.

Sound is copied, picture is copied from its first keyframe on. What is seen between the cut and that keyframe was
encoded as differences to what was cut off: it is decoded and encoded anew, to a file of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from convener.recording.codecs import Codec
from convener.recording.files import opus_milliseconds
from convener.recording.matroska import Block, TrackFormat, TrackWriter, copy_blocks, read_blocks, read_head
from convener.sandbox.frames import write_frame

if TYPE_CHECKING:
    from av import VideoFrame
    from av.video.codeccontext import VideoCodecContext

RESULT = "cut.json"
"""The file of the results, in the folder of what is made."""

_BITS = 2_500_000
"""A second, at most, of what is encoded anew."""

_OPTIONS = {"deadline": "realtime", "cpu-used": "6", "lag-in-frames": "0", "auto-alt-ref": "0", "crf": "8"}
_DECODERS = {Codec.VP8: "vp8", Codec.VP9: "vp9", Codec.H264: "h264", Codec.AV1: "libdav1d"}


class TrackToCut(Struct, kw_only=True, frozen=True):
    """A file, and from when to when (milliseconds of it) it is played; ``name``: of what is made."""

    file: str
    codec: Codec
    start: int
    until: int
    name: str


class Task(Struct, kw_only=True, frozen=True):
    """Tracks, and the folder of what is made of them."""

    tracks: tuple[TrackToCut, ...]
    out: str


class CutFile(Struct, kw_only=True, frozen=True):
    """A file that was made. ``track``: the ``name`` of its track; ``start``: what is its beginning, and ``until``: its
    end, in milliseconds of the file that was cut. ``is_encoded``: VP8 that was encoded anew, else copied."""

    track: str
    file: str
    start: int
    until: int
    is_encoded: bool = False


def main() -> None:
    """Carry out the task."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    out = Path(task.out)
    made: list[CutFile] = []
    for number, track in enumerate(task.tracks):
        made += cut_track(track, out)
        write_frame(b"%d" % (number + 1))
    (out / RESULT).write_bytes(msgspec.json.encode(made))


def cut_track(track: TrackToCut, out: Path) -> list[CutFile]:
    """Cut one track: one file, two, or none where nothing of it is left."""
    file = Path(track.file)
    blocks = [one for one in read_blocks(file) if one.milliseconds < track.until]
    if track.codec.is_sound:
        return _copy(track, file, out, list(_whole_sounds(file, blocks, track.start, track.until)), track.start)
    key = next((at for at, one in enumerate(blocks) if one.keyframe and one.milliseconds >= track.start), len(blocks))
    begin = next((at for at in reversed(range(key)) if blocks[at].keyframe), key)
    lead = blocks[begin:key] if any(one.milliseconds >= track.start for one in blocks[begin:key]) else []
    until = blocks[key].milliseconds if key < len(blocks) else track.until
    return [*_encode(track, file, out, lead, until), *_copy(track, file, out, blocks[key:], until)]


def _whole_sounds(file: Path, blocks: list[Block], start: int, until: int) -> Iterator[Block]:
    """The sounds that are in between as a whole. A packet may hold the one before once more, for when that is lost (RFC
    6716 2.1.7): so the first begins after one that is in between too."""
    before = -1 if start <= 0 else None
    with file.open("rb") as opened:
        for block in blocks:
            if block.milliseconds < start:
                continue
            opened.seek(block.offset)
            length = opus_milliseconds(opened.read(min(block.size, 2)))
            if before is not None and block.milliseconds + length <= until + 1:
                yield block
            before = block.milliseconds


def _copy(track: TrackToCut, file: Path, out: Path, blocks: list[Block], start: int) -> list[CutFile]:
    if not blocks:
        return []
    target = out / f"{track.name}.copied"
    copy_blocks(file, blocks, target, track.codec, start)
    return [CutFile(track=track.name, file=str(target), start=start, until=track.until)]


def _encode(track: TrackToCut, file: Path, out: Path, blocks: list[Block], until: int) -> list[CutFile]:
    """What is seen from the cut until the first keyframe, encoded anew; none where it cannot be decoded."""
    target = out / f"{track.name}.encoded"
    writer: TrackWriter | None = None
    encoder: VideoCodecContext | None = None
    for at, frame in _decode(track, file, blocks):
        if at < track.start:
            continue
        if encoder is None:
            encoder = _encoder(frame.width, frame.height)
            writer = TrackWriter(target, TrackFormat(codec=Codec.VP8, width=frame.width, height=frame.height))
        # Cameras change their size while they send; a file has one.
        picture = frame.reformat(encoder.width, encoder.height, "yuv420p")
        picture.pts, picture.time_base = at - track.start, Fraction(1, 1_000)
        picture.pict_type = 0
        _write(writer, encoder, picture)
    if encoder is None or writer is None:
        return []
    _write(writer, encoder, None)
    writer.close()
    return [CutFile(track=track.name, file=str(target), start=track.start, until=until, is_encoded=True)]


def _encoder(width: int, height: int) -> VideoCodecContext:
    import av

    made = av.CodecContext.create("libvpx", "w")
    made.width, made.height, made.pix_fmt = width, height, "yuv420p"
    made.time_base, made.bit_rate, made.options = Fraction(1, 1_000), _BITS, _OPTIONS
    made.thread_count = 1
    return made


def _write(writer: TrackWriter | None, encoder: VideoCodecContext, picture: VideoFrame | None) -> None:
    for packet in encoder.encode(picture):
        if writer is not None:
            writer.write(int(packet.pts or 0), bytes(packet), keyframe=packet.is_keyframe)


def _decode(track: TrackToCut, file: Path, blocks: list[Block]) -> Iterator[tuple[int, VideoFrame]]:
    """The pictures of these blocks and their times in the file; what cannot be decoded is passed over."""
    import av
    from av.error import FFmpegError

    if not blocks:
        return
    with file.open("rb") as opened:
        decoder = av.CodecContext.create(_DECODERS[track.codec], "r")
        decoder.thread_count = 1
        decoder.extradata = read_head(file).private or None
        for block in [*blocks, None]:
            packet = None
            if block is not None:
                opened.seek(block.offset)
                packet = av.Packet(opened.read(block.size))
                packet.pts = packet.dts = block.milliseconds
                packet.time_base = Fraction(1, 1_000)
            try:
                frames = decoder.decode(packet)  # type: ignore[attr-defined]
            except FFmpegError:
                continue
            yield from ((int(frame.pts), frame) for frame in frames if frame.pts is not None)
