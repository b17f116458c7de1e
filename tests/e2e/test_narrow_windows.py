"""Narrow windows: every control of the bar lies within."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.application import LiveMinutes, create

BUTTONS_OUTSIDE = """
() => [...document.querySelectorAll('button')]
  .map((one) => ({ name: one.getAttribute('aria-label') || one.innerText, box: one.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && box.height > 0)
  .filter(({ box }) => box.left < 0 || box.right > window.innerWidth || box.top < 0 || box.bottom > window.innerHeight)
  .map(({ name, box }) => [name, box.left, box.right, box.top, box.bottom])
"""


@pytest.mark.feature("media", "people")
@pytest.mark.parametrize(("width", "height"), [(240, 400), (360, 640)])
def test_all_controls_are_in_the_window(api: LiveMinutes, new_person: Any, width: int, height: int) -> None:
    made = create(api)
    ann = new_person("Ann", viewport={"width": width, "height": height}).join(made["hostUrl"])
    for name in ("Mute microphone", "Stop camera", "More", "Leave"):
        box = ann.button(name).bounding_box()
        assert box is not None, name
        assert box["x"] >= 0, (name, box)
        assert box["x"] + box["width"] <= width, (name, box)
        assert box["y"] + box["height"] <= height, (name, box)
    assert ann.page.evaluate(BUTTONS_OUTSIDE) == []
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= width
