import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type FakeDevices, FakeTrack, startFakeBrowser, stopFakeBrowser } from "../../../testing/fakeMedia";
import { LocalMedia } from "../local";
import { FrameBudget } from "./frameBudget";
import { Frames } from "./frames";

describe("frames", () => {
  it("come out changed, one frame later, whatever the blocks are", () => {
    const frames = new Frames(5, (frame) => frame.forEach((sample, at) => (frame[at] = -sample)));
    const out: number[] = [];
    for (let begin = 1; begin <= 12; begin += 3) {
      const into = new Float32Array(3);
      frames.push(new Float32Array([begin, begin + 1, begin + 2]), into);
      out.push(...into);
    }
    expect(out.map((sample) => sample + 0)).toEqual([0, 0, 0, 0, 0, -1, -2, -3, -4, -5, -6, -7]);
  });
});

describe("the time for a frame", () => {
  /** Works for so many milliseconds at each of the frames of so many seconds; says after how many it gave up. */
  const work = (budget: FrameBudget, milliseconds: number, seconds: number) => {
    const between = Math.max(33, milliseconds);
    for (let at = 0; at < seconds * 1_000; at += between) {
      budget.looksNow();
      if (budget.isTooSlow(at, at + milliseconds)) return at;
    }
    return null;
  };
  const looks = (budget: FrameBudget) =>
    [budget.looksNow(), budget.looksNow(), budget.looksNow(), budget.looksNow()].filter(Boolean).length;

  it("looks at each frame on a fast machine", () => {
    const budget = new FrameBudget();
    expect(work(budget, 12, 30)).toBeNull();
    expect(looks(budget)).toBe(4);
  });
  it("looks at every second one on a slower machine", () => {
    const budget = new FrameBudget();
    expect(work(budget, 28, 30)).toBeNull();
    expect(looks(budget)).toBe(2);
  });
  it("gives up on a slow one, after some seconds", () => {
    expect(work(new FrameBudget(), 60, 5)).toBeNull();
    expect(work(new FrameBudget(), 60, 30)).toBeGreaterThan(6_000);
  });
});

interface Made {
  from: FakeTrack;
  track: FakeTrack;
  end: (why: "slow" | "failed") => void;
}
const engine = vi.hoisted(() => ({ made: [] as unknown[], fails: false, waits: null as Promise<void> | null }));

/** The engines need what only a browser has; what they give is a track, as here. */
const answer = async (raw: unknown, end: Made["end"]) => {
  await engine.waits;
  if (engine.fails) throw new Error("no engine");
  const from = raw as FakeTrack;
  const track = new FakeTrack(from.kind, `made of ${from.deviceId}`);
  engine.made.push({ from, track, end });
  return { track, stop: () => track.stop() };
};
vi.mock("./noise", () => ({ suppressNoise: (raw: unknown) => answer(raw, () => undefined) }));
vi.mock("./background", () => ({
  changeBackground: (raw: unknown, _: string, end: Made["end"]) => answer(raw, end),
}));

