/** What phones take from a page that is out of sight is there again when it is seen. */

import { render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeAudioContext, FakeDevices, liveTrack, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { Meter } from "./level";
import { LocalMedia } from "./local";
import { useStream } from "./useStream";

let devices: FakeDevices;
let visibility: DocumentVisibilityState = "visible";

function show(now: DocumentVisibilityState): void {
  visibility = now;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  devices = startFakeBrowser();
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
});

afterEach(() => {
  visibility = "visible";
  vi.restoreAllMocks();
  stopFakeBrowser();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("devices", () => {
  let media: LocalMedia;
  const captured = () => [media.state.getState().microphone.track, media.state.getState().camera.track];
  const questions = () => devices.questions.length;

  beforeEach(async () => {
    media = new LocalMedia();
    await media.start({ microphone: true, camera: true });
  });

  afterEach(() => media.stop());

  it("that ended out of sight are captured anew, and a muted microphone stays muted", async () => {
    await media.set("microphone", false);
    show("hidden");
    for (const track of devices.live) track.end();
    await pass(5_000);
    expect(questions()).toBe(1);
    show("visible");
    await pass(1_000);
    const { microphone, camera } = media.state.getState();
    expect([microphone.on, camera.on, microphone.problem, camera.problem]).toEqual([false, true, null, null]);
    expect(microphone.track?.enabled).toBe(false);
    expect(devices.live).toEqual(captured());
  });

  it("that are still muted after a moment are captured anew, others stay", async () => {
    const [microphone, camera] = devices.live;
    show("hidden");
    if (microphone && camera) microphone.muted = camera.muted = true;
    show("visible");
    if (microphone) microphone.muted = false;
    await pass(1_000);
    expect(captured()[0]).toBe(microphone);
    expect(captured()[1]).not.toBe(camera);
    expect(devices.live).toEqual(captured());
  });

  it("that are in order are left alone, and so are those of a page that is left in the moment between", async () => {
    show("hidden");
    show("visible");
    await pass(1_000);
    show("visible");
    for (const track of devices.live) track.muted = true;
    show("hidden");
    await pass(5_000);
    show("visible");
    media.stop();
    await pass(5_000);
    expect(questions()).toBe(1);
  });
});

it("a meter sleeps no longer than until the person does something or the page is seen again", () => {
  const contexts: FakeAudioContext[] = [];
  class RememberedContext extends FakeAudioContext {
    constructor() {
      super();
      this.state = "suspended";
      contexts.push(this);
    }
  }
  vi.stubGlobal("AudioContext", RememberedContext);
  const meters = [new Meter(liveTrack("audio")), new Meter(liveTrack("audio"))];
  const [context] = contexts;
  expect([contexts.length, context?.state]).toEqual([1, "running"]);
  for (const [state, event] of [
    ["suspended", "click"],
    ["suspended", "keydown"],
    ["interrupted", "visibilitychange"],
  ] as const) {
    if (context) context.state = state;
    document.dispatchEvent(new Event(event));
    expect(context?.state).toBe("running");
  }
  const resumed = context?.resumed;
  document.dispatchEvent(new Event("click"));
  expect(context?.resumed).toBe(resumed);

  // Nothing is measured any more: what nobody needs keeps no sound card open, whatever the person does.
  meters[0]?.close();
  expect(context?.state).toBe("running");
  meters[1]?.close();
  meters[1]?.close();
  document.dispatchEvent(new Event("click"));
  expect(context?.state).toBe("suspended");
  const again = new Meter(liveTrack("audio"));
  expect([contexts.length, context?.state]).toEqual([1, "running"]);
  // A browser that falls asleep late is woken.
  if (context) context.state = "suspended";
  context?.onstatechange?.();
  expect(context?.state).toBe("running");
  again.close();
});

describe("a picture", () => {
  const stream = {} as MediaStream;
  const Picture = ({ of }: { of: MediaStream | null }) => (
    <video ref={useStream<HTMLVideoElement>(of)} autoPlay muted />
  );

  it("that the browser paused plays on after a click, and when the page is seen again", () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play").mockRejectedValue(new Error("NotAllowedError"));
    const paused = vi.spyOn(HTMLMediaElement.prototype, "paused", "get").mockReturnValue(true);
    const { rerender, unmount } = render(<Picture of={stream} />);
    document.dispatchEvent(new Event("click"));
    show("hidden");
    expect(play).toHaveBeenCalledTimes(1);
    show("visible");
    expect(play).toHaveBeenCalledTimes(2);
    paused.mockReturnValue(false);
    document.dispatchEvent(new Event("click"));
    paused.mockReturnValue(true);
    rerender(<Picture of={null} />);
    document.dispatchEvent(new Event("click"));
    unmount();
    document.dispatchEvent(new Event("click"));
    expect(play).toHaveBeenCalledTimes(2);
  });
});
