"""Pages and whiteboards on the picture of a video, with what was drawn on them until then."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
from PIL import Image

from convener.recording import drawings

from .canvas import planes_of
from .drawing.sketch import Sketch, board_view, page_view
from .layout import Box, fitted
from .plan import Picture, Sketched

LARGEST_PICTURE = 40_000_000
"""Pixels of a picture that is shown; a larger one is left out."""

_ON_DRAWINGS = 8
"""Pictures on a drawing that are in memory at once."""

_PAPER = "#ffffff"


class Page:
    """A page or whiteboard in a box; times only go forward."""

    def __init__(self, picture: Picture, box: Box) -> None:
        image = _opened(picture.file) if picture.file else None
        self.is_there = image is not None or not picture.file or picture.sketch is not None
        """Whether anything can be shown."""
        self.where = box if image is None else fitted(box, *image.size)
        """The part of the box in which it is seen."""
        size = (self.where.width, self.where.height)
        self._ground = Image.new("RGB", size, _PAPER)
        if image is not None:
            self._ground.paste(image.resize(size, Image.Resampling.LANCZOS))
        self._sketch = None if picture.sketch is None else _sketch(picture.sketch, size, is_page=bool(picture.file))
        self.planes = planes_of(self._ground)
        """As it is at the time that was asked for last."""

    def draw(self, time: int) -> bool:
        """Draw what is seen at this time; returns whether it is something else than before."""
        if self._sketch is None or not self._sketch.draw(time):
            return False
        drawn = self._ground.copy()
        drawn.paste(self._sketch.picture, mask=self._sketch.picture)
        self.planes = planes_of(drawn)
        return True


def _sketch(sketched: Sketched, size: tuple[int, int], *, is_page: bool) -> Sketch | None:
    try:
        drawing = drawings.decode(Path(sketched.file).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    drawing = drawings.cut(drawing, sketched.start, sketched.end)

    @lru_cache(maxsize=_ON_DRAWINGS)
    def opened(file: str) -> Image.Image | None:
        return _opened(sketched.pictures[file]) if file in sketched.pictures else None

    return Sketch(drawing, size, page_view(size[0]) if is_page else board_view(drawing, size), opened)


def _opened(file: str) -> Image.Image | None:
    """A picture of a file; None where it cannot be shown."""
    try:
        with Image.open(file) as image:
            if image.width * image.height > LARGEST_PICTURE:
                return None
            return image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
