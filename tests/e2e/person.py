"""A person with a browser: opens a link, meets, and tells what really arrives."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Locator, Page, expect
from playwright.sync_api import Error as Refused

from tests.servers import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)

SMALL_DEVICES = """
(() => {
  if (!window.MediaDevices) return;
  const native = MediaDevices.prototype.getUserMedia;
  const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const picture = { width: { ideal: 320 }, height: { ideal: 180 } };
  MediaDevices.prototype.getUserMedia = function (wanted) {
    const small = { ...wanted };
    if (wanted?.audio) small.audio = { ...wanted.audio, ...sound };
    if (wanted?.video) small.video = { ...wanted.video, ...picture };
    return native.call(this, small);
  };
})();
"""
"""Devices give less than the page asks for, at a fraction of the cost: nobody looks at details, and a tone needs no
cleaning."""

REMEMBER_CONNECTIONS = """
(() => {
  const Native = window.RTCPeerConnection;
  window.testConnections = [];
  window.RTCPeerConnection = class extends Native {
    constructor(...given) { super(...given); window.testConnections.push(this); }
  };
})();
"""
"""Tests read WebRTC's own statistics; the page keeps its connections to itself, so the test notes them."""

REMEMBER_CAPTURES = """
(() => {
  if (!window.MediaDevices) return;
  window.testCaptured = [];
  window.testAnswered = Promise.resolve();
  window.testSlowness = 0;
  let state = 7;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (const name of ['getUserMedia', 'getDisplayMedia']) {
    const native = MediaDevices.prototype[name];
    MediaDevices.prototype[name] = async function (...wanted) {
      const answered = window.testAnswered;
      const delay = window.testSlowness * random();
      const stream = await native.apply(this, wanted);
      for (const track of stream.getTracks()) {
        track.testScreen = name === 'getDisplayMedia';
        window.testCaptured.push(track);
        if (window.testVideo && track.kind === 'video') await track.applyConstraints(window.testVideo);
      }
      await answered;
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      return stream;
    };
  }
})();
"""
"""Every track that the page was ever given. ``testAnswered`` holds its answers back, ``testSlowness`` is how many
milliseconds one may take, ``testVideo`` constrains pictures."""

REMEMBER_TOLD = """
(() => {
  const live = '[aria-live], [role="status"], [role="alert"]';
  window.testTold = new Map();
  const note = (place) => {
    const text = place.textContent;
    if (text === '' || window.testTold.has(text)) return;
    window.testTold.set(text, null);
    const measure = () => window.testTold.set(text, place.getBoundingClientRect().bottom);
    requestAnimationFrame(() => requestAnimationFrame(measure));
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const around = (target.closest ? target : target.parentElement)?.closest(live);
      if (around) note(around);
      else for (const node of addedNodes) {
        if (node.matches?.(live)) note(node);
        for (const inside of node.querySelectorAll?.(live) ?? []) note(inside);
      }
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
"""
"""All that the page has told in passing, and where it ended: what is there for some seconds alone would be missed by a
test that a busy machine keeps from looking."""

ORIGIN_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
"""Schemes of what goes to a server, and that of its origin. What has another one, like ``data:`` and ``blob:``, leaves
the browser not at all."""

NOTICE_OF_LOST_LINE = re.compile("Firefox can’t establish a connection to|The connection to \\S+ was interrupted")
"""What Firefox says of a socket whose server is away; Playwright takes it for an error of the page."""

TOLD = "() => Object.fromEntries(window.testTold)"

LIVE = "() => (window.testCaptured ?? []).filter((track) => track.readyState === 'live').map((track) => track.label)"

RECEIVED = """
async () => {
  let frames = 0, audio = 0, energy = 0, videos = 0;
  for (const connection of window.testConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'video' && report.framesDecoded > 0) { frames += report.framesDecoded; videos += 1; }
      if (report.kind === 'audio' && report.totalAudioEnergy > 0) { audio += 1; energy += report.totalAudioEnergy; }
    }
  }
  return { frames, videos, audio, energy };
}
"""

