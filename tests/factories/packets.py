"""RTP payloads of encoded frames, as browsers make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from convener.recording.codecs import Codec

SIZE = 200
"""Bytes of a payload at most."""


def vp8_payloads(data: bytes) -> list[bytes]:
    """RFC 7741, with a picture id of 15 bits."""
    parts = _parts(data)
    return [bytes([0x90 if number == 0 else 0x80, 0x80, 0x81, 0x02]) + part for number, part in enumerate(parts)]


def vp9_payloads(data: bytes, *, keyframe: bool) -> list[bytes]:
    """RFC 9628, with a picture id, one layer, and in a keyframe the structure of the stream."""
    parts = list(_parts(data))
    found: list[bytes] = []
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        flags = 0x80 | (0 if keyframe else 0x40) | (0x08 if first else 0) | (0x04 if last else 0)
        structure = b""
        if keyframe and first:
            flags |= 0x02
            structure = bytes([0x18, 0, 64, 0, 48, 1, 0x04, 1])
        found.append(bytes([flags, 0x81, 0x02]) + structure + part)
    return found


def h264_payloads(data: bytes) -> list[bytes]:
    """RFC 6184: parameter sets together (STAP-A), large units in fragments (FU-A)."""
    small: list[bytes] = []
    found: list[bytes] = []
    for unit in _annex_b_units(data):
        if unit[0] & 31 in (7, 8):
            small.append(unit)
        elif len(unit) <= SIZE:
            found.append(unit)
        else:
            parts = list(_parts(unit[1:]))
            for number, part in enumerate(parts):
                edge = (0x80 if number == 0 else 0) | (0x40 if number == len(parts) - 1 else 0)
                found.append(bytes([unit[0] & 0xE0 | 28, edge | unit[0] & 31]) + part)
    if small:
        found.insert(0, bytes([24]) + b"".join(len(unit).to_bytes(2, "big") + unit for unit in small))
    return found


def av1_payloads(data: bytes) -> list[bytes]:
    """The AV1 RTP payload format: units without sizes, the first with their lengths, the last in fragments."""
    units = [unit for unit in _av1_units(data) if unit[0] >> 3 & 15 != 2]
    *before, last = units
    parts = list(_parts(last))
    head = b"".join(_leb128(len(unit)) + unit for unit in before)
    found: list[bytes] = []
    for number, part in enumerate(parts):
        goes_on = (0x80 if number else 0) | (0x40 if number < len(parts) - 1 else 0)
        if number == 0:
            found.append(bytes([goes_on | (len(before) + 1) << 4]) + head + part)
        else:
            found.append(bytes([goes_on | 0x10]) + part)
    return found


def _parts(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), SIZE):
        yield data[start : start + SIZE]


def _annex_b_units(data: bytes) -> list[bytes]:
    return [unit.rstrip(b"\0") for unit in data.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")[1:]]


def _av1_units(data: bytes) -> Iterator[bytes]:
    """The OBUs of a stream of the low-overhead format, without their sizes."""
    position = 0
    while position < len(data):
        start = position + (2 if data[position] & 4 else 1)
        size, shift = 0, 0
        while True:
            byte = data[start]
            start += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield bytes([data[position] & ~2]) + data[start : start + size]
        position = start + size


def _leb128(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 0x7F | 0x80, value >> 7])


def payloads_of(codec: Codec, data: bytes, *, keyframe: bool) -> list[bytes]:
    """The packets of a frame of this codec."""
    makers: dict[Codec, Callable[[bytes], list[bytes]]] = {
        Codec.VP8: vp8_payloads,
        Codec.VP9: lambda frame: vp9_payloads(frame, keyframe=keyframe),
        Codec.H264: h264_payloads,
        Codec.AV1: av1_payloads,
    }
    return makers[codec](data)
