/** Thousands of clicks, breaks and slow answers in simulated time: what is live is what is shown, and nothing else. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeDevices, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { seededRandom } from "../../testing/seededRandom";
import { type Input, LocalMedia } from "./local";

const STEPS = 2_000;
const INPUTS = ["microphone", "camera"] as const;
const ALL_DEVICES = new FakeDevices().devices;

let devices: FakeDevices;
let media: LocalMedia;

beforeEach(() => {
  devices = startFakeBrowser();
  media = new LocalMedia();
});

afterEach(() => {
  stopFakeBrowser();
});

/** What the person and the room asked for last. */
interface Wanted {
  inside: boolean;
  place: boolean;
  screen: boolean;
  on: Record<Input, boolean>;
}

it.each([1, 2, 3, 4, 5, 6])("whatever is clicked (seed %i)", async (seed) => {
  const { chance, pick, upTo } = seededRandom(seed);
  const wanted: Wanted = { inside: false, place: true, screen: false, on: { microphone: false, camera: false } };
  devices.delay = () => (chance(0.3) ? 0 : upTo(3_000));

  const known = () => {
    const { microphone, camera, screen } = media.state.getState();
    return [microphone.track, camera.track, ...(screen?.getTracks() ?? [])].filter((track) => track !== null);
  };
  const turn = (input: Input, on: boolean) => {
    void media.set(input, on);
    wanted.on[input] = on && wanted.inside && wanted.place;
  };
  const out = () => {
    wanted.screen = false;
    wanted.on = { microphone: false, camera: false };
  };
  const steps: (() => void)[] = [
    () => turn("microphone", true),
    () => turn("microphone", false),
    () => turn("camera", true),
    () => turn("camera", false),
    () => void media.choose("microphone", pick([null, "microphone-1", "microphone-2"])),
    () => void media.choose("camera", pick([null, "camera-1", "camera-2"])),
    () => {
      void media.turnOff("microphone");
      wanted.on.microphone = false;
    },
    () => {
      void media.startScreen();
      if (wanted.inside && wanted.place) wanted.screen = true;
    },
    () => {
      media.stopScreen();
      wanted.screen = false;
    },
    () => devices.live.find(({ deviceId }) => deviceId === "screen")?.end(),
    () => {
      const on = { microphone: chance(0.6), camera: chance(0.6) };
      if (!wanted.inside) Object.assign(wanted, { inside: true, place: true, on: { ...on } });
      void media.start(on);
    },
    () => {
      if (chance(0.5)) return;
      media.stop();
      wanted.inside = false;
      out();
    },
    () => {
      if (chance(0.5)) return;
      void media.silence();
      wanted.place = false;
      out();
    },
    () => {
      if (wanted.inside && wanted.place) return;
      const was = { microphone: chance(0.6), camera: chance(0.6) };
      if (wanted.inside) Object.assign(wanted, { place: true, on: { ...was } });
      void media.resume(was);
    },
    () => devices.unplug(pick(ALL_DEVICES).deviceId),
    () => {
      const device = pick(ALL_DEVICES);
      if (!devices.devices.includes(device)) devices.plugIn(device);
    },
    () => toggle(devices.busy, pick(ALL_DEVICES).deviceId),
    () => toggle(devices.denied, pick(["audio", "video", "screen"] as const)),
  ];

  /** Holds at every moment: nothing is captured that the page does not know, or that is not wanted, or is on the air though muted. */
  const check = () => {
    expect(devices.live.filter((track) => !known().includes(track as unknown as MediaStreamTrack))).toEqual([]);
    const { microphone, camera, screen } = media.state.getState();
    if (!wanted.inside || !wanted.place) expect(devices.live).toEqual([]);
    if (!wanted.on.microphone)
      expect(
        devices.live.some(({ kind, enabled, deviceId }) => kind === "audio" && enabled && deviceId !== "screen"),
      ).toBe(false);
    if (!wanted.on.camera) expect(camera.track).toBeNull();
    if (!wanted.screen) expect(screen).toBeNull();
    expect(microphone.on).toBe(microphone.track?.enabled === true);
    expect(camera.on).toBe(camera.track !== null);
  };

  for (let step = 0; step < STEPS; step += 1) {
    pick(steps)();
    check();
    for (let wait = chance(0.5) ? 0 : upTo(6); wait > 0; wait -= 1) {
      await vi.advanceTimersByTimeAsync(upTo(300));
      check();
    }
    if (step % 50 > 0) continue;
    devices.busy.clear();
    devices.denied.clear();
    devices.devices = ALL_DEVICES;
    await vi.advanceTimersByTimeAsync(60_000);
    for (const input of INPUTS) if (wanted.inside && wanted.place) turn(input, wanted.on[input]);
    await vi.advanceTimersByTimeAsync(60_000);
    check();
    const { microphone, camera } = media.state.getState();
    expect({ microphone: microphone.on, camera: camera.on }).toEqual(wanted.on);
    expect([microphone.starting, camera.starting]).toEqual([false, false]);
  }
  media.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(devices.captured.length).toBeGreaterThan(100);
  expect(devices.live).toEqual([]);
});

function toggle<Element>(set: Set<Element>, element: Element): void {
  if (!set.delete(element)) set.add(element);
}
