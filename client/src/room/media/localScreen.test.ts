import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeDevices, FakeStream, installDevices } from "../../testing/fakeMedia";
import { LocalMedia } from "./local";
import { canShareScreen } from "./support";

let devices: FakeDevices;
let media: LocalMedia;

beforeEach(async () => {
  vi.stubGlobal("MediaStream", FakeStream);
  localStorage.clear();
  devices = new FakeDevices();
  installDevices(devices);
  media = new LocalMedia();
  await media.start({ microphone: false, camera: false });
});

afterEach(() => {
  media.stop();
  expect(devices.live).toEqual([]);
  installDevices(null);
  vi.unstubAllGlobals();
});

const NOTHING = { screen: null, screenSound: null };

it("is offered where the browser can share one", () => {
  expect(canShareScreen()).toBe(true);
  installDevices(null);
  expect(canShareScreen()).toBe(false);
  installDevices(devices);
});

it("is asked for in the click itself, as Safari wants it (W3C Screen Capture, 5.1: transient activation)", async () => {
  const ask = vi.spyOn(devices, "getDisplayMedia");
  const answer = media.startScreen();
  expect(ask).toHaveBeenCalledTimes(1);
  await answer;
});

it("is shared with its sound, as text that must stay sharp", async () => {
  expect(await media.startScreen()).toBe(true);
  const [picture, sound] = devices.live;
  expect(media.tracks()).toMatchObject({ screen: picture, screenSound: sound });
  expect(picture?.contentHint).toBe("detail");
});

it("is shared without sound where the person chose so", async () => {
  devices.screenSound = false;
  await media.startScreen();
  expect(media.tracks()).toMatchObject({ screen: devices.live[0], screenSound: null });
});

it("is not shared where the person closes the question", async () => {
  devices.denied.add("screen");
  expect(await media.startScreen()).toBe(false);
  expect(media.tracks()).toMatchObject(NOTHING);
});

it("stops by the page, told once", async () => {
  await media.startScreen();
  const told: (MediaStream | null)[] = [];
  media.state.subscribe(({ screen }) => told.push(screen));
  media.stopScreen();
  expect(devices.live).toEqual([]);
  expect(media.tracks()).toMatchObject(NOTHING);
  expect(told).toEqual([null]);
});

it("stops by the browser's bar, its sound too", async () => {
  await media.startScreen();
  devices.live[0]?.end();
  expect(devices.live).toEqual([]);
  expect(media.tracks()).toMatchObject(NOTHING);
});

it("is shared again after it was stopped", async () => {
  await media.startScreen();
  devices.live[0]?.end();
  expect(await media.startScreen()).toBe(true);
  expect(media.tracks().screen).toBe(devices.live[0]);
});

it("leaves microphone and camera as they are", async () => {
  await media.set("microphone", true);
  await media.startScreen();
  media.stopScreen();
  expect(devices.inUse).toEqual(["microphone-1"]);
});
