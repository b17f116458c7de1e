"""Polls as people hold them: made, voted in, changed, closed; a quiz, an anonymous one, a page that is loaded again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create


def panel(person: Any) -> Locator:
    found: Locator = person.page.get_by_role("complementary", name="Polls")
    return found


def poll(person: Any, question: str) -> Locator:
    return panel(person).get_by_role("article", name=question)


def bar(person: Any, question: str, answer: str) -> Locator:
    return poll(person, question).get_by_role("list", name="Results").get_by_role("listitem").filter(has_text=answer)


def press(place: Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def switch(person: Any, name: str) -> None:
    panel(person).get_by_role("switch", name=re.compile(f"^{name}")).check(force=True)


@pytest.mark.feature("polls")
def test_three_people_and_their_polls(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    host = new_person("Hanna").join_without_devices(made["hostUrl"])
    ann = new_person("Ann", viewport={"width": 390, "height": 780}).join_without_devices(add(api, "p1", "Ann"))
    bob = new_person("Bob", color_scheme="dark").join_without_devices(add(api, "p2", "Bob"))
    press(host.page.locator("footer"), "Polls")
    press(panel(host), "New poll")
    panel(host).get_by_role("textbox", name="Question").fill("Which <b>soup</b>?")
    for number, answer in enumerate(("Pea", "Tomato"), 1):
        panel(host).get_by_role("textbox", name=f"Answer {number}").fill(answer)
    switch(host, "Quiz")
    panel(host).get_by_role("checkbox", name="Answer 2 is right").check()
    panel(host).get_by_role("combobox", name="Who sees the results").click()
    host.page.get_by_role("option", name="Everybody, while people vote").click()
    accessible(host, "the form of a poll")
    press(panel(host), "Start poll")
    for person in (ann, bob):
        person.is_notified("Poll opened: Which <b>soup</b>?")
    press(bob.page.locator("footer"), "Polls")
    ann.button("More").click()
    ann.button("Polls").click()
    question = "Which <b>soup</b>?"
    poll(ann, question).get_by_role("radio", name="Pea").check()
    press(poll(ann, question), "Vote")
    expect(bar(bob, question, "Pea")).to_contain_text("100% 1 vote")
    expect(poll(host, question)).to_contain_text("1 of 3 have voted")
    expect(bar(ann, question, "Pea")).to_contain_text("Your answer")
    poll(bob, question).get_by_role("radio", name="Tomato").check()
    poll(bob, question).get_by_role("radio", name="Tomato").press("Enter")
    expect(bar(ann, question, "Tomato")).to_contain_text("50% 1 vote")
    # Loaded again in the middle, the page knows the own vote, which can still be changed.
    ann.page.reload()
    expect(ann.button("Leave")).to_be_visible()
    ann.button("More").click()
    ann.button("Polls").click()
    expect(bar(ann, question, "Pea")).to_contain_text("Your answer")
    press(poll(ann, question), "Change my vote")
    poll(ann, question).get_by_role("radio", name="Tomato").check()
    press(poll(ann, question), "Vote")
    expect(bar(bob, question, "Tomato")).to_contain_text("100% 2 votes")
    expect(bar(bob, question, "Tomato")).not_to_contain_text("Right answer")
    for person in (host, ann, bob):
        accessible(person, f"an open poll of {person.name}")
    press(poll(host, question), "Close poll")
    expect(poll(host, question)).to_be_focused()
    expect(poll(ann, question)).to_contain_text("Your answer was right.")
    expect(bar(bob, question, "Tomato")).to_contain_text("Right answer")
    press(poll(host, question), "Show who answered what")
    expect(poll(host, question).get_by_role("list", name="Answers")).to_have_text(
        re.compile("Ann.*Tomato.*Bob.*Tomato|Bob.*Tomato.*Ann.*Tomato")
    )
    # In the chat the results are drawn as here, also for who has loaded the page since.
    press(poll(host, question), "Put into the chat")
    host.is_notified("The results are in the chat")
    bob.is_notified("results of “Which <b>soup<")
    ann.page.reload()
    ann.button("Chat").click()
    shown = ann.page.get_by_role("log").get_by_role("group", name=f"Poll results: {question}")
    expect(shown.get_by_role("listitem").filter(has_text="Tomato")).to_contain_text("100% 2 votes Right answer")
    accessible(ann, "results in the chat")
    ann.page.get_by_role("complementary", name="Chat").get_by_role("button", name="Close").click()
    ann.button("More").click()
    ann.button("Polls").click()
    assert host.errors == ann.errors == bob.errors == []

    press(panel(host), "New poll")
    panel(host).get_by_role("textbox", name="Question").fill("Honestly?")
    press(panel(host), "Yes / No")
    switch(host, "Anonymous")
    press(panel(host), "Save for later")
    expect(poll(bob, "Honestly?")).to_have_count(0)
    press(poll(host, "Honestly?"), "Start poll")
    for person, answer in ((host, "Yes"), (ann, "No"), (bob, "Yes")):
        poll(person, "Honestly?").get_by_role("radio", name=answer).check()
        press(poll(person, "Honestly?"), "Vote")
        expect(poll(person, "Honestly?")).to_contain_text("it cannot be changed")
    expect(poll(host, "Honestly?")).to_contain_text("3 of 3 have voted")
    expect(poll(host, "Honestly?").get_by_role("list", name="Results")).to_have_count(0)
    press(poll(host, "Honestly?"), "Close poll")
    for person in (host, ann, bob):
        expect(bar(person, "Honestly?", "Yes")).to_contain_text("67% 2 votes")
        expect(bar(person, "Honestly?", "Yes")).not_to_contain_text("Your answer")
        accessible(person, f"closed polls of {person.name}")
    assert host.errors == ann.errors == bob.errors == []
