"""Draws the pages of a document: a program of its own (arguments: the kind of the file, the first page, from 1, and the
seconds of processor time for a page), in a confined process (:mod:`convener.sandbox`).

The file is standard input; for each page, one of :data:`.pages.Drawn` goes to standard output as soon as it is there
(MessagePack). The size of a picture is bounded by both sides, whatever the page says of its own. A page that needs more
time than it has ends the process, and its parent goes on behind it (:mod:`.conversion`).
"""

from __future__ import annotations

import ctypes
import io
import re
import resource
import struct
import sys
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import msgspec
from PIL import Image, ImageOps

from convener.sandbox.frames import write_frame

from .inspector import check_entry, is_image_name
from .pages import (
    LONGEST_LINK,
    LONGEST_TEXT,
    MOST_LINKS,
    SCHEMES,
    SIZES,
    Drawn,
    DrawnPage,
    LostPage,
    Opened,
    PageLink,
    Picture,
    Unreadable,
)

MOST_PIXELS = 100_000_000
"""The most pixels of an image."""

MOST_ENTRY = 100_000_000
"""The most bytes of an image of a package, unpacked."""

LARGEST_SCALE = 50.0
"""Pixels a point, at most: a page of a few points becomes no larger."""

QUALITY, METHOD = 80, 2
"""Of the WebP encoder: measured to be a good balance of size and time."""

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
"""Readers of images that may be tried."""

IMAGE_ALONE = "image_alone"
"""What is made of an image that is no document."""

_DIGITS = re.compile(r"(\d+)")


def make_pictures(image: Image.Image, sizes: Sequence[int] = SIZES) -> list[Picture]:
    """The image in all sizes, the largest first; it is never enlarged."""
    found: list[Picture] = []
    for size in sizes:
        if found and max(image.size) <= size:
            continue
        if max(image.size) > size:
            scale = size / max(image.size)
            width, height = (max(1, round(side * scale)) for side in image.size)
            image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=QUALITY, method=METHOD)
        found.append(Picture(width=image.width, height=image.height, content=buffer.getvalue()))
    return found


# ---------------------------------------------------------------------------------------------------------- images


def open_image(file: IO[bytes]) -> Image.Image:
    """The image as it is seen on white paper. Raises what :func:`read_image` does."""
    image = read_image(file)
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image


def read_image(file: IO[bytes]) -> Image.Image:
    """The image (RGB, or RGBA where it is transparent) as it is seen: turned as its camera says. Raises
    :class:`OverflowError` where it has too many pixels, :class:`ValueError` and others where it is damaged."""
    try:
        image: Image.Image = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise OverflowError from error
    image.draft("RGB", (2 * SIZES[0], 2 * SIZES[0]))  # of a JPEG no more is unpacked than is needed
    image.thumbnail((4 * SIZES[0], 4 * SIZES[0]), Image.Resampling.BOX)
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def draw_image(file: IO[bytes], _first: int) -> Iterator[Drawn]:
    """An image is a document of one page."""
    return _draw_one(lambda: make_pictures(open_image(file)))


def draw_image_alone(file: IO[bytes], _first: int) -> Iterator[Drawn]:
    """An image that is put on a drawing: one picture, in which what is transparent stays so."""
    return _draw_one(lambda: make_pictures(read_image(file), SIZES[:1]))


def _draw_one(make: Callable[[], list[Picture]]) -> Iterator[Drawn]:
    yield Opened(pages=1)
    try:
        yield DrawnPage(number=1, pictures=make())
    except OverflowError:
        yield Unreadable(reason="large")
    except (OSError, ValueError, SyntaxError, struct.error):
        yield Unreadable(reason="damaged")


# -------------------------------------------------------------------------------------------------------- packages


def draw_package(file: IO[bytes], first: int) -> Iterator[Drawn]:
    """A slide package: its good images, in the order of their names, numbers in them by their value."""
    try:
        archive = zipfile.ZipFile(file)
        names = [entry for entry in archive.infolist() if not entry.is_dir() and is_image_name(entry.filename)]
        slides = [entry for entry in names if check_entry(archive, entry, MOST_ENTRY)[0] is None]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield Unreadable(reason="damaged")
        return
    slides.sort(key=lambda entry: [int(part) if part.isdigit() else part for part in _DIGITS.split(entry.filename)])
    yield Opened(pages=len(slides))
    for number, entry in enumerate(slides[first - 1 :], first):
        start_page()
        try:
            content = archive.open(entry).read(MOST_ENTRY)
            yield DrawnPage(number=number, pictures=make_pictures(open_image(io.BytesIO(content))))
        except (OSError, ValueError, OverflowError, SyntaxError, struct.error, zipfile.BadZipFile):
            yield LostPage(number=number)


