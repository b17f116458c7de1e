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


CODECS = {"mp4": "libx264", "mov": "libx264", "webm": "libvpx", "asf": "wmv2", "matroska": "libx264", "ogg": "libvpx"}
"""The codec of a picture, by the container."""


def video_file(
    path: Path,
    kind: str = "webm",
    seconds: int = 2,
    *,
    codec: str = "",
    sound: str = "",
    pixels: str = "yuv420p",
    options: dict[str, str] | None = None,
) -> Path:
    """A video of gray pictures; ``kind``: the container as FFmpeg calls it (asf: Windows Media); ``codec`` of the
    picture, ``sound``: that of a track of silence, none by default; ``options`` of the container."""
    with av.open(str(path), "w", format=kind, options=options or {}) as container:
        stream = container.add_stream(codec or CODECS[kind], rate=5)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, pixels
        track = container.add_stream(sound, rate=48_000) if sound else None
        for number in range(5 * seconds):
            frame = av.VideoFrame(64, 48, pixels)
            for plane in frame.planes:
                plane.update(bytes([128]) * plane.buffer_size)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if track is not None:
            assert isinstance(track, av.AudioStream)
            silence = av.AudioFrame(format=track.format.name, layout="stereo", samples=track.frame_size or 960)
            silence.sample_rate = 48_000
            for channel in silence.planes:
                channel.update(bytes(channel.buffer_size))
            container.mux(track.encode(silence))
            container.mux(track.encode(None))
    return path
