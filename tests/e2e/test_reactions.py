"""Reactions, as people see and hear them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create


@pytest.mark.feature("reactions")
def test_all_see_a_reaction_until_the_host_switches_them_off(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann, bob = new_person("Ann"), new_person("Bob")
    for person in (ann, bob):
        person.page.clock.install()
    ann.join_without_devices(made["hostUrl"])
    bob.join_without_devices(add(api, "p1", "Bob"))
    expect(ann.figure("Bob")).to_be_visible()
    bob.page.keyboard.press("r")
    choice = bob.page.get_by_role("group", name="Reactions")
    expect(choice.get_by_role("button")).to_have_count(6)
    # By the keyboard alone: the first has the focus, an arrow leads to the second.
    expect(choice.get_by_role("button", name="Thumbs up")).to_be_focused()
    bob.page.keyboard.press("ArrowRight")
    expect(choice.get_by_role("button", name="Clapping")).to_be_focused()
    for person in (ann, bob):
        person.stop_clock()
    bob.page.keyboard.press("Enter")
    for person in (ann, bob):
        expect(person.figure("Bob").get_by_role("img", name="Clapping")).to_be_visible()
        counts = person.page.get_by_role("list", name="Reactions in the last ten seconds")
        expect(counts.get_by_role("listitem")).to_have_text("👏 1")
    expect(ann.page.get_by_text("Bob claps")).to_be_attached()
    ann.page.clock.run_for(5_500)
    expect(ann.figure("Bob").get_by_role("img", name="Clapping")).to_have_count(0)
    expect(ann.page.get_by_role("list", name="Reactions in the last ten seconds")).to_have_count(1)
    ann.page.clock.run_for(5_000)
    expect(ann.page.get_by_role("list", name="Reactions in the last ten seconds")).to_have_count(0)
    for person in (ann, bob):
        person.page.clock.resume()
    bob.page.keyboard.press("Escape")
    expect(choice).to_have_count(0)
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Reactions").click()
    for person in (ann, bob):
        expect(person.button("Reactions")).to_have_count(0)
    ann.page.get_by_role("switch", name="Reactions").click()
    expect(bob.button("Reactions")).to_be_visible()
    assert ann.errors == bob.errors == []
