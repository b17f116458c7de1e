"""Inspects an uploaded file: a program of its own.

An upload may be made to attack the program that opens it. So files are opened in confined processes alone
(:mod:`convener.sandbox`), of which this is one. The file is standard input; the :class:`Report` goes to standard output
as JSON. What a file is follows from its content, never from its name; sizes and
counts that it states about itself are not trusted. :func:`convener.domain.documents.recognition.inspect_file` runs this
program.
"""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, NoReturn

import msgspec
from msgspec import Struct

from . import video

if TYPE_CHECKING:
    from av.container import InputContainer

MOST_ENTRIES = 5_000
"""The most entries of an archive, and pages of a document."""

MOST_UNPACKED = 500_000_000
"""The most bytes that all images of a package together may have when unpacked."""

MOST_READ_OF_XML = 1_000_000
"""Bytes read of an XML part of a document."""
PIECE = 65_536
"""Bytes read at a time."""

IMAGES: dict[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"BM": "image/bmp",
}
"""The first bytes of image files, and their content types. WebP is RIFF with its name in the second place."""

_IMAGE_NAME = re.compile(r"\.(png|jpe?g|gif|bmp|webp)$", re.IGNORECASE)
_VERSION_NAME = re.compile(r"(^|/)version[^/]*$", re.IGNORECASE)
_SLIDE = re.compile(r"ppt/slides/slide[0-9]+\.xml")
_SHEET = re.compile(r"xl/(work|chart)sheets/[^/]+\.xml")
_PAGES = re.compile(rb"<(?:\w+:)?Pages>\s*([0-9]{1,6})\s*</")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_STILL_PICTURES = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")


OFFICE = {
    "presentation": f"{_OFFICE}.presentationml.presentation",
    "document": f"{_OFFICE}.wordprocessingml.document",
    "sheet": f"{_OFFICE}.spreadsheetml.sheet",
}
"""Content types of documents of the open formats of ECMA-376."""
VIDEOS = {
    "mov": "video/mp4",
    "webm": "video/webm",
    "matroska": "video/x-matroska",
    "ogg": "video/ogg",
    "asf": "video/x-ms-wmv",
}
"""Content types of videos, by FFmpeg's reader (WebM is read by the one for Matroska)."""
CONTENT_TYPES = frozenset(
    {"application/octet-stream", "application/zip", "application/pdf", "image/webp"}
    | set(IMAGES.values())
    | set(OFFICE.values())
    | set(VIDEOS.values())
)
"""All content types that a report can have."""


class Flaw(Struct, frozen=True, kw_only=True):
    """Something wrong with a file. ``reason`` is a stable word: zip, entry, image, version, type, length, codec;
    ``entry`` names the entry of an archive."""

    reason: str
    message: str
    entry: str | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What a file is. ``kind``: package, archive, pdf, office, image, film, unknown. ``pages``: pages, slides or
    sheets; ``seconds``: the length of a video; ``playable``: whether browsers play it.

    ``refusal``: why the file cannot be used; ``flaws``: what is wrong although it can.
    """

    kind: str
    content_type: str = "application/octet-stream"
    pages: int | None = None
    seconds: int | None = None
    playable: bool | None = None
    flaws: list[Flaw] = []
    refusal: Flaw | None = None


class Refused(Exception):
    """The file cannot be used, because of ``flaw``."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw


def refuse(reason: str, message: str, entry: str | None = None) -> NoReturn:
    """Raise :class:`Refused`."""
    raise Refused(Flaw(reason=reason, message=message, entry=entry))


def inspect(file: IO[bytes]) -> Report:
    """Inspect a seekable file."""
    head = _head(file)
    for fits, kind, inspect_kind in _INSPECTORS:
        if fits(head):
            try:
                return inspect_kind(file, head)
            except Refused as refused:
                return Report(kind=kind, refusal=refused.flaw)
            except MemoryError:
                return Report(kind=kind, refusal=Flaw(reason="length", message="The file needs too much memory."))
    return Report(kind="unknown", refusal=Flaw(reason="type", message="This is no kind of file that can be used here."))


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    return head


