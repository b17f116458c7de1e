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
    new_person("Bob").join(add(api, "p1", "Bob"))
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

    ann.button("People").focus()
    ann.page.keyboard.press("Enter")
    accessible(ann, "people")
    assert not ann.errors
