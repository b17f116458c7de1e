"""Writes and reads files of one track: WebM, or Matroska where the codec is H.264 (RFC 9559, RFC 8794).

Each frame is one unbuffered write, into a segment and clusters of unknown size: whatever ends the process, all that was
written until then can be played. Times are milliseconds.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .codecs import Codec

CLUSTER_MILLISECONDS = 5_000
"""After this long a new cluster begins, with the next keyframe."""

LONGEST_CLUSTER = 30_000
"""After this long one begins whatever the frame is: a block counts its time from its cluster in 16 bits."""

OPUS_PRE_SKIP = 312
"""Samples at 48 kHz that a decoder leaves out at the beginning (RFC 7845 4.2): the delay of the usual encoder."""

_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK = (
    b"\x1a\x45\xdf\xa3",
    b"\x18\x53\x80\x67",
    b"\x15\x49\xa9\x66",
    b"\x16\x54\xae\x6b",
    b"\xae",
)
_CLUSTER, _TIMESTAMP, _SIMPLE_BLOCK = b"\x1f\x43\xb6\x75", b"\xe7", b"\xa3"
_PRIVATE = b"\x63\xa2"
_LONGEST_HEAD = 65_536
_UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"

_CODEC_IDS = {
    Codec.OPUS: b"A_OPUS",
    Codec.VP8: b"V_VP8",
    Codec.VP9: b"V_VP9",
    Codec.AV1: b"V_AV1",
    Codec.H264: b"V_MPEG4/ISO/AVC",
}


@dataclass(frozen=True, kw_only=True)
class TrackFormat:
    """What a player has to know of a track before its first frame. ``private``: the codec's own configuration (avcC,
    av1C); Opus needs none. ``width`` and ``height``: of the first picture."""

    codec: Codec
    width: int = 0
    height: int = 0
    private: bytes = b""
    channels: int = 2


class TrackWriter:
    """A file of one track that is being written. ``path`` must not be there: nothing is ever overwritten. ``head``:
    what it begins with, where that is not made of ``track``.

    Raises :class:`OSError` where the disk is full; the file then ends with the last complete frame."""

    def __init__(self, path: Path, track: TrackFormat, head: bytes = b"") -> None:
        self._file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        self._sound = track.codec.is_sound
        self._cluster: int | None = None
        self.size = 0
        """Bytes written."""
        try:
            self._write(head or _head(track))
        except OSError:
            self.close()
            raise

    def write(self, milliseconds: int, data: bytes, *, keyframe: bool) -> None:
        """Append a frame; times never go back."""
        out = b""
        cluster = self._cluster
        since = 0 if cluster is None else milliseconds - cluster
        if cluster is None or since > LONGEST_CLUSTER or (since >= CLUSTER_MILLISECONDS and (keyframe or self._sound)):
            cluster, since = milliseconds, 0
            out = _CLUSTER + _UNKNOWN + _number(_TIMESTAMP, milliseconds)
        head = struct.pack(">BhB", 0x81, since, 0x80 if keyframe else 0)
        self._write(out + _SIMPLE_BLOCK + struct.pack(">I", len(data) + len(head) | 1 << 28) + head + data)
        self._cluster = cluster

    def sync(self) -> None:
        """See to it that a loss of power leaves what was written until now."""
        os.fdatasync(self._file)

    def close(self) -> None:
        """End the file."""
        os.close(self._file)

    def _write(self, data: bytes) -> None:
        written = 0
        try:
            while written < len(data):
                written += os.write(self._file, data[written:] if written else data)
        except OSError:
            os.ftruncate(self._file, self.size)
            raise
        self.size += len(data)


@dataclass(frozen=True)
class Block:
    """A frame in a file: its time, whether decoding can begin with it, and where its bytes are."""

    milliseconds: int
    keyframe: bool
    offset: int
    size: int


def read_blocks(path: Path) -> Iterator[Block]:
    """The frames of a file that :class:`TrackWriter` wrote, up to the last complete one."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        position, cluster = 0, 0
        while position < end:
            file.seek(position)
            head = file.read(16)
            found = _element(head)
            if found is None:
                return
            name, size, length = found
            inside = position + length
            if name in (_SEGMENT, _CLUSTER):
                position = inside
                continue
            if size is None or inside + size > end:
                return
            if name == _TIMESTAMP:
                cluster = int.from_bytes(head[length : length + size], "big")
            elif name == _SIMPLE_BLOCK and size >= 4:
                since, flags = struct.unpack_from(">hB", head, length + 1)
                yield Block(cluster + since, bool(flags & 0x80), inside + 4, size - 4)
            position = inside + size


