"""The check of devices and network, and the help: as anybody opens them, with what can be wrong."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.e2e.accessibility import accessible
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.e2e.person import Person
from tests.servers import RunningServer, wait_until


@pytest.fixture
def walled_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server whose STUN server never answers, as behind a firewall."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        stun = f"stun:127.0.0.1:{silent.getsockname()[1]}"
        running = RunningServer(tmp_path / "data", ice_servers=json.dumps([{"urls": stun}]))
        running.start()
        yield running
        running.stop()


@pytest.fixture
def careful_person(playwright: Playwright) -> Iterator[Person]:
    """A person who allows the microphone alone, in a browser that does not say yes by itself."""
    options = [option for option in CHROMIUM_OPTIONS if option != "--use-fake-ui-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
    person = Person(browser, "Ann", permissions=["microphone"])
    yield person
    person.close()
    browser.close()


def row(person: Any, name: str) -> Locator:
    """The row of a test."""
    found: Locator = person.page.get_by_role("list", name="Results").get_by_role("listitem")
    return found.filter(has=person.page.get_by_text(name, exact=True)).first


def check(person: Any, *, heard: bool = True) -> None:
    """Carry the whole check out."""
    person.button("Start the check").click()
    person.button("Yes, I heard it" if heard else "No, nothing").click()


def verdict(person: Any) -> Locator:
    """The heading of all."""
    found: Locator = person.page.locator("section[aria-labelledby=verdict]").get_by_role("heading")
    return found


def test_everything_works_and_can_be_told_to_support(shared_server: RunningServer, new_person: Any) -> None:
    ann = new_person("Ann", color_scheme="dark", viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    ann.open(f"{shared_server.base_url}/check")
    expect(ann.button("Start the check")).to_be_visible()
    accessible(ann, "check before it begins, dark")
    check(ann)
    expect(verdict(ann)).to_have_text("Everything works")
    for name in ("Browser", "Camera", "Microphone", "Speaker", "Connection to the server"):
        expect(row(ann, name)).to_contain_text("Works")
    expect(row(ann, "Network for sound and picture")).to_contain_text("out and back (UDP)")
    expect(row(ann, "Relay")).to_contain_text("Not tested")
    picture = ann.page.get_by_label("Picture of your camera")
    wait_until(lambda: picture.evaluate("video => video.videoWidth > 0 && !video.paused"), "a picture of the camera")
    text = ann.page.get_by_role("textbox", name="For support").input_value()
    assert text.splitlines()[3] == "Everything works"
    assert "fake_device" not in text, "names of devices may name people"
    expect(ann.page.get_by_role("status").filter(has_text="Everything works")).to_be_attached()
    accessible(ann, "check, dark")
    ann.page.emulate_media(color_scheme="light")
    accessible(ann, "check, light")
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= 360, "nothing is wider than the screen"
    ann.button("Test again: Camera").click()
    expect(verdict(ann)).to_have_text("Everything works")
    ann.button("Test again: Speaker").click()
    ann.button("No, nothing").click()
    expect(verdict(ann)).to_have_text("You can take part, but you cannot hear the others")
    ann.button("Turn off camera and microphone").click()
    expect(picture).to_have_count(0)
    ann.captures(0)


def test_a_denied_camera_and_a_closed_network_are_explained(
    walled_server: RunningServer, careful_person: Person
) -> None:
    ann = careful_person
    ann.open(f"{walled_server.base_url}/check")
    check(ann)
    expect(row(ann, "Camera")).to_contain_text("does not let this page use the camera")
    expect(row(ann, "Camera").get_by_role("listitem").first).to_contain_text("at the left of the address")
    expect(row(ann, "Microphone")).to_contain_text("Sound arrives.")
    expect(row(ann, "Network for sound and picture")).to_contain_text("No answer comes back over UDP")
    expect(verdict(ann)).to_have_text("Calls may fail behind this network")
    accessible(ann, "check with faults")


def test_the_help_opens_at_what_is_asked_for(shared_server: RunningServer, new_person: Any) -> None:
    ann = new_person("Ann", color_scheme="dark", viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    ann.open(f"{shared_server.base_url}/cc/main/help#firefox")
    expect(ann.page.locator("#firefox ol")).to_be_visible()
    expect(ann.page.locator("#firefox")).to_be_in_viewport()
    expect(ann.page.locator("#chrome ol")).to_be_hidden()
    expect(ann.page.get_by_text("Raise or lower the hand")).to_be_visible()
    accessible(ann, "help, dark")
    ann.page.emulate_media(color_scheme="light")
    accessible(ann, "help, light")
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= 360, "nothing is wider than the screen"
    ann.page.get_by_role("link", name="Check devices and network").first.click()
    expect(ann.button("Start the check")).to_be_visible()
