"""The letters of texts in drawings: fonts as pages have them, each from files of its own for some alphabets; what these
lack comes from the fonts of the server."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

from convener.domain import fonts

_EXCALIFONT, _NUNITO, _CASCADIA = 5, 6, 3
_CODE = frozenset({_CASCADIA, 8})
_SANS = frozenset({2, 9})
_HEADING = 7

_LATIN, _LATIN_EXTENDED = ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2026), (0x20AC, 0x20AC)), ((0x100, 0x24F),)
_CYRILLIC, _CYRILLIC_EXTENDED = ((0x400, 0x45F), (0x490, 0x491), (0x2116, 0x2116)), ((0x460, 0x52F),)
_GREEK, _VIETNAMESE = ((0x384, 0x3CE),), ((0x1A0, 0x1B0), (0x1EA0, 0x1EF9))

_Range = tuple[int, int]

_EAST_ASIA = 0x2E80


@dataclass(frozen=True)
class Family:
    """A font. ``files``: with the letters that are taken from each; ``other``: the file for letters that none has.
    ``ascender`` and ``descender``: of the em, as Excalidraw knows them; the letters stand in lines by these."""

    files: tuple[tuple[Path, tuple[_Range, ...]], ...]
    other: Path
    ascender: float
    descender: float


def _of(name: str) -> Path:
    return fonts.FOLDER / f"{name}.woff2"


_HAND = Family(
    files=(
        (_of("Excalifont-latin"), _LATIN),
        (_of("Excalifont-latin-ext"), ((0x100, 0x130), (0x132, 0x17E), (0x218, 0x21B))),
        (_of("Excalifont-cyrillic"), _CYRILLIC),
        (_of("Excalifont-greek"), _GREEK),
    ),
    other=fonts.REGULAR,
    ascender=0.886,
    descender=-0.374,
)
_ROUND = Family(
    files=(
        (_of("Nunito-latin"), _LATIN),
        (_of("Nunito-vietnamese"), _VIETNAMESE),
        (_of("Nunito-latin-ext"), _LATIN_EXTENDED),
        (_of("Nunito-cyrillic"), _CYRILLIC),
        (_of("Nunito-cyrillic-ext"), _CYRILLIC_EXTENDED),
    ),
    other=fonts.REGULAR,
    ascender=1.011,
    descender=-0.353,
)
_FIXED = Family(
    files=((_of("CascadiaCode"), (*_LATIN, *_LATIN_EXTENDED, *_CYRILLIC, *_GREEK)),),
    other=fonts.REGULAR,
    ascender=1900 / 2048,
    descender=-480 / 2048,
)
_PLAIN = Family(files=(), other=fonts.REGULAR, ascender=1577 / 2048, descender=-471 / 2048)
_BOLD = Family(files=(), other=fonts.BOLD, ascender=0.923, descender=-0.22)


def family_of(number: int) -> Family:
    """The font with this number in elements; those that are not here are replaced by one that looks similar."""
    if number in _CODE:
        return _FIXED
    if number in _SANS:
        return _PLAIN
    return {_NUNITO: _ROUND, _HEADING: _BOLD}.get(number, _HAND)


def runs_of(line: str, family: Family) -> Iterator[tuple[str, Path]]:
    """The parts of a line with the file that has their letters. A line that is, or is partly, written from right to
    left is one part: its letters do not stand in the order of the text."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        yield line, family.other
        return
    for file, letters in groupby(line, lambda character: _file_of(character, family)):
        yield "".join(letters), file


def _file_of(character: str, family: Family) -> Path:
    code = ord(character)
    for file, ranges in family.files:
        if any(first <= code <= last for first, last in ranges):
            return file
    return fonts.FALLBACK if code >= _EAST_ASIA else family.other


@lru_cache(maxsize=64)
def load(file: Path, size: float) -> ImageFont.FreeTypeFont:
    """A font with letters of so many pixels."""
    return ImageFont.truetype(file, size)
