"""Drawing as people do, on boards and on pages of documents, and what they see of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, expect

from tests.servers import wait_until

INK = """
(canvas, [left, top, width, height]) => {
  const scale = canvas.width / canvas.clientWidth;
  const place = [left, top, width, height].map((one) => Math.round(one * scale));
  const { data } = canvas.getContext("2d").getImageData(...place);
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] > 0 && data[at] + data[at + 1] + data[at + 2] < 600) drawn += 1;
  }
  return drawn;
}
"""
"""How many pixels of a part of the canvas are drawn."""

RED_AND_BLUE = """
(canvas, [left, top, width, height]) => {
  const scale = canvas.width / canvas.clientWidth;
  const place = [left, top, width, height].map((one) => Math.round(one * scale));
  const { data } = canvas.getContext("2d").getImageData(...place);
  const found = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = data.subarray(at, at + 3);
    if (red > 200 && green < 60 && blue < 60) found[0] += 1;
    if (blue > 200 && green < 60 && red < 60) found[1] += 1;
  }
  return found;
}
"""
"""How many pixels of a part of the canvas are red, and how many are blue."""

OF_THE_ONLY = """
(canvases, place) => {
  const [canvas] = canvases;
  return canvases.length === 1 && canvas.width && canvas.clientWidth ? (%s)(canvas, place) : null;
}
"""
"""What a function says of the only canvas; null while there is none, or none with a size, or the next one beside it."""

TRAILS = "(layer) => [...layer.querySelectorAll('path')].map((one) => (one.getAttribute('d') ?? '').length)"
"""How long the trails of laser pointers are, as they are written."""

GIVE = """
(target, [kind, files, x, y]) => {
  const transfer = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const usual = { bubbles: true, cancelable: true };
  if (kind === "paste") {
    target.dispatchEvent(new ClipboardEvent("paste", { ...usual, clipboardData: transfer }));
    return;
  }
  const box = target.getBoundingClientRect();
  const where = { clientX: box.left + x, clientY: box.top + y, dataTransfer: transfer };
  for (const name of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(name, { ...usual, ...where }));
  }
}
"""
"""Drop files on an element, or paste them there."""


@dataclass(frozen=True)
class SentFile:
    """A file that a person drops or pastes."""

    name: str
    type: str
    content: bytes

    def wire(self) -> list[str]:
        """As the page gets it."""
        return [self.name, self.type, base64.b64encode(self.content).decode()]


def canvas(person: Any) -> Locator:
    """The surface on which is drawn; what people see of it lies below."""
    return person.page.locator("canvas.excalidraw__canvas.interactive")  # type: ignore[no-any-return]


def drawn(person: Any, left: float, top: float, width: float, height: float) -> int:
    """How many pixels are drawn in this part of the board."""
    return int(_read(person, INK, [left, top, width, height]))


def _read(person: Any, function: str, place: list[float]) -> Any:
    """What a function says of what is seen of this part of the drawing, as soon as there is one."""
    below = person.page.locator("canvas.excalidraw__canvas.static")
    return person._wait_for(
        lambda: below.evaluate_all(OF_THE_ONLY % function, place),
        lambda got: got is not None,
        "a drawing to be shown",
    )


def played(player: Locator) -> int:
    """How many pixels are drawn in a player of a recording, on the page or board that is shown now; -1 while it is
    painted."""
    whole = f"(one) => ({INK})(one, [0, 0, one.clientWidth, one.clientHeight])"
    found = player.locator("canvas[data-painted]").evaluate_all(OF_THE_ONLY % whole)
    return -1 if found is None else int(found)


def in_light(person: Any) -> Any:
    """The same person in a room that is not dark: there colors are drawn as they are."""
    person.context.add_init_script("localStorage.setItem('convener.view', JSON.stringify({ dark: false }))")
    return person


def red_and_blue(person: Any, left: float, top: float, width: float, height: float) -> tuple[int, int]:
    """How many pixels are red, and how many are blue, in this part of the board."""
    red, blue = _read(person, RED_AND_BLUE, [left, top, width, height])
    return int(red), int(blue)


def drop(person: Any, place: tuple[float, float], *files: SentFile) -> None:
    """Drop files on the drawing, at this point of it."""
    canvas(person).evaluate(GIVE, ["drop", [one.wire() for one in files], *place])


def paste(person: Any, *files: SentFile) -> None:
    """Paste files where the person is."""
    person.page.evaluate_handle("document.activeElement").as_element().evaluate(
        GIVE, ["paste", [one.wire() for one in files], 0, 0]
    )


def make_board(person: Any, name: str) -> None:
    """Make a board that is shown to all, as a host does."""
    if person.button("New board").count() == 0:
        person.button("More").first.click()
        person.page.get_by_role("button", name="Whiteboard").click()
    person.button("New board").click()
    person.page.get_by_label("Name of the board").fill(name)
    person.button("Create and show").click()
    expect(canvas(person)).to_be_visible()


def drag(person: Any, *points: tuple[float, float]) -> None:
    """Draw along these points of the board."""
    box = canvas(person).bounding_box()
    assert box is not None
    mouse = person.page.mouse
    for number, (x, y) in enumerate(points):
        mouse.move(box["x"] + x, box["y"] + y, steps=4)
        if number == 0:
            mouse.down()
    mouse.up()


def trail(person: Any) -> int:
    """How long the longest trail of a laser pointer is that a person sees."""
    return max(person.page.locator(".SVGLayer svg").evaluate(TRAILS), default=0)


def point(person: Any, *watching: Any) -> None:
    """Point at the drawing by the laser pointer, which was chosen, until each of the others sees it."""
    box = canvas(person).bounding_box()
    assert box is not None
    mouse = person.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 100)
    mouse.down()
    moves = 0

    def is_seen(by: Any) -> bool:
        """The trail fades while nobody moves: so the pointer goes on until it is seen."""
        nonlocal moves
        moves += 1
        mouse.move(box["x"] + 100 + 20 * (moves % 15), box["y"] + 100 + 5 * (moves % 20), steps=3)
        return trail(by) > 40

    for one in watching:
        wait_until(lambda one=one: is_seen(one), f"{one.name} to see the laser pointer")  # type: ignore[misc]
    mouse.up()


def swipe(person: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw from one point to the other with a finger."""
    _touch(person, [[_between(start, end, step / 6)] for step in range(7)])


def pinch(person: Any, middle: tuple[float, float], near: float, far: float) -> None:
    """Put two fingers down, one after the other, and move them apart."""
    x, y = middle
    paths = [[(x - near, y)]]
    paths += [[(x - far_now, y), (x + far_now, y)] for far_now in (near + (far - near) * step / 6 for step in range(7))]
    _touch(person, paths)


def _between(start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _touch(person: Any, steps: list[list[tuple[float, float]]]) -> None:
    """Let fingers be at these points of the drawing, one step after the other."""
    box = canvas(person).bounding_box()
    assert box is not None
    session = person.page.context.new_cdp_session(person.page)
    fingers = 0
    for points in steps:
        at = [{"x": box["x"] + x, "y": box["y"] + y, "id": number} for number, (x, y) in enumerate(points)]
        kind = "touchStart" if len(points) > fingers else "touchMove"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
        fingers = len(points)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
