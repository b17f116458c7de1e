"""The chat, as people use it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.factories import files


def open_chat(person: Person) -> None:
    person.page.keyboard.press("c")
    expect(field(person)).to_be_focused()


def field(person: Person) -> Locator:
    return person.page.get_by_role("textbox", name="Message", exact=True)


def messages(person: Person) -> Locator:
    return person.page.get_by_role("log", name="Messages").get_by_role("article")


def message(person: Person, text: str) -> Locator:
    return messages(person).filter(has_text=text)


def choose(person: Person, text: str, action: str) -> None:
    one = message(person, text)
    one.hover()
    one.get_by_role("button", name=re.compile("^Actions for")).click()
    person.page.get_by_role("menuitem", name=action, exact=True).click()


def send_to(person: Person, recipient: str, text: str) -> None:
    person.page.get_by_role("combobox", name="To").click()
    person.page.get_by_role("option", name=recipient, exact=True).click()
    field(person).fill(text)
    person.page.keyboard.press("Enter")


@pytest.mark.feature("chat")
def test_people_write_to_all_and_to_each_other(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann, bob = new_person("Ann"), new_person("Bob")
    ann.join_without_devices(made["hostUrl"])
    bob.join_without_devices(add(api, "p1", "Bob"))
    open_chat(ann)

    # To all: lines, a link, markup that stays a text; who has the panel closed gets a notice and a number.
    ann.page.keyboard.type("Hello <b>all</b>,")
    ann.page.keyboard.press("Shift+Enter")
    ann.page.keyboard.type("see https://example.org/x. javascript:alert(1)")
    ann.page.keyboard.press("Enter")
    bob.is_notified("Ann: Hello <b>all</b>, see")
    expect(bob.button("Chat").locator("span")).to_have_text("1")
    open_chat(bob)
    expect(bob.page.get_by_text("New since you looked")).to_be_visible()
    expect(bob.button("Chat").locator("span")).to_have_count(0)
    link = messages(bob).get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.org/x")
    expect(link).to_have_attribute("rel", "noopener noreferrer")

    # To one alone.
    send_to(bob, "Ann", "between us")
    expect(message(ann, "between us").get_by_text("Only to you")).to_be_visible()
    expect(message(bob, "between us").get_by_text("Only to Ann")).to_be_visible()

    # An answer leads to what it answers, and goes to the same people.
    choose(ann, "between us", "Reply")
    expect(field(ann)).to_be_focused()
    ann.page.keyboard.type("I see")
    ann.button("Send").click()
    message(bob, "I see").get_by_role("button", name="Go to the message from Bob").click()
    expect(messages(bob).nth(1)).to_be_focused()
    accessible(bob, "the chat")

    # A reaction, an edit, a deletion: all see them at once.
    send_to(bob, "Everybody", "I am Bbo")
    expect(message(ann, "I am Bbo")).to_be_visible()
    choose(ann, "I am Bbo", "Heart")
    expect(message(bob, "I am Bbo").get_by_role("button", name="Heart: 1 person")).to_be_visible()
    field(bob).focus()
    bob.page.keyboard.press("ArrowUp")
    expect(field(bob)).to_have_value("I am Bbo")
    field(bob).fill("I am Bob")
    bob.button("Save").click()
    expect(message(ann, "I am Bob").get_by_text("edited")).to_be_visible()
    choose(ann, "Hello", "Delete…")
    ann.page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(message(bob, "Message deleted")).to_be_visible()

    # A file: sent by one, had by the other.
    plan = files.pdf(1)
    with ann.page.expect_file_chooser() as choosing:
        ann.button("Send files").click()
    choosing.value.set_files({"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": plan})
    with bob.page.expect_download() as saving:
        bob.button("Download Plan.pdf").click()
    assert (saving.value.suggested_filename, saving.value.path().read_bytes()) == ("Plan.pdf", plan)
    choose(ann, "Plan.pdf", "Delete…")
    ann.page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(bob.button("Download Plan.pdf")).to_have_count(0)

    # A reload forgets nothing: what was written, what was read, whom it was for.
    # On a desktop the panel that was open is open again.
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    expect(bob.button("Chat").locator("span")).to_have_count(0)
    expect(messages(bob)).to_have_count(5)
    expect(message(bob, "between us").get_by_text("Only to Ann")).to_be_visible()

    # Closed by the host: read, not written. People and chat are tabs of one panel.
    ann.page.get_by_role("tab", name="People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name=re.compile("^Chat")).click()
    expect(bob.page.get_by_text("The host has closed the chat.")).to_be_visible()
    expect(field(bob)).to_have_count(0)
    assert ann.errors == bob.errors == []
