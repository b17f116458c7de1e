/** What is captured is what the person asked for last: nothing comes late, nothing is left over, nothing begins loud. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeDevices, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { LocalMedia } from "./local";

let devices: FakeDevices;
let media: LocalMedia;

beforeEach(() => {
  devices = startFakeBrowser();
  media = new LocalMedia();
});

afterEach(async () => {
  media.stop();
  await settle();
  expect(devices.live).toEqual([]);
  stopFakeBrowser();
});

/** All that was begun is done. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const startOff = () => media.start({ microphone: false, camera: false });
const startOn = () => media.start({ microphone: true, camera: true });
const state = () => media.state.getState();

/** Everything that was on the air at some moment: tracks that were handed on while they were enabled. */
function rememberLoud(): Set<MediaStreamTrack> {
  const loud = new Set<MediaStreamTrack>();
  media.state.subscribe(({ microphone: { on, track } }) => {
    if (track?.enabled || (on && track)) loud.add(track);
  });
  return loud;
}

describe("a screen", () => {
  it("asked for twice at once is captured once", async () => {
    await startOff();
    const answer = devices.holdAnswers();
    const clicks = [media.startScreen(), media.startScreen()];
    answer();
    expect(await Promise.all(clicks)).toEqual([true, true]);
    expect(devices.captured).toHaveLength(2);
    media.stopScreen();
    expect(devices.live).toEqual([]);
  });

  it("asked for while one is shared is the same one", async () => {
    await startOff();
    await media.startScreen();
    expect(await media.startScreen()).toBe(true);
    expect(devices.captured).toHaveLength(2);
  });

  it.each([
    ["the person is out", () => media.stop()],
    ["the person has no place any more", () => void media.silence()],
    ["the person stopped sharing", () => media.stopScreen()],
  ])("chosen after %s is let go", async (_, end) => {
    await startOff();
    const answer = devices.holdAnswers();
    const asked = media.startScreen();
    end();
    answer();
    expect(await asked).toBe(false);
    expect(devices.live).toEqual([]);
    expect(state().screen).toBeNull();
  });

  it("chosen after the person left is not shared on return", async () => {
    await startOff();
    const answer = devices.holdAnswers();
    const asked = media.startScreen();
    media.stop();
    await startOff();
    answer();
    await asked;
    expect(devices.live).toEqual([]);
    expect(media.tracks().screen).toBeNull();
    expect(await media.startScreen()).toBe(true);
  });

  it("is not asked for on a page that is out, or has no place", async () => {
    expect(await media.startScreen()).toBe(false);
    await startOff();
    await media.silence();
    expect(await media.startScreen()).toBe(false);
    await media.resume({ microphone: false, camera: false });
    expect(await media.startScreen()).toBe(true);
  });

  it("of which the browser gives only sound is let go", async () => {
    await startOff();
    const screen = await devices.getDisplayMedia();
    for (const track of screen.getVideoTracks()) {
      track.stop();
      screen.removeTrack(track);
    }
    devices.getDisplayMedia = () => Promise.resolve(screen);
    expect(await media.startScreen()).toBe(false);
    expect(devices.live).toEqual([]);
  });

  it("that ends late does not stop the next one", async () => {
    await startOff();
    await media.startScreen();
    const [first] = devices.captured;
    media.stopScreen();
    await media.startScreen();
    first?.dispatchEvent(new Event("ended"));
    expect(devices.inUse).toEqual(["screen", "screen"]);
  });
});