# ------------------------------------------------------------------------------------------------------------- PDF


def draw_pdf(file: IO[bytes], first: int) -> Iterator[Drawn]:
    """A PDF document, with the text and the links of its pages."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(file)
        pages = len(document)
        if document.get_formtype() not in (raw.FORMTYPE_NONE,):
            document.init_forms()  # before pages are loaded: what was filled in is drawn then
    except pypdfium2.PdfiumError as error:
        protected = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        yield Unreadable(reason="password" if protected else "damaged")
        return
    yield Opened(pages=pages)
    for index in range(first - 1, pages):
        start_page()
        try:
            page = document[index]
            try:
                yield _draw_pdf_page(document, page, index + 1)
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, OSError, OverflowError, ZeroDivisionError):
            yield LostPage(number=index + 1)


def _draw_pdf_page(document: Any, page: Any, number: int) -> DrawnPage:
    width, height = page.get_size()
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise ValueError("the page has no size")
    bitmap = page.render(scale=min(SIZES[0] / width, SIZES[0] / height, LARGEST_SCALE), rev_byteorder=True)
    try:
        image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return DrawnPage(
        number=number, pictures=make_pictures(image), text=_pdf_text(page), links=_pdf_links(document, page)
    )


def _pdf_text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range(0, min(text.count_chars(), LONGEST_TEXT)))
    finally:
        text.close()


def _pdf_links(document: Any, page: Any) -> list[PageLink]:
    """Links to addresses, and to pages of the document itself."""
    from pypdfium2 import raw

    found: list[PageLink] = []
    position, link, place = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            break
        if not raw.FPDFLink_GetAnnotRect(link, place):
            continue
        url, target = _pdf_target(document, link)
        if not url and target is None:
            continue
        left, top = _on_page(page, place.left, place.top)
        right, bottom = _on_page(page, place.right, place.bottom)
        (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
        found.append(
            PageLink(x=left, y=top, width=round(right - left, 4), height=round(bottom - top, 4), url=url, page=target)
        )
    return found


def _on_page(page: Any, x: float, y: float) -> tuple[float, float]:
    """A place in parts of the page as it is seen, from the upper left corner."""
    from pypdfium2 import raw

    grid = 10_000
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, grid, grid, 0, x, y, across, down)
    return (min(max(across.value / grid, 0.0), 1.0), min(max(down.value / grid, 0.0), 1.0))


def _pdf_target(document: Any, link: Any) -> tuple[str, int | None]:
    from pypdfium2 import raw

    destination = raw.FPDFLink_GetDest(document.raw, link)
    action = raw.FPDFLink_GetAction(link)
    kind = raw.FPDFAction_GetType(action) if action else None
    if kind == raw.PDFACTION_URI:
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 1 < length <= LONGEST_LINK:
            return "", None
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        url = buffer.value.decode("utf-8", "replace").strip()
        return (url if url.lower().startswith(SCHEMES) else ""), None
    if not destination and kind == raw.PDFACTION_GOTO:
        destination = raw.FPDFAction_GetDest(document.raw, action)
    index = raw.FPDFDest_GetDestPageIndex(document.raw, destination) if destination else -1
    return "", index + 1 if index >= 0 else None


# ------------------------------------------------------------------------------------------------------ the program


def start_page() -> None:
    """The next page has its own time from now on."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = int(time.process_time()) + int(sys.argv[3]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, hard) if hard != resource.RLIM_INFINITY else until, hard))


DRAWING: dict[str, Callable[[IO[bytes], int], Iterator[Drawn]]] = {
    "pdf": draw_pdf,
    "image": draw_image,
    IMAGE_ALONE: draw_image_alone,
    "package": draw_package,
}
"""By the kind of the file (:class:`~.recognition.FileKind`), or what is made of it."""


def main() -> None:
    """Draw the pages of standard input."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    kind, first = sys.argv[1], int(sys.argv[2])
    start_page()
    with open(0, "rb") as file:
        for one in DRAWING[kind](file, first):
            write_frame(msgspec.msgpack.encode(one))