@dataclass(frozen=True)
class Head:
    """What a file has before its first frame: ``data``, all of it; ``private``: the codec's own configuration."""

    data: bytes
    private: bytes


def read_head(path: Path) -> Head:
    """The head of a file that :class:`TrackWriter` wrote. Raises :class:`ValueError` where it has none."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_HEAD)
    position, private = 0, b""
    while (found := _element(start[position:])) is not None:
        name, size, length = found
        if name == _CLUSTER:
            return Head(start[:position], private)
        position += length
        if name in (_SEGMENT, _TRACKS, _TRACK):
            continue
        if size is None:
            break
        if name == _PRIVATE:
            private = start[position : position + size]
        position += size
    raise ValueError(f"{path.name} has no head")


def copy_blocks(source: Path, blocks: Sequence[Block], target: Path, codec: Codec, start: int) -> None:
    """Write a file that has these frames of another, whose time ``start`` is its 0. Raises :class:`OSError`."""
    writer = TrackWriter(target, TrackFormat(codec=codec), read_head(source).data)
    try:
        with source.open("rb") as file:
            for block in blocks:
                file.seek(block.offset)
                writer.write(block.milliseconds - start, file.read(block.size), keyframe=block.keyframe)
    finally:
        writer.close()


def _element(head: bytes) -> tuple[bytes, int | None, int] | None:
    """Name and size (null: unknown) of the element that begins here, and the length of the two (RFC 8794 4 and 5)."""
    if not head or not head[0]:
        return None
    name = 9 - head[0].bit_length()
    if len(head) <= name or not head[name]:
        return None
    width = 9 - head[name].bit_length()
    if len(head) < name + width:
        return None
    value = int.from_bytes(head[name : name + width], "big") & ((1 << 7 * width) - 1)
    return head[:name], None if value == (1 << 7 * width) - 1 else value, name + width


def _head(track: TrackFormat) -> bytes:
    codec = track.codec
    versions = _number(b"\x42\x86", 1) + _number(b"\x42\xf7", 1) + _number(b"\x42\xf2", 4) + _number(b"\x42\xf3", 8)
    document = _bytes(b"\x42\x82", b"matroska" if codec is Codec.H264 else b"webm")
    versions += document + _number(b"\x42\x87", 4) + _number(b"\x42\x85", 2)
    info = _number(b"\x2a\xd7\xb1", 1_000_000) + _bytes(b"\x4d\x80", b"convener") + _bytes(b"\x57\x41", b"convener")
    entry = _number(b"\xd7", 1) + _number(b"\x73\xc5", 1) + _number(b"\x83", 2 if codec.is_sound else 1)
    entry += _number(b"\x9c", 0) + _bytes(b"\x86", _CODEC_IDS[codec])
    private = track.private
    if codec is Codec.OPUS:
        private = b"OpusHead" + struct.pack("<BBHIhB", 1, track.channels, OPUS_PRE_SKIP, 48_000, 0, 0)
        entry += _number(b"\x56\xaa", OPUS_PRE_SKIP * 1_000_000_000 // 48_000) + _number(b"\x56\xbb", 80_000_000)
        entry += _bytes(b"\xe1", _bytes(b"\xb5", struct.pack(">d", 48_000.0)) + _number(b"\x9f", track.channels))
    else:
        entry += _bytes(b"\xe0", _number(b"\xb0", track.width) + _number(b"\xba", track.height))
    if private:
        entry += _bytes(_PRIVATE, private)
    tracks = _bytes(_TRACKS, _bytes(_TRACK, entry))
    return _bytes(_EBML, versions) + _SEGMENT + _UNKNOWN + _bytes(_INFO, info) + tracks


def _bytes(name: bytes, content: bytes) -> bytes:
    size = len(content)
    return name + (bytes([0x80 | size]) if size < 127 else struct.pack(">Q", size | 1 << 56)) + content


def _number(name: bytes, value: int) -> bytes:
    return _bytes(name, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))
