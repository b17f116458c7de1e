"""Images that are put on drawings: what is made of them, and what hostile ones come to."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from convener.domain.documents import images
from convener.domain.documents.images import ImageDamaged, ImageTooLarge, ImageTypeRefused
from convener.domain.documents.pages import SIZES, Picture
from convener.domain.errors import BadFile
from tests.factories import files, pages

SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def prepared(content: bytes) -> Picture:
    with files.spooled(content) as file:
        return images.prepare(file)


def decoded(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    assert (image.format, image.size) == ("WEBP", (picture.width, picture.height))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_an_image_is_written_anew(kind: str) -> None:
    image = decoded(prepared(pages.picture(64, 48, kind))).convert("RGB")
    assert image.size == (64, 48)
    for place, strongest in (((5, 20), 0), ((60, 20), 2)):
        color = image.getpixel(place)
        assert isinstance(color, tuple)
        assert color.index(max(color)) == strongest


def test_it_is_not_larger_than_screens_need_and_is_seen_as_it_was_taken() -> None:
    assert decoded(prepared(pages.picture(3200, 1600, "JPEG"))).size == (SIZES[0], SIZES[0] // 2)
    assert decoded(prepared(pages.picture(60, 20, "JPEG", turned=6))).size == (20, 60)
    assert decoded(prepared(pages.picture(2, 1))).size == (2, 1)


def test_what_is_transparent_stays_so() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 20, 40))
    image = decoded(prepared(saved(clear, "PNG")))
    assert image.mode == "RGBA"
    assert [image.getchannel("A").getpixel(place) for place in ((5, 5), (35, 5))] == [255, 0]


def test_of_an_animation_the_first_picture_is_taken() -> None:
    frames = [Image.new("RGB", (30, 30), color) for color in ("red", "blue")]
    image = decoded(prepared(saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)))
    assert getattr(image, "n_frames", 1) == 1
    color = image.convert("RGB").getpixel((15, 15))
    assert isinstance(color, tuple)
    assert color.index(max(color)) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        b"<?xml version='1.0'?>" + SVG,
        b"\xef\xbb\xbf" + SVG,
        SCRIPT,
        files.pdf(1),
        files.package(),
        pages.picture(20, 20, "BMP"),
        pages.picture(20, 20, "TIFF"),
        b"\0\0\1\0" + pages.picture(20, 20),
        b"RIFF\x10\0\0\0WAVEfmt ",
    ],
)
def test_no_other_type_is_taken_whatever_it_says_of_itself(content: bytes) -> None:
    with pytest.raises(ImageTypeRefused, match="SVG neither"):
        prepared(content)


def test_nothing_of_what_was_hidden_in_an_image_is_left() -> None:
    commented = Image.new("RGB", (30, 30), "red")
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    hostile = [
        pages.picture(30, 30) + files.package(),
        pages.picture(30, 30, "JPEG") + SCRIPT,
        pages.picture(30, 30, "GIF") + b"%PDF-1.7" + SCRIPT,
        pages.picture(30, 30, "WEBP") + SCRIPT,
        saved(commented, "GIF", comment=SCRIPT),
        saved(commented, "JPEG", comment=SCRIPT, exif=exif),
        saved(commented, "WEBP", exif=exif, xmp=SCRIPT),
    ]
    for content in hostile:
        assert SCRIPT in content or b"PK" in content
        found = prepared(content).content
        assert b"script" not in found
        assert b"PK\3\4" not in found
        assert b"%PDF" not in found


def test_a_picture_of_a_thousand_million_pixels_is_refused() -> None:
    with pytest.raises(ImageTooLarge):
        prepared(pages.large_png(30_000))


@pytest.mark.parametrize(
    "content",
    [
        pages.picture(30, 30)[:60],
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a = 1; " + SCRIPT,
        b"\xff\xd8\xff" + SCRIPT,
        b"RIFF\x24\0\0\0WEBPVP8 " + b"\x18\0\0\0" + SCRIPT,
        files.PNG,
    ],
)
def test_what_only_begins_as_an_image_is_refused(content: bytes) -> None:
    with pytest.raises(ImageDamaged) as refused:
        prepared(content)
    assert isinstance(refused.value, BadFile)
