"""People with Firefox meet people with Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect
from tools.people.cameras import SMALL, People

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.servers import wait_until


@pytest.fixture
def anns_chromium(playwright: Playwright, chromium: Browser) -> Iterator[Browser]:
    """One in which a drawn person talks all the time."""
    options = [*CHROMIUM_OPTIONS, *People(chromium, SMALL).options("ann", talking=True)]
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
    yield browser
    browser.close()


@pytest.mark.feature("media", "people", "hands")
def test_firefox_and_chromium_meet(
    api: LiveMinutes, bobs_firefox: Browser, anns_chromium: Browser, new_person: Any
) -> None:
    made = create(api)
    ann = new_person("Ann", browser=anns_chromium, small_devices=False).join(made["hostUrl"])
    bob = new_person("Bob", browser=bobs_firefox, small_devices=False).join(add(api, "p1", "Bob"))
    # Both see, hear, and see who speaks.
    for person, other in ((ann, "Bob"), (bob, "Ann")):
        person.sees("Ann", "Bob")
        person.receives(1)
        expect(person.figure(other)).to_have_attribute("data-speaking", "true")
    expect(bob.figure("Bob")).to_have_attribute("data-speaking", "true")
    accessible(bob, "the room in Firefox")

    bob.button("Raise hand").click()
    expect(ann.figure("Bob").get_by_role("img", name="Hand is raised")).to_be_visible()
    bob.button("Lower hand").click()
    expect(ann.figure("Bob").get_by_role("img", name="Hand is raised")).to_have_count(0)

    bob.button("Mute microphone").click()
    expect(ann.figure("Bob").get_by_role("img", name="Microphone is off")).to_be_visible()
    expect(ann.figure("Bob")).not_to_have_attribute("data-speaking", "true")
    bob.button("Unmute microphone").click()
    expect(ann.figure("Bob")).to_have_attribute("data-speaking", "true")

    bob.button("Stop camera").click()
    expect(ann.figure("Bob").locator("video")).to_be_hidden()
    bob.button("Start camera").click()
    ann.sees("Bob")

    for sharing, watching in ((bob, ann), (ann, bob)):
        sharing.button("Share screen").click()
        expect(sharing.button("Stop sharing")).to_be_visible()
        screen = f"Screen of {sharing.name}"
        watching.sees(screen)
        # What it is stands in the line above, never over what is shown.
        expect(watching.page.get_by_role("banner")).to_contain_text(screen)
        expect(watching.figure(screen).get_by_text(screen)).to_have_count(0)
        sharing.button("Stop sharing").click()
        expect(watching.figure(screen)).to_have_count(0)

    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    bob.sees("Ann", "Bob")
    ann.sees("Bob")
    assert api.participant_status("k1", "p1") == "10"

    bob.leave()
    expect(ann.figure("Bob")).to_have_count(0)
    wait_until(lambda: api.participant_status("k1", "p1") == "11", "Bob to have quit")
    assert ann.errors == bob.errors == []
