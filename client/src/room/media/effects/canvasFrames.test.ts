import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeStream, liveTrack } from "../../../testing/fakeMedia";
import type { ToWorker } from "./workerMessages";
import { CanvasFrames } from "./canvasFrames";

class FakeBitmap {
  closed = false;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  close = () => void (this.closed = true);
}

/** What the page asked of the video: jsdom shows none. */
class VideoCallbacks {
  private readonly waiting = new Map<number, () => void>();
  private last = 0;
  get count(): number {
    return this.waiting.size;
  }
  request = (callback: () => void) => {
    this.waiting.set((this.last += 1), callback);
    return this.last;
  };
  cancel = (handle: number) => void this.waiting.delete(handle);
  /** The camera has a new frame. */
  fire(): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const callback of waiting) callback();
  }
}

describe("frames by way of the page", () => {
  const painted: unknown[] = [];
  let callbacks: VideoCallbacks;
  let sent: ToWorker[];
  let frames: CanvasFrames;
  let hidden: boolean;
  let size: number;
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const made = (width = 640, height = 360) => new FakeBitmap(width, height) as unknown as ImageBitmap & FakeBitmap;
  const see = (seen: boolean) => {
    hidden = !seen;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const start = () => {
    frames = new CanvasFrames(liveTrack("video"), (message) => sent.push(message));
  };

  beforeEach(() => {
    callbacks = new VideoCallbacks();
    sent = [];
    painted.length = 0;
    hidden = false;
    size = 640;
    const video = HTMLVideoElement.prototype;
    const canvas = HTMLCanvasElement.prototype;
    vi.stubGlobal("MediaStream", FakeStream);
    vi.stubGlobal("createImageBitmap", () => Promise.resolve(made()));
    vi.spyOn(video, "play").mockResolvedValue();
    vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
    Object.assign(video, { requestVideoFrameCallback: callbacks.request, cancelVideoFrameCallback: callbacks.cancel });
    Object.defineProperty(video, "videoWidth", { configurable: true, get: () => size });
    Object.defineProperty(video, "srcObject", { configurable: true, writable: true, value: null });
    vi.spyOn(canvas, "getContext").mockReturnValue({ drawImage: (one: unknown) => painted.push(one) } as never);
    Object.assign(canvas, { captureStream: () => new FakeStream([liveTrack("video") as never]) });
  });

  afterEach(() => {
    frames.stop();
    for (const name of ["requestVideoFrameCallback", "cancelVideoFrameCallback", "videoWidth", "srcObject"])
      Reflect.deleteProperty(HTMLVideoElement.prototype, name);
    Reflect.deleteProperty(HTMLCanvasElement.prototype, "captureStream");
    vi.unstubAllGlobals();
  });

  it("are taken one at a time, as the camera gives them", async () => {
    start();
    expect([callbacks.count, sent]).toEqual([1, []]);
    callbacks.fire();
    await settle();
    expect(sent).toEqual([{ frame: expect.any(FakeBitmap) as unknown, spent: expect.any(Number) as unknown }]);
    // While one is painted none is taken.
    expect(callbacks.count).toBe(0);
    const one = made();
    frames.take(one);
    expect([painted, one.closed, callbacks.count]).toEqual([[one], true, 1]);
  });

  it("are taken by the worker's clock while the page is not seen", async () => {
    start();
    see(false);
    expect([callbacks.count, sent]).toEqual([0, [{ wait: 33 }]]);
    frames.take("tick");
    await settle();
    expect(sent[1]).toHaveProperty("frame");
    frames.take(made());
    expect(sent[2]).toEqual({ wait: 33 });
    see(true);
    frames.take("tick");
    await settle();
    frames.take(made());
    expect(callbacks.count).toBe(1);
  });

  it("are taken by that clock where the browser does not say when there is one", () => {
    Reflect.deleteProperty(HTMLVideoElement.prototype, "requestVideoFrameCallback");
    start();
    expect(sent).toEqual([{ wait: 33 }]);
  });

  it("are waited for where the camera gives none yet, or none that can be taken", async () => {
    start();
    size = 0;
    callbacks.fire();
    await settle();
    size = 640;
    vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("InvalidStateError")));
    frames.take("tick");
    await settle();
    expect(sent).toEqual([{ wait: 33 }, { wait: 33 }]);
  });

  it("are taken no more, and kept no more, once it has ended", async () => {
    let give: (one: ImageBitmap) => void = () => undefined;
    vi.stubGlobal("createImageBitmap", () => new Promise((resolve) => (give = resolve)));
    start();
    callbacks.fire();
    frames.stop();
    const late = made();
    give(late);
    await settle();
    expect([late.closed, sent]).toEqual([true, []]);
    const one = made();
    frames.take(one);
    see(false);
    expect([callbacks.count, sent]).toEqual([0, []]);
  });
});
