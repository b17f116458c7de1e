"""What people do in the room, feature by feature."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create


@pytest.mark.feature("hands")
def test_a_hand_is_raised_and_lowered_by_the_host(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    bob.button("Raise hand").click()
    expect(bob.button("Lower hand")).to_be_visible()
    ann.button("People").click()
    expect(ann.page.get_by_role("img", name="Hand is raised").first).to_be_visible()
    ann.page.get_by_role("button", name="Actions for Bob").click()
    ann.page.get_by_role("menuitem", name="Lower the hand").click()
    expect(bob.button("Raise hand")).to_be_visible()
    assert ann.errors == bob.errors == []


@pytest.mark.feature("lobby")
def test_guests_wait_in_the_lobby_until_they_are_admitted_or_turned_away(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    ann.button("People").click()
    ann.page.get_by_role("switch", name="Lobby").click()
    expect(ann.page.get_by_role("switch", name="Lobby")).to_be_checked()
    guests = {}
    for name in ("Cleo", "Dan"):
        guests[name] = new_person(name).open(made["meetingUrl"])
        guests[name].page.get_by_role("textbox", name="Your name").fill(name)
        guests[name].button("Join meeting").click()
        guests[name].reads("You will be let in shortly")
    waiting = ann.page.get_by_role("region", name="Waiting")
    waiting.get_by_role("button", name="Let Cleo in").click()
    expect(guests["Cleo"].button("Raise hand")).to_be_visible()
    guests["Cleo"].sees("Ann")
    waiting.get_by_role("button", name="Turn Dan away").click()
    guests["Dan"].reads("You were not let in this time")
    expect(waiting).to_have_count(0)
