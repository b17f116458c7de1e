"""Documents with something on their pages, and such as are made to harm whoever draws them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from functools import cache

from PIL import Image

Resources = tuple[bytes, bytes]


def pdf(
    pages: Sequence[bytes], *, size: str = "0 0 720 540", extra: str = "", resources: Resources = (b"", b"")
) -> bytes:
    """A PDF document whose pages have these content streams, with a font F1. ``extra``: further entries of each page;
    ``resources``: further objects from number 10 on, and what refers to them."""
    own, entries = resources
    kids = " ".join(f"{100 + 2 * index} 0 R" for index in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for index, content in enumerate(pages):
        number = 100 + 2 * index
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents {number + 1} 0 R{extra}".encode()
        objects[number] = page + b"/Resources<</Font<</F1 3 0 R>>" + entries + b">>>>"
        objects[number + 1] = stream(content)
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    for number, one in objects.items():
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    out.write(own)
    out.write(b"trailer<</Root 1 0 R/Size 9999>>\n%%EOF\n")
    return out.getvalue()


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def slide(text: str) -> bytes:
    """A page on which this can be read."""
    return f"BT /F1 40 Tf 60 400 Td ({text}) Tj ET".encode()


def talk(pages: int) -> bytes:
    """A document whose pages say their number."""
    return pdf([slide(f"This is slide {number}") for number in range(1, pages + 1)])


def drawing_itself() -> Resources:
    """Resources with a form that draws itself twice, and a page can draw as Fm."""
    form = stream(b"/Fm Do /Fm Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fm 10 0 R>>>>")
    return b"10 0 obj\n" + form + b"\nendobj\n", b"/XObject<</Fm 10 0 R>>"


def forms_of_forms(depth: int = 40) -> Resources:
    """Resources with forms that draw each the next ten times."""
    out = b""
    for level in range(depth):
        uses = b"/Resources<</XObject<</N %d 0 R>>>>" % (11 + level)
        content = b"/N Do " * 10 if level < depth - 1 else b"0 0 1 1 re f"
        form = stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 999 999]" + uses)
        out += b"%d 0 obj\n%s\nendobj\n" % (10 + level, form)
    return out, b"/XObject<</Fm 10 0 R>>"


def endless_pattern() -> Resources:
    """Resources with a pattern P whose tiles are a thousandth of a point."""
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<<>>"
    return b"10 0 obj\n" + stream(b"0 0 1 1 re f", tile) + b"\nendobj\n", b"/Pattern<</P 10 0 R>>"


FILLED_WITH_PATTERN = b"/Pattern cs /P scn 0 0 700 500 re f"


def picture(width: int = 640, height: int = 480, kind: str = "PNG", *, mode: str = "RGB", turned: int = 0) -> bytes:
    """An image: its left half red, the rest blue. ``turned``: the orientation of EXIF."""
    image = Image.new(mode, (width, height), (0, 0, 255, 255)[: len(mode)] if mode.startswith("RGB") else 0)
    image.paste((255, 0, 0, 255)[: len(mode)] if mode.startswith("RGB") else 255, (0, 0, width // 2, height))
    buffer = io.BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = turned
    image.save(buffer, kind, **({"exif": exif} if turned else {}))
    return buffer.getvalue()


@cache
def large_png(side: int = 30_000) -> bytes:
    """A PNG of so many pixels each way, in a few kilobytes."""
    row = b"\0" + b"\0" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def large_image_in_pdf(side: int = 30_000) -> Resources:
    """A PDF resource Im: an image of so many pixels each way."""
    packer = zlib.compressobj(9)
    row = b"\0" * ((side + 7) // 8)
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (side, side)
    whole = head + b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    return b"10 0 obj\n" + whole + b"\nendobj\n", b"/XObject<</Im 10 0 R>>"
