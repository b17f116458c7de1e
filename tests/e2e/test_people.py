"""The drawn people of ``tools/people``, and who is seen to speak."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from tools.people.cameras import SMALL, People
from tools.people.portraits import PORTRAITS

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.e2e.person import Person

UNMUTE_WHEN_TOLD = """
() => new MutationObserver((_, observer) => {
  const buttons = [...document.querySelectorAll('[role="status"] button')];
  const unmute = buttons.find((one) => one.textContent === 'Unmute');
  if (!unmute) return;
  observer.disconnect();
  unmute.click();
}).observe(document.body, { childList: true, subtree: true })
"""
"""The notice passes after some seconds, and comes again after minutes alone: its button is pressed as it comes."""


def test_each_drawn_person_is_another(chromium: Browser, tmp_path: Path) -> None:
    stills = set(People(chromium, SMALL, tmp_path).stills(PORTRAITS).values())
    assert len(stills) == len(PORTRAITS) >= 12
    assert all(still.startswith(b"\xff\xd8") for still in stills)


def test_a_camera_is_drawn_once(chromium: Browser, tmp_path: Path) -> None:
    people = People(chromium, SMALL, tmp_path)
    path = people.camera("mei")
    drawn = path.stat().st_mtime_ns
    assert people.camera("mei").stat().st_mtime_ns == drawn
    assert people.camera("mei", talking=True) != path
    assert {file.suffix for file in tmp_path.iterdir()} == {".mjpeg"}


@pytest.mark.feature("media")
def test_only_who_speaks_has_the_line_of_a_speaker(api: LiveMinutes, playwright: Playwright, chromium: Browser) -> None:
    made = create(api)
    people = People(chromium, SMALL)
    browsers = [
        playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*CHROMIUM_OPTIONS, *people.options(name, talking=name == "ann")],
        )
        for name in ("ann", "bob")
    ]
    try:
        ann = Person(browsers[0], "Ann", small_devices=False).join(made["hostUrl"])
        bob = Person(browsers[1], "Bob", small_devices=False).join(add(api, "p1", "Bob"))
        for person in (ann, bob):
            person.sees("Ann", "Bob")
            expect(person.figure("Ann")).to_have_attribute("data-speaking", "true")
            expect(person.figure("Bob")).not_to_have_attribute("data-speaking", "true")
        ann.page.evaluate(UNMUTE_WHEN_TOLD)
        ann.button("Mute microphone").click()
        ann.is_notified("You are muted and speaking")
        expect(ann.button("Mute microphone")).to_be_visible()
        expect(bob.figure("Ann")).to_have_attribute("data-speaking", "true")
        assert ann.errors == bob.errors == []
    finally:
        for browser in browsers:
            browser.close()
