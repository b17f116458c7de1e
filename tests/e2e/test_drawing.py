"""Pointing at a drawing, and drawing in a room that is read from right to left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drawn, make_board, point, trail
from tests.servers import wait_until

ARABIC = json.loads((Path(__file__).parents[2] / "client/src/locales/ar/board.json").read_text())
ARABIC_ROOM = json.loads((Path(__file__).parents[2] / "client/src/locales/ar/room.json").read_text())


@pytest.mark.feature("whiteboard")
def test_a_laser_pointer_is_seen_by_the_other_and_leaves_nothing(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    make_board(ann, "Plan")
    expect(canvas(bob)).to_be_visible()
    assert trail(bob) == 0
    ann.button("Laser pointer").click()
    point(ann, bob)
    wait_until(lambda: trail(bob) <= 40, "the trail to have faded")
    assert drawn(ann, 0, 0, 640, 400) == drawn(bob, 0, 0, 640, 400) == 0
    assert ann.errors == bob.errors == []
