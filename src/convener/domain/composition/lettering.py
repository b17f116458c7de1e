"""What is written on the picture: names, and cards for those who have no camera on."""

from __future__ import annotations

import colorsys
import unicodedata
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from convener.domain import fonts

BACKGROUND = (15, 17, 23)
CARD = (32, 36, 46)
"""The ground of a tile."""

_PILL, _TEXT = (15, 17, 23, 190), (255, 255, 255, 255)
_FINER = 4
"""Round shapes are drawn so many times as large."""

_BEYOND = 0x2E80
"""From here on are the letters of East Asia."""

_ELLIPSIS = "…"


def pill(text: str, size: int, most: int) -> Image.Image:
    """A text, with letters of ``size`` pixels, on a dark round ground, RGBA, not wider than ``most``."""
    font = _font(text, size)
    padding, height = size // 2, size * 2 // 2 * 2
    text = _shortened(text, font, most - 2 * padding)
    width = max(int(font.getlength(text)) + 2 * padding, height) // 2 * 2
    large = Image.new("L", (width * _FINER, height * _FINER))
    edge = (width * _FINER - 1, height * _FINER - 1)
    ImageDraw.Draw(large).rounded_rectangle(((0, 0), edge), radius=size * _FINER // 2, fill=_PILL[3])
    drawn = Image.new("RGBA", (width, height), _PILL[:3])
    drawn.putalpha(large.resize((width, height), Image.Resampling.LANCZOS))
    ImageDraw.Draw(drawn).text((width / 2, height / 2), text, fill=_TEXT, font=font, anchor="mm")
    return drawn


def card(name: str, person: str, width: int, height: int) -> Image.Image:
    """The initials of somebody in a circle of the colour that the room gives the person, RGB."""
    drawn = Image.new("RGB", (width, height), CARD)
    across = max(min(width, height) * 2 // 5, 2)
    circle = Image.new("L", (across * _FINER, across * _FINER))
    ImageDraw.Draw(circle).ellipse(((0, 0), (across * _FINER - 1, across * _FINER - 1)), fill=255)
    place = ((width - across) // 2, (height - across) // 2)
    drawn.paste(Image.new("RGB", (across, across), avatar_color(person)), place, circle.resize((across, across)))
    letters = initials(name)
    font = _font(letters, max(across * 2 // 5, 1))
    ImageDraw.Draw(drawn).text((width / 2, height / 2), letters, fill=_TEXT[:3], font=font, anchor="mm")
    return drawn


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, as the room has them."""
    words = name.split()
    named = [word for word in words if not unicodedata.category(word[0]).startswith("P")] or words
    chosen = [named[0], *named[-1:]] if len(named) > 1 else named
    return "".join(word[0] for word in chosen).upper()


def avatar_color(person: str) -> tuple[int, int, int]:
    """The colour of somebody without a picture (``avatarColor`` of the client)."""
    total = 0
    for letter in person:
        total = (total * 31 + ord(letter)) % 360
    red, green, blue = colorsys.hls_to_rgb(total / 360, 0.36, 0.32)
    return round(red * 255), round(green * 255), round(blue * 255)


def _shortened(text: str, font: ImageFont.FreeTypeFont, most: int) -> str:
    if font.getlength(text) <= most:
        return text
    while text and font.getlength(text + _ELLIPSIS) > most:
        text = text[:-1].rstrip()
    return text + _ELLIPSIS


def _font(text: str, size: int) -> ImageFont.FreeTypeFont:
    return _loaded(fonts.FALLBACK if any(ord(letter) >= _BEYOND for letter in text) else fonts.REGULAR, size)


@cache
def _loaded(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
