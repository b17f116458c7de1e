"""Devices and screens that the page captures: no more than what it shows, and none where it says that all are off."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import LIVE, Person

CLICK_SECONDS = float(os.environ.get("CLICK_SECONDS", "0"))
CLICK_ROUNDS = 8
CLICK_SEED = int(os.environ.get("CLICK_SEED", "9"))

SCREENS = """
() => window.testCaptured
  .filter(({ readyState, kind, testScreen }) => readyState === 'live' && kind === 'video' && testScreen).length
"""

SENT_SOUND = "() => window.testSent.filter(({ kind }) => kind === 'audio').map(({ enabled }) => enabled)"

REMEMBER_SENT = """
(() => {
  const native = RTCRtpSender.prototype.replaceTrack;
  window.testSent = [];
  RTCRtpSender.prototype.replaceTrack = function (track) {
    if (track) window.testSent.push({ kind: track.kind, enabled: track.enabled });
    return native.call(this, track);
  };
})();
"""


def expect_screens(person: Person, count: int) -> None:
    """Assert that so many screens are captured."""
    person._wait_for(lambda: person.page.evaluate(SCREENS), lambda live: live == count, f"{count} screens")


@pytest.mark.feature("media")
def test_a_double_click_shares_one_screen(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    expect(ann.button("Stop camera")).to_be_visible()
    ann.delay_answers()
    ann.button("Share screen").click(click_count=2)
    ann.answer()
    expect(ann.button("Stop sharing")).to_be_visible()
    expect_screens(ann, 1)
    ann.button("Stop sharing").click()
    expect(ann.button("Share screen")).to_be_visible()
    expect_screens(ann, 0)
    ann.captures(2)
    ann.leave()
    ann.captures(0)


def remove(ann: Person) -> None:
    ann.button("People").click()
    ann.page.get_by_role("button", name="Actions for Bob").click()
    ann.page.get_by_role("menuitem", name="Remove").click()
    ann.page.get_by_role("dialog").get_by_role("button", name="Remove").click()


def end(ann: Person) -> None:
    ann.end_for_all()


@pytest.mark.feature("media", "people", "meeting")
@pytest.mark.parametrize("show_out", [remove, end])
def test_a_screen_chosen_too_late_is_not_captured(
    api: LiveMinutes, new_person: Any, show_out: Callable[[Person], None]
) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    bob.delay_answers()
    bob.button("Share screen").click()
    expect_screens(bob, 1)
    show_out(ann)
    bob.reads("Camera and microphone are off")
    bob.answer()
    bob.captures(0)


@pytest.mark.feature("media", "meeting")
def test_a_screen_chosen_after_leaving_is_not_shared_on_return(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    expect(ann.button("Stop camera")).to_be_visible()
    ann.delay_answers()
    ann.button("Share screen").click()
    expect_screens(ann, 1)
    ann.leave()
    ann.reads("Camera and microphone are off")
    ann.answer()
    ann.captures(0)
    ann.page.get_by_role("button", name="Return to the meeting").click()
    ann.button("Join meeting").click()
    expect(ann.button("Stop camera")).to_be_visible()
    expect(ann.button("Share screen")).to_be_visible()
    ann.captures(2)


@pytest.mark.feature("media")
def test_a_camera_pressed_while_it_starts_is_captured_once(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann")
    ann.context.add_init_script("window.testAnswered = new Promise((resolve) => { window.testAnswer = resolve; });")
    ann.open(made["hostUrl"])
    ann.button("Start camera").click()
    ann.button("Unmute microphone").click()
    ann.answer()
    expect(ann.button("Stop camera")).to_be_visible()
    ann.captures(2)
    ann.button("Join meeting").click()
    ann.leave()
    ann.captures(0)


@pytest.mark.feature("media", "settings")
def test_another_microphone_begins_muted_where_the_person_is(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob")
    bob.context.add_init_script(REMEMBER_SENT)
    bob.join(add(api, "p1", "Bob"))
    ann.receives(1)
    bob.button("Mute microphone").click()
    expect(bob.button("Unmute microphone")).to_be_visible()
    bob.page.evaluate("() => { window.testSent = []; }")
    choose(bob, "Microphone", 1)
    sent = bob._wait_for(lambda: bob.page.evaluate(SENT_SOUND), bool, "another microphone to be sent")
    assert not any(sent)
    expect(bob.button("Unmute microphone")).to_be_attached()
    bob.captures(2)


def choose(person: Person, device: str, index: int) -> None:
    """Choose another device in the settings, by its place in the list."""
    person.open_settings()
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_label(device, exact=True).select_option(index=index)
    person.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


PRESS = """
(names) => {
  const buttons = [...document.querySelectorAll('button')];
  buttons.find((button) => names.includes(button.getAttribute('aria-label') ?? button.textContent))?.click();
}
"""

CHOOSE = """
([label, index]) => {
  const select = [...document.querySelectorAll('select')].find((one) => one.labels[0]?.textContent === label);
  if (!select) return;
  const value = select.options[index % select.options.length].value;
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, value);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
"""


@pytest.mark.feature("media", "settings")
def test_random_clicks_leave_no_capture_behind(api: LiveMinutes, new_person: Any) -> None:
    """``CLICK_ROUNDS`` of clicks that ``CLICK_SEED`` chooses, and more until ``CLICK_SECONDS`` (0) are over, with slow
    answers of the browser."""
    create(api)
    chance = random.Random(CLICK_SEED)
    ann = new_person("Ann")
    ann.context.add_init_script("window.testSlowness = 600;")
    ann.join(add(api, "p1", "Ann"))
    ann.open_settings()
    clicks = [
        lambda: ann.page.evaluate(PRESS, ["Mute microphone", "Unmute microphone"]),
        lambda: ann.page.evaluate(PRESS, ["Start camera", "Stop camera"]),
        lambda: ann.page.evaluate(PRESS, ["Share screen", "Stop sharing"]),
        lambda: ann.page.evaluate(CHOOSE, ["Microphone", chance.randrange(4)]),
        lambda: ann.page.evaluate(CHOOSE, ["Camera", chance.randrange(4)]),
    ]
    until = time.monotonic() + CLICK_SECONDS
    rounds = 0
    while rounds < CLICK_ROUNDS or time.monotonic() < until:
        for _ in range(chance.randrange(1, 30)):
            chance.choice(clicks)()
            if chance.random() < 0.6:
                ann.page.wait_for_timeout(chance.randrange(250))
        expect_no_more_than_shown(ann)
        if chance.random() < 0.3:
            come_and_go(ann, chance)
        rounds += 1
    ann.page.evaluate(PRESS, ["Share screen"])
    ann.page.evaluate(PRESS, ["Leave"])
    ann.reads("Camera and microphone are off")
    ann.captures(0)
    print(f"\n{rounds} rounds of clicks")
    assert ann.errors == []


def come_and_go(person: Person, chance: random.Random) -> None:
    """Leave, with whatever is being asked for, and come back; or reload."""
    if chance.random() < 0.3:
        person.page.reload()
    else:
        person.page.evaluate(PRESS, ["Share screen", "Start camera"])
        person.page.evaluate(PRESS, ["Leave"])
        person.reads("Camera and microphone are off")
        person.captures(0)
        person.page.get_by_role("button", name="Return to the meeting").click()
        person.button("Join meeting").click()
    expect(person.button("Leave")).to_be_visible()
    person.open_settings()


SHOWN = """
() => {
  const there = (name) => document.querySelector(`button[aria-label="${name}"]`) !== null;
  const live = window.testCaptured.filter(({ readyState }) => readyState === 'live');
  const screens = live.filter(({ kind, testScreen }) => kind === 'video' && testScreen);
  const cameras = live.filter(({ kind, testScreen }) => kind === 'video' && !testScreen);
  const microphones = live.filter(({ kind, testScreen }) => kind === 'audio' && !testScreen);
  return {
    busy: document.querySelector('button[data-busy]') !== null,
    cameras: [cameras.length, Number(there('Stop camera'))],
    screens: [screens.length, Number(there('Stop sharing'))],
    loud: [microphones.filter(({ enabled }) => enabled).length, Number(there('Mute microphone'))],
    microphones: microphones.length,
  };
}
"""


def expect_no_more_than_shown(person: Person) -> None:
    """Assert that what is captured becomes what the buttons say, with one microphone at most that is open and muted."""
    person._wait_for(
        lambda: person.page.evaluate(SHOWN),
        lambda found: (
            not found["busy"]
            and all(found[kind][0] == found[kind][1] for kind in ("cameras", "screens", "loud"))
            and found["microphones"] <= 1
        ),
        f"{person.name} to capture what is shown, now {person.page.evaluate(LIVE)}",
    )
