"""A document of three pages, as it is shown in the room: each page says its number and has a color of its own."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.panels import open_panel
from tests.factories.pages import pdf, slide
from tests.servers import wait_until

COLORS = ((200, 30, 30), (30, 160, 60), (40, 60, 200))
"""Of the pages; dark enough to be told apart after any compression."""

MIDDLE = """
(image) => {
  const canvas = document.createElement('canvas');
  canvas.width = 9; canvas.height = 9;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, 9, 9);
  return [...context.getImageData(4, 4, 1, 1).data].slice(0, 3);
}
"""


def colored(red: int, green: int, blue: int, text: str) -> bytes:
    ground = f"{red / 255:.3f} {green / 255:.3f} {blue / 255:.3f} rg 0 0 720 540 re f 0 0 0 rg ".encode()
    return ground + slide(text)


TALK = pdf([colored(*color, f"This is slide {number}") for number, color in enumerate(COLORS, 1)])


def shown(person: Any) -> Locator:
    found: Locator = person.page.get_by_role("region", name="Talk")
    return found


def sees_page(person: Any, number: int) -> None:
    """The picture of this page is what is drawn."""
    image = shown(person).get_by_role("img", name=f"Talk, page {number}", exact=True)
    expect(image).to_be_visible()
    expect(shown(person).get_by_text(f"This is slide {number}")).to_have_count(1)
    color = COLORS[number - 1]

    def is_drawn() -> bool:
        middle: list[int] = image.evaluate(MIDDLE)
        return max(abs(one - other) for one, other in zip(middle, color, strict=True)) < 40

    wait_until(is_drawn, f"page {number} as {person.name} sees it")


def bring_talk(person: Any) -> Locator:
    """Bring the document, by the panel, which stays open."""
    panel = open_panel(person, "Content")
    panel.locator("input[type=file]").set_input_files(
        {"name": "Talk.pdf", "mimeType": "application/pdf", "buffer": TALK}
    )
    return panel
