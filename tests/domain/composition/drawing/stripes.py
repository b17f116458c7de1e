"""The picture that is on drawings of tests."""

from __future__ import annotations

from PIL import Image, ImageDraw


def stripes() -> Image.Image:
    """60 by 40 pixels: red on the left, blue on the right, a white bar below."""
    picture = Image.new("RGB", (60, 40), "#e03131")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((30, 0, 60, 40), fill="#1971c2")
    draw.rectangle((0, 30, 60, 40), fill="#ffffff")
    return picture
