"""What a file is, found out from its content by a process that can do no harm."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from convener.domain.documents import inspector
from convener.domain.documents.inspector import Flaw, Report
from convener.domain.documents.recognition import DOCUMENTS, VIDEOS, FileKind, inspect_file, inspect_old_package
from convener.domain.errors import BadFile
from tests.factories import files


def looked(content: bytes, allowed: frozenset[FileKind] = DOCUMENTS) -> Report:
    with files.spooled(content) as file:
        return inspect_file(file, allowed)


def refused(content: bytes, allowed: frozenset[FileKind] = DOCUMENTS) -> BadFile:
    with pytest.raises(BadFile) as caught:
        looked(content, allowed)
    return caught.value


def test_a_slide_package() -> None:
    assert looked(files.package()) == Report(kind="package", content_type="application/zip", pages=2)


def test_a_package_is_taken_leniently() -> None:
    entries = {"ESS/Version.txt": b"7", "ESS/a/Slide 1.JPG": b"\xff\xd8\xff" + b"x" * 9, "notes.xml": b"", "d/": b""}
    assert looked(files.archive(entries)) == Report(kind="package", content_type="application/zip", pages=1)


def test_a_package_without_version_is_taken_with_a_warning() -> None:
    report = looked(files.archive({"1.png": files.PNG}))
    assert report.pages == 1
    assert [flaw.reason for flaw in report.flaws] == ["version"]


def test_bad_images_are_left_out_and_named() -> None:
    report = looked(files.archive({**files.PACKAGE_ENTRIES, "slides/0003.png": b"<html>"}))
    assert report.pages == 2
    assert report.flaws == [Flaw(reason="entry", message="The entry is not an image.", entry="slides/0003.png")]


def test_an_image_with_a_wrong_checksum_is_left_out() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        made.writestr("version", b"1")
        made.writestr("1.png", files.PNG)
        made.writestr("2.png", files.PNG + b"marked")
    report = looked(buffer.getvalue().replace(b"marked", b"MARKED"))
    assert report.pages == 1
    assert [(flaw.reason, flaw.entry) for flaw in report.flaws] == [("entry", "2.png")]


def test_a_package_without_images_is_refused() -> None:
    assert refused(files.archive({"version": b"1", "readme.txt": b"hello"})).reason == "image"


def test_a_package_of_bad_images_is_refused_and_names_one() -> None:
    error = refused(files.archive({"version": b"1", "1.png": b"no", "2.png": b"no"}))
    assert (error.reason, error.entry) == ("entry", "1.png")


def test_a_damaged_archive() -> None:
    assert refused(files.package()[:-30]).reason == "zip"


def test_an_archive_with_too_many_entries() -> None:
    entries = {f"{number}.txt": b"" for number in range(inspector.MOST_ENTRIES + 1)}
    assert refused(files.archive(entries)).reason == "zip"


def test_a_zip_bomb_is_not_unpacked_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspector, "MOST_UNPACKED", 1_000_000)
    bomb = files.archive({"version": b"1", "1.png": files.PNG + bytes(50_000_000)})
    assert len(bomb) < 100_000
    report = inspector.inspect(io.BytesIO(bomb))
    assert report.refusal is not None
    assert report.refusal.reason == "length"


def test_an_encrypted_image_is_left_out() -> None:
    content = bytearray(files.package())
    for at in [index for index in range(len(content)) if content[index : index + 4] == b"PK\x03\x04"]:
        content[at + 6] |= 1
    for at in [index for index in range(len(content)) if content[index : index + 4] == b"PK\x01\x02"]:
        content[at + 8] |= 1
    assert refused(bytes(content)).reason == "entry"


def test_a_pdf_document() -> None:
    assert looked(files.pdf(3)) == Report(kind="pdf", content_type="application/pdf", pages=3)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + b"garbage " * 100, files.pdf()[:200]])
def test_a_damaged_pdf_document(content: bytes) -> None:
    assert refused(content).reason == "type"


def test_office_documents() -> None:
    assert looked(files.pptx(4)).pages == 4
    assert looked(files.docx()).pages == 7
    sheets = {"[Content_Types].xml": files.TYPES, "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"<s/>"}
    report = looked(files.archive(sheets))
    assert (report.kind, report.pages) == ("office", 1)
    assert report.content_type.endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("pages", [b"-1", b"0", b"99999", b"1e9", b"<!DOCTYPE x>", b"7" * 400])
def test_what_an_office_document_says_of_its_pages_is_not_believed(pages: bytes) -> None:
    assert looked(files.docx(pages)).pages is None


def test_an_office_document_of_another_kind() -> None:
    assert refused(files.archive({"[Content_Types].xml": files.TYPES, "other/x.xml": b""})).reason == "type"


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        (files.PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"BM", "image/bmp"),
    ],
)
def test_images(head: bytes, content_type: str) -> None:
    assert looked(head + bytes(50)) == Report(kind="image", content_type=content_type, pages=1)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"<svg onload='a()'/>", b"<html>", b"MZ\x90\x00", b"#!/bin/sh\n", b"#EXTM3U\n/etc/passwd\n"]
)
def test_everything_else_is_refused(content: bytes) -> None:
    assert refused(content).reason == "type"
    assert refused(content, VIDEOS).reason == "type"


@pytest.mark.parametrize(
    ("kind", "content_type"), [("mp4", "video/mp4"), ("webm", "video/webm"), ("asf", "video/x-ms-wmv")]
)
def test_videos(tmp_path: Path, kind: str, content_type: str) -> None:
    report = looked(files.video_file(tmp_path / "film", kind).read_bytes(), VIDEOS)
    assert (report.kind, report.content_type, report.seconds) == ("film", content_type, 2)


PLAYED = [
    ("mp4", "libx264", "aac"),
    ("mp4", "libx264", ""),
    ("mov", "libx264", "aac"),
    ("mp4", "libvpx-vp9", "libopus"),
    ("webm", "libvpx", "libopus"),
    ("webm", "libvpx-vp9", "libopus"),
]
NOT_PLAYED = [
    ("mp4", "libx265", "aac", "picture is HEVC"),
    ("mp4", "mpeg4", "aac", "picture is MPEG-4 part 2"),
    ("mp4", "libx264", "ac3", "sound is AC-3"),
    ("mov", "libx264", "pcm_s16le", "sound is PCM_S16LE"),
    ("mov", "mjpeg", "", "picture is Motion JPEG"),
    ("matroska", "libx264", "", "picture is H.264"),
    ("asf", "wmv2", "", "picture is WMV2"),
    ("ogg", "libvpx", "", "picture is VP8"),
]


@pytest.mark.parametrize(("kind", "codec", "sound"), PLAYED)
def test_a_video_that_browsers_play(tmp_path: Path, kind: str, codec: str, sound: str) -> None:
    report = looked(files.video_file(tmp_path / "film", kind, codec=codec, sound=sound).read_bytes(), VIDEOS)
    assert (report.playable, report.flaws) == (True, [])


@pytest.mark.parametrize(("kind", "codec", "sound", "sentence"), NOT_PLAYED)
def test_codecs_are_judged_and_not_containers(tmp_path: Path, kind: str, codec: str, sound: str, sentence: str) -> None:
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    path = files.video_file(tmp_path / "film", kind, codec=codec, sound=sound, pixels=pixels)
    report = looked(path.read_bytes(), VIDEOS)
    (flaw,) = report.flaws
    assert (report.playable, flaw.reason) == (False, "codec")
    assert sentence in flaw.message
    assert "download" in flaw.message


def test_colours_that_few_browsers_play(tmp_path: Path) -> None:
    path = files.video_file(tmp_path / "film", "mp4", pixels="yuv444p")
    assert looked(path.read_bytes(), VIDEOS).playable is False


WHOLE = [
    ("mp4", "", {}),
    ("mp4", "", {"movflags": "faststart"}),
    ("mp4", "", {"movflags": "frag_keyframe+empty_moov"}),
    ("webm", "", {}),
    ("matroska", "", {}),
    ("asf", "", {}),
    ("ogg", "libvpx", {}),
]


@pytest.mark.parametrize(("kind", "codec", "options"), WHOLE)
def test_half_a_video_is_refused(tmp_path: Path, kind: str, codec: str, options: dict[str, str]) -> None:
    path = files.video_file(tmp_path / "film", kind, codec=codec, seconds=20, options=options)
    content = path.read_bytes()
    assert looked(content, VIDEOS).seconds == 20
    for part in (0.5, 0.9):
        assert refused(content[: int(len(content) * part)], VIDEOS).reason in ("length", "type")
    assert refused(content[:-3], VIDEOS).reason in ("length", "type")


def test_an_index_that_names_more_than_there_is(tmp_path: Path) -> None:
    """A box without a length goes to the end of the file, wherever that is; its index of samples still knows."""
    content = files.video_file(tmp_path / "film", "mp4", seconds=20, options={"movflags": "faststart"}).read_bytes()
    start = content.index(b"mdat") - 4
    endless = content[:start] + bytes(4) + content[start + 4 :]
    assert looked(endless, VIDEOS).seconds == 20
    refusal = refused(endless[: start + (len(endless) - start) // 2], VIDEOS)
    assert (refusal.reason, "cut off" in str(refusal)) == ("length", True)


def test_a_video_of_a_browser_that_states_no_length(tmp_path: Path) -> None:
    path = tmp_path / "live.webm"
    with av.open(str(path), "w", format="webm", options={"live": "1"}) as container:
        stream = container.add_stream("libvpx", rate=5)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(20):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with av.open(str(path)) as made:
        assert made.duration is None
    assert looked(path.read_bytes(), VIDEOS).seconds == 4


def test_a_damaged_video(tmp_path: Path) -> None:
    content = files.video_file(tmp_path / "film", "mp4").read_bytes()
    assert refused(content[:64], VIDEOS).reason == "length"
    assert refused(content.replace(b"moov", b"xxxx"), VIDEOS).reason == "type"


def test_a_document_is_no_video_and_the_other_way_round(tmp_path: Path) -> None:
    assert refused(files.pdf(), VIDEOS).reason == "type"
    assert refused(files.video_file(tmp_path / "film").read_bytes()).reason == "type"


def test_an_old_package_is_kept_whatever_it_is() -> None:
    with files.spooled(b"\x00\x01old slides") as file:
        report = inspect_old_package(file)
    assert (report.kind, report.content_type, report.pages) == ("old_package", "application/octet-stream", None)
    assert report.flaws
    with files.spooled(files.package()) as file:
        assert inspect_old_package(file).kind == "package"
    with files.spooled(files.package()[:-30]) as file, pytest.raises(BadFile):
        inspect_old_package(file)


def test_a_file_that_kills_the_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused(files.pdf()).reason == "type"


@pytest.mark.parametrize(
    "output",
    [
        '{"kind": "film", "content_type": "text/html"}',
        '{"kind": "pdf", "content_type": "application/pdf", "pages": -1}',
        '{"kind": "pdf", "content_type": "application/pdf\\r\\nX-Evil: 1", "pages": 1}',
        '{"kind": 7}',
        "",
    ],
)
def test_an_inspector_that_was_taken_over_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    evil = tmp_path / "python"
    evil.write_text(f"#!/bin/sh\ncat <<'END'\n{output}\nEND\n")
    evil.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(evil))
    assert refused(files.pdf(), VIDEOS | DOCUMENTS).reason == "type"


@given(some.binary(max_size=300))
@settings(max_examples=200)
def test_no_bytes_break_the_inspector(content: bytes) -> None:
    heads = [b"", b"PK\x03\x04", b"PK\x05\x06", b"OggS", b"\x1a\x45\xdf\xa3", struct.pack(">I", 24) + b"ftypisom"]
    for head in heads:
        report = inspector.inspect(io.BytesIO(head + content))
        assert report.refusal is not None or report.kind in {kind.value for kind in FileKind}
