import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeDevices, installDevices, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { canTurn } from "./facing";
import { type Input, type InputState, LocalMedia, type LocalState } from "./local";

let devices: FakeDevices;
let media: LocalMedia;

beforeEach(() => {
  devices = startFakeBrowser();
  media = new LocalMedia();
});

afterEach(() => {
  media.stop();
  expect(devices.live).toEqual([]);
  stopFakeBrowser();
});

/** All that was begun is done. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const INPUTS = ["microphone", "camera"] as const;
const KIND = { microphone: "audio", camera: "video" } as const;
const input = (which: Input) => media.state.getState()[which];
const startOff = () => media.start({ microphone: false, camera: false });
const startOn = () => media.start({ microphone: true, camera: true });

describe("a phone, whose cameras look both ways,", () => {
  beforeEach(() => {
    devices.devices = [
      { kind: "audioinput", deviceId: "microphone-1" },
      { kind: "videoinput", deviceId: "front", facing: "user" },
      { kind: "videoinput", deviceId: "back", facing: "environment" },
    ];
  });

  it("turns the camera round and back; the next meeting begins with the usual one", async () => {
    await startOn();
    expect(media.state.getState().facing).toBe("user");
    await media.turnCamera();
    expect([devices.inUse, media.state.getState().facing]).toEqual([["back", "microphone-1"], "environment"]);
    await media.turnCamera();
    expect(devices.inUse).toEqual(["front", "microphone-1"]);
    await media.turnCamera();
    media.stop();
    media = new LocalMedia();
    await startOn();
    expect(devices.inUse).toEqual(["front", "microphone-1"]);
  });

  it("keeps its camera where the other one has gone", async () => {
    await startOn();
    devices.unplug("back");
    await media.turnCamera();
    expect([devices.inUse, input("camera").problem]).toEqual([["front", "microphone-1"], null]);
  });

  it("turns nothing while the camera is off, and takes the one that is chosen afterwards", async () => {
    await media.start({ microphone: true, camera: false });
    await media.turnCamera();
    expect(devices.inUse).toEqual(["microphone-1"]);
    await media.set("camera", true);
    await media.turnCamera();
    await media.choose("camera", "front");
    expect(devices.inUse).toEqual(["front", "microphone-1"]);
  });

  it("has something to turn to only with two cameras that say where they look", () => {
    const cameras = [{}, {}] as MediaDeviceInfo[];
    expect(canTurn("user", cameras)).toBe(true);
    expect(canTurn("user", cameras.slice(1))).toBe(false);
    expect(canTurn(null, cameras)).toBe(false);
  });
});

describe("starting", () => {
  it("turns on what was on the last time, with a single question for both", async () => {
    await media.start();
    expect(devices.questions).toHaveLength(1);
    expect(devices.inUse).toEqual(["camera-1", "microphone-1"]);
    expect(media.tracks()).toMatchObject({ microphone: devices.live[0], camera: devices.live[1], screen: null });
  });

  it("asks for nothing where nothing was on", async () => {
    await startOff();
    expect(devices.questions).toEqual([]);
    expect(media.tracks()).toEqual({ microphone: null, camera: null, screen: null, screenSound: null });
  });

  it("a second time does nothing", async () => {
    await startOn();
    await startOn();
    expect(devices.captured).toHaveLength(2);
  });

  it("remembers what was on and which devices were chosen", async () => {
    await media.start();
    await media.choose("camera", "camera-2");
    await media.set("microphone", false);
    media.stop();
    media = new LocalMedia();
    await media.start();
    expect(devices.inUse).toEqual(["camera-2"]);
  });

  it("lists the devices, and those that are plugged in later", async () => {
    await startOff();
    await settle();
    const { devices: listed } = media.state.getState();
    expect([listed.microphones.length, listed.cameras.length, listed.speakers.length]).toEqual([2, 2, 1]);
    devices.plugIn({ kind: "audiooutput", deviceId: "speaker-2" });
    await settle();
    expect(media.state.getState().devices.speakers).toHaveLength(2);
  });

  it("leaves out devices that have no name yet, and the system's doubles", async () => {
    devices.devices = [
      { kind: "audioinput", deviceId: "" },
      { kind: "audioinput", deviceId: "communications" },
      { kind: "audioinput", deviceId: "default" },
    ];
    await startOff();
    await settle();
    expect(media.state.getState().devices.microphones.map(({ deviceId }) => deviceId)).toEqual(["default"]);
  });

  it("on a page that is not secure says so", async () => {
    installDevices(null);
    await startOn();
    expect([input("microphone").problem, input("camera").problem]).toEqual(["insecure", "insecure"]);
    media.stop();
    installDevices(devices);
  });

  it.each(INPUTS)("with a %s that another program holds, the other one serves", async (which) => {
    devices.busy.add(`${which}-1`);
    await startOn();
    const other = which === "camera" ? "microphone" : "camera";
    expect(input(which)).toMatchObject({ on: false, problem: "busy", starting: false });
    expect(input(other)).toMatchObject({ on: true, problem: null, starting: false });
  });

  it("denied both, does not ask a second time", async () => {
    devices.denied.add("audio").add("video");
    await startOn();
    expect(devices.questions).toHaveLength(1);
    for (const which of INPUTS) expect(input(which)).toMatchObject({ on: false, problem: "denied", starting: false });
  });

  it("denied one of both, takes the one that is allowed", async () => {
    devices.denied.add("video");
    const query = ({ name }: { name: string }) => Promise.resolve({ state: name === "camera" ? "denied" : "granted" });
    Object.defineProperty(navigator, "permissions", { value: { query }, configurable: true });
    await startOn();
    Reflect.deleteProperty(navigator, "permissions");
    expect(input("microphone")).toMatchObject({ on: true, problem: null });
    expect(input("camera")).toMatchObject({ on: false, problem: "denied" });
  });

  it("stopped while the person is asked, keeps nothing", async () => {
    const answer = devices.holdAnswers();
    const starting = startOn();
    await settle();
    media.stop();
    answer();
    await starting;
    expect(devices.captured).toHaveLength(2);
    expect(devices.live).toEqual([]);
    expect(media.tracks()).toMatchObject({ microphone: null, camera: null });
  });
});

describe.each(INPUTS)("the %s", (which) => {
  beforeEach(startOff);

  it("is told once for each step of turning on and off", async () => {
    const told: Pick<InputState, "on" | "starting">[] = [];
    media.state.subscribe((state, before) => {
      if (state[which] !== before[which]) told.push({ on: state[which].on, starting: state[which].starting });
    });
    await media.set(which, true);
    expect(told).toEqual([
      { on: false, starting: true },
      { on: true, starting: false },
    ]);
    await media.set(which, false);
    expect(told.slice(2)).toEqual([{ on: false, starting: false }]);
  });

  it("denied says so, and works as soon as it is allowed", async () => {
    devices.denied.add(KIND[which]);
    await media.set(which, true);
    expect(input(which)).toMatchObject({ on: false, track: null, starting: false, problem: "denied" });
    devices.denied.clear();
    await media.set(which, true);
    expect(input(which)).toMatchObject({ on: true, problem: null });
  });

  it("that is not there says so", async () => {
    devices.unplug(`${which}-1`, `${which}-2`);
    await media.set(which, true);
    expect(input(which)).toMatchObject({ on: false, track: null, problem: "missing" });
  });

  it("that was chosen and is not there today gives way to the default one", async () => {
    await media.choose(which, `${which}-2`);
    devices.unplug(`${which}-2`);
    await media.set(which, true);
    expect(devices.inUse).toEqual([`${which}-1`]);
    expect(input(which)).toMatchObject({ on: true, problem: null, deviceId: null });
  });

  it("can be another one, and the first is let go", async () => {
    await media.set(which, true);
    const first = input(which).track;
    await media.choose(which, `${which}-2`);
    expect(devices.inUse).toEqual([`${which}-2`]);
    expect(first?.readyState).toBe("ended");
    expect(input(which)).toMatchObject({ on: true, deviceId: `${which}-2` });
    await media.choose(which, null);
    expect(devices.inUse).toEqual([`${which}-1`]);
  });

  it("chosen while nothing is captured, is captured only when it is turned on", async () => {
    await media.choose(which, `${which}-2`);
    expect(devices.questions).toEqual([]);
    await media.set(which, true);
    expect(devices.inUse).toEqual([`${which}-2`]);
  });

  it("that is unplugged is followed by the default one", async () => {
    await media.choose(which, `${which}-2`);
    await media.set(which, true);
    devices.unplug(`${which}-2`);
    await settle();
    expect(devices.inUse).toEqual([`${which}-1`]);
    expect(input(which)).toMatchObject({ on: true, problem: null, deviceId: null });
  });

  it("that is unplugged and was the only one is off, and says that it was lost", async () => {
    await media.set(which, true);
    devices.unplug(`${which}-1`, `${which}-2`);
    await settle();
    expect(input(which)).toMatchObject({ on: false, track: null, problem: "lost" });
    devices.plugIn({ kind: `${KIND[which]}input`, deviceId: `${which}-3` });
    await media.set(which, true);
    expect(input(which)).toMatchObject({ on: true, problem: null });
  });

  it("turned on and off quickly ends as the last click says, with one capture at most", async () => {
    const clicks = [true, false, true, false, true].map((on) => media.set(which, on));
    await Promise.all(clicks);
    expect(input(which).on).toBe(true);
    expect(devices.live).toHaveLength(1);
    await Promise.all([media.set(which, false), media.set(which, true), media.set(which, false)]);
    expect(input(which).on).toBe(false);
  });
});

describe("turning off", () => {
  beforeEach(startOn);

  it("mutes the microphone but keeps it open, so that no word is lost", async () => {
    const { track } = input("microphone");
    await media.set("microphone", false);
    expect(track).toMatchObject({ enabled: false, readyState: "live" });
    expect(media.tracks().microphone).toBe(track);
    await media.set("microphone", true);
    expect(track?.enabled).toBe(true);
    expect(devices.captured).toHaveLength(2);
  });

  it("lets the camera go, so that its light is out", async () => {
    await media.set("camera", false);
    expect(devices.inUse).toEqual(["microphone-1"]);
    expect(media.tracks().camera).toBeNull();
  });

  it("the camera just as it is unplugged does not turn on another one", async () => {
    const off = media.set("camera", false);
    devices.unplug("camera-1");
    await off;
    await settle();
    expect(devices.inUse).toEqual(["microphone-1"]);
    expect(input("camera")).toMatchObject({ on: false, problem: null });
  });

  it("by somebody else leaves the wish for the next meeting", async () => {
    await media.turnOff("microphone");
    expect(input("microphone")).toMatchObject({ on: false, track: { enabled: false } });
    media.stop();
    media = new LocalMedia();
    await media.start();
    expect(input("microphone").on).toBe(true);
  });

  it("everything lets all devices go, and turns on again what was on", async () => {
    await media.startScreen();
    const told: LocalState[] = [];
    media.state.subscribe((state) => told.push(state));
    await media.silence();
    expect(devices.live).toEqual([]);
    expect(media.tracks()).toEqual({ microphone: null, camera: null, screen: null, screenSound: null });
    expect(told).toHaveLength(3);
    await media.resume({ microphone: true, camera: false });
    expect(devices.inUse).toEqual(["microphone-1"]);
    media.stop();
    media = new LocalMedia();
    await media.start();
    expect(devices.inUse).toEqual(["camera-1", "microphone-1"]);
  });
});
