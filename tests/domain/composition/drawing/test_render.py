"""Drawings are drawn as Excalidraw draws them, and hostile ones cost little."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from convener.domain.composition.drawing.budget import MOST_WORK, Budget
from convener.domain.composition.drawing.elements import MOST_ELEMENTS, read_element, read_elements
from convener.domain.composition.drawing.render import View, render

from .drawn import BLUE, Element, linear, scenes, shape, text, wave
from .stripes import stripes

_GOLDEN = Path(__file__).parent / "golden"
_SEEN = 127
"""Opacity from which a pixel counts as drawn."""

_OVERLAP = {"texts": 0.8}
"""Of the pixels that are drawn in either picture, at least so many are in both; letters are thin."""

_SIZE = (400, 300)
_PLAIN = View(0, 0, 1)


def _opened(file: str) -> Image.Image | None:
    return stripes() if file == "stripes" else None


def _drawn(*elements: object, view: View = _PLAIN, budget: Budget | None = None) -> Image.Image:
    return render(read_elements(elements), _SIZE, view, opened=_opened, budget=budget)


def _alpha(picture: Image.Image) -> Any:
    return np.asarray(picture.getchannel("A"))


def _box(picture: Image.Image) -> tuple[int, int, int, int]:
    found = picture.getchannel("A").point([0] * _SEEN + [255] * (256 - _SEEN)).getbbox()
    assert found is not None
    return found


@pytest.mark.parametrize("name", list(scenes()))
def test_a_drawing_looks_as_excalidraw_draws_it(name: str) -> None:
    golden = Image.open(_GOLDEN / f"{name}.png").convert("RGBA")
    view = json.loads((_GOLDEN / "views.json").read_text())[name]
    ours = render(
        read_elements(scenes()[name]), golden.size, View(view["left"], view["top"], view["scale"]), opened=_opened
    )
    assert np.abs(np.subtract(_box(ours), _box(golden))).max() <= 3
    here, there = _alpha(ours) > _SEEN, _alpha(golden) > _SEEN
    assert (here & there).sum() / (here | there).sum() >= _OVERLAP.get(name, 0.95)
    colors = np.abs(np.asarray(ours, int) - np.asarray(golden, int))[here & there]
    assert colors[:, :3].mean() < 3
    assert colors[:, 3].mean() < 16


def test_elements_lie_over_each_other_by_their_index() -> None:
    below = shape("rectangle", 10, 10, backgroundColor=BLUE) | {"id": "z", "index": "a1"}
    above = shape("rectangle", 10, 10, backgroundColor="#e03131") | {"id": "a", "index": "a2"}
    assert _drawn(above, below).getpixel((60, 40)) == (0xE0, 0x31, 0x31, 255)


def test_a_highlighter_is_as_transparent_where_it_crosses_itself() -> None:
    around = [(50 + 40 * math.cos(at / 10), 40 * math.sin(at / 10)) for at in range(100)]
    drawn = _drawn(linear("freedraw", 100, 100, around, strokeWidth=6, opacity=35))
    assert _alpha(drawn).max() == round(0.35 * 255)


def test_what_was_deleted_or_cannot_be_made_here_is_not_drawn() -> None:
    gone = shape("rectangle", 10, 10) | {"isDeleted": True}
    frame = shape("rectangle", 10, 10) | {"type": "iframe", "link": "https://example.org"}
    assert _drawn(gone, frame, shape("frame", 0, 0)).getbbox() is None


def test_the_view_says_what_is_seen() -> None:
    drawn = _drawn(shape("rectangle", 100, 100, backgroundColor=BLUE), view=View(90, 90, 2))
    assert np.abs(np.subtract(_box(drawn), (18, 18, 262, 182))).max() <= 1
    assert _drawn(shape("rectangle", 100, 100), view=View(5000, 0, 2)).getbbox() is None


def test_the_line_of_an_arrow_is_not_drawn_behind_its_text() -> None:
    arrow = linear("arrow", 20, 100, [(0, 0), (300, 0)]) | {"id": "arrow"}
    label = text(140, 88, "so", 40, 27, containerId="arrow", strokeColor="transparent")
    assert _alpha(_drawn(arrow, label))[100, 155] == 0
    assert _alpha(_drawn(arrow))[100, 155] == 255


def test_text_from_right_to_left_and_of_other_scripts_is_drawn() -> None:
    for written in ("مرحبا بالعالم", "你好", "Ελληνικά", "नमस्ते", "שלום"):
        box = _box(_drawn(text(50, 50, written, 200, 27)))
        assert box[2] - box[0] > 20
    left = _box(_drawn(text(50, 50, "שלום", 200, 27)))
    right = _box(_drawn(text(50, 50, "שלום", 200, 27, textAlign="right")))
    assert abs(left[0] - 50) < 6
    assert abs(right[2] - 250) < 6


# --------------------------------------------------------------------------------------------- hostile drawings

_GOOD = shape("rectangle", 10, 10, backgroundColor=BLUE) | {"index": "a0"}

_HOSTILE: dict[str, object] = {
    "not a number": shape("rectangle", math.nan, 10),
    "an infinite width": shape("ellipse", 10, 10, width=math.inf),
    "far out": shape("rectangle", 1e308, -1e308),
    "a point far out": linear("line", 0, 0, [(0, 0), (1e308, 1)]),
    "a point that is no number": linear("freedraw", 0, 0, [(0, 0), (math.nan, 1)]),
    "a million points": {**linear("freedraw", 0, 0, [(0, 0)]), "points": [[0, 0]] * 1_000_000},
    "a text of 50 MB": text(0, 0, "x" * 50_000_000, 100, 100),
    "a color of 1 MB": shape("rectangle", 0, 0, strokeColor="#" + "0" * 1_000_000),
    "another type": {**_GOOD, "type": ["rectangle"]},
    "a text for a number": {**_GOOD, "x": "10"},
    "a number for a text": {**_GOOD, "strokeColor": 7},
    "no element": 7,
    "an infinite opacity": {**_GOOD, "opacity": math.inf},
    "an infinite width of lines": {**_GOOD, "strokeWidth": math.inf},
    "an infinite radius": {**_GOOD, "roundness": {"type": 3, "value": math.inf}},
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_what_is_not_well_formed_is_left_out(name: str) -> None:
    assert read_element(_HOSTILE[name]) is None
    assert [one.id for one in read_elements([_HOSTILE[name], _GOOD])] == [_GOOD["id"]]


def _wide(**more: Any) -> Element:
    return shape("rectangle", -1e6, -1e6, 1e6, 1e6, **more)


_COSTLY: dict[str, Callable[[], list[Element]]] = {
    "zigzag": lambda: [linear("line", 0, 0, [(at % 400, 300 * (at % 2)) for at in range(50_000)], strokeWidth=1)],
    "by hand": lambda: [linear("freedraw", 0, 0, [(at % 400, 300 * (at % 2)) for at in range(50_000)])],
    "dashes": lambda: [linear("line", 0, 0, [(0, 0), (9e5, 9e5)], strokeStyle="dotted", strokeWidth=0.01)],
    "narrow lines": lambda: [_wide(angle=1, backgroundColor=BLUE, fillStyle="cross-hatch", strokeWidth=1e-6)],
    "large letters": lambda: [text(0, 0, "W" * 20_000, 1e6, 1e6, fontSize=9e5)],
    "many lines": lambda: [text(0, 0, "W\n" * 10_000, 300, 300, fontSize=2, lineHeight=1e-9)],
    "turned letters": lambda: [text(0, 0, "W" * 20_000, 1e6, 1e6, fontSize=900, angle=1)],
    "a wide line": lambda: [linear("arrow", 0, 0, [(0, 0), (1, 1)], strokeWidth=1e6, roundness={"type": 2})],
    "a large picture": lambda: [
        {**shape("rectangle", -1e6, -1e6, 1e6, 1e6, angle=3), "type": "image", "fileId": "stripes", "scale": [1, 1]}
    ],
    "a thin picture": lambda: [
        {**shape("rectangle", 0, 0, 1e6, 1e-9), "type": "image", "fileId": "stripes", "scale": [1, 1]}
    ],
    "no size": lambda: [shape(one, 5, 5, 0, 0, roundness={"type": 3}) for one in ("rectangle", "diamond", "ellipse")],
    "a negative size": lambda: [shape(one, 50, 50, -9, -9, backgroundColor=BLUE) for one in ("rectangle", "ellipse")],
    "no points": lambda: [linear(one, 5, 5, [(0, 0)]) | {"points": []} for one in ("line", "arrow", "freedraw")],
    "one point again": lambda: [
        linear(one, 5, 5, [(0, 0)] * 9, roundness={"type": 2}) for one in ("line", "arrow", "freedraw")
    ],
}


@pytest.mark.parametrize("name", _COSTLY)
def test_what_takes_long_is_bounded_and_the_rest_is_drawn(name: str) -> None:
    budget = Budget(MOST_WORK // 4)
    drawn = _drawn(_GOOD, *_COSTLY[name](), budget=budget)
    assert drawn.size == _SIZE
    assert drawn.getpixel((30, 30)) is not None
    assert _alpha(drawn).any()
    assert budget.used <= MOST_WORK // 2


def test_of_a_crowd_of_elements_those_below_are_drawn() -> None:
    crowd = [{**shape("ellipse", 0, 0, 400, 300), "id": f"e{at}", "index": f"b{at:06}"} for at in range(30_000)]
    assert len(read_elements(crowd)) == MOST_ELEMENTS
    budget = Budget(MOST_WORK // 50)
    assert _drawn(_GOOD, *crowd, budget=budget).getpixel((60, 40)) == (0x19, 0x71, 0xC2, 255)
    assert budget.used <= MOST_WORK // 40


def test_strokes_are_as_wide_as_the_pen_presses() -> None:
    pressed = linear(
        "freedraw",
        20,
        100,
        wave(300, 0),
        simulatePressure=False,
        pressures=[at / 60 for at in range(60)],
        strokeWidth=4,
    )
    widths = (_alpha(_drawn(pressed)) > _SEEN).sum(axis=0)
    assert widths[60] < widths[160] < widths[280]