describe("while both start", () => {
  it.each(["microphone", "camera"] as const)("a press of the %s captures nothing twice", async (which) => {
    const answer = devices.holdAnswers();
    const starting = startOn();
    await settle();
    const pressed = media.set(which, true);
    answer();
    await Promise.all([starting, pressed]);
    expect(devices.inUse).toEqual(["camera-1", "microphone-1"]);
    expect(devices.captured).toHaveLength(2);
  });

  it("a camera that is switched off does not come on", async () => {
    const answer = devices.holdAnswers();
    const starting = startOn();
    await settle();
    const pressed = media.set("camera", false);
    answer();
    await Promise.all([starting, pressed]);
    expect(devices.inUse).toEqual(["microphone-1"]);
    expect(state().camera).toMatchObject({ on: false, track: null, starting: false });
  });

  it("a device that is chosen is the one that is captured", async () => {
    const answer = devices.holdAnswers();
    const starting = startOn();
    await settle();
    const chosen = media.choose("camera", "camera-2");
    answer();
    await Promise.all([starting, chosen]);
    expect(devices.inUse).toEqual(["camera-2", "microphone-1"]);
  });

  it("a place that is lost lets everything go, and starting again asks again", async () => {
    const answer = devices.holdAnswers();
    const starting = startOn();
    await settle();
    await media.silence();
    answer();
    await starting;
    expect(devices.live).toEqual([]);
    await media.resume({ microphone: true, camera: true });
    expect(devices.inUse).toEqual(["camera-1", "microphone-1"]);
  });

  it("a person who leaves and comes back has each device once", async () => {
    const answer = devices.holdAnswers();
    const first = startOn();
    await settle();
    media.stop();
    const second = startOn();
    answer();
    await Promise.all([first, second]);
    expect(devices.inUse).toEqual(["camera-1", "microphone-1"]);
    expect(media.tracks()).toMatchObject({ microphone: devices.live[0], camera: devices.live[1] });
  });

  it("a second press that is answered with no is one question", async () => {
    await startOff();
    devices.denied.add("video");
    await Promise.all([media.set("camera", true), media.set("camera", true)]);
    expect(devices.questions).toHaveLength(1);
  });
});

describe("a page that is out", () => {
  it("captures nothing, whatever is pressed", async () => {
    await startOn();
    media.stop();
    await media.set("camera", true);
    await media.set("microphone", true);
    await media.choose("camera", "camera-2");
    await media.resume({ microphone: true, camera: true });
    expect(devices.captured).toHaveLength(2);
    expect(devices.live).toEqual([]);
  });

  it("into the cache of the browser for going back captures nothing there, nor what is still asked for", async () => {
    await startOn();
    const answer = devices.holdAnswers();
    const asked = media.startScreen();
    window.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: true }));
    expect(devices.live).toEqual([]);
    answer();
    expect(await asked).toBe(false);
    expect(devices.live).toEqual([]);
  });

  it("by a reload says nothing of its own: the browser ends all, and the next page begins as this one was", async () => {
    await startOn();
    window.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: false }));
    expect(state().microphone.on).toBe(true);
  });

  it("without a place captures nothing either", async () => {
    await startOn();
    await media.silence();
    await media.set("microphone", true);
    expect(devices.live).toEqual([]);
  });

  it("says nothing of a question that was answered with no too late", async () => {
    await startOff();
    devices.denied.add("video");
    const answer = devices.holdAnswers();
    const pressed = media.set("camera", true);
    await settle();
    media.stop();
    answer();
    await pressed;
    expect(state().camera.problem).toBeNull();
  });
});

describe("a muted microphone", () => {
  beforeEach(startOn);

  it("is silent from its first moment when another one is chosen", async () => {
    await media.set("microphone", false);
    const loud = rememberLoud();
    await media.choose("microphone", "microphone-2");
    expect(devices.inUse).toEqual(["camera-1", "microphone-2"]);
    expect(state().microphone).toMatchObject({ on: false, track: { enabled: false } });
    expect(loud.size).toBe(0);
    await media.set("microphone", true);
    expect(loud.size).toBe(1);
  });

  it("is silent from its first moment when it is lost and another one follows", async () => {
    await media.set("microphone", false);
    const loud = rememberLoud();
    devices.unplug("microphone-1");
    await settle();
    expect(devices.inUse).toEqual(["camera-1", "microphone-2"]);
    expect(state().microphone).toMatchObject({ on: false, track: { enabled: false } });
    expect(loud.size).toBe(0);
  });

  it.each([
    ["by the person", () => media.set("microphone", false)],
    ["by somebody else", () => media.turnOff("microphone")],
  ])("%s while another one starts, that one is silent", async (_, mute) => {
    const answer = devices.holdAnswers();
    const chosen = media.choose("microphone", "microphone-2");
    await settle();
    const loud = rememberLoud();
    const muted = mute();
    answer();
    await Promise.all([chosen, muted]);
    expect(state().microphone).toMatchObject({ on: false, track: { enabled: false } });
    expect(loud.size).toBe(0);
  });
});
