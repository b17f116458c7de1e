"""People come, go, reload, lose their line, toggle, share, are muted, promoted and removed at random: in the end each
sees and hears exactly those who send."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as PatienceLost
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.line import Line
from tests.e2e.person import LIVE, Person
from tests.servers import PATIENCE, wait_until

pytestmark = pytest.mark.long

SECONDS = float(os.environ.get("PEOPLE_SECONDS", "0"))
STEPS = 12
COUNT = int(os.environ.get("PEOPLE_COUNT", "3"))
SEED = int(os.environ.get("PEOPLE_SEED", "9"))
KINDS = {
    "microphone": 3,
    "camera": 3,
    "screen": 3,
    "cut": 4,
    "silence": 2,
    "reload": 2,
    "mute": 2,
    "role": 1,
    "leave": 1,
    "remove": 1,
}
"""What happens, and how often."""
NAMES = ["Ann", "Bob", "Cleo", "Dan", "Eve"]

SMALL_VIDEO = "window.testVideo = { width: 160, height: 90, frameRate: 5 };"
"""All browsers of the meeting share one machine, which has to encode each picture once for each other person."""

PRESS = """
(names) => {
  const buttons = [...document.querySelectorAll('button')];
  const found = buttons.find((button) => names.includes(button.getAttribute('aria-label') ?? button.textContent));
  found?.click();
  return found !== undefined;
}
"""

SENT = """
() => {
  const live = window.testCaptured.filter(({ readyState, enabled }) => readyState === 'live' && enabled);
  const there = (name) => document.querySelector(`button[aria-label="${name}"]`) !== null;
  const videos = live.filter(({ kind }) => kind === 'video');
  return {
    sent: {
      microphone: live.some(({ kind, testScreen }) => kind === 'audio' && !testScreen),
      camera: videos.some(({ testScreen }) => !testScreen),
      screen: videos.some(({ testScreen }) => testScreen),
    },
    sounds: live.filter(({ kind }) => kind === 'audio').length,
    buttons: {
      microphone: there('Mute microphone'),
      camera: there('Stop camera'),
      screen: there('Stop sharing'),
    },
  };
}
"""
"""What a page really captures and sends, with how many sounds (a screen may have one), and what its buttons say."""

SIGNS = """
() => {
  const actions = 'Actions for ';
  return [...document.querySelectorAll('li')].flatMap((row) => {
    const marks = [...row.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
    const menu = marks.find((mark) => mark.startsWith(actions));
    return menu === undefined ? [] : [{
      name: menu.slice(actions.length),
      connected: !row.textContent.includes('reconnecting'),
      microphone: marks.includes('Microphone is on'),
      camera: marks.includes('Camera is on'),
      screen: marks.includes('Shares the screen'),
    }];
  });
}
"""
"""What the list of people says of each."""

TILES = """
() => Object.fromEntries([...document.querySelectorAll('figure')].map((figure) => {
  const video = figure.querySelector('video');
  return [figure.getAttribute('aria-label'), !video.hidden && video.videoWidth > 0];
}))
"""
"""Which figures are on the stage, and whether there is a picture in them."""

FLOWS = """
async () => {
  const open = window.testConnections.filter(({ connectionState }) => connectionState !== 'closed');
  const read = async () => {
    const counts = new Map();
    for (const [index, connection] of open.entries()) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        const value = report.kind === 'video' ? report.framesDecoded : report.totalAudioEnergy;
        counts.set(`${index} ${report.kind} ${report.id}`, value ?? 0);
      }
    }
    return counts;
  };
  const before = await read();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const grown = [...(await read())].filter(([key, value]) => value - (before.get(key) ?? 0) > 1e-5).map(([key]) => key);
  const end = (description) => /a=ice-ufrag:(.*)/.exec(description?.sdp ?? '')?.[1]?.trim() ?? null;
  return open.map((connection, index) => ({
    here: end(connection.localDescription),
    there: end(connection.remoteDescription),
    videos: grown.filter((key) => key.startsWith(`${index} video `)).length,
    sounds: grown.filter((key) => key.startsWith(`${index} audio `)).length,
  }));
}
"""
"""What arrives within 2.5 s in each connection of a page; by the names of its ends the other page knows it too."""


class Attendance:
    """A person who may be removed, and then gets another link, with a number behind the name."""

    def __init__(self, person: Person, line: Line, url: str, api: LiveMinutes) -> None:
        self.person = person
        self.line = line
        self.url = url
        self._name = person.name
        self._api = api
        self._links = 1
        self._back_at: float | None = None

    @property
    def inside(self) -> bool:
        return self.person.button("Leave").count() > 0

    def press(self, *names: str) -> bool:
        return bool(self.person.page.evaluate(PRESS, list(names)))

    def lose_line(self, lose: Callable[[], None], seconds: float) -> None:
        """The line is lost for so long."""
        if self._back_at is None:
            lose()
            self._back_at = time.monotonic() + seconds

    def restore_line(self, *, now: bool = True) -> None:
        """The line is there again: now, or if it was lost for long enough."""
        if self._back_at is not None and (now or time.monotonic() >= self._back_at):
            self._back_at = None
            self.line.restore()

    def reload(self) -> None:
        self.restore_line()
        self.person.page.reload()

    def enter(self) -> None:
        """Enter, if outside: by the same link, or by a new one where a host removed this person."""
        page = self.person.page
        self.restore_line()
        if page.get_by_text("Camera and microphone are off").count() > 0:
            assert page.evaluate(LIVE) == []
        elif self.inside:
            return
        join, leave = self.person.button("Join meeting"), self.person.button("Leave")
        refused = page.get_by_role("heading", name="You were removed from this meeting")
        self.person.open(self.url)
        expect(join.or_(leave).or_(refused)).to_be_visible()
        if leave.count() > 0:
            return
        if refused.count() > 0:
            self._links += 1
            self.person.name = f"{self._name} {self._links}"
            self.url = add(self._api, self.person.name, self.person.name)
            self.person.open(self.url)
        join.click()
        expect(self.person.button("Leave")).to_be_visible()


def act(chance: random.Random, host: Attendance, guests: list[Attendance]) -> str:
    """One random thing that happens; returns what."""
    one, guest = chance.choice([host, *guests]), chance.choice(guests)
    enters = not guest.inside and chance.random() < 0.5
    kind = "enter" if enters else chance.choices(list(KINDS), list(KINDS.values()))[0]
    match kind:
        case "microphone":
            one.press("Mute microphone", "Unmute microphone")
        case "camera":
            one.press("Start camera", "Stop camera")
        case "screen":
            one.press("Share screen", "Stop sharing")
        case "reload":
            one.reload()
        case "cut":
            one.lose_line(one.line.cut, chance.uniform(0, 8))
        case "silence":
            one.lose_line(one.line.fall_silent, chance.uniform(0, 8))
        case "leave":
            one = guest
            guest.press("Leave")
        case "enter":
            one = guest
            guest.enter()
        case _:
            one = guest
            items = {"mute": ["Mute"], "role": ["Make presenter", "Make attendee"], "remove": ["Remove"]}[kind]
            moderate(host.person, guest.person.name, items)
    return f"{one.person.name} {kind}"


def moderate(host: Person, name: str, items: list[str]) -> None:
    """Choose one of these in the menu of a person, where there is one; who leaves meanwhile takes the menu along."""
    page = host.page
    show_people(host)
    actions = page.get_by_role("button", name=f"Actions for {name}", exact=True)
    if actions.count() == 0:
        return
    with suppress(PatienceLost):
        actions.first.click(timeout=5_000)
        expect(page.get_by_role("menu")).to_be_visible()
        for item in items:
            found = page.get_by_role("menuitem", name=item)
            if found.count() == 0:
                continue
            found.first.click(timeout=5_000)
            if item == "Remove":
                page.get_by_role("dialog").get_by_role("button", name="Remove").click(timeout=5_000)
            return
    page.keyboard.press("Escape")


def show_people(person: Person) -> None:
    """A page that was just reloaded opens the panel that was open before: a press would close it again."""
    actions = person.page.get_by_role("button", name="Actions for")
    people = person.page.get_by_role("button", name="People", exact=True)

    def is_shown() -> bool:
        with suppress(PatienceLost):
            if actions.count() == 0 and people.first.get_attribute("aria-expanded", timeout=2_000) != "true":
                person.page.evaluate(PRESS, ["People"])
            actions.first.wait_for(timeout=2_000)
        return actions.count() > 0

    wait_until(is_shown, "the list of people")


@pytest.mark.feature("media", "people")
def test_each_gets_what_the_others_send(api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]) -> None:
    """``PEOPLE_COUNT`` (3) browsers for ``STEPS`` that ``PEOPLE_SEED`` chooses, and more for ``PEOPLE_SECONDS`` (0)."""
    chance = random.Random(SEED)
    made = create(api)

    def attend(name: str, url: str) -> Attendance:
        line = new_line()
        person = new_person(name, proxy=line.proxy)
        person.context.add_init_script(SMALL_VIDEO)
        return Attendance(person, line, url, api)

    host = attend("Ann", made["hostUrl"])
    guests = [attend(name, add(api, name, name)) for name in NAMES[1:COUNT]]
    everybody = [host, *guests]
    for one in everybody:
        one.enter()
    done: list[str] = []
    until = time.monotonic() + SECONDS
    while len(done) < STEPS or time.monotonic() < until:
        done.append(act(chance, host, guests))
        print(done[-1], end="; ", flush=True)
        host.person.page.wait_for_timeout(chance.randrange(500))
        for one in everybody:
            one.restore_line(now=False)
    print(f"{len(done)} steps")
    for one in everybody:
        one.restore_line()
    show_people(host.person)
    expect_to_know_who_is_inside(host.person, everybody)
    for one in everybody:
        one.enter()
        show_people(one.person)
    expect_what_others_send([one.person for one in everybody])
    for guest in guests:
        guest.press("Leave")
        guest.person.captures(0)
    assert [one.person.errors for one in everybody] == [[] for _ in everybody]


def expect_to_know_who_is_inside(host: Person, everybody: list[Attendance]) -> None:
    """Wait until those are inside who are so by the host's list: who was removed while the line was lost hears of it
    when it is back."""

    def read() -> tuple[list[str], list[str]]:
        listed = [one["name"] for one in host.page.evaluate(SIGNS) if one["connected"]]
        return sorted(listed), sorted(one.person.name for one in everybody if one.inside)

    host._wait_for(read, lambda found: found[0] == found[1], "all to know who is inside (by the list, by the pages)")


@dataclass
class Facts:
    """What is true on the page of one person at a moment."""

    name: str
    sent: dict[str, bool]
    sounds: int
    buttons: dict[str, bool]
    signs: dict[str, dict[str, bool]]
    tiles: dict[str, bool]
    flows: list[dict[str, Any]]

    def from_other(self, other: Facts) -> list[tuple[int, int]]:
        """How many videos and sounds arrive over each connection with another page."""
        ends = {(one["there"], one["here"]) for one in other.flows}
        return [(one["videos"], one["sounds"]) for one in self.flows if (one["here"], one["there"]) in ends]


def expect_what_others_send(everybody: list[Person]) -> None:
    """Assert that what flows to each is what the others capture, over one connection with each, and that buttons, signs
    and pictures say it too."""
    until = time.monotonic() + max(PATIENCE, SECONDS)
    while wrong := faults_of(read_facts(everybody)):
        assert time.monotonic() < until, "\n".join(wrong)


def read_facts(everybody: list[Person]) -> list[Facts]:
    """All pages count at the same time what flows."""
    for one in everybody:
        one.page.evaluate(f"() => {{ window.testFlows = ({FLOWS})(); }}")
    found = []
    for one in everybody:
        flows, sent = one.page.evaluate("() => window.testFlows"), one.page.evaluate(SENT)
        signs = {sign.pop("name"): sign for sign in one.page.evaluate(SIGNS)}
        tiles = one.page.evaluate(TILES)
        found.append(Facts(one.name, sent["sent"], sent["sounds"], sent["buttons"], signs, tiles, flows))
    return found


def faults_of(everybody: list[Facts]) -> list[str]:
    """What is not true on which page."""
    signs = {one.name: {"connected": True, **one.sent} for one in everybody}
    found = []
    for one in everybody:
        others = [other for other in everybody if other is not one]
        found += [
            (one, "buttons", one.buttons, one.sent),
            (one, "signs", one.signs, signs),
            (one, "connections", len(one.flows), len(others)),
        ]
        for other in others:
            videos = other.sent["camera"] + other.sent["screen"]
            found.append((one, f"from {other.name}", one.from_other(other), [(videos, other.sounds)]))
            for label, kind in ((other.name, "camera"), (f"Screen of {other.name}", "screen")):
                # The stage may have no room for a tile.
                shown = one.tiles.get(label, other.sent[kind])
                found.append((one, f"the tile {label}", shown, other.sent[kind]))
    return [f"{one.name}, {what}: {here}, wanted {wanted}" for one, what, here, wanted in found if here != wanted]
