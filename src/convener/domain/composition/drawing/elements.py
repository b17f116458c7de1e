"""Elements of a drawing as they are read, and what of them is well formed: the others are not drawn, as pages do it.

The format is that of Excalidraw 0.18 (``element/types``). Names are those of the format, in our writing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct
from PIL import ImageColor

Color = tuple[int, int, int, int]
"""Red, green, blue and opacity, each to 255."""

MOST_ELEMENTS = 20_000
MOST_POINTS = 50_000
LONGEST_TEXT = 20_000
FARTHEST = 1e6
"""Farther out nothing can be drawn."""

_LONGEST_COLOR = 64
_NONE = "transparent"
_HEX = re.compile(r"#[0-9a-fA-F]+")


class Roundness(Struct):
    """How corners are rounded: ``type`` 1 and 2: by the size of the element, 3: by ``value``, at most a quarter."""

    type: int = 3
    value: float | None = None


class Element(Struct, rename="camel", tag_field="type", kw_only=True):
    """What all elements have. ``x`` and ``y``: the left upper corner before it is turned by ``angle`` (radians, with
    the clock) around its middle; ``index``: its place in the order, from below."""

    id: str
    x: float
    y: float
    width: float = 0
    height: float = 0
    angle: float = 0
    stroke_color: str = "#1e1e1e"
    background_color: str = _NONE
    fill_style: str = "solid"
    stroke_width: float = 2
    stroke_style: str = "solid"
    roundness: Roundness | None = None
    opacity: float = 100
    index: str | None = None
    is_deleted: bool = False

    @property
    def color(self) -> Color | None:
        """Of lines and letters; None where they are not seen."""
        return read_color(self.stroke_color)

    @property
    def background(self) -> Color | None:
        """What it is filled with."""
        return read_color(self.background_color)


class Rectangle(Element, tag="rectangle"):
    """A rectangle."""


class Diamond(Element, tag="diamond"):
    """A rhombus."""


class Ellipse(Element, tag="ellipse"):
    """An ellipse."""


class Linear(Element, kw_only=True):
    """What goes through ``points``, which are relative to x and y."""

    points: list[tuple[float, float]] = []


class Line(Linear, tag="line"):
    """A line."""


class Arrow(Linear, tag="arrow", kw_only=True):
    """An arrow. ``elbowed``: its parts are upright and level."""

    start_arrowhead: str | None = None
    end_arrowhead: str | None = "arrow"
    elbowed: bool = False


class Stroke(Linear, tag="freedraw", kw_only=True):
    """A stroke by hand. ``simulate_pressure``: the pen says none; ``last_committed_point``: it was lifted."""

    pressures: list[float] = []
    simulate_pressure: bool = True
    last_committed_point: tuple[float, float] | None = None


class Text(Element, tag="text", kw_only=True):
    """Lines of text. ``line_height``: of the size; ``container_id``: the element that it is written on."""

    text: str = ""
    font_size: float = 20
    font_family: int = 5
    text_align: Literal["left", "center", "right"] = "left"
    line_height: float = 1.25
    container_id: str | None = None


class Crop(Struct):
    """The part of a picture that is seen, in its pixels as ``naturalWidth`` has them."""

    x: float
    y: float
    width: float
    height: float


class Picture(Element, tag="image", kw_only=True):
    """A picture. ``scale``: -1 for what is turned over."""

    file_id: str | None = None
    scale: tuple[float, float] = (1, 1)
    crop: Crop | None = None


AnyElement = Rectangle | Diamond | Ellipse | Line | Arrow | Stroke | Text | Picture


def read_elements(stored: Iterable[object]) -> list[AnyElement]:
    """The elements that can be drawn, those below first. ``stored``: each as JSON has it."""
    found: list[AnyElement] = []
    for one in stored:
        if len(found) >= MOST_ELEMENTS:
            break
        element = read_element(one)
        if element is not None:
            found.append(element)
    return sorted(found, key=order_of)


def order_of(element: Element) -> tuple[str, str]:
    """By which elements are sorted: ``inOrder`` of the client."""
    return ("~" if element.index is None else element.index, element.id)


def read_element(stored: object) -> AnyElement | None:
    """The element; None where it is not well formed, out of reach, deleted, or of a type that people cannot make."""
    if not isinstance(stored, Mapping) or not _is_harmless(stored):
        return None
    try:
        element: AnyElement = msgspec.convert(stored, AnyElement)
    except (msgspec.ValidationError, RecursionError):
        return None
    return None if element.is_deleted or not _is_in_reach(element) else element


def _is_harmless(stored: Mapping[Any, Any]) -> bool:
    """Whether nothing in it is large: before anything is made of it."""
    for value in stored.values():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            return False
        if isinstance(value, list | tuple) and len(value) > MOST_POINTS:
            return False
    return True


def _is_in_reach(element: AnyElement) -> bool:
    numbers = [element.x, element.y, element.width, element.height, element.angle, element.stroke_width]
    if isinstance(element, Linear) and not all(abs(x) <= FARTHEST >= abs(y) for x, y in element.points):
        return False
    if isinstance(element, Text):
        numbers += [element.font_size, element.line_height]
    if isinstance(element, Picture) and element.crop is not None:
        numbers += [element.crop.x, element.crop.y, element.crop.width, element.crop.height]
    if element.roundness is not None and element.roundness.value is not None:
        numbers.append(element.roundness.value)
    # A comparison with what is not a number is false.
    return all(abs(one) <= FARTHEST for one in numbers) and math.isfinite(element.opacity)


def read_color(css: str) -> Color | None:
    """A colour of CSS; None for one that is not seen, or that is not known."""
    if len(css) > _LONGEST_COLOR or css == _NONE:
        return None
    if css.startswith("#") and not _HEX.fullmatch(css):
        return None
    try:
        color = ImageColor.getcolor(css, "RGBA")
    except ValueError:
        return None
    if not isinstance(color, tuple) or len(color) != 4 or color[3] == 0:
        return None
    return color
