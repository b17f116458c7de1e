"""Pointing at a drawing, and drawing in a room that is read from right to left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drag, drawn, make_board
from tests.servers import wait_until

TRAILS = "(layer) => [...layer.querySelectorAll('path')].map((one) => (one.getAttribute('d') ?? '').length)"
"""How long the trails of laser pointers are, as they are written."""

ARABIC = json.loads((Path(__file__).parents[2] / "client/src/locales/ar/board.json").read_text())
ARABIC_ROOM = json.loads((Path(__file__).parents[2] / "client/src/locales/ar/room.json").read_text())


def trail(person: Any) -> int:
    """How long the longest trail of a laser pointer is that a person sees."""
    return max(person.page.locator(".SVGLayer svg").evaluate(TRAILS), default=0)


@pytest.mark.feature("whiteboard")
def test_a_laser_pointer_is_seen_by_the_other_and_leaves_nothing(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    make_board(ann, "Plan")
    expect(canvas(bob)).to_be_visible()
    assert trail(bob) == 0
    ann.button("Laser pointer").click()
    box = canvas(ann).bounding_box()
    assert box is not None
    mouse = ann.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 100)
    mouse.down()
    moves = 0

    def points() -> bool:
        """The trail fades while nobody moves: so Ann goes on until Bob sees it."""
        nonlocal moves
        moves += 1
        mouse.move(box["x"] + 100 + 20 * (moves % 15), box["y"] + 100 + 5 * (moves % 20), steps=3)
        return trail(bob) > 40

    wait_until(points, "the trail of Ann's laser pointer on Bob's screen")
    mouse.up()
    wait_until(lambda: trail(bob) <= 40, "the trail to have faded")
    assert drawn(ann, 0, 0, 640, 400) == drawn(bob, 0, 0, 640, 400) == 0
    assert ann.errors == bob.errors == []


@pytest.mark.feature("whiteboard")
def test_right_to_left_the_tools_are_turned_and_the_drawing_is_not(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    make_board(ann, "Plan")
    amal = new_person("Amal", locale="ar")
    amal.context.add_init_script("delete window.MediaDevices.prototype.getUserMedia")
    amal.open(add(api, "p1", "Amal")).button(ARABIC_ROOM["preview"]["join"]).click()
    expect(canvas(amal)).to_be_visible()
    assert amal.page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
    tools = amal.page.get_by_role("toolbar", name=ARABIC["tools"])
    places = [
        tools.get_by_role("button", name=ARABIC["tool"][one], exact=True).bounding_box() for one in ("pen", "laser")
    ]
    pen, laser = places
    assert pen is not None
    assert laser is not None
    assert pen["x"] > laser["x"]
    # What is drawn at the left is at the left for both, who see the same part of the board.
    drag(amal, (60, 80), (160, 80), (160, 140))
    wait_until(lambda: drawn(amal, 50, 70, 120, 80) > 100, "the stroke of Amal")
    wait_until(lambda: drawn(ann, 50, 70, 120, 80) > 100, "the same on the screen of Ann")
    assert drawn(amal, 300, 60, 300, 200) == drawn(ann, 300, 60, 300, 200) == 0
    tools.get_by_role("button", name=ARABIC["undo"], exact=True).click()
    wait_until(lambda: drawn(ann, 0, 0, 640, 400) == 0, "the stroke to be taken back")
    accessible(amal, "a board in Arabic")
    assert ann.errors == amal.errors == []
