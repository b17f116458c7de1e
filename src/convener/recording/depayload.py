"""Makes frames of RTP payloads (RFC 7587 Opus, RFC 7741 VP8, RFC 9628 VP9, RFC 6184 H.264, AV1 RTP payload format)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .codecs import Codec
from .headers import av1_configuration, h264_configuration, h264_size, vp8_size, vp9_size


class BrokenFrame(ValueError):
    """The payloads do not make a frame."""


@dataclass(frozen=True)
class KeyframeHead:
    """What a keyframe says of the frames that follow: their size, and the codec's configuration for the file."""

    width: int
    height: int
    private: bytes = b""


@dataclass(frozen=True)
class Frame:
    """A frame as a file has it; ``head`` where decoding can begin with it."""

    data: bytes
    head: KeyframeHead | None


class Depayloader(Protocol):
    """Of one stream: some codecs say once what is needed later."""

    def frame(self, payloads: Sequence[bytes]) -> Frame:
        """The frame of the payloads of one RTP timestamp, in order. Raises :class:`BrokenFrame`."""


def depayloader(codec: Codec) -> Depayloader:
    """A new one for a stream of this codec."""
    return _DEPAYLOADERS[codec]()


class _Opus:
    _HEAD = KeyframeHead(0, 0)

    def frame(self, payloads: Sequence[bytes]) -> Frame:
        return Frame(payloads[0], self._HEAD)


class _Vp8:
    def frame(self, payloads: Sequence[bytes]) -> Frame:
        first = payloads[0]
        if not first or not first[0] & 0x10 or first[0] & 0x07:
            raise BrokenFrame("a frame without its beginning")
        data = b"".join([payload[_vp8_descriptor(payload) :] for payload in payloads])
        size = vp8_size(data)
        return Frame(data, None if size is None else KeyframeHead(*size))


def _vp8_descriptor(payload: bytes) -> int:
    """The length of the payload descriptor (RFC 7741 4.2)."""
    if not payload:
        raise BrokenFrame("a payload without a descriptor")
    if not payload[0] & 0x80:
        return 1
    if len(payload) < 3:
        raise BrokenFrame("a descriptor is cut off")
    present, length = payload[1], 2
    if present & 0x80:
        length += 2 if payload[2] & 0x80 else 1
    if present & 0x40:
        length += 1
    if present & 0x30:
        length += 1
    return length


class _Vp9:
    def frame(self, payloads: Sequence[bytes]) -> Frame:
        if not payloads[0] or not payloads[0][0] & 0x08:
            raise BrokenFrame("a frame without its beginning")
        try:
            data = b"".join([payload[_vp9_descriptor(payload) :] for payload in payloads])
        except IndexError:
            raise BrokenFrame("a descriptor is cut off") from None
        size = vp9_size(data)
        return Frame(data, None if size is None else KeyframeHead(*size))


def _vp9_descriptor(payload: bytes) -> int:
    """The length of the payload descriptor (RFC 9628 4.2)."""
    flags, length = payload[0], 1
    flexible = flags & 0x10
    if flags & 0x80:
        length += 2 if payload[length] & 0x80 else 1
    if flags & 0x20:
        length += 1 if flexible else 2
    if flexible and flags & 0x40:
        while payload[length] & 1:
            length += 1
        length += 1
    if flags & 0x02:
        structure = payload[length]
        length += 1
        if structure & 0x10:
            length += 4 * ((structure >> 5) + 1)
        if structure & 0x08:
            groups = payload[length]
            length += 1
            for _ in range(groups):
                length += 1 + (payload[length] >> 2 & 3)
    return length


_LONGEST_PARAMETER_SET = 0xFFFF
"""Bytes: a configuration has 16 bits for its length (:func:`.headers.h264_configuration`)."""


class _H264:
    def __init__(self) -> None:
        self._sequence = b""
        self._picture = b""

    def frame(self, payloads: Sequence[bytes]) -> Frame:
        units = _h264_units(payloads)
        is_key = False
        kept: list[bytes] = []
        for unit in units:
            kind = unit[0] & 31
            if kind in (7, 8) and len(unit) > _LONGEST_PARAMETER_SET:
                raise BrokenFrame("a parameter set is too long")
            if kind == 7:
                self._sequence = unit
            elif kind == 8:
                self._picture = unit
            elif kind != 9:  # an access unit delimiter says nothing
                is_key = is_key or kind == 5
                kept.append(struct.pack(">I", len(unit)) + unit)
        if not kept:
            raise BrokenFrame("no picture in it")
        head = None
        if is_key and self._sequence and self._picture:
            try:
                size = h264_size(self._sequence)
            except ValueError as error:
                raise BrokenFrame(str(error)) from error
            head = KeyframeHead(*size, h264_configuration(self._sequence, self._picture))
        return Frame(b"".join(kept), head)


