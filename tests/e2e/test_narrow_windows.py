"""Narrow windows: every control of the bar lies within."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, create

BUTTONS_OUTSIDE = """
() => [...document.querySelectorAll('button')]
  .map((one) => ({ name: one.getAttribute('aria-label') || one.innerText, box: one.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && box.height > 0)
  .filter(({ box }) => box.left < 0 || box.right > window.innerWidth || box.top < 0 || box.bottom > window.innerHeight)
  .map(({ name, box }) => [name, box.left, box.right, box.top, box.bottom])
"""


@pytest.mark.feature("media", "people")
@pytest.mark.parametrize(("width", "height"), [(240, 400), (360, 640), (701, 900), (768, 1024)])
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
    more, leave = ann.button("More").bounding_box(), ann.button("Leave").bounding_box()
    assert more is not None
    assert leave is not None
    assert more["x"] + more["width"] + 4 <= leave["x"], "What ends the stay stands apart from the rest."
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(640, 360), (740, 360)])
def test_the_way_in_is_in_sight_on_a_phone_on_its_side_and_at_200_percent(
    api: LiveMinutes, new_person: Any, width: int, height: int
) -> None:
    # 1280 x 720 at 200 % is a window of 640 x 360.
    made = create(api, title="Spring review of the brochure " * 8)
    ann = new_person("Ann", viewport={"width": width, "height": height}).open(made["meetingUrl"])
    name = ann.page.get_by_role("textbox", name="Your name")
    expect(name).to_be_visible()
    join = ann.button("Join meeting").bounding_box()
    field = name.bounding_box()
    assert join is not None
    assert field is not None
    assert field["y"] >= 0
    assert field["y"] + field["height"] <= join["y"], "the button does not cover the field"
    assert join["y"] + join["height"] <= height
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= width
    name.fill("Ann")
    ann.button("Join meeting").click()
    expect(ann.button("Leave")).to_be_visible()
