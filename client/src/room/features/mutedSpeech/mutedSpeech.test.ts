import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeAudioContext, type FakeTrack } from "../../../testing/fakeMedia";
import { SessionAtWork } from "../../../testing/sessionAtWork";
import { mutedSpeech } from "./mutedSpeech";
import { isSpeech } from "./speech";

describe("speech", () => {
  const samples = (...loud: number[]) => Array.from({ length: 10 }, (_, at) => (loud.includes(at) ? 0.1 : 0.001));

  it("is loud for a while, with pauses", () => expect(isSpeech(samples(0, 1, 3, 4, 7, 8))).toBe(true));
  it("is not a cough", () => expect(isSpeech(samples(3, 4, 5))).toBe(false));
  it("is not a fan", () => expect(isSpeech(samples(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))).toBe(false));
  it("is not known after a moment", () => expect(isSpeech(samples(0, 1, 3, 4, 5).slice(0, 5))).toBe(false));
});

describe("muted", () => {
  let work: SessionAtWork;
  const isNoticed = () => mutedSpeech.of(work.session).state.getState().noticed;
  const track = () => work.local.state.getState().microphone.track as unknown as FakeTrack;
  const listeners = () => track().clones.filter(({ readyState }) => readyState === "live");

  /** Somebody speaks: words of 400 ms, and pauses as long. */
  const speak = async (milliseconds = 4_000) => {
    for (let passed = 0; passed < milliseconds; passed += 400) {
      FakeAudioContext.amplitude = passed % 800 === 0 ? 0.1 : 0.001;
      await vi.advanceTimersByTimeAsync(400);
    }
    FakeAudioContext.amplitude = 0;
  };

  beforeEach(async () => {
    work = await SessionAtWork.start();
    await work.enter();
    await work.givesPlace(true);
  });

  afterEach(() => {
    const all = track().clones;
    work.end();
    expect(all.filter(({ readyState }) => readyState === "live")).toEqual([]);
    expect(FakeAudioContext.metered.size).toBe(0);
  });

  it("whoever speaks is told once in a while", async () => {
    await work.local.set("microphone", false);
    await speak();
    expect(isNoticed()).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(isNoticed()).toBe(false);
    await speak();
    expect(isNoticed()).toBe(false);
    await vi.advanceTimersByTimeAsync(120_000);
    await speak();
    expect(isNoticed()).toBe(true);
    expect(work.devices.questions).toHaveLength(1);
  });

  it("whoever unmutes is not told any more, and not listened to", async () => {
    await work.local.set("microphone", false);
    await speak();
    await work.local.set("microphone", true);
    expect(isNoticed()).toBe(false);
    expect(listeners()).toEqual([]);
  });

  it("what is heard is never sent", async () => {
    await work.local.set("microphone", false);
    expect(listeners()).toHaveLength(1);
    expect(work.local.tracks().microphone?.enabled).toBe(false);
  });

  it("whoever does not want to be told is not listened to, today and the next time", async () => {
    await work.local.set("microphone", false);
    mutedSpeech.of(work.session).want(false);
    expect(listeners()).toEqual([]);
    await speak();
    expect(isNoticed()).toBe(false);
    expect(JSON.parse(localStorage.getItem("convener.mutedSpeech") ?? "")).toEqual({ wanted: false });
  });
});
