"""With the keyboard alone: where the focus is, links that skip, and what axe says of what is open."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create


@pytest.mark.feature("people")
@pytest.mark.parametrize("dark", [False, True])
def test_the_room_by_keyboard(api: LiveMinutes, new_person: Any, dark: bool) -> None:
    made = create(api)
    options = {"color_scheme": "dark" if dark else "light", "reduced_motion": "reduce"}
    ann = new_person("Ann", **options).open(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    ann.page.evaluate(f"localStorage.setItem('convener.view', '{{\"dark\": {str(dark).lower()}}}')")
    join = ann.button("Join meeting")
    expect(join).to_be_visible()
    ann.page.keyboard.press("Tab")
    expect(ann.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    ann.page.keyboard.press("Enter")
    expect(ann.page.get_by_role("main")).to_be_focused()
    join.focus()
    ann.page.keyboard.press("Enter")
    expect(ann.page.get_by_role("heading", level=1)).to_be_focused()
    expect(ann.figure("Bob")).to_be_visible()
    ann.page.keyboard.press("Tab")
    skip = ann.page.get_by_role("link", name="Skip to the controls")
    skip.focus()
    ann.page.keyboard.press("Enter")
    ann.page.keyboard.press("Tab")
    expect(ann.button("Mute microphone")).to_be_focused()

    view = ann.button("View")
    view.focus()
    ann.page.keyboard.press("Enter")
    expect(ann.page.get_by_role("menuitemradio", name="Grid")).to_be_visible()
    accessible(ann, "menu of the view")
    ann.page.keyboard.press("Escape")
    expect(view).to_be_focused()

    # One's own picture floats over that of the other, goes where the arrows point, and can be hidden from oneself.
    own, move = ann.figure("Ann"), ann.button("Move my picture")
    expect(own).to_have_attribute("data-look", "floating")
    expect(own).to_have_css("bottom", "12px")
    move.focus()
    ann.page.keyboard.press("ArrowUp")
    expect(own).to_have_css("top", "48px")
    ann.button("Hide my picture").focus()
    ann.page.keyboard.press("Enter")
    expect(own).to_have_count(0)
    expect(ann.button("Show my picture")).to_be_focused()
    expect(bob.figure("Ann")).to_be_visible()
    accessible(ann, "own picture hidden")

    ann.button("People").focus()
    ann.page.keyboard.press("Enter")
    accessible(ann, "people")
    # All of that is so after a reload, which takes the focus from nothing.
    ann.page.reload()
    expect(ann.page.get_by_role("complementary", name="People")).to_be_visible()
    expect(ann.page.get_by_role("heading", name="People")).not_to_be_focused()
    ann.button("Show my picture").click()
    expect(own).to_have_css("top", "48px")
    assert not ann.errors
