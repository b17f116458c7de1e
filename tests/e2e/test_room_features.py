"""What people do in the room, feature by feature."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.servers import wait_until


@pytest.mark.feature("hands")
def test_a_hand_is_raised_and_lowered_by_the_host(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    bob.button("Raise hand").click()
    expect(bob.button("Lower hand")).to_be_visible()
    ann.button("People").click()
    expect(ann.page.get_by_role("img", name="Hand is raised").first).to_be_visible()
    ann.page.get_by_role("button", name="Actions for Bob").click()
    ann.page.get_by_role("menuitem", name="Lower the hand").click()
    expect(bob.button("Raise hand")).to_be_visible()
    assert ann.errors == bob.errors == []


def is_beside(person: Any, tip: str, choice: str) -> bool:
    """Whether the tooltip with this text stands in the line of the button, before it: it covers no other one."""
    tooltip = person.page.get_by_role("tooltip").filter(has_text=tip)
    if tooltip.count() != 1 or (covered := tooltip.bounding_box()) is None:
        return False
    box = person.button(choice).bounding_box()
    middle = covered["y"] + covered["height"] / 2
    return bool(covered["x"] + covered["width"] <= box["x"] and box["y"] <= middle <= box["y"] + box["height"])


@pytest.mark.feature("lobby", "meeting")
def test_a_long_name_pushes_no_choice_out_of_the_panel(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    ann.reads("You are the only one here")
    ann.button("People").click()
    panel = ann.page.get_by_role("complementary", name="People")
    expect(panel.get_by_role("button", name="Copy link")).to_be_visible()
    ann.open_options()
    ann.page.get_by_role("switch", name="Lobby").click()
    expect(ann.page.get_by_role("switch", name="Lobby")).to_be_checked()
    name = "Maximiliana-Wilhelmine-von-Hohenfels"
    for each in (name, "Dan"):
        guest = new_person(each).without_devices().open(made["meetingUrl"])
        guest.page.get_by_role("textbox", name="Your name").fill(each)
        guest.button("Join meeting").click()
        guest.reads("You will be let in shortly")
    expect(panel.get_by_role("region", name="Waiting").get_by_role("listitem")).to_have_count(2)
    expect(ann.page.get_by_text("You are the only one here")).to_have_count(0)
    edges = panel.bounding_box()
    assert edges is not None
    for choice in (f"Let {name} in", f"Turn {name} away"):
        box = ann.page.get_by_role("region", name="Waiting").get_by_role("button", name=choice).bounding_box()
        assert box is not None
        assert box["x"] >= edges["x"], (choice, box, edges)
        assert box["x"] + box["width"] <= edges["x"] + edges["width"], (choice, box, edges)
    for choice, tip in ((f"Let {name} in", "Let in"), (f"Turn {name} away", "Turn away")):
        ann.button(choice).hover()
        wait_until(lambda tip=tip: is_beside(ann, tip, f"Let {name} in"), f"“{tip}” beside both choices")  # type: ignore[misc]
    ann.end_for_all()
    ann.reads("You have ended the meeting")
    expect(ann.page.get_by_role("link", name="To your meetings")).to_be_visible()
    expect(ann.button("Return to the meeting")).to_be_visible()
    assert ann.errors == []


@pytest.mark.feature("lobby")
def test_guests_wait_in_the_lobby_until_they_are_admitted_or_turned_away(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Lobby").click()
    expect(ann.page.get_by_role("switch", name="Lobby")).to_be_checked()
    guests = {}
    for name in ("Cleo", "Dan"):
        guests[name] = new_person(name).without_devices().open(made["meetingUrl"])
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