describe("what is sent", () => {
  let devices: FakeDevices;
  let media: LocalMedia;
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const made = () => engine.made as Made[];
  const cameraId = () => (media.tracks().camera as unknown as FakeTrack | null)?.deviceId;
  const microphone = () => media.tracks().microphone as unknown as FakeTrack;

  beforeEach(() => {
    devices = startFakeBrowser();
    for (const name of ["MediaStreamTrackProcessor", "MediaStreamTrackGenerator", "AudioWorkletNode"])
      vi.stubGlobal(name, vi.fn());
    engine.made = [];
    engine.fails = false;
    engine.waits = null;
    media = new LocalMedia();
  });

  afterEach(() => {
    media.stop();
    expect(devices.live).toEqual([]);
    expect(made().filter(({ track }) => track.readyState === "live")).toEqual([]);
    stopFakeBrowser();
  });

  const start = async () => {
    await media.start({ microphone: true, camera: true });
    await settle();
  };

  it("is what the devices give, until something else is wanted", async () => {
    await start();
    expect([cameraId(), microphone().deviceId]).toEqual(["camera-1", "microphone-1"]);
    media.effects.setBackground("blur");
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    expect(media.effects.state.getState().backgroundState).toBe("on");
    media.effects.setBackground(null);
    await vi.waitFor(() => expect(cameraId()).toBe("camera-1"));
    expect(devices.questions).toHaveLength(1);
  });

  it("never begins with the room behind a person who wants another background", async () => {
    media.effects.setBackground("blur");
    const seen: unknown[] = [];
    media.state.subscribe(() => seen.push(cameraId()));
    await start();
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    expect(seen).not.toContain("camera-1");
  });

  it("is no picture where the background fails, and the room as it is at the second click", async () => {
    media.effects.setBackground("evening");
    engine.fails = true;
    await start();
    await vi.waitFor(() => expect(media.state.getState().camera.problem).toBe("effect"));
    expect(media.state.getState().camera).toMatchObject({ on: false, track: null });
    await media.set("camera", true);
    expect(cameraId()).toBe("camera-1");
  });

  it("is no picture where another background fails, or the engine ends", async () => {
    media.effects.setBackground("blur");
    await start();
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    made()[0]?.end("failed");
    await vi.waitFor(() => expect(media.state.getState().camera).toMatchObject({ on: false, problem: "effect" }));
    media.effects.setBackground("blur");
    await media.set("camera", true);
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    engine.fails = true;
    media.effects.setBackground("paper");
    await vi.waitFor(() => expect(media.state.getState().camera).toMatchObject({ on: false, problem: "effect" }));
  });

  it("is the room again where the machine is too slow, and the next time too", async () => {
    media.effects.setBackground("blur");
    await start();
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    made()[0]?.end("slow");
    await vi.waitFor(() => expect(cameraId()).toBe("camera-1"));
    expect(media.effects.state.getState().backgroundState).toBe("slow");
    expect(new LocalMedia().effects.state.getState().backgroundState).toBe("slow");
    media.effects.setBackground("blur");
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    made()[1]?.end("slow");
    await settle();
    expect(cameraId()).toBe("made of camera-1");
  });

  it("is muted with its noise suppressed, while what is captured goes on", async () => {
    media.effects.setNoise(true);
    await start();
    await vi.waitFor(() => expect(microphone().deviceId).toBe("made of microphone-1"));
    expect(devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: false });
    await media.set("microphone", false);
    expect(microphone().enabled).toBe(false);
    expect(made()[0]?.from.enabled).toBe(true);
  });

  it("is the microphone as it is where noise cannot be suppressed", async () => {
    engine.fails = true;
    media.effects.setNoise(true);
    await start();
    await vi.waitFor(() => expect(media.tracks().microphone).not.toBeNull());
    expect(microphone().deviceId).toBe("microphone-1");
    expect(media.effects.state.getState().noise).toBe("failed");
    expect(devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: true });
  });

  it("has its noise suppressed by the browser or by the engine, never by both or none", async () => {
    await start();
    media.effects.setNoise(true);
    await vi.waitFor(() => expect(microphone().deviceId).toBe("made of microphone-1"));
    expect(devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: false });
    media.effects.setNoise(false);
    await vi.waitFor(() => expect(microphone().deviceId).toBe("microphone-1"));
    expect(devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: true });
  });

  /** Engines take as long as the test wants; what is returned lets them go on. */
  const holdEngines = () => {
    let go: () => void = () => undefined;
    engine.waits = new Promise((resolve) => (go = resolve));
    return go;
  };

  it("does not keep the microphone waiting for a background", async () => {
    const go = holdEngines();
    media.effects.setBackground("blur");
    await start();
    expect(microphone().deviceId).toBe("microphone-1");
    expect(media.state.getState().camera).toMatchObject({ track: null, starting: true });
    expect(media.state.getState().devices.cameras).not.toEqual([]);
    await media.turnOff("microphone");
    expect(microphone().enabled).toBe(false);
    go();
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
  });

  it("is the room at once where that is wanted while a background loads, even where it fails then", async () => {
    const go = holdEngines();
    media.effects.setBackground("blur");
    await start();
    media.effects.setBackground(null);
    await settle();
    expect(cameraId()).toBe("camera-1");
    engine.fails = true;
    go();
    await settle();
    expect(cameraId()).toBe("camera-1");
    expect(media.effects.state.getState().backgroundState).toBe("off");
  });

  it("names the device that is captured, not what was made of it", async () => {
    media.effects.setBackground("blur");
    await start();
    await vi.waitFor(() => expect(cameraId()).toBe("made of camera-1"));
    expect(media.state.getState().camera.capturedId).toBe("camera-1");
  });

  it("is plain where devices are tested, whatever is wanted in meetings", async () => {
    media.effects.setBackground("blur");
    media.effects.setNoise(true);
    media = new LocalMedia(true);
    await start();
    expect([cameraId(), microphone().deviceId]).toEqual(["camera-1", "microphone-1"]);
    expect(devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: true });
  });
});
