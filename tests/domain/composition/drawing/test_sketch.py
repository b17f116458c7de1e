"""A drawing while it is made: whatever changes in whatever order, it looks as if it was drawn at once."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from convener.domain.composition.drawing.elements import read_elements
from convener.domain.composition.drawing.render import View, render
from convener.domain.composition.drawing.sketch import BOARD_WIDTH, Sketch, board_view, page_view
from convener.recording.drawings import VERSION, Drawing, DrawingChange, elements_at

from .drawn import BLUE, RED, Element, linear, shape, text

_SIZE = (160, 120)
_VIEW = View(0, 0, 1)


def _nothing(_file: str) -> Image.Image | None:
    return None


def whole(at: int, element: Element) -> DrawingChange:
    return DrawingChange(at=at, id=element["id"], element=msgspec.Raw(msgspec.json.encode(element)))


def _drawing(*changes: DrawingChange) -> Drawing:
    return Drawing(version=VERSION, changes=list(changes))


def _sketch(drawing: Drawing) -> Sketch:
    return Sketch(drawing, _SIZE, _VIEW, _nothing)


def _alpha(picture: Image.Image) -> Any:
    return np.asarray(picture.getchannel("A"), int)


def test_it_changes_when_something_is_drawn_grows_and_goes() -> None:
    stroke = linear("freedraw", 10, 60, [(0, 0), (20, 0), (40, 0)]) | {"id": "s", "index": "a0"}
    more = DrawingChange(at=2_000, id="s", points=[(60, 0), (80, 0), (120, 0)])
    sketch = _sketch(_drawing(whole(1_000, stroke), more, DrawingChange(at=3_000, id="s")))
    assert not sketch.draw(999)
    assert sketch.draw(1_000)
    assert (_alpha(sketch.picture)[60, 30], _alpha(sketch.picture)[60, 90]) == (255, 0)
    assert not sketch.draw(1_999)
    assert sketch.draw(2_000)
    assert _alpha(sketch.picture)[60, 90] == 255
    assert sketch.draw(3_500)
    assert sketch.picture.getbbox() is None
    assert not sketch.draw(4_000)


def _element(name: str, index: int, number: int) -> Element:
    place = {"id": name, "index": f"a{index}"}
    match number % 4:
        case 0:
            return shape("rectangle", 10 * index, 5 * number, 60, 40, backgroundColor=BLUE, opacity=60) | place
        case 1:
            return linear("freedraw", 10 * index, 5 * number, [(0, 0), (30, 40)], strokeColor=RED) | place
        case 2:
            return linear("arrow", 10, 10 * number, [(0, 0), (120, 0)]) | place
    return text(20, 10 * number, "so", 40, 27, containerId="abc"[index % 3]) | place


_CHANGES = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 6), st.integers(0, 9), st.booleans()), min_size=1, max_size=12
)


@settings(deadline=None, max_examples=60)
@given(_CHANGES)
def test_it_looks_as_if_it_was_drawn_at_once(changes: list[tuple[str, int, int, bool]]) -> None:
    # Far apart: a picture rests for a while, by how long it took.
    drawing = _drawing(
        *(
            DrawingChange(at=100_000 * at, id=name) if gone else whole(100_000 * at, _element(name, index, number))
            for at, (name, index, number, gone) in enumerate(changes)
        )
    )
    sketch = _sketch(drawing)
    for at in range(len(changes)):
        sketch.draw(100_000 * at)
        at_once = render(read_elements(elements_at(drawing, 100_000 * at)), _SIZE, _VIEW)
        over_white = [Image.alpha_composite(Image.new("RGBA", _SIZE, "#fff"), one) for one in (sketch.picture, at_once)]
        # Layers laid over each other are rounded.
        assert np.abs(np.subtract(*(np.asarray(one, int) for one in over_white))).max() <= 3


def test_pictures_that_take_long_are_drawn_less_often() -> None:
    crowd = [
        shape("rectangle", 0, 0, 160, 120, backgroundColor=BLUE) | {"id": f"e{at}", "index": f"a{at:04}"}
        for at in range(600)
    ]
    moving = [whole(100 * at, {**one, "x": at}) for at in range(50) for one in crowd[:: 1 if at == 0 else 100]]
    sketch = _sketch(_drawing(*moving))
    drawn = [sketch.draw(100 * at) for at in range(50)]
    assert drawn[0]
    assert 1 < sum(drawn) < 40


def test_a_page_is_as_wide_as_its_picture() -> None:
    assert page_view(480) == View(0, 0, 0.5)


def test_a_whiteboard_is_seen_as_a_whole() -> None:
    stroke = linear("freedraw", 0, 0, [(0, 0), (10, 10)]) | {"id": "s"}
    drawing = _drawing(whole(0, stroke), DrawingChange(at=5, id="s", points=[(4_000, 2_000)]))
    view = board_view(drawing, (1_000, 600))
    assert view.x < 0 < 4_000 < view.x + 1_000 / view.scale
    assert view.y < 0 < 2_000 < view.y + 600 / view.scale


def test_a_little_on_a_whiteboard_is_not_enlarged_and_what_is_far_out_hides_nothing() -> None:
    little = [whole(at, shape("rectangle", 40 * at, 30, 20, 20) | {"id": f"e{at}"}) for at in range(5)]
    assert board_view(_drawing(*little), (1_000, 600)).scale == 1_000 / BOARD_WIDTH
    far = whole(9, shape("rectangle", 9e5, 9e5) | {"id": "far"})
    view = board_view(_drawing(*little, far), (1_000, 600))
    assert view.scale >= 0.1 * 1_000 / BOARD_WIDTH
    assert view.x < 0 < 160 < view.x + 1_000 / view.scale
    assert board_view(_drawing(), (1_000, 600)).scale == 1_000 / BOARD_WIDTH
