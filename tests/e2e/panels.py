"""The room's panels as people use them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.drawing import canvas
from tests.factories.pages import pdf, slide


def open_panel(person: Any, name: str) -> Locator:
    """The panel of this name, open."""
    panel: Locator = person.page.get_by_role("complementary", name=name)
    button = person.page.locator("footer").get_by_role("button", name=re.compile(f"^{name}"))
    # Both come at the same moment; a page that was loaded again opens the panel that was open.
    expect(panel.or_(button).first).to_be_visible()
    if not panel.count():
        button.click()
    expect(panel).to_be_visible()
    return panel


def write_message(person: Any, text: str) -> None:
    """Write to all."""
    field = open_panel(person, "Chat").get_by_role("textbox", name="Message", exact=True)
    field.fill(text)
    field.press("Enter")


def draw_on_new_document(person: Any) -> None:
    """Bring a document of one page, and begin to draw on it."""
    open_panel(person, "Content").locator("input[type=file]").set_input_files(
        {"name": "Talk.pdf", "mimeType": "application/pdf", "buffer": pdf([slide("This is slide 1")])}
    )
    person.button("Draw on the page").click()
    expect(canvas(person)).to_be_visible()


def more(person: Any) -> None:
    """Open what is below More in the bar of controls: drawings have such a button too."""
    person.page.get_by_role("contentinfo", name="Meeting controls").get_by_role("button", name="More").click()