PICTURE = """
(figure) => {
  const video = [...figure.querySelectorAll('video')].find((one) => one.videoWidth > 0);
  if (!video) return { time: 0, light: 0 };
  const canvas = document.createElement('canvas');
  canvas.width = 16; canvas.height = 16;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 16, 16);
  const pixels = context.getImageData(0, 0, 16, 16).data;
  let light = 0;
  for (let i = 0; i < pixels.length; i += 4) light = Math.max(light, pixels[i], pixels[i + 1], pixels[i + 2]);
  return { time: video.currentTime, light };
}
"""


class Person:
    """One person, one browser context, any number of tabs.

    No page of a test may ask for anything of another origin than that of the first address which the person opens
    (``conftest.py`` looks when the test ends), but of ``other_origins``. ``small_devices``: the camera gives 320 x 180
    and nobody cleans the sound of the microphone, whatever the page asks for; and nothing fades or slides, as people
    may ask of their system, unless the context options say ``reduced_motion``.
    """

    made: ClassVar[list[Person]] = []
    """Those of the present test."""

    def __init__(
        self,
        browser: Browser,
        name: str,
        *,
        other_origins: Iterable[str] = (),
        small_devices: bool = True,
        **options: Any,
    ) -> None:
        self.name = name
        self.requested_elsewhere: list[str] = []
        """Addresses of other origins that pages have asked for."""
        self._first_origin = ""
        self._other_origins = frozenset(other_origins)
        Person.made.append(self)
        options.setdefault("viewport", {"width": 1280, "height": 800})
        options.setdefault("locale", "en-US")
        options.setdefault("timezone_id", "Europe/Berlin")
        options.setdefault("permissions", ["camera", "microphone"])
        if small_devices:
            options.setdefault("reduced_motion", "reduce")
        self.context = browser.new_context(**options)
        if small_devices:
            self.context.add_init_script(SMALL_DEVICES)
        self.context.add_init_script(REMEMBER_CONNECTIONS)
        self.context.add_init_script(REMEMBER_CAPTURES)
        self.context.add_init_script(REMEMBER_TOLD)
        self.context.set_default_timeout(PATIENCE * 1000)
        # Who leaves the page while sharing is asked first, and is sure.
        self.context.on("dialog", lambda dialog: dialog.accept())
        self.context.on("request", lambda request: self._note_request(request.url))
        self.context.on("page", lambda page: page.on("websocket", lambda socket: self._note_request(socket.url)))
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self._note_error(str(error)))

    def close(self) -> None:
        self.context.close()

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if (scheme := ORIGIN_SCHEMES.get(parts.scheme)) is None:
            return
        origin = f"{scheme}://{parts.netloc}"
        self._first_origin = self._first_origin or origin
        if origin != self._first_origin and origin not in self._other_origins:
            self.requested_elsewhere.append(url)

    def _note_error(self, text: str) -> None:
        if not NOTICE_OF_LOST_LINE.search(text):
            self.errors.append(text)

    def open(self, url: str) -> Person:
        self.page.goto(url)
        return self

    def join(self, url: str, *, name: str | None = None, view: Page | Frame | None = None) -> Person:
        """Open a link and enter."""
        where = view or self.page
        if view is None:
            self.page.goto(url)
        if name is not None:
            where.get_by_role("textbox", name="Your name").fill(name)
        where.get_by_role("button", name="Join meeting").click()
        expect(where.get_by_role("button", name="Leave", exact=True)).to_be_visible()
        return self

    def join_without_picture(self, url: str) -> Person:
        """Open a link, stop the camera and enter: pictures that are drawn and sent take more of a small machine than
        all the rest."""
        self.open(url).button("Stop camera").click()
        self.button("Join meeting").click()
        expect(self.button("Leave")).to_be_visible()
        return self

    def join_without_devices(self, url: str, *, name: str | None = None) -> Person:
        """Open a link and enter with a browser that gives neither sound nor picture: three people who send both take
        half of a small machine while they sit there, and these next to nothing."""
        return self.without_devices().join(url, name=name)

    def without_devices(self) -> Person:
        """The same person, whose browser gives neither sound nor picture from now on."""
        self.context.add_init_script("if (window.MediaDevices) delete window.MediaDevices.prototype.getUserMedia")
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def figure(self, name: str, view: Page | Frame | None = None) -> Locator:
        """The picture of a person of this name."""
        return (view or self.page).get_by_role("figure", name=name, exact=True).first

    def sees(self, *names: str, view: Page | Frame | None = None) -> None:
        """Assert that the pictures of these people are there, move and are not black."""
        for name in names:
            self._sees_one(name, self.figure(name, view))

    def _sees_one(self, name: str, figure: Locator) -> None:
        expect(figure).to_be_visible()
        first = self._wait_for(lambda: figure.evaluate(PICTURE), lambda got: got["light"] > 30, f"{name}'s picture")
        self._wait_for(
            lambda: figure.evaluate(PICTURE), lambda got: got["time"] > first["time"], f"{name}'s picture to move"
        )

    def receives(self, others: int) -> None:
        """Assert that pictures and sound of so many others are decoded."""
        self._wait_for(
            lambda: self.page.evaluate(RECEIVED),
            lambda got: got["videos"] >= others and got["audio"] >= others,
            f"{self.name} to decode picture and sound of {others}",
        )

    def stop_clock(self) -> None:
        """Let the timers of the page stand still, where ``page.clock`` was installed before it was loaded: what lasts
        some seconds lasts until the test lets them pass."""

        def stops() -> bool:
            # A moment from now: one that is past already when the page hears of it is refused.
            try:
                self.page.clock.pause_at(self.page.evaluate("() => Date.now() + 1000"))
            except Refused:
                return False
            return True

        self._wait_for(stops, bool, "the clock to stand still")

    def delay_answers(self) -> None:
        """Questions of the page for devices and screens wait from now on, until :meth:`answer`."""
        self.page.evaluate(
            "() => { window.testAnswered = new Promise((resolve) => { window.testAnswer = resolve; }); }"
        )

    def answer(self) -> None:
        self.page.evaluate("() => { window.testAnswer(); window.testAnswered = Promise.resolve(); }")

    def captures(self, count: int) -> None:
        """Assert that so many tracks of devices and screens are live on this page."""
        self._wait_for(
            lambda: self.page.evaluate(LIVE),
            lambda live: len(live) == count,
            f"{self.name} to capture {count} tracks",
        )

    def _wait_for(self, read: Any, good: Any, what: str) -> Any:
        until = time.monotonic() + PATIENCE
        while not good(value := read()):
            assert time.monotonic() < until, f"in vain: {what}; last seen {value}"
            self.page.wait_for_timeout(100)  # a condition is read again, nothing is assumed about time
        return value

    def leave(self) -> None:
        """Leave the room; a host says that the others stay."""
        button, choice = self.button("Leave"), self.page.get_by_role("menuitem", name="Leave meeting")
        button.click()
        # Who is host is known once the room is.
        self._wait_for(lambda: (choice.count(), button.count()), lambda got: got[0] or not got[1], "the way out")
        if choice.count():
            choice.click()
        expect(button).to_have_count(0)

    def open_settings(self) -> None:
        """Settings stand behind "More"."""
        self.button("More").click()
        self.button("Settings").click()

    def open_options(self) -> None:
        """What holds for everybody is folded below the list of people, which is open."""
        self.page.get_by_role("button", name="Meeting options", expanded=False).click()

    def end_for_all(self) -> None:
        """As the host, end the meeting for everybody."""
        button = self.button("Leave")
        expect(button).to_have_attribute("aria-haspopup", "menu")
        button.click()
        self.page.get_by_role("menuitem", name="End meeting for all").click()
        self.page.get_by_role("dialog").get_by_role("button", name="End meeting for all").click()

    def reads(self, text: str) -> None:
        """Assert that the page says something, which stays there."""
        expect(self.page.get_by_text(re.compile(text, re.IGNORECASE)).first).to_be_visible()

    def is_notified(self, text: str) -> float:
        """Assert that the page tells or told something since it was loaded, in passing; returns where the lower edge of
        that was, in pixels."""

        def ends(noted: dict[str, float | None]) -> list[float]:
            return [end for one, end in noted.items() if text in one and end is not None]

        told = self._wait_for(lambda: self.page.evaluate(TOLD), ends, f"{self.name} to be told: {text}")
        return ends(told)[0]