def image_type(head: bytes) -> str | None:
    """The content type of an image by its first bytes, None where they are of no image."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((type_ for begin, type_ in IMAGES.items() if head.startswith(begin)), None)


def _image(_file: IO[bytes], head: bytes) -> Report:
    return Report(kind="image", content_type=image_type(head) or "", pages=1)


# ------------------------------------------------------------------------------------------------------ archives


def _archive(file: IO[bytes], _head: bytes) -> Report:
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except MemoryError:
        raise
    except Exception:
        refuse("zip", "The archive is damaged.")
    if len(members) > MOST_ENTRIES:
        refuse("zip", f"The archive has {len(members)} entries; {MOST_ENTRIES} are the most.")
    names = {entry.filename for entry in members}
    return _office(archive, names) if "[Content_Types].xml" in names else _package(archive, members)


def _package(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Report:
    """A slide set: a version entry and image entries, see :mod:`convener.domain.documents.recognition`."""
    flaws: list[Flaw] = []
    pages, left = 0, MOST_UNPACKED
    if not any(_VERSION_NAME.search(entry.filename) for entry in members):
        flaws.append(Flaw(reason="version", message="The archive has no version entry."))
    for entry in members:
        if entry.is_dir() or not is_image_name(entry.filename):
            continue
        problem, size = check_entry(archive, entry, left)
        left -= size
        if left < 0:
            refuse("length", f"The images have more than {MOST_UNPACKED} bytes when unpacked.")
        if problem is None:
            pages += 1
        else:
            flaws.append(Flaw(reason="entry", message=problem, entry=_printable(entry.filename)))
    if not pages:
        flaw = next((flaw for flaw in flaws if flaw.reason == "entry"), None)
        missing = Flaw(reason="image", message="The archive has no image entry.")
        return Report(kind="package", flaws=flaws, refusal=flaw or missing)
    return Report(kind="package", content_type="application/zip", pages=pages, flaws=flaws)


def is_image_name(name: str) -> bool:
    """Whether an entry of a package is called like an image."""
    return _IMAGE_NAME.search(name) is not None


def check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> tuple[str | None, int]:
    """What is wrong with an image of a package, None where nothing is, and how many bytes were unpacked. The entry is
    read to its end, for its checksum."""
    size = 0
    try:
        with archive.open(entry) as stream:
            piece = stream.read(PIECE)
            if image_type(piece) is None:
                return "The entry is not an image.", len(piece)
            while piece and size <= most:
                size += len(piece)
                piece = stream.read(PIECE)
    except MemoryError:
        raise
    except Exception:
        return "The entry is damaged.", size
    return None, size


def _office(archive: zipfile.ZipFile, names: set[str]) -> Report:
    """A document of Word, Excel or PowerPoint in the open formats of ECMA-376."""
    if "ppt/presentation.xml" in names:
        slides = sum(bool(_SLIDE.fullmatch(name)) for name in names)
        return Report(kind="office", content_type=OFFICE["presentation"], pages=slides)
    if "word/document.xml" in names:
        return Report(kind="office", content_type=OFFICE["document"], pages=_stated_pages(archive))
    if "xl/workbook.xml" in names:
        sheets = sum(bool(_SHEET.fullmatch(name)) for name in names)
        return Report(kind="office", content_type=OFFICE["sheet"], pages=sheets)
    refuse("type", "This is no document of Word, Excel or PowerPoint.")


def _stated_pages(archive: zipfile.ZipFile) -> int | None:
    """The number of pages that the program which wrote the document noted: only that program knows where pages end."""
    try:
        with archive.open("docProps/app.xml") as stream:
            found = _PAGES.search(stream.read(MOST_READ_OF_XML))
    except MemoryError:
        raise
    except Exception:
        return None
    pages = int(found[1]) if found else 0
    return pages if 0 < pages <= MOST_ENTRIES else None


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[:255]


# ----------------------------------------------------------------------------------------------------- documents


def _pdf(file: IO[bytes], _head: bytes) -> Report:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
        pages = len(document)
        if 0 < pages <= MOST_ENTRIES:
            document[0].close()
        document.close()
    except MemoryError:
        raise
    except pypdfium2.PdfiumError:
        refuse("type", "The PDF document cannot be read: damaged, or protected by a password.")
    if not pages:
        refuse("type", "The PDF document has no page.")
    if pages > MOST_ENTRIES:
        refuse("length", f"The PDF document has {pages} pages; {MOST_ENTRIES} are the most.")
    return Report(kind="pdf", content_type="application/pdf", pages=pages)


# --------------------------------------------------------------------------------------------------------- videos


def _video_format(head: bytes) -> tuple[str, str] | None:
    """FFmpeg's reader for a video and its content type, by the first bytes; None where they are of no video."""
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide") and head[8:12] not in _STILL_PICTURES:
        return "mov", VIDEOS["mov"]
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska", VIDEOS["webm" if b"webm" in head[:64] else "matroska"]
    if head.startswith(b"OggS"):
        return "ogg", VIDEOS["ogg"]
    if head.startswith(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"):
        return "asf", VIDEOS["asf"]
    return None


def _video(file: IO[bytes], head: bytes) -> Report:
    import av

    reader, content_type = _video_format(head) or ("", "")
    size = file.seek(0, 2)
    if video.is_cut_off(file, reader):
        _refuse_half(size)
    file.seek(0)
    try:
        # The one reader that the first bytes name: FFmpeg's guessing would also open lists of addresses.
        with av.open(file, mode="r", format=reader, metadata_errors="replace") as container:
            if not (container.streams.video or container.streams.audio):
                refuse("type", "The film has neither picture nor sound.")
            if video.lacks_samples(container, size):
                _refuse_half(size)
            unplayable = video.unplayable_part(container, content_type)
            seconds = (container.duration or 0) / av.time_base or _last_moment(container)
    except (av.FFmpegError, ValueError, OverflowError, UnicodeError):
        refuse("type", "The film is damaged.")
    if not 0 < seconds < 2**31:
        refuse("type", "The film has no length.")
    flaws = [Flaw(reason="codec", message=f"{unplayable} {_OFFERED}")] if unplayable else []
    return Report(
        kind="film",
        content_type=content_type,
        seconds=max(1, round(seconds)),
        playable=unplayable is None,
        flaws=flaws,
    )


_OFFERED = "People who view the recording are offered the file to download."


def _refuse_half(size: int) -> NoReturn:
    refuse("length", f"The film is cut off: it is longer than the {size} bytes that are there. Please send the whole.")


def _last_moment(container: InputContainer) -> float:
    """The end of the last packet in seconds: browsers write videos that do not state their length."""
    last = 0.0
    for packet in container.demux():
        if packet.pts is not None and packet.time_base is not None:
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return last


_Inspector = tuple[Callable[[bytes], object], str, Callable[[IO[bytes], bytes], Report]]

_INSPECTORS: list[_Inspector] = [
    (lambda head: head[:4] in (b"PK\x03\x04", b"PK\x05\x06"), "archive", _archive),
    (lambda head: b"%PDF-" in head, "pdf", _pdf),
    (image_type, "image", _image),
    (_video_format, "film", _video),
]
"""A test of the first bytes, the kind of file that passes it, and its inspection."""


def main() -> None:
    """Inspect standard input."""
    with os.fdopen(0, "rb") as file:
        report = inspect(file)
    sys.stdout.buffer.write(msgspec.json.encode(report))
