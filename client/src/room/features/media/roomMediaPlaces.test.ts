import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeAudioContext } from "../../../testing/fakeMedia";
import { SessionAtWork, YOU } from "../../../testing/sessionAtWork";

let work: SessionAtWork;

beforeEach(async () => {
  work = await SessionAtWork.start();
});

afterEach(() => {
  work.end();
  expect(FakeAudioContext.metered.size).toBe(0);
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const told = () => work.sent("setMedia");

describe("the place that another tab had", () => {
  it("comes with no more than was on there in the end", async () => {
    await work.enter();
    await work.givesPlace(false);
    await work.updates({ ...YOU, microphone: false }, "host");
    await work.givesPlace(true);
    expect(work.local.state.getState()).toMatchObject({ microphone: { on: false }, camera: { on: true } });
    expect(work.devices.inUse).toEqual(["camera-1"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told()).toEqual([]);
  });

  it("comes with the camera off where it was off there", async () => {
    await work.enter();
    await work.givesPlace(false);
    await work.updates({ ...YOU, camera: false });
    await work.givesPlace(true);
    expect(work.devices.inUse).toEqual(["microphone-1"]);
  });

  it("is told without what is off here", async () => {
    await work.local.set("camera", false);
    await work.enter({ you: YOU });
    await work.givesPlace(false);
    await work.givesPlace(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(work.lastTold("camera")).toBe(false);
    expect(work.devices.inUse).toEqual(["microphone-1"]);
  });
});

describe("without a place among those who exchange sound and picture", () => {
  beforeEach(() => work.enter());

  it("the devices are let go, and the server hears nothing of it", async () => {
    await work.media.toggleScreen();
    const before = told().length;
    await work.givesPlace(false);
    expect(work.devices.live).toEqual([]);
    expect(told()).toHaveLength(before);
    expect(work.media.engine.state.getState()).toMatchObject({ hasSlot: false, reason: "other_tab" });
  });

  it("they come back with the place", async () => {
    await work.givesPlace(false);
    await work.givesPlace(false);
    await work.givesPlace(true);
    expect(work.devices.inUse).toEqual(["camera-1", "microphone-1"]);
    expect([work.lastTold("microphone"), work.lastTold("camera")]).toEqual([true, true]);
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.place" }]);
  });

  it("what was off stays off", async () => {
    await work.local.set("camera", false);
    await work.updates({ ...YOU, camera: false });
    await work.givesPlace(false);
    await work.givesPlace(true);
    expect(work.devices.inUse).toEqual(["microphone-1"]);
    expect(work.lastTold("camera")).toBe(false);
  });

  describe("what was still starting then", () => {
    const losePlace = async () => {
      work.server.say({ type: "peers", place: false, reason: "full", peers: [], iceServers: [] });
      await settle();
    };

    it.each(["microphone", "camera"] as const)("comes back with the place: the %s", async (input) => {
      await work.local.set(input, false);
      if (input === "microphone") work.local.stop();
      await work.updates({ ...YOU, [input]: false });
      const answer = work.devices.holdAnswers();
      if (input === "microphone") void work.local.start({ microphone: true, camera: false });
      else void work.local.set("camera", true);
      await settle();
      await losePlace();
      answer();
      await settle();
      expect(work.devices.live).toEqual([]);
      await work.givesPlace(true);
      expect(work.devices.inUse).toContain(`${input}-1`);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(work.lastTold(input)).toBe(true);
    });

    it("stays off where the person switched it off meanwhile", async () => {
      const answer = work.devices.holdAnswers();
      void work.local.choose("microphone", "microphone-2");
      void work.local.set("microphone", false);
      await losePlace();
      answer();
      await settle();
      await work.givesPlace(true);
      expect(work.devices.inUse).toEqual(["camera-1"]);
    });
  });

  it("a place that was never lost changes nothing", async () => {
    await work.givesPlace(true);
    expect(work.devices.captured).toHaveLength(2);
    expect(work.notices).toEqual([]);
  });
});
