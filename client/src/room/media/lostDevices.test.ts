import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { type FakeDevices, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { LocalMedia } from "./local";

let devices: FakeDevices;
let media: LocalMedia;
const now = () => media.state.getState();
const settle = () => vi.advanceTimersByTimeAsync(0);
const MICROPHONE = { kind: "audioinput", deviceId: "microphone-2", label: "Headset" } as const;
const SPEAKER = { kind: "audiooutput", deviceId: "speaker-1", label: "Loudspeaker" } as const;

beforeEach(async () => {
  devices = startFakeBrowser();
  media = new LocalMedia();
  await media.start({ microphone: true, camera: true });
  await settle();
});

afterEach(() => {
  media.stop();
  expect(devices.live).toEqual([]);
  stopFakeBrowser();
});

it("a microphone that is pulled out is used again when it is back, muted as before", async () => {
  await media.choose("microphone", MICROPHONE.deviceId);
  await media.set("microphone", false);
  devices.unplug(MICROPHONE.deviceId);
  await settle();
  expect(now().news).toEqual({ what: "gone", kind: "microphone", name: "microphone-2" });
  devices.plugIn(MICROPHONE);
  await settle();
  expect(now().news).toEqual({ what: "back", kind: "microphone", name: "Headset" });
  expect(devices.inUse).toEqual(["camera-1", "microphone-2"]);
  expect(now().microphone.on).toBe(false);
});

it("a device that was exchanged meanwhile stays as the person chose it", async () => {
  await media.choose("camera", "camera-2");
  devices.unplug("camera-2");
  await settle();
  await media.choose("camera", "camera-1");
  devices.plugIn({ kind: "videoinput", deviceId: "camera-2" });
  await settle();
  expect(devices.inUse).toContain("camera-1");
  expect(now().news?.what).toBe("gone");
});

it("a camera for which nothing took over does not start by itself", async () => {
  devices.unplug("camera-1", "camera-2");
  await settle();
  devices.plugIn({ kind: "videoinput", deviceId: "camera-1" });
  await settle();
  expect(devices.inUse).toEqual(["microphone-1"]);
  expect(now().news).toBeNull();
});

it("a speaker that is pulled out leaves the sound to the default one, until it is back", async () => {
  media.chooseSpeaker(SPEAKER.deviceId);
  devices.unplug(SPEAKER.deviceId);
  await settle();
  expect(now()).toMatchObject({ speakerId: null, news: { what: "gone", kind: "speaker" } });
  devices.plugIn(SPEAKER);
  await settle();
  expect(now()).toMatchObject({ speakerId: "speaker-1", news: { what: "back", kind: "speaker" } });
});
