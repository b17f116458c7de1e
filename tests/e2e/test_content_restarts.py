"""Three people show, turn, draw, take back and point; one reloads, and the server is lost by kill -9 in the middle."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drag, drawn, point
from tests.e2e.person import Person
from tests.e2e.talk import bring_talk, sees_page, shown
from tests.servers import RunningServer, wait_until

WHOLE = (0.0, 0.0, 2000.0, 2000.0)

EDGES = 0.15
"""The part of the ink that smooth edges may make more or less, where a page begins at another fraction of a pixel."""

BANDS = """
(canvases) => {
  if (canvases.length !== 1) return -1;
  const [canvas] = canvases;
  const { width, height } = canvas;
  if (!width || !height) return -1;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let bands = 0;
  for (let row = 0, inside = false; row < height; row += 1) {
    let ink = false;
    for (let at = row * width * 4; at < (row + 1) * width * 4 && !ink; at += 4) ink = data[at + 3] > 0;
    if (ink && !inside) bands += 1;
    inside = ink;
  }
  return bands;
}
"""
"""How many strokes from left to right lie one below the other, with nothing between them; -1 while pages change."""

NOTE_COPIED = """
() => {
  Clipboard.prototype.writeText = async (text) => { window.testCopied = text; };
}
"""


def strokes(person: Person) -> int:
    """How many strokes are seen."""
    return int(person.page.locator("canvas.excalidraw__canvas.static").evaluate_all(BANDS))


def see_strokes(watching: list[Person], count: int, what: str) -> None:
    for person in watching:
        wait_until(
            lambda person=person: strokes(person) == count,  # type: ignore[misc]
            f"{count} strokes as {person.name} sees them: {what}",
        )


def ink(watching: list[Person]) -> list[int]:
    """How many pixels are drawn, for each person."""
    return [drawn(person, *WHOLE) for person in watching]


def see_ink(watching: list[Person], before: list[int], what: str) -> None:
    """So much is drawn for each person as before."""
    wait_until(lambda: ink(watching) == pytest.approx(before, rel=EDGES), f"as much ink: {what}")


def elements(person: Person) -> list[dict[str, Any]]:
    """What is on the drawing, as the person copies it."""
    person.page.evaluate(NOTE_COPIED)
    person.page.locator("div.excalidraw").first.focus()
    person.page.keyboard.press("Control+a")
    person.page.keyboard.press("Control+c")
    person._wait_for(lambda: person.page.evaluate("window.testCopied ?? ''"), bool, "what is copied")
    copied: list[dict[str, Any]] = json.loads(person.page.evaluate("window.testCopied"))["elements"]
    return copied


def draw(person: Person) -> None:
    """Begin to draw on the page that is shown."""
    shown(person).get_by_role("button", name="Draw on the page").click()
    expect(canvas(person)).to_be_visible()
    expect(shown(person).get_by_role("toolbar", name="Drawing tools")).to_be_visible()


@pytest.mark.feature("content", "drawing", "showing")
def test_three_people_draw_on_pages_over_a_reload_and_kill_9(
    server: RunningServer, new_person: Any, another_browser: Browser
) -> None:
    api = LiveMinutes(server)
    made = create(api)
    # With a microphone: what says that there is none would lie above the controls of the page.
    hanna = new_person("Hanna").join_without_picture(made["hostUrl"])
    ann = new_person("Ann").join_without_devices(add(api, "p1", "Ann"))
    bob = new_person("Bob", browser=another_browser).join_without_devices(add(api, "p2", "Bob"))
    everybody: list[Person] = [hanna, ann, bob]

    # Shown, and turned for all.
    bring_talk(hanna)
    for person in everybody:
        sees_page(person, 1)
    hanna.button("Close").click()
    shown(hanna).get_by_role("button", name="Next page").click()
    for person in everybody:
        sees_page(person, 2)

    # Each draws; one takes back what is one's own alone, and brings it back.
    for number, person in enumerate(everybody):
        draw(person)
        drag(person, (200, 80 + 60 * number), (400, 80 + 60 * number))
        see_strokes(everybody[: number + 1], number + 1, f"{person.name} has drawn")
    see_strokes(everybody, 3, "each has drawn")
    ann.button("Undo").click()
    see_strokes(everybody, 2, "Ann has taken hers back")
    ann.button("Redo").click()
    see_strokes(everybody, 3, "Ann has brought it back")
    hanna.button("Laser pointer").click()
    point(hanna, ann, bob)
    hanna.button("Pen").click()
    see_strokes(everybody, 3, "the pointer leaves nothing")

    # One reloads.
    before = ink(everybody)
    assert min(before) > 300
    bob.page.reload()
    sees_page(bob, 2)
    draw(bob)
    see_strokes(everybody, 3, "Bob is back")
    see_ink(everybody, before, "the same as before")

    # The server is lost; what is drawn meanwhile comes to the others when it is back.
    server.kill()
    for person in everybody:
        person.reads("Reconnecting")
    drag(hanna, (200, 260), (400, 260))
    drag(bob, (200, 320), (400, 320))
    server.start()
    see_strokes(everybody, 5, "of before and meanwhile")
    with_all = ink(everybody)

    # Another page has nothing of it, and this one has all again.
    shown(hanna).get_by_role("button", name="Next page").click()
    for person in everybody:
        sees_page(person, 3)
    see_strokes(everybody, 0, "on the next page")
    shown(hanna).get_by_role("button", name="Previous page").click()
    for person in everybody:
        sees_page(person, 2)
    see_strokes(everybody, 5, "back on the page")
    see_ink(everybody, with_all, "the same as before the page was turned")

    # Nothing is there twice, not even at the same place.
    found = [elements(person) for person in everybody]
    for copied in found:
        assert [one["type"] for one in copied] == ["freedraw"] * 5
        assert len({one["id"] for one in copied}) == 5
        assert len({json.dumps(one["points"]) + str(one["y"]) for one in copied}) == 5
    assert hanna.errors == ann.errors == bob.errors == []
    api.close()
