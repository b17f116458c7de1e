"""What the headers of encoded pictures say: size, and the configuration that a file has to carry before them."""

from __future__ import annotations

import struct

from .bits import BitReader

_HIGH_PROFILES = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
"""Profiles whose parameter set says more about colours (H.264 7.3.2.1.1)."""


def vp8_size(data: bytes) -> tuple[int, int] | None:
    """Width and height where this frame is a keyframe (RFC 6386 9.1); null where it is not."""
    if len(data) < 10 or data[0] & 1 or data[3:6] != b"\x9d\x01\x2a":
        return None
    width, height = struct.unpack_from("<HH", data, 6)
    return width & 0x3FFF, height & 0x3FFF


def vp9_size(data: bytes) -> tuple[int, int] | None:
    """Width and height where this frame is a keyframe (VP9 bitstream 6.2); null where it is not."""
    bits = BitReader(data[:16])
    try:
        if bits.read(2) != 2:
            return None
        profile = bits.read(1) | bits.read(1) << 1
        if (profile == 3 and bits.flag()) or bits.flag() or bits.flag():  # reserved, shown again, no keyframe
            return None
        bits.read(2)
        if bits.read(24) != 0x498342:
            return None
        if profile >= 2:
            bits.read(1)
        if bits.read(3) != 7:  # not RGB
            bits.read(1)
            if profile in (1, 3):
                bits.read(3)
        elif profile in (1, 3):
            bits.read(1)
        return bits.read(16) + 1, bits.read(16) + 1
    except ValueError:
        return None


def h264_size(parameter_set: bytes) -> tuple[int, int]:
    """Width and height by a sequence parameter set (H.264 7.3.2.1.1). Raises :class:`ValueError`."""
    bits = BitReader(parameter_set[1:].replace(b"\0\0\3", b"\0\0"))
    profile = bits.read(8)
    bits.read(16)
    bits.exp_golomb()
    chroma, planes = 1, False
    if profile in _HIGH_PROFILES:
        chroma = bits.exp_golomb()
        planes = chroma == 3 and bits.flag()
        bits.exp_golomb()
        bits.exp_golomb()
        bits.flag()
        if bits.flag():
            for number in range(12 if chroma == 3 else 8):
                if bits.flag():
                    _skip_scaling_list(bits, 16 if number < 6 else 64)
    bits.exp_golomb()
    order = bits.exp_golomb()
    if order == 0:
        bits.exp_golomb()
    elif order == 1:
        bits.flag()
        bits.signed_exp_golomb()
        bits.signed_exp_golomb()
        for _ in range(bits.exp_golomb()):
            bits.signed_exp_golomb()
    bits.exp_golomb()
    bits.flag()
    width, height = (bits.exp_golomb() + 1) * 16, (bits.exp_golomb() + 1) * 16
    frames_only = bits.flag()
    if not frames_only:
        height *= 2
        bits.flag()
    bits.flag()
    if bits.flag():
        left, right, top, bottom = (bits.exp_golomb() for _ in range(4))
        across = 2 if chroma in (1, 2) and not planes else 1
        down = (2 if chroma == 1 else 1) * (1 if frames_only else 2)
        width -= (left + right) * across
        height -= (top + bottom) * down
    if width <= 0 or height <= 0:
        raise ValueError("the picture has no size")
    return width, height


def h264_configuration(sequence: bytes, picture: bytes) -> bytes:
    """AVCDecoderConfigurationRecord with lengths of 4 bytes (ISO/IEC 14496-15, 5.3.3.1)."""
    head = bytes([1]) + sequence[1:4] + b"\xff\xe1"
    return head + struct.pack(">H", len(sequence)) + sequence + b"\x01" + struct.pack(">H", len(picture)) + picture


def av1_configuration(sequence_header: bytes, content: bytes) -> tuple[int, int, bytes]:
    """Width, height and AV1CodecConfigurationRecord (AV1 in ISOBMFF, 2.3) by a sequence header OBU: the whole of it,
    and its ``content`` without header and size. Raises :class:`ValueError`."""
    bits = BitReader(content)
    profile = bits.read(3)
    bits.read(1)
    tier, delay_bits = 0, 0
    if bits.flag():
        level = bits.read(5)
    else:
        if bits.flag():
            bits.read(64)
            if bits.flag():
                bits.exp_golomb()
            if bits.flag():
                delay_bits = bits.read(5) + 1
                bits.read(42)
        display_delay = bits.flag()
        level = 0
        for number in range(bits.read(5) + 1):
            bits.read(12)
            this_level = bits.read(5)
            this_tier = bits.read(1) if this_level > 7 else 0
            if number == 0:
                level, tier = this_level, this_tier
            if delay_bits and bits.flag():
                bits.read(2 * delay_bits + 1)
            if display_delay and bits.flag():
                bits.read(4)
    width_bits, height_bits = bits.read(4) + 1, bits.read(4) + 1
    width, height = bits.read(width_bits) + 1, bits.read(height_bits) + 1
    # Browsers send 8 bits, 4:2:0 (the main profile with its usual colours).
    return width, height, bytes([0x81, profile << 5 | level, tier << 7 | 0x0C, 0]) + sequence_header


def _skip_scaling_list(bits: BitReader, size: int) -> None:
    last, following = 8, 8
    for _ in range(size):
        if following:
            following = (last + bits.signed_exp_golomb()) % 256
        last = following or last
