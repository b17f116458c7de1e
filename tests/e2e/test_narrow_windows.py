"""Narrow windows: every control of the bar lies within."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.panels import open_panel, write_message
from tests.servers import wait_until

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
    ann._wait_for(lambda: ann.page.evaluate(BUTTONS_OUTSIDE), lambda found: found == [], "all buttons to be within")
    for name in ("Mute microphone", "Stop camera", "More", "Leave"):
        box = ann.button(name).bounding_box()
        assert box is not None, name
        assert box["x"] >= 0, (name, box)
        assert box["x"] + box["width"] <= width, (name, box)
        assert box["y"] + box["height"] <= height, (name, box)
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


FROM_THE_END = "(log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)"

LINES = "one two three four five six seven eight nine ten eleven twelve. "


@pytest.mark.feature("chat")
def test_the_chat_stays_at_its_end_where_the_phone_is_turned(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    upright, across = {"width": 360, "height": 780}, {"width": 780, "height": 360}
    bob = new_person("Bob", viewport=upright).join_without_devices(add(api, "p1", "Bob"))
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    for number in range(1, 13):
        write_message(ann, f"message {number}: {LINES * (number % 4 * 3)}")
    open_panel(bob, "Chat")
    log = bob.page.get_by_role("log", name="Messages")
    newest = log.get_by_role("article").last

    def stays_at_its_end(text: str) -> None:
        expect(newest).to_contain_text(text)
        wait_until(lambda: log.evaluate(FROM_THE_END) <= 1, "the end of the chat")
        expect(bob.page.get_by_role("button", name=re.compile("newest|new message"))).to_have_count(0)

    stays_at_its_end("message 12")
    for size in (across, upright) * 2:
        bob.page.set_viewport_size(size)
        stays_at_its_end("message 12")
    write_message(ann, f"a long one: {LINES * 20}")
    stays_at_its_end("a long one")
    write_message(ann, "a short one")
    stays_at_its_end("a short one")
    log.evaluate("(log) => { log.scrollTop = 0; }")
    expect(bob.page.get_by_role("button", name=re.compile("newest"))).to_be_visible()  # the page has seen it
    bob.page.set_viewport_size(across)
    write_message(ann, "the newest one")
    bob.page.get_by_role("button", name="1 new message").click()
    stays_at_its_end("the newest one")


def test_notes_are_read_and_written_on_a_phone_on_its_side(api: LiveMinutes, new_person: Any) -> None:
    viewport = {"width": 740, "height": 360}
    ann = new_person("Ann", viewport=viewport).join_without_devices(create(api)["hostUrl"])
    panel = open_panel(ann, "Notes")
    text = panel.get_by_role("textbox", name="Text of the notes")
    text.click()
    for number in range(1, 13):
        ann.page.keyboard.insert_text(f"line {number}")
        ann.page.keyboard.press("Enter")
    for line in ("line 12", "line 1"):
        shown = text.get_by_text(line, exact=True)
        shown.scroll_into_view_if_needed()
        expect(shown).to_be_in_viewport(ratio=1)
    hidden = text.evaluate("(text) => text.scrollHeight - text.parentElement.clientHeight")
    assert hidden <= 0, "the panel is scrolled as a whole"
