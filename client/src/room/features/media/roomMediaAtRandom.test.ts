/** Clicks, mutes, lost lines, lost places and slow devices in simulated time: what all see is what is sent. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeSocket } from "../../../testing/fakeSocket";
import { RoomServer } from "../../../testing/roomServer";
import { seededRandom } from "../../../testing/seededRandom";
import { SessionAtWork } from "../../../testing/sessionAtWork";
import type { Input } from "../../media/local";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const STEP = 50;

let work: SessionAtWork;

beforeEach(async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  work = await SessionAtWork.start();
});

afterEach(() => work.end());

it.each(SEEDS)("whatever happens (seed %i)", async (seed) => {
  const random = seededRandom(seed);
  const { chance, pick, upTo } = random;
  const server = new RoomServer(random, pick([0, 100, 1_000]));
  const { local, media, devices } = work;
  devices.delay = () => (chance(0.5) ? 0 : upTo(1_500));
  // The buttons are off without a place.
  const turn = (input: Input, on: boolean) => {
    if (!media.engine.state.getState().hasSlot) return;
    if (input === "microphone" && on) server.toldOfMute = false;
    void local.set(input, on);
  };
  const events: (() => void)[] = [
    () => turn("microphone", true),
    () => turn("microphone", true),
    () => turn("microphone", false),
    () => turn("camera", true),
    () => turn("camera", false),
    () => void media.toggleScreen(),
    () => void local.choose("microphone", pick(["microphone-1", "microphone-2"])),
    () => server.mute(),
    () => server.mute(),
    () => server.breakLine(),
    () => (server.lineUp = true),
    () => (server.lineUp = true),
    () => server.setPlace(false),
    () => server.setPlace(true),
    () => server.setPlace(true),
  ];
  const pass = async (time: number, each: () => void) => {
    for (let passed = 0; passed < time; passed += STEP) {
      each();
      server.step();
      await vi.advanceTimersByTimeAsync(STEP);
    }
  };
  for (let round = 0; round < 3; round += 1) {
    await pass(20_000, () => {
      if (chance(0.1)) pick(events)();
    });
    server.calm();
    await pass(25_000, () => undefined);
    const { microphone, camera, screen } = local.state.getState();
    const sent = { microphone: microphone.on, camera: camera.on, screen: screen !== null };
    expect(FakeSocket.latest.readyState).toBe(1);
    expect(server.flags).toEqual(sent);
    expect(
      devices.live.filter(({ kind, deviceId, enabled }) => kind === "audio" && deviceId !== "screen" && enabled).length,
    ).toBe(Number(sent.microphone));
    if (server.toldOfMute || !server.hasPlace) expect(sent.microphone).toBe(false);
    if (!server.hasPlace) expect(devices.live).toEqual([]);
  }
});
