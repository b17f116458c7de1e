"""Videos: whether a file is whole, and whether browsers play what is in it. Part of the inspector, which runs alone.

A container says little: an MP4 may hold H.264, which all browsers play, or HEVC, of which most play the sound without
the picture. So codecs are judged. And a file is as long as its index says: half a download opens without an error, and
plays until it breaks off.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer

MOST_BOXES = 100_000
"""Boxes, elements or pages of a file that are looked at."""

LARGEST_PAGE = 65_307
"""Bytes of a page of Ogg, at most (RFC 3533, 6)."""

_PICTURES = {
    "video/mp4": {"h264", "av1", "vp9"},
    "video/webm": {"vp8", "vp9", "av1"},
}
_SOUNDS = {
    "video/mp4": {"aac", "mp3", "opus", "flac"},
    "video/webm": {"opus", "vorbis"},
    "video/ogg": {"opus", "vorbis", "flac"},
}
"""Codecs that Chromium, Firefox and Safari of today play in a container, by its content type. Of no codec in Matroska
or Windows Media that is so, nor of Theora any more."""

_OF_MEDIA = (b"moov", b"moof", b"mdat", b"mfra")
"""Boxes of an MP4 without which a part of it is missing."""

_H264_PIXELS = ("yuv420p", "yuvj420p")
"""Firefox plays H.264 of 8 bits and 4:2:0 alone."""

_SAID = {
    "h264": "H.264",
    "hevc": "HEVC (H.265)",
    "mpeg4": "MPEG-4 part 2 (DivX, Xvid)",
    "theora": "Theora",
    "prores": "ProRes",
    "mjpeg": "Motion JPEG",
    "aac": "AAC",
    "ac3": "AC-3 (Dolby Digital)",
    "eac3": "E-AC-3 (Dolby Digital Plus)",
}
"""How people call codecs, by FFmpeg's names."""


def unplayable_part(container: InputContainer, content_type: str) -> str | None:
    """What of a video browsers cannot play, as a sentence; None where they play all of it. The first track of pictures
    and the first of sound count, as in a browser."""
    pictures = [stream for stream in container.streams.video if not _is_cover(stream.disposition)]
    for stream in pictures[:1]:
        name, pixels = stream.codec_context.name, stream.codec_context.pix_fmt
        if name not in _PICTURES.get(content_type, ()):
            return f"The picture is {_called(name)}, which most browsers cannot play here."
        if name == "h264" and pixels not in _H264_PIXELS:
            return f"The picture is H.264 with colours ({pixels}) that most browsers cannot play."
    for sound in container.streams.audio[:1]:
        name = sound.codec_context.name
        if not any(name.startswith(one) for one in _SOUNDS.get(content_type, ())):
            return f"The sound is {_called(name)}, which most browsers cannot play here."
    return None


def _is_cover(disposition: int) -> bool:
    from av.stream import Disposition

    return bool(disposition & Disposition.attached_pic)


def _called(name: str) -> str:
    return _SAID.get(name, name.upper())


def is_cut_off(file: IO[bytes], reader: str) -> bool:
    """Whether the file ends before its index says that it does. ``reader``: FFmpeg's, of the container."""
    size = file.seek(0, 2)
    match reader:
        case "mov":
            return any(kind in _OF_MEDIA and end > size for kind, end in _boxes(file, size))
        case "matroska":
            return any(end > size for end in _elements(file, size))
        case "ogg":
            return _ends_within_page(file, size)
        case "asf":
            return _stated_size(file) > size
    return False


def lacks_samples(container: InputContainer, size: int) -> bool:
    """Whether an index of samples, as MP4 has it, names bytes behind the end of the file."""
    return any(
        entry.pos + entry.size > size for stream in container.streams for entry in getattr(stream, "index_entries", ())
    )


def _boxes(file: IO[bytes], size: int) -> Iterator[tuple[bytes, int]]:
    """Kinds and ends of the boxes of an MP4 (ISO/IEC 14496-12, 4.2)."""
    position = 0
    for _ in range(MOST_BOXES):
        if position + 8 > size:
            return
        file.seek(position)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack(">Q", head[8:])
        if length < 8:  # to the end of the file, or no box at all
            return
        position += length
        yield kind, position


def _elements(file: IO[bytes], size: int) -> Iterator[int]:
    """Ends of the EBML header and of the segment of a Matroska file, where they state their lengths (RFC 8794, 4)."""
    position = 0
    for _ in range(2):
        file.seek(position)
        head = file.read(12)
        if not head or not head[0]:
            return
        id_length = 9 - head[0].bit_length()
        first = head[id_length] if len(head) > id_length else 0
        size_length = 9 - first.bit_length()
        if not first or len(head) < id_length + size_length:
            return
        length = int.from_bytes(head[id_length : id_length + size_length], "big") & ((1 << 7 * size_length) - 1)
        if length == (1 << 7 * size_length) - 1:  # unknown: the program that wrote it could not come back
            return
        position += id_length + size_length + length
        yield position
        if position > size:
            return


def _ends_within_page(file: IO[bytes], size: int) -> bool:
    """Whether the last page of an Ogg file is not all there (RFC 3533, 6)."""
    file.seek(max(0, size - 2 * LARGEST_PAGE))
    tail = file.read()
    start = tail.rfind(b"OggS")
    while start >= 0 and tail[start + 4 : start + 5] not in (b"\0", b""):
        start = tail.rfind(b"OggS", 0, start)
    if start < 0 or start + 27 > len(tail):
        return True
    segments = tail[start + 27 : start + 27 + tail[start + 26]]
    return len(segments) < tail[start + 26] or start + 27 + len(segments) + sum(segments) > len(tail)


_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")


def _stated_size(file: IO[bytes]) -> int:
    """Bytes that a Windows Media file says it has, 0 where it does not know (ASF specification, 3.2)."""
    file.seek(0)
    head = file.read(65_536)
    start = head.find(_FILE_PROPERTIES)
    if start < 0 or start + 92 > len(head):
        return 0
    (length,) = struct.unpack_from("<Q", head, start + 40)
    (flags,) = struct.unpack_from("<I", head, start + 88)
    return 0 if flags & 1 else int(length)
