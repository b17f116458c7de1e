"""Order in the room: who may speak and show, whose turn it is, who hosts; over a reload and kill -9 too."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.servers import RunningServer


def _row(person: Person, name: str) -> Locator:
    return person.page.get_by_role("listitem").filter(has_text=name)


def _choose(person: Person, name: str, action: str) -> None:
    person.page.get_by_role("button", name=f"Actions for {name}").click()
    person.page.get_by_role("menuitem", name=action).click()


@pytest.mark.feature("rights")
@pytest.mark.feature("hands")
def test_the_host_keeps_order_and_hands_over(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    ann.button("People").click()

    # What attendees may not send ends, and cannot be begun.
    ann.open_options()
    ann.page.get_by_role("switch", name="Unmute").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is off")).to_be_visible()
    expect(bob.button("Unmute microphone")).to_have_attribute("aria-disabled", "true")
    bob.is_notified("The host keeps microphones of attendees off")
    # Who is asked may, and nobody else can do it.
    _choose(ann, "Bob", "Ask to unmute")
    bob.reads("Ann asks you to unmute")
    bob.button("Unmute").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is on")).to_be_visible()
    _choose(ann, "Bob", "Stop the camera")
    bob.is_notified("Ann stopped your camera")
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
    bob.is_notified("You are now the host")
    expect(_row(ann, "Bob").get_by_text("Host", exact=True)).to_be_visible()
    expect(ann.page.get_by_role("switch", name="Unmute")).to_have_count(0)
    bob.button("People").click()
    bob.open_options()
    expect(bob.page.get_by_role("switch", name="Unmute")).to_be_visible()
    assert ann.errors == bob.errors == []


def _turn(person: Person, name: str, turn: int) -> None:
    """Assert which turn the raised hand has."""
    expect(_row(person, name).get_by_label(f"Hand is raised, number {turn}")).to_be_visible()


def _messages(person: Person) -> Locator:
    return person.page.get_by_role("log", name="Messages").get_by_role("article")


@pytest.mark.feature("hands", "lobby", "people", "chat")
def test_three_people_keep_their_order_over_kill_9(
    server: RunningServer, new_person: Any, another_browser: Browser
) -> None:
    api = LiveMinutes(server)
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob", browser=another_browser).join_without_devices(add(api, "p1", "Bob"))
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Lobby").click()
    expect(ann.page.get_by_role("switch", name="Lobby")).to_be_checked()
    carl = new_person("Carl").open(made["meetingUrl"])
    carl.page.get_by_role("textbox", name="Your name").fill("Carl")
    carl.button("Join meeting").click()
    carl.reads("You will be let in shortly")

    bob.button("Raise hand").click()
    expect(_row(ann, "Bob").get_by_label("Hand is raised")).to_be_visible()
    ann.button("Raise hand").click()
    _turn(ann, "Ann", 2)
    _choose(ann, "Bob", "Make presenter")
    expect(_row(ann, "Bob").get_by_text("Presenter", exact=True)).to_be_visible()
    ann.page.get_by_role("tab", name="Chat").click()
    ann.page.get_by_role("combobox", name="To").click()
    ann.page.get_by_role("option", name="Bob", exact=True).click()
    ann.page.get_by_role("textbox", name="Message", exact=True).fill("between us")
    ann.page.keyboard.press("Enter")
    expect(_messages(ann)).to_have_count(1)
    expect(_messages(ann).get_by_text("Sending")).to_have_count(0)
    ann.page.get_by_role("tab", name="People").click()
    _turn(ann, "Bob", 1)
    _turn(ann, "Ann", 2)

    server.kill()
    for person in (ann, bob):
        person.reads("Reconnecting")
    server.start()
    for person in (ann, bob):
        expect(person.page.get_by_text("Reconnecting")).to_have_count(0)
    # Who waited waits, whose turn it was has it, who was made presenter is one.
    ann.page.get_by_role("region", name="Waiting").get_by_role("button", name="Let Carl in").click()
    expect(carl.button("Raise hand")).to_be_visible()
    carl.button("Raise hand").click()
    for name, turn in (("Bob", 1), ("Ann", 2), ("Carl", 3)):
        _turn(ann, name, turn)
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    bob.button("People").click()
    for name, turn in (("Bob", 1), ("Ann", 2), ("Carl", 3)):
        _turn(bob, name, turn)
    bob.button("Lower all hands").click()
    for person in (ann, bob, carl):
        expect(person.button("Raise hand")).to_be_visible()

    # What is not for Carl never reaches him, and for Bob it is there once.
    carl.button("Chat").click()
    carl.page.get_by_role("textbox", name="Message", exact=True).fill("Hello")
    carl.page.keyboard.press("Enter")
    bob.page.get_by_role("tab", name="Chat").click()
    expect(_messages(bob)).to_have_count(2)
    expect(_messages(bob).filter(has_text="between us")).to_have_count(1)
    carl.page.reload()
    expect(carl.button("Leave")).to_be_visible()
    expect(_messages(carl)).to_have_count(1)
    expect(_messages(carl)).to_contain_text("Hello")
    assert ann.errors == bob.errors == carl.errors == []
    api.close()
