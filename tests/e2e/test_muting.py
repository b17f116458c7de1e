"""Mutes hold, and what everybody sees is what flows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.line import Line, RoomSocket
from tests.e2e.person import Person

LIVE_MICROPHONES = """
() => window.testConnections.filter((one) => one.connectionState === 'connected')
  .flatMap((one) => one.getSenders()).filter(({ track }) => track?.kind === 'audio' && track.enabled).length
"""


def _mute(host: Person, name: str) -> None:
    host.page.get_by_role("button", name=f"Actions for {name}").click()
    host.page.get_by_role("menuitem", name="Mute").click()


def _row(host: Person, name: str) -> Locator:
    return host.page.get_by_role("listitem").filter(has_text=name)


def _is_muted(host: Person, person: Person) -> None:
    """The person's page sends no sound, says so, and so does the host's list of people."""
    expect(person.button("Unmute microphone")).to_be_visible()
    expect(_row(host, person.name).get_by_label("Microphone is off")).to_be_visible()
    host._wait_for(
        lambda: person.page.evaluate(LIVE_MICROPHONES), lambda live: live == 0, f"{person.name} to send no sound"
    )


@pytest.mark.feature("media")
def test_a_mute_holds_when_the_line_comes_back(api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    line = new_line()
    bob = new_person("Bob", proxy=line.proxy).join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    ann.button("People").click()
    line.cut()
    expect(_row(ann, "Bob")).to_contain_text("reconnecting")
    _mute(ann, "Bob")
    expect(_row(ann, "Bob").get_by_label("Microphone is off")).to_be_visible()
    line.restore()
    expect(bob.button("Unmute microphone")).to_be_visible()
    bob.is_notified("Ann muted your microphone")
    _is_muted(ann, bob)


@pytest.mark.feature("media")
def test_a_mute_holds_over_a_reload(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    url = add(api, "p1", "Bob")
    bob = new_person("Bob").join(url)
    ann.sees("Bob")
    ann.button("People").click()
    _mute(ann, "Bob")
    expect(bob.button("Unmute microphone")).to_be_visible()
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    _is_muted(ann, bob)
    bob.button("Unmute microphone").click()
    expect(bob.button("Mute microphone")).to_be_visible()


@pytest.mark.feature("media")
def test_the_other_tab_is_as_silent_as_the_first_was(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    url = add(api, "p1", "Bob")
    bob = new_person("Bob").join(url)
    ann.sees("Bob")
    first, bob.page = bob.page, bob.context.new_page()
    bob.join(url)
    bob.reads("Use this tab|another tab")
    ann.button("People").click()
    _mute(ann, "Bob")
    expect(first.get_by_role("button", name="Unmute microphone", exact=True)).to_be_visible()
    first.close()
    bob.is_notified("You are on with sound and picture here")
    ann.sees("Bob")
    _is_muted(ann, bob)


@pytest.mark.feature("media", "people")
def test_a_mute_that_crosses_clicks_of_the_person_leaves_no_wrong_sign(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob")
    socket = RoomSocket(bob.context)
    bob.join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    ann.button("People").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is on")).to_be_visible()
    socket.delay()
    _mute(ann, "Bob")
    expect(_row(ann, "Bob").get_by_label("Microphone is off")).to_be_visible()
    bob.button("Mute microphone").click()
    bob.button("Unmute microphone").click()
    bob.button("Stop camera").click()
    expect(_row(ann, "Bob").get_by_label("Microphone is on")).to_be_visible()
    expect(_row(ann, "Bob").get_by_label("Camera is off")).to_be_visible()
    socket.release()
    bob.is_notified("Ann muted your microphone")
    _is_muted(ann, bob)
