"""Pointing at a drawing, and drawing in a room that is read from right to left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drawn, make_board
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
