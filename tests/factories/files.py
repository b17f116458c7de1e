"""Files as people send them, and as attackers do; made anew, small."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import av
import pypdfium2

PNG = b"\x89PNG\r\n\x1a\n" + b"picture " * 20
PACKAGE_ENTRIES = {"version": b"1.0\n", "slides/0001.png": PNG, "slides/0002.png": PNG}

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def spooled(content: bytes) -> IO[bytes]:
    """A real file with this content, as an upload leaves it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asks closes it
    file.write(content)
    file.flush()
    return file


def archive(members: Mapping[str, bytes]) -> bytes:
    """A Zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def package() -> bytes:
    """A slide package of two slides."""
    return archive(PACKAGE_ENTRIES)


def pdf(pages: int = 3) -> bytes:
    """A PDF document of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 100).close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def pptx(slides: int = 4) -> bytes:
    """A PowerPoint document, as far as anybody looks."""
    members = {"[Content_Types].xml": TYPES, "ppt/presentation.xml": b"<p/>"}
    members.update({f"ppt/slides/slide{number}.xml": b"<s/>" for number in range(1, slides + 1)})
    members["ppt/slides/_rels/slide1.xml.rels"] = b"<r/>"
    return archive(members)


def docx(pages: bytes = b"7") -> bytes:
    """A Word document that says how many pages it has."""
    app = b"<Properties><Pages>" + pages + b"</Pages></Properties>"
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>", "docProps/app.xml": app})


def video_file(path: Path, kind: str = "webm", seconds: int = 2) -> Path:
    """A video of gray pictures; ``kind``: mp4, webm, asf (Windows Media)."""
    codec = {"mp4": "mpeg4", "webm": "libvpx", "asf": "wmv2"}[kind]
    with av.open(str(path), "w", format=kind) as container:
        stream = container.add_stream(codec, rate=5)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(5 * seconds):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([128]) * plane.buffer_size)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
