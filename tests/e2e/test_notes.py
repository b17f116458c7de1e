"""Notes, as three people write and read them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create

AT_END = """
(text) => new Promise((done) => {
  const atEnd = ({ selection, doc }) => selection.empty && selection.to >= doc.content.size - 1;
  requestAnimationFrame(() => setTimeout(() => done(atEnd(text.editor.state))));
})
"""


def _notes(person: Any) -> Locator:
    """The text of the notes, whose panel is opened."""
    text = person.page.get_by_role("textbox", name="Text of the notes")
    # Loaded again, the page opens the panel that was open, whose text comes a moment later: a press would close it.
    if not person.page.get_by_role("complementary", name="Notes").count():
        if not person.button("Notes").count():
            person.button("More").click()
        person.button("Notes").first.click()
    expect(text).to_be_visible()
    return text  # type: ignore[no-any-return]


def _to_the_end(text: Locator) -> None:
    """Put the caret behind all text, as Control+End does. The editor hears of that a moment after the key, and where
    somebody else's caret moves meanwhile it puts its own back: then once more, as people would."""
    for _ in range(100):
        text.press("Control+End")
        if text.evaluate(AT_END):
            return
    raise AssertionError("The caret does not get to the end.")


def _photograph(person: Any, name: str) -> None:
    if folder := os.environ.get("PHOTOGRAPHS"):
        person.page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.feature("notes")
def test_three_people_write_notes(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    carl = new_person("Carl", viewport={"width": 360, "height": 740}).join_without_devices(add(api, "p2", "Carl"))
    texts = [_notes(one) for one in (ann, bob, carl)]
    hint = "Nothing is written yet."
    expect(texts[0]).to_have_attribute("aria-placeholder", hint)
    for number, text in enumerate(texts):
        # What the one before wrote is here as a whole: the caret at the end is then behind it.
        for earlier in range(number):
            expect(text).to_contain_text(f"Hello from {earlier}. ")
            expect(text).not_to_have_attribute("aria-placeholder", hint)
        text.click()
        _to_the_end(text)
        text.press_sequentially(f"Hello from {number}. ")
    for text in texts:
        for number in range(3):
            expect(text).to_contain_text(f"Hello from {number}.")
    # Where the others are, and who wrote this line.
    expect(ann.page.locator(".notes-caret[data-name=Bob]")).to_be_attached()
    expect(ann.page.get_by_text("Written by")).to_contain_text("Bob")
    # A part, by the toolbar.
    _to_the_end(texts[1])
    bob.page.keyboard.press("Enter")
    bob.page.get_by_role("toolbar", name="Format the text").get_by_role("button", name="Action item").click()
    bob.page.keyboard.type("Send the offer")
    bob.page.get_by_role("combobox", name="Who does: Send the offer").fill("Carl")
    bob.page.get_by_label("Until when: Send the offer").fill("2030-05-01")
    expect(ann.page.get_by_label("Until when: Send the offer")).to_have_value("2030-05-01")
    expect(ann.page.get_by_role("combobox", name="Who does: Send the offer")).to_have_value("Carl")
    with ann.page.expect_download() as downloading:
        ann.button("Export").click()
        ann.page.get_by_role("menuitem", name="Markdown").click()
    written = Path(downloading.value.path()).read_text()
    assert "- [ ] **Action item**: Send the offer (Carl, 2030-05-01)" in written
    assert all(f"Hello from {number}." in written for number in range(3))
    accessible(ann, "the notes")
    _photograph(ann, "notes-desktop")
    _photograph(carl, "notes-phone")
    # Nothing is lost in a reload, and the host closes the notes meanwhile.
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Attendees may write in the notes").click()
    text = _notes(bob)
    expect(text).to_contain_text("Send the offer")
    expect(bob.page.get_by_text("The host decides who may write")).to_be_visible()
    expect(text).to_have_attribute("contenteditable", "false")
    expect(carl.page.get_by_text("The host decides who may write")).to_be_visible()
    text = _notes(ann)
    _to_the_end(text)
    ann.page.keyboard.press("Enter")
    ann.page.keyboard.type("Only the host")
    expect(texts[2]).to_contain_text("Only the host")
    assert ann.errors == bob.errors == carl.errors == []