def _h264_units(payloads: Sequence[bytes]) -> list[bytes]:
    """The NAL units of a frame: single ones, several in a packet (STAP-A), or in fragments (FU-A)."""
    units: list[bytes] = []
    fragments: list[bytes] = []
    for payload in payloads:
        if not payload:
            continue
        kind = payload[0] & 31
        if kind == 28:
            if len(payload) < 3 or (not payload[1] & 0x80 and not fragments):
                raise BrokenFrame("a fragment without its beginning")
            if payload[1] & 0x80:
                fragments = [bytes([payload[0] & 0xE0 | payload[1] & 31])]
            fragments.append(payload[2:])
            if payload[1] & 0x40:
                units.append(b"".join(fragments))
                fragments = []
        elif kind == 24:
            position = 1
            while position + 2 < len(payload):
                size = int.from_bytes(payload[position : position + 2], "big")
                unit = payload[position + 2 : position + 2 + size]
                if not size or len(unit) != size:
                    raise BrokenFrame("a unit is cut off")
                units.append(unit)
                position += 2 + size
        elif 1 <= kind <= 23:
            units.append(payload)
        else:
            raise BrokenFrame(f"units of type {kind} are not known")
    if fragments:
        raise BrokenFrame("a fragment without its end")
    return units


class _Av1:
    def frame(self, payloads: Sequence[bytes]) -> Frame:
        try:
            return self._frame(_av1_units(payloads))
        except IndexError:
            raise BrokenFrame("a unit is cut off") from None

    def _frame(self, units: Sequence[bytes]) -> Frame:
        head = None
        out: list[bytes] = []
        for unit in units:
            kind = unit[0] >> 3 & 15
            if kind in (2, 8):  # temporal delimiters and tile lists are not for files
                continue
            start = 2 if unit[0] & 4 else 1
            content = unit[start:]
            if unit[0] & 2:
                size, used = _leb128(content, 0)
                content = content[used : used + size]
            whole = bytes([unit[0] | 2]) + unit[1:start] + _to_leb128(len(content)) + content
            out.append(whole)
            if kind == 1:
                try:
                    head = KeyframeHead(*av1_configuration(whole, content))
                except ValueError as error:
                    raise BrokenFrame(str(error)) from error
        if not out:
            raise BrokenFrame("no picture in it")
        return Frame(b"".join(out), head)


def _av1_units(payloads: Sequence[bytes]) -> list[bytes]:
    """The OBUs of a temporal unit; one may go on in the next payload (AV1 RTP payload format 4.4)."""
    units: list[bytes] = []
    for number, payload in enumerate(payloads):
        aggregation, position, count = payload[0], 1, 0
        elements = aggregation >> 4 & 3
        goes_on = bool(aggregation & 0x80)
        if goes_on and number == 0:
            raise BrokenFrame("a frame without its beginning")
        while position < len(payload):
            count += 1
            size = len(payload) - position
            if count != elements:
                size, position = _leb128(payload, position)
            unit = payload[position : position + size]
            if not size or len(unit) != size:
                raise BrokenFrame("a unit is cut off")
            position += size
            if goes_on and units:
                units[-1] += unit
            else:
                units.append(unit)
            goes_on = False
    return units


def _leb128(data: bytes, position: int) -> tuple[int, int]:
    """A number, and where it ends (AV1 4.10.5)."""
    value = 0
    for number in range(8):
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << 7 * number
        if not byte & 0x80:
            return value, position
    raise BrokenFrame("a number has too many bytes")


def _to_leb128(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


_DEPAYLOADERS: dict[Codec, type[Depayloader]] = {
    Codec.OPUS: _Opus,
    Codec.VP8: _Vp8,
    Codec.VP9: _Vp9,
    Codec.H264: _H264,
    Codec.AV1: _Av1,
}
