"""Draws elements on a picture with transparency, those that come first below."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from . import paths, raster
from .budget import Budget, TooMuchWork
from .elements import AnyElement, Arrow, Color, Element, Linear, Picture, Stroke, Text
from .raster import Mask, Points
from .shapes import Area, areas_of, corner_radius
from .typefaces import family_of, load, runs_of

_LARGEST_LETTER = 1_000
"""Pixels: larger letters are not drawn."""

_FINER, _MOST_FINER = 4, 16_000_000
"""Letters are drawn so many times as large, in at most so many pixels: at their own size fonts move them to whole
pixels, which browsers do not."""

_LABEL_MARGIN = 5
"""Around the text of an arrow, where the arrow is not drawn."""

_OF_ELEMENT, _OF_POINT, _OF_LINE, _OF_POLYGON = 30_000, 600, 20_000, 10_000
"""Steps of work, beside those of the pixels."""

Opened = Callable[[str], Image.Image | None]
"""Gives the picture with an id of a file, None where it is not there."""


@dataclass(frozen=True)
class View:
    """What of a drawing is visible: ``x`` and ``y`` of the left upper corner, and pixels of a unit."""

    x: float
    y: float
    scale: float


def render(
    elements: Sequence[AnyElement],
    size: tuple[int, int],
    view: View,
    *,
    opened: Opened = lambda _file: None,
    budget: Budget | None = None,
) -> Image.Image:
    """A picture of this size (RGBA) of these elements, which are in their order."""
    picture = Image.new("RGBA", size)
    draw_over(picture, elements, view, opened=opened, budget=budget or Budget(), labels=labels_of(elements))
    return picture


def labels_of(elements: Iterable[AnyElement]) -> dict[str, Text]:
    """The texts that are written on other elements, by the ids of these."""
    return {one.container_id: one for one in elements if isinstance(one, Text) and one.container_id}


def draw_over(
    picture: Image.Image,
    elements: Iterable[AnyElement],
    view: View,
    *,
    opened: Opened,
    budget: Budget,
    labels: dict[str, Text],
) -> None:
    """Draw elements over a picture. What would take more work than is left is not drawn."""
    for element in elements:
        try:
            budget.reserve(_OF_ELEMENT + (_OF_POINT * len(element.points) if isinstance(element, Linear) else 0))
            _Drawing(element, picture, view, budget).draw(opened, labels)
        except TooMuchWork:
            continue


class _Drawing:
    """An element while it is drawn: in a layer of its own, as large as what of it is seen."""

    def __init__(self, element: AnyElement, picture: Image.Image, view: View, budget: Budget) -> None:
        self._element = element
        self._picture = picture
        self._view = view
        self._budget = budget
        self._middle = _middle(element)

    def draw(self, opened: Opened, labels: dict[str, Text]) -> None:
        element = self._element
        if isinstance(element, Text):
            self._compose(self._text_layer(element))
        elif isinstance(element, Picture):
            self._compose(self._picture_layer(element, opened))
        else:
            label = labels.get(element.id) if isinstance(element, Arrow) else None
            self._compose(self._area_layer(areas_of(element), label))

    def _compose(self, layer: tuple[Image.Image, tuple[int, int]] | None) -> None:
        if layer is None:
            return
        drawn, where = layer
        opacity = min(max(self._element.opacity, 0), 100) / 100
        if opacity < 1:
            drawn.putalpha(drawn.getchannel("A").point([round(value * opacity) for value in range(256)]))
        self._picture.alpha_composite(drawn, where)

    def _placed(self, points: Points) -> Points:
        """Points of the element in pixels of the picture."""
        moved = _turned(points + np.array([self._element.x, self._element.y]), self._middle, self._element.angle)
        return (moved - (self._view.x, self._view.y)) * self._view.scale

    def _visible(self, placed: Iterable[Points]) -> tuple[int, int, int, int] | None:
        """The part of the picture in which these points are: left, top, right, bottom."""
        found = [points for points in placed if len(points)]
        if not found:
            return None
        low = np.min([points.min(axis=0) for points in found], axis=0)
        high = np.max([points.max(axis=0) for points in found], axis=0)
        left, top = (max(math.floor(value), 0) for value in low)
        right = min(math.ceil(high[0]) + 1, self._picture.width)
        bottom = min(math.ceil(high[1]) + 1, self._picture.height)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _area_layer(self, areas: Sequence[Area], label: Text | None) -> tuple[Image.Image, tuple[int, int]] | None:
        placed = [[self._placed(polygon) for polygon in area.polygons if len(polygon)] for area in areas]
        self._budget.add(_OF_POLYGON * sum(map(len, placed)))
        visible = self._visible(polygon for polygons in placed for polygon in polygons)
        if visible is None:
            return None
        left, top, right, bottom = visible
        size = (right - left, bottom - top)
        layer = Image.new("RGBA", size)
        hole = None if label is None else self._hole(label, visible)
        for area, polygons in zip(areas, placed, strict=True):
            moved = [polygon - (left, top) for polygon in polygons]
            mask = raster.fill(moved, *size, self._budget, even_odd=area.even_odd)
            if hole is not None:
                mask = mask * (1 - hole)
            layer.alpha_composite(_tinted(mask, area.color))
        return layer, (left, top)

    def _hole(self, label: Text, visible: tuple[int, int, int, int]) -> Mask:
        left, top, right, bottom = visible
        begin = np.array([label.x - _LABEL_MARGIN, label.y - _LABEL_MARGIN])
        corners = begin + paths.box(label.width + 2 * _LABEL_MARGIN, label.height + 2 * _LABEL_MARGIN)
        placed = (corners - (self._view.x, self._view.y)) * self._view.scale - (left, top)
        return raster.fill([placed], right - left, bottom - top, self._budget)

    # ------------------------------------------------------------------------------------------------ texts

    def _text_layer(self, element: Text) -> tuple[Image.Image, tuple[int, int]] | None:
        size = element.font_size * self._view.scale
        if element.color is None or not 1 <= size <= _LARGEST_LETTER:
            return None
        placed = self._placed(paths.box(element.width, element.height))
        visible = self._visible([placed - size, placed + size])
        if visible is None:
            return None
        left, top, right, bottom = visible
        if element.angle % (2 * math.pi) == 0:
            mask = self._written(element, placed[0] - (left, top), (right - left, bottom - top), size)
        else:
            upright = self._upright(element, size)
            if upright is None:
                return None
            shifted = paths.points_of((-size, -size), (1 - size, -size), (-size, 1 - size)) / self._view.scale
            mask = _transformed(upright, self._placed(shifted) - (left, top), (right - left, bottom - top))
        return _tinted(np.asarray(mask, np.float32) / np.float32(255), element.color), (left, top)

    def _upright(self, element: Text, size: float) -> Image.Image | None:
        """The text as it is before it is turned, with a margin as wide as a letter."""
        width = math.ceil(element.width * self._view.scale + 2 * size)
        height = math.ceil(element.height * self._view.scale + 2 * size)
        largest = 2 * max(self._picture.size)
        if width < 1 or height < 1 or width > largest or height > largest:
            return None
        return self._written(element, np.array([size, size]), (width, height), size)

    def _written(self, element: Text, origin: Points, room: tuple[int, int], size: float) -> Image.Image:
        """The letters of a text, of ``size`` pixels, in a mask of this size; its left upper corner is at ``origin``."""
        finer = _FINER if _FINER**2 * room[0] * room[1] <= _MOST_FINER else 1
        self._budget.reserve(2 * finer**2 * room[0] * room[1])
        mask = Image.new("L", (room[0] * finer, room[1] * finer))
        self._write(mask, element, origin * finer, size * finer)
        return mask.reduce(finer) if finer > 1 else mask

    def _write(self, mask: Image.Image, element: Text, origin: Points, size: float) -> None:
        """Write the lines of a text. All measures are those of the mask."""
        family = family_of(element.font_family)
        down = element.line_height * size
        gap = (down - (family.ascender - family.descender) * size) / 2
        most = max(64, int(8 * mask.width / size))
        align = {"left": 0.0, "center": 0.5, "right": 1.0}[element.text_align]
        draw = ImageDraw.Draw(mask)
        for number, line in enumerate(element.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            y = origin[1] + number * down + gap + family.ascender * size
            if not line.strip() or not -size < y < mask.height + size:
                continue
            line = "".join(letter for letter in line[:most] if unicodedata.category(letter) != "Cc" or letter == "\t")
            self._budget.reserve(_OF_LINE + len(line) * size * size)
            runs = [(text, load(file, size)) for text, file in runs_of(line, family)]
            lengths = [font.getlength(text) for text, font in runs]
            x = origin[0] + align * (element.width * size / element.font_size - sum(lengths))
            for (text, font), length in zip(runs, lengths, strict=True):
                draw.text((float(x), float(y)), text, fill=255, font=font, anchor="ls")
                x += length

    # --------------------------------------------------------------------------------------------- pictures

    def _picture_layer(self, element: Picture, opened: Opened) -> tuple[Image.Image, tuple[int, int]] | None:
        width, height = element.width, element.height
        placed = self._placed(paths.box(width, height))
        visible = self._visible([placed])
        if visible is None or width <= 0 or height <= 0 or element.file_id is None:
            return None
        image = opened(element.file_id)
        if image is None:
            return None
        left, top, right, bottom = visible
        size = (right - left, bottom - top)
        self._budget.reserve(16 * size[0] * size[1] + image.width * image.height)
        cropped = _cropped(image, element)
        smaller = min(cropped.width / (width * self._view.scale), cropped.height / (height * self._view.scale))
        if smaller >= 2:
            cropped = cropped.reduce(int(smaller))
        # Where the left upper corner of the picture's own pixels is, and one pixel to the right and down.
        across, down = width / cropped.width, height / cropped.height
        flip_x, flip_y = element.scale[0] < 0, element.scale[1] < 0
        x, y = (width if flip_x else 0.0), (height if flip_y else 0.0)
        steps = (-across if flip_x else across), (-down if flip_y else down)
        axes = self._placed(paths.points_of((x, y), (x + steps[0], y), (x, y + steps[1]))) - (left, top)
        layer = _transformed(cropped.convert("RGBA"), axes, size)
        radius = corner_radius(min(width, height), element)
        outline = np.concatenate(paths.rounded_sides(width, height, radius))
        mask = raster.fill([self._placed(outline) - (left, top)], *size, self._budget)
        alpha = np.asarray(layer.getchannel("A"), np.float32) * mask
        layer.putalpha(Image.fromarray(alpha.round().astype(np.uint8)))
        return layer, (left, top)


def _cropped(image: Image.Image, element: Picture) -> Image.Image:
    crop = element.crop
    if crop is None:
        return image
    box = (
        min(max(round(crop.x), 0), image.width - 1),
        min(max(round(crop.y), 0), image.height - 1),
        min(max(round(crop.x + crop.width), 1), image.width),
        min(max(round(crop.y + crop.height), 1), image.height),
    )
    return image.crop(box) if box[0] < box[2] and box[1] < box[3] else image


def _transformed(image: Image.Image, axes: Points, size: tuple[int, int]) -> Image.Image:
    """A picture whose left upper corner comes to the first point, its next pixels to the right and down to the others;
    transparent where it is not."""
    origin, right, down = axes
    forth = np.array([right - origin, down - origin]).T
    try:
        back = np.linalg.inv(forth)
    except np.linalg.LinAlgError:
        return Image.new(image.mode, size)
    begin = -back @ origin
    data = (back[0, 0], back[0, 1], begin[0], back[1, 0], back[1, 1], begin[1])
    return image.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)


def _tinted(mask: Mask, color: Color) -> Image.Image:
    """A colour where the mask is."""
    layer = Image.new("RGBA", (mask.shape[1], mask.shape[0]), color[:3])
    layer.putalpha(Image.fromarray((mask * color[3] + 0.5).astype(np.uint8)))
    return layer


def bounds_of(element: Element) -> tuple[Points, Points]:
    """The left upper and the right lower corner of the box in which the element is, without the width of its lines."""
    turned = _turned(_extent(element), _middle(element), element.angle)
    return turned.min(axis=0), turned.max(axis=0)


def _extent(element: Element) -> Points:
    """Points of which those that are farthest out are the edges of the element before it is turned."""
    own = np.array([element.x, element.y])
    if not isinstance(element, Linear) or not element.points:
        return own + paths.box(element.width, element.height)
    points = paths.points_of(*element.points)
    is_curve = element.roundness is not None and not isinstance(element, Stroke) and len(points) > 1
    return own + (paths.curve(points) if is_curve else points)


def _middle(element: Element) -> Points:
    """Around which the element is turned."""
    extent = _extent(element)
    middle: Points = (extent.min(axis=0) + extent.max(axis=0)) / 2
    return middle


def _turned(points: Points, around: Points, angle: float) -> Points:
    if not angle:
        return points
    sine, cosine = math.sin(angle), math.cos(angle)
    turned: Points = around + (points - around) @ np.array([[cosine, sine], [-sine, cosine]])
    return turned
