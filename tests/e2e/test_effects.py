"""What is made of sound and picture in the browser before they are sent: another background, less noise."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Playwright, Request
from tools.people.cameras import SMALL, People

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.e2e.person import Person

ENGINE = re.compile(r"vision_wasm|\.tflite|rnnoise|/workers/")

COLORS = """
(video) => {
  if (video.videoWidth === 0) return { corner: [0, 0, 0], face: [0, 0, 0] };
  const canvas = document.createElement('canvas');
  canvas.width = 64; canvas.height = 36;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 64, 36);
  const mean = (x, y, width, height) => {
    const pixels = context.getImageData(x, y, width, height).data;
    return [0, 1, 2].map((channel) => {
      let sum = 0;
      for (let at = channel; at < pixels.length; at += 4) sum += pixels[at];
      return (4 * sum) / pixels.length;
    });
  };
  return { corner: mean(1, 1, 6, 6), face: mean(29, 12, 6, 6) };
}
"""
"""The mean colors of a corner, where there is only background, and of the middle of the face."""

REMEMBER_MADE = """
(() => {
  const native = AudioContext.prototype.createMediaStreamDestination;
  window.testMade = [];
  AudioContext.prototype.createMediaStreamDestination = function () {
    const node = native.call(this);
    window.testMade.push(node.stream);
    return node;
  };
})();
"""
"""What the page makes of sound: RNNoise that may not be compiled gives silence without an error."""

CAMERA_OF_ONE_PICTURE = """
(() => {
  if (!window.MediaDevices) return;
  const bytes = Uint8Array.from(atob('%s'), (sign) => sign.charCodeAt(0));
  const native = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (asked) {
    const stream = await native.call(this, asked);
    if (!asked.video) return stream;
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const context = canvas.getContext('2d');
    const [camera] = canvas.captureStream().getVideoTracks();
    setInterval(() => context.drawImage(picture, 0, 0), 50);
    for (const track of stream.getVideoTracks()) track.stop();
    return new MediaStream([...stream.getAudioTracks(), camera]);
  };
})();
"""
"""For browsers that take no file for a camera: a person who does not move, as JPEG in base64."""

WAS_TOO_SLOW = """
// Nothing is kept by the empty page that a browser begins with.
if (location.protocol === 'http:') localStorage.getItem('convener.effects') ??
  localStorage.setItem('convener.effects', JSON.stringify({ background: 'blur', slowSince: Date.now() }));
"""
"""A person who wants another background although the machine was too slow keeps it, however busy the machine is."""

LOUDNESS = """
async () => {
  const stream = window.testMade.at(-1);
  if (!stream) return 0;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  for (let time = 0; time < 10; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples);
  }
  await context.close();
  return loudest;
}
"""


def distance(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def one_picture(camera: Path) -> str:
    """The first picture of a file of JPEGs, in base64."""
    file = camera.read_bytes()
    return base64.b64encode(file[: file.index(b"\xff\xd9") + 2]).decode()


def colors(person: Person, video: Locator, good: Any, what: str) -> Any:
    return person._wait_for(lambda: video.evaluate(COLORS), good, what)


@pytest.mark.feature("media")
def test_the_background_changes_and_the_person_stays(
    api: LiveMinutes, playwright: Playwright, chromium: Browser
) -> None:
    made = create(api)
    people = People(chromium, SMALL)
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=[*CHROMIUM_OPTIONS, *people.options("ann", talking=True)]
    )
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    try:
        ann = Person(browser, "Ann", small_devices=False)
        ann.context.on("request", note)
        ann.context.add_init_script(REMEMBER_MADE)
        ann.context.add_init_script(WAS_TOO_SLOW)
        ann.open(made["hostUrl"])
        video = ann.page.get_by_label("Your picture")
        before = colors(ann, video, lambda got: min(map(max, got.values())) > 20, "a picture")
        assert not [url for url in asked if ENGINE.search(url)]

        background = ann.page.get_by_label("Background")
        background.select_option("Evening light")
        after = colors(
            ann,
            video,
            lambda got: distance(got["corner"], before["corner"]) > 40 > distance(got["face"], before["face"]),
            "another background, and the same face",
        )
        ann.button("Join meeting").click()
        tile = ann.figure("Ann").locator("video")
        colors(
            ann,
            tile,
            lambda got: max(distance(got[part], after[part]) for part in got) < 40,
            "the same picture inside",
        )
        ann.open_settings()
        ann.page.get_by_role("switch", name="Suppress noise more strongly").click()
        background.select_option("The room as it is")
        colors(
            ann,
            tile,
            lambda got: max(distance(got[part], before[part]) for part in got) < 40,
            "the room as it is",
        )

        # The voice comes through the other engine.
        ann._wait_for(lambda: ann.page.evaluate(LOUDNESS), lambda loud: loud > 0.01, "a voice without noise")
        assert any("rnnoise" in url for url in asked)

        assert ann.errors == []
    finally:
        browser.close()


@pytest.mark.feature("media")
def test_the_background_changes_in_firefox_too(
    api: LiveMinutes, chromium: Browser, bobs_firefox: Browser, new_person: Any
) -> None:
    """Firefox gives no frames of tracks to workers: they go by way of the page."""
    made = create(api)
    camera = People(chromium, SMALL).camera("bob")
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob", browser=bobs_firefox, small_devices=False)
    bob.context.add_init_script(CAMERA_OF_ONE_PICTURE % one_picture(camera))
    bob.context.add_init_script(WAS_TOO_SLOW)
    bob.open(add(api, "p1", "Bob"))
    assert bob.page.evaluate("typeof MediaStreamTrackGenerator") == "undefined"
    video = bob.page.get_by_label("Your picture")
    before = colors(bob, video, lambda got: min(map(max, got.values())) > 20, "a picture")

    def is_changed(got: Any) -> bool:
        return distance(got["corner"], before["corner"]) > 40 > distance(got["face"], before["face"])

    background = bob.page.get_by_label("Background")
    background.select_option("Evening light")
    colors(bob, video, is_changed, "another background, and the same face")
    bob.button("Join meeting").click()
    seen = ann.figure("Bob").locator("video")
    colors(ann, seen, is_changed, "the same, seen by somebody else")
    bob.open_settings()
    background.select_option("Blurred")
    colors(bob, bob.figure("Bob").locator("video"), lambda got: not is_changed(got), "the room again, blurred")
    background.select_option("The room as it is")
    colors(
        ann,
        seen,
        lambda got: max(distance(got[part], before[part]) for part in got) < 40,
        "the room as it is, seen by somebody else",
    )
    assert ann.errors == bob.errors == []
