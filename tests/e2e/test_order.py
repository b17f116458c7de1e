"""Order in the room: who may speak and show, whose turn it is, who hosts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person


def _row(person: Person, name: str) -> Locator:
    return person.page.get_by_role("listitem").filter(has_text=name)


def _choose(person: Person, name: str, action: str) -> None:
    person.page.get_by_role("button", name=f"Actions for {name}").click()
    person.page.get_by_role("menuitem", name=action).click()


@pytest.mark.feature("rights")
@pytest.mark.feature("hands")
def test_the_host_keeps_order_and_hands_over(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    ann.button("People").click()

    # What attendees may not send ends, and cannot be begun.
    ann.open_options()
    ann.page.get_by_role("switch", name="Unmute").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is off")).to_be_visible()
    expect(bob.button("Unmute microphone")).to_have_attribute("aria-disabled", "true")
    bob.reads("The host keeps microphones of attendees off")
    # Who is asked may, and nobody else can do it.
    _choose(ann, "Bob", "Ask to unmute")
    bob.reads("Ann asks you to unmute")
    bob.button("Unmute").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is on")).to_be_visible()
    _choose(ann, "Bob", "Stop the camera")
    bob.reads("Ann stopped your camera")
    expect(_row(ann, "Bob").get_by_label("Camera is off")).to_be_visible()
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    expect(bob.button("Start camera")).to_be_visible()

    # Hands have their turn, and go down together.
    bob.button("Raise hand").click()
    expect(_row(ann, "Bob").get_by_label("Hand is raised")).to_be_visible()
    ann.page.keyboard.press("h")
    expect(_row(ann, "Bob").get_by_label("Hand is raised, number 1")).to_be_visible()
    ann.button("Lower all hands").click()
    expect(bob.button("Raise hand")).to_be_visible()

    # The host hands over, and the new one has what hosts have.
    _choose(ann, "Bob", "Make host")
    ann.button("Hand over, become presenter").click()
    bob.reads("You are now the host")
    expect(_row(ann, "Bob").get_by_text("Host", exact=True)).to_be_visible()
    expect(ann.page.get_by_role("switch", name="Unmute")).to_have_count(0)
    bob.button("People").click()
    bob.open_options()
    expect(bob.page.get_by_role("switch", name="Unmute")).to_be_visible()
    assert ann.errors == bob.errors == []
