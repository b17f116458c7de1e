"""Pages made of documents, and what hostile ones come to."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from convener.domain.documents import conversion
from convener.domain.documents.pages import SIZES, Drawn, DrawnPage, LostPage, Opened, PageLink, Picture, Unreadable
from convener.sandbox.frames import HEAD
from convener.sandbox.process import ProcessNotStarted
from tests.factories import files, pages


def drawn(content: bytes, kind: str = "pdf", first: int = 1) -> list[Drawn]:
    with files.spooled(content) as file:
        return list(conversion.draw(file, kind, first=first))


def page(content: bytes, kind: str = "pdf") -> DrawnPage:
    opened, found = drawn(content, kind)
    assert opened == Opened(pages=1)
    assert isinstance(found, DrawnPage), found
    return found


def links_of(content: bytes) -> list[PageLink]:
    """The links of the first page."""
    return next(one.links for one in drawn(content) if isinstance(one, DrawnPage))


def shape(found: list[Drawn]) -> list[object]:
    """What became of each page, briefly."""
    return [one.number if isinstance(one, DrawnPage) else one for one in found]


def decoded(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    assert image.format == "WEBP"
    assert image.size == (picture.width, picture.height)
    return image.convert("RGB")


def test_pages_have_all_sizes_and_their_text() -> None:
    opened, *found = drawn(pages.talk(3))
    assert opened == Opened(pages=3)
    assert [one.text for one in found if isinstance(one, DrawnPage)] == [f"This is slide {n}" for n in (1, 2, 3)]
    first = found[0]
    assert isinstance(first, DrawnPage)
    assert [(one.width, one.height) for one in first.pictures] == [(size, size * 3 // 4) for size in SIZES]
    for one in first.pictures:
        assert decoded(one).getpixel((2, 2)) == (255, 255, 255)
        assert min(low for low, _ in decoded(one).getextrema()) < 100  # type: ignore[misc]  # the words are there


def test_a_page_that_is_turned_is_seen_as_it_is_read() -> None:
    found = page(pages.pdf([pages.slide("Turned")], extra="/Rotate 90"))
    assert (found.pictures[0].width, found.pictures[0].height) == (1200, 1600)


def test_conversion_goes_on_where_it_was() -> None:
    assert shape(drawn(pages.talk(4), first=3)) == [Opened(pages=4), 3, 4]


def test_links_lead_to_addresses_and_pages() -> None:
    annotation = (
        "/Annots[<</Type/Annot/Subtype/Link/Rect[72 54 144 108]/A<</S/URI/URI({})>>>>"
        "<</Type/Annot/Subtype/Link/Rect[0 0 720 540]/Dest[102 0 R/Fit]>>]"
    )
    content = pages.pdf([b"", b""], extra=annotation.format("https://example.org/a"))
    assert links_of(content) == [
        PageLink(x=0.1, y=0.8, width=0.1, height=0.1, url="https://example.org/a"),
        PageLink(x=0, y=0, width=1, height=1, page=2),
    ]
    for hostile in ("javascript:alert\\(1\\)", "file:///etc/passwd", "https://e.org/" + "x" * 3000, "data:text/html,x"):
        found = [
            one.links for one in drawn(pages.pdf([b""], extra=annotation.format(hostile))) if isinstance(one, DrawnPage)
        ]
        assert [link.url for link in found[0]] == [], hostile


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_images(kind: str) -> None:
    found = page(pages.picture(2000, 1000, kind), "image")
    assert [(one.width, one.height) for one in found.pictures] == [(1600, 800), (800, 400), (320, 160)]
    red, _, blue = decoded(found.pictures[1]).getpixel((100, 200))  # type: ignore[misc]
    assert red > 200 > 60 > blue


def test_small_images_are_not_enlarged() -> None:
    assert [one.width for one in page(pages.picture(64, 48), "image").pictures] == [64]


def test_a_photo_is_turned_as_its_camera_says() -> None:
    found = page(pages.picture(400, 200, "JPEG", turned=6), "image")
    assert (found.pictures[0].width, found.pictures[0].height) == (200, 400)
    red, _, blue = decoded(found.pictures[0]).getpixel((100, 50))  # type: ignore[misc]
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "1", "P", "I;16"])
def test_images_of_all_modes_lie_on_white(mode: str) -> None:
    image = Image.new(mode, (20, 20))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    expected = (255, 255, 255) if mode in ("RGBA", "LA") else (0, 0, 0)
    assert decoded(page(buffer.getvalue(), "image").pictures[0]).getpixel((5, 5)) == expected


def test_slides_of_a_package_come_in_order() -> None:
    entries = {"version": b"1", **{f"s{n}.png": pages.picture(n * 10, 10) for n in (10, 9, 1)}, "s2.png": b"<html>"}
    opened, *found = drawn(files.archive(entries), "package")
    assert opened == Opened(pages=3)
    assert [one.pictures[0].width for one in found if isinstance(one, DrawnPage)] == [10, 90, 100]


def test_a_damaged_slide_is_lost_and_the_others_are_shown() -> None:
    entries = {"1.png": pages.picture(), "2.png": files.PNG, "3.png": pages.picture()}
    assert shape(drawn(files.archive(entries), "package")) == [Opened(pages=3), 1, LostPage(number=2), 3]


# -------------------------------------------------------------------------------------------------- hostile documents


@pytest.mark.parametrize("size", ["0 0 1440000 1440000", "0 0 1440000 1", "0 0 1 1440000", "0 0 0.001 0.001"])
def test_pages_of_any_size_are_bounded(size: str) -> None:
    found = page(pages.pdf([pages.slide("x")], size=size))
    assert all(0 < one.width <= 1600 and 0 < one.height <= 1600 for one in found.pictures)


@pytest.mark.long
@pytest.mark.parametrize(
    ("resources", "content"),
    [
        (pages.drawing_itself(), b"/Fm Do"),
        (pages.forms_of_forms(), b"/Fm Do"),
        (pages.endless_pattern(), pages.FILLED_WITH_PATTERN),
    ],
    ids=["drawing itself", "forms of forms", "endless pattern"],
)
def test_a_page_that_never_ends_is_lost_and_the_next_one_is_shown(
    monkeypatch: pytest.MonkeyPatch, resources: pages.Resources, content: bytes
) -> None:
    monkeypatch.setattr(conversion, "PAGE_SECONDS", 1)
    document = pages.pdf([pages.slide("one"), content, pages.slide("three")], resources=resources)
    found = shape(drawn(document))
    assert found[:2] == [Opened(pages=3), 1]
    assert found[2] in (LostPage(number=2), 2)
    assert found[3:] == [3]


def test_nested_brackets_and_a_page_with_a_large_image() -> None:
    document = pages.pdf([b"[" * 2_000_000, pages.slide("two")])
    assert shape(drawn(document))[-1] == 2
    found = page(pages.pdf([b"700 0 0 500 0 0 cm /Im Do"], resources=pages.large_image_in_pdf()))
    assert found.pictures[0].width == 1600


def test_an_image_of_too_many_pixels_is_refused() -> None:
    assert drawn(pages.large_png(), "image") == [Opened(pages=1), Unreadable(reason="large")]


@pytest.mark.parametrize("content", [b"%PDF-1.7 junk", b"", b"%PDF-1.7\n" + b"[" * 2_000_000, pages.talk(2)[:200]])
def test_what_is_no_document_is_damaged(content: bytes) -> None:
    assert drawn(content) == [Unreadable(reason="damaged")]


@pytest.mark.parametrize("content", [files.PNG, pages.picture(kind="JPEG")[:300], b"GIF89a", b"RIFF    WEBP", b"BM"])
def test_a_damaged_image(content: bytes) -> None:
    assert drawn(content, "image")[-1] == Unreadable(reason="damaged")


def test_a_document_with_a_password() -> None:
    from fpdf import FPDF

    document = FPDF()
    document.set_encryption("owner", "user")
    document.add_page()
    assert drawn(bytes(document.output())) == [Unreadable(reason="password")]


# ------------------------------------------------------------------------------------- a process that was taken over


def frames(*given: object) -> bytes:
    return b"".join(HEAD.pack(len(one)) + one for one in (msgspec.msgpack.encode(each) for each in given))


GOOD = Picture(width=16, height=9, content=b"RIFF\0\0\0\0WEBP")
NEXT = DrawnPage(number=1, pictures=[GOOD])


@pytest.mark.parametrize(
    "page",
    [
        DrawnPage(number=2, pictures=[GOOD]),
        DrawnPage(number=1, pictures=[]),
        DrawnPage(number=1, pictures=[GOOD] * 9),
        DrawnPage(number=1, pictures=[Picture(width=16, height=9, content=b"<script>")]),
        DrawnPage(number=1, pictures=[Picture(width=-1, height=9, content=GOOD.content)]),
        DrawnPage(number=1, pictures=[GOOD], text="x" * 20_001),
        DrawnPage(number=1, pictures=[GOOD], links=[PageLink(x=0, y=0, width=1, height=1, url="javascript:1")]),
        DrawnPage(number=1, pictures=[GOOD], links=[PageLink(x=0, y=float("nan"), width=1, height=1)]),
        Opened(pages=-1),
        {"type": "drawn", "number": "x"},
        7,
    ],
)
def test_it_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: object) -> None:
    (tmp_path / "frames").write_bytes(frames(Opened(pages=1), page))
    evil = tmp_path / "python"
    evil.write_text(f"#!/bin/sh\ncat {tmp_path}/frames\n")
    evil.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(evil))
    assert drawn(b"") == [Opened(pages=1), LostPage(number=1)]


def test_deaths_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "frames").write_bytes(frames(Opened(pages=100)))
    evil = tmp_path / "python"
    evil.write_text(f"#!/bin/sh\necho run >> {tmp_path}/runs\ncat {tmp_path}/frames\n")
    evil.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(evil))
    assert shape(drawn(b"")) == [Opened(pages=100), *(LostPage(number=n) for n in range(1, 101))]
    assert len((tmp_path / "runs").read_text().split()) == conversion.MOST_DEATHS


def test_what_it_took_counts_where_it_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "frames").write_bytes(frames(Opened(pages=100), 7))
    evil = tmp_path / "python"
    busy = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"
    evil.write_text(f"#!/bin/sh\necho run >> {tmp_path}/runs\n{busy}\ncat {tmp_path}/frames\n")
    evil.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(evil))
    monkeypatch.setattr(conversion, "FILE_SECONDS", 0)
    assert shape(drawn(b"")) == [Opened(pages=100), *(LostPage(number=n) for n in range(1, 101))]
    assert len((tmp_path / "runs").read_text().split()) == 1


def test_a_process_that_cannot_be_started_is_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(ProcessNotStarted):
        drawn(pages.talk(1))
