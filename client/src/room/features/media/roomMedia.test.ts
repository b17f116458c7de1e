import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeAudioContext } from "../../../testing/fakeMedia";
import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { person, snapshot } from "../../../testing/room";
import { HOST, SessionAtWork, YOU } from "../../../testing/sessionAtWork";

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
const sending = () =>
  FakePeerConnection.all.flatMap((connection) => connection.getTransceivers().map(({ sender }) => sender.track));

describe("what is switched", () => {
  beforeEach(() => work.enter());

  it("is told to the server once", async () => {
    await work.local.set("camera", false);
    expect(told()).toHaveLength(1);
    expect(told()).toMatchObject([{ camera: false }]);
    await work.local.set("microphone", false);
    await work.local.set("microphone", false);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toMatchObject({ microphone: false });
  });

  it("without a connection is told when it is back", async () => {
    work.server.break();
    await work.local.set("camera", false);
    await work.comeBack();
    expect(work.lastTold("camera")).toBe(false);
    expect(work.local.state.getState().camera.on).toBe(false);
  });

  it("while the connection comes back is told too", async () => {
    work.server.break();
    await vi.advanceTimersByTimeAsync(3_000);
    work.server.accept();
    await work.local.set("camera", false);
    work.server.say({ type: "resumed", seq: 10, serverTime: "2030-01-01T10:05:00Z", peerId: "peer-you" });
    await work.givesPlace(true);
    expect(work.lastTold("camera")).toBe(false);
  });

  it("as a screen is told when it starts, and when the browser's bar stops it", async () => {
    await work.media.toggleScreen();
    expect(work.lastTold("screen")).toBe(true);
    await work.media.toggleScreen();
    expect(work.lastTold("screen")).toBe(false);
    await work.media.toggleScreen();
    work.devices.live.find(({ deviceId }) => deviceId === "screen")?.end();
    expect(work.lastTold("screen")).toBe(false);
    expect(told()).toHaveLength(4);
  });

  it("as a screen is told to nobody where the person chooses none", async () => {
    work.devices.denied.add("screen");
    await work.media.toggleScreen();
    expect(told()).toEqual([]);
  });

  it("as another device is no news for the server", async () => {
    await work.local.choose("microphone", "microphone-2");
    expect([work.lastTold("microphone"), work.lastTold("camera")]).toEqual([true, true]);
  });
});

describe("muted", () => {
  const silent = { ...YOU, microphone: false };
  beforeEach(() => work.enter());

  it("by the host, the microphone here is muted, and the person is told who it was", async () => {
    await work.updates(silent, "host");
    const { microphone } = work.local.state.getState();
    expect(microphone).toMatchObject({ on: false, track: { enabled: false } });
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.mutedBy", values: { name: "Hanna" } }]);
    expect(told()).toEqual([]);
  });

  it("by somebody on a page of the list that is not loaded, all the same", async () => {
    await work.updates(silent, "far-away");
    expect(work.local.state.getState().microphone.on).toBe(false);
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.mutedBy", values: { name: "" } }]);
  });

  it("can speak again by a click of their own", async () => {
    await work.updates(silent, "host");
    await work.local.set("microphone", true);
    expect(work.lastTold("microphone")).toBe(true);
    expect(work.devices.live[0]?.enabled).toBe(true);
  });

  it.each([null, "you"])("by themselves (%s), nothing is told", async (by) => {
    await work.local.set("microphone", false);
    await work.updates(silent, by);
    expect(work.notices).toEqual([]);
  });

  it.each([null, "you"])("by themselves (%s) and unmuted since, the late event does not mute again", async (by) => {
    await work.local.set("microphone", false);
    await work.local.set("microphone", true);
    await work.updates(silent, by);
    expect(work.local.state.getState().microphone.on).toBe(true);
    expect(work.notices).toEqual([]);
  });

  it("is the microphone of those who are meant only", async () => {
    await work.updates({ ...HOST, microphone: false }, "you");
    expect(work.local.state.getState().microphone.on).toBe(true);
  });
});

describe("a mute while the line was away", () => {
  const silent = { ...YOU, microphone: false };
  const on = () => work.local.state.getState().microphone.on;
  beforeEach(async () => {
    await work.enter();
    await work.givesPlace(true);
  });

  it("holds: the page is silent before it says a word, and says who it was", async () => {
    work.server.break();
    await work.comeBack();
    expect(told()).toEqual([]);
    await work.updates({ ...silent, connected: false }, "host");
    await work.updates(silent);
    expect(on()).toBe(false);
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.mutedBy", values: { name: "Hanna" } }]);
    await work.givesPlace(true);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told()).toEqual([]);
    expect(on()).toBe(false);
  });

  it("holds where a snapshot comes instead of the events", async () => {
    work.server.break();
    await vi.advanceTimersByTimeAsync(3_000);
    await work.enter({ you: silent, people: [silent, HOST] });
    await work.givesPlace(true);
    expect(on()).toBe(false);
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.stillMuted" }]);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told()).toEqual([]);
  });

  it("leaves what the person did meanwhile, which is told as a change", async () => {
    work.server.break();
    await work.local.set("camera", false);
    await work.comeBack();
    await work.updates(silent, "host");
    await work.givesPlace(true);
    expect(told()).toEqual([{ type: "setMedia", camera: false }]);
    expect(on()).toBe(false);
  });

  it("is none where the person unmuted meanwhile", async () => {
    await work.local.set("microphone", false);
    await work.updates(silent);
    work.server.break();
    await work.local.set("microphone", true);
    await vi.advanceTimersByTimeAsync(3_000);
    await work.enter({ you: silent, people: [silent, HOST] });
    await work.givesPlace(true);
    expect(told()).toEqual([{ type: "setMedia", microphone: true }]);
    expect(on()).toBe(true);
  });

  it("leaves a shared screen, which the server ended with the line", async () => {
    await work.media.toggleScreen();
    await work.updates({ ...YOU, screen: true });
    work.server.break();
    await work.comeBack();
    await work.updates({ ...YOU, connected: false });
    await work.updates(YOU);
    await work.givesPlace(true);
    expect(told()).toEqual([{ type: "setMedia", screen: true }]);
  });

  it("counts also where the server says nothing of places", async () => {
    work.server.break();
    await work.local.set("camera", false);
    await work.comeBack();
    expect(told()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told()).toEqual([{ type: "setMedia", camera: false }]);
  });
});

describe("muted before this page was opened", () => {
  const silent = { ...YOU, microphone: false };

  it("the microphone stays off, and the person is told", async () => {
    await work.enter({ you: silent, people: [silent, HOST] });
    await work.givesPlace(true);
    expect(work.local.state.getState()).toMatchObject({ microphone: { on: false }, camera: { on: true } });
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.stillMuted" }]);
    expect(told()).toEqual([]);
  });

  it("a microphone that is still starting stays off too", async () => {
    await work.local.silence();
    work.devices.delay = () => 100;
    const starting = work.local.resume({ microphone: true, camera: false });
    await settle();
    expect(work.local.state.getState().microphone.starting).toBe(true);
    work.server.accept();
    expect(work.server.sent[0]).toMatchObject({ type: "enter", microphone: true });
    work.server.say(snapshot({ you: silent, people: [silent, HOST] }));
    work.server.say({ type: "peers", place: true, reason: null, peers: [], iceServers: [] });
    await vi.advanceTimersByTimeAsync(100);
    await starting;
    await settle();
    expect(work.local.state.getState().microphone.on).toBe(false);
    expect(work.devices.live.filter(({ enabled }) => enabled)).toEqual([]);
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.stillMuted" }]);
    expect(told().every((command) => command.microphone === undefined)).toBe(true);
  });

  it("nobody is taken for muted who only has no place yet", async () => {
    const nothing = { ...silent, camera: false };
    await work.enter({ you: nothing, people: [nothing, HOST] });
    work.server.say({ type: "peers", place: false, reason: "full", peers: [], iceServers: [] });
    await settle();
    await work.givesPlace(true);
    expect(work.local.state.getState()).toMatchObject({ microphone: { on: true }, camera: { on: true } });
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.place" }]);
  });
});

describe("what all see", () => {
  const silent = { ...YOU, microphone: false };
  beforeEach(async () => {
    await work.enter();
    await work.givesPlace(true);
  });

  it("is changed by the word for what was switched alone", async () => {
    await work.local.set("camera", false);
    expect(told()).toEqual([{ type: "setMedia", camera: false }]);
  });

  it("is what flows where a mute crosses a click on the microphone", async () => {
    await work.local.set("microphone", false);
    await work.local.set("microphone", true);
    await work.updates(silent);
    await work.updates(silent, "host");
    await work.updates(YOU);
    expect(work.local.state.getState().microphone.on).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told().at(-1)).toEqual({ type: "setMedia", microphone: false });
    await work.updates(silent);
    const count = told().length;
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told()).toHaveLength(count);
  });

  it("is what flows where a word was lost or refused", async () => {
    await work.local.set("camera", false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told()).toEqual([
      { type: "setMedia", camera: false },
      { type: "setMedia", camera: false },
    ]);
  });

  it("is said again ever more rarely where it does not help", async () => {
    await work.local.set("camera", false);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told().length).toBeLessThan(7);
  });

  it("is what flows where a mute crosses the choice of another microphone", async () => {
    const answer = work.devices.holdAnswers();
    const choosing = work.local.choose("microphone", "microphone-2");
    await settle();
    await work.updates(silent, "host");
    answer();
    await choosing;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(work.local.state.getState().microphone).toMatchObject({ on: false, track: { enabled: false } });
    expect(work.notices).toEqual([{ tone: "shown", text: "notice.mutedBy", values: { name: "Hanna" } }]);
    expect(told()).toEqual([{ type: "setMedia", microphone: false }]);
  });

  it("never makes a page that was muted speak", async () => {
    await work.updates(silent, "host");
    await work.updates({ ...silent, camera: false });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told().every((command) => command.microphone === undefined)).toBe(true);
    expect(work.local.state.getState().microphone.on).toBe(false);
  });
});

describe("sound and picture", () => {
  it("go to those whom the server names, and follow what is switched", async () => {
    await work.enter();
    await work.givesPlace(true, ["host", "you"]);
    expect(FakePeerConnection.all).toHaveLength(1);
    expect(sending()).toEqual(work.devices.live);
    await vi.advanceTimersByTimeAsync(100);
    expect(work.sent("signal")[0]).toMatchObject({ to: "peer-host", data: { description: { type: "offer" } } });
    await work.local.set("camera", false);
    expect(sending()).toEqual([work.devices.live[0], null]);
    await work.local.set("camera", true);
    expect(sending()).toEqual(work.devices.live);
  });

  it("wait until the person is inside", async () => {
    work.server.accept();
    await work.givesPlace(true, ["host"]);
    expect(FakePeerConnection.all).toEqual([]);
  });

  it("of somebody whose name is not known yet make the list go on", async () => {
    await work.enter({ total: 3 });
    await work.givesPlace(true, ["p9"]);
    await work.updates(HOST);
    expect(work.sent("listPeople")).toEqual([{ type: "listPeople", after: "host" }]);
    work.server.say({ type: "people", people: [person("p9")], next: null });
    await work.updates(HOST);
    expect(work.sent("listPeople")).toHaveLength(1);
  });

  it("show who speaks", async () => {
    await work.enter();
    await work.givesPlace(true, ["host"]);
    const [microphone] = FakePeerConnection.all[0]?.getTransceivers() ?? [];
    if (microphone) microphone.audioLevel = 0.5;
    await vi.advanceTimersByTimeAsync(200);
    expect(work.media.speakers.getState()).toMatchObject({ active: "host", speaking: new Set(["host"]) });
  });
});

describe("the own voice", () => {
  beforeEach(() => work.enter());
  const speaks = async () => {
    await vi.advanceTimersByTimeAsync(200);
    return work.media.selfSpeaking.getState();
  };

  it("is shown while the microphone is on", async () => {
    expect(await speaks()).toBe(false);
    FakeAudioContext.amplitude = 0.5;
    expect(await speaks()).toBe(true);
    await work.local.set("microphone", false);
    expect(await speaks()).toBe(false);
  });

  it("is measured at the microphone that is in use", async () => {
    await work.local.choose("microphone", "microphone-2");
    expect([...FakeAudioContext.metered].map(({ deviceId }) => deviceId)).toEqual(["microphone-2"]);
    await work.local.silence();
    expect(FakeAudioContext.metered.size).toBe(0);
    expect(await speaks()).toBe(false);
  });
});

/** Nothing of the session goes on. */
function expectOver(): void {
  expect(work.session.status.getState()).toBe("closed");
  expect(FakePeerConnection.all.map(({ signalingState }) => signalingState)).toEqual(["closed"]);
  expect(work.media.engine.state.getState().remotes.size).toBe(0);
  expect(FakeAudioContext.metered.size).toBe(0);
  expect(work.server.readyState).toBe(3);
}

describe("the end", () => {
  beforeEach(async () => {
    await work.enter();
    await work.givesPlace(true, ["host"]);
  });

  it("by leaving is told to the server first", async () => {
    const leaving = work.session.leave();
    await settle();
    expect(work.closings).toEqual([]);
    work.server.say({ type: "done", ref: work.sent("leave")[0]?.ref ?? 0 });
    await leaving;
    expect(work.closings).toEqual([["left", ""]]);
    expectOver();
  });

  it("by leaving does not wait for a server that is silent, or away", async () => {
    void work.session.leave();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(work.closings).toEqual([["left", ""]]);
    expectOver();
  });

  it("by leaving without a connection comes at once", async () => {
    work.server.break();
    await work.session.leave();
    expect(work.closings).toEqual([["left", ""]]);
    expectOver();
  });

  it("by the server is told once, with its words", () => {
    work.server.say({ type: "closing", reason: "removed", message: "The host removed you." });
    work.server.break();
    expect(work.closings).toEqual([["removed", "The host removed you."]]);
    expectOver();
  });

  it("by going away is quiet, and nothing ticks any more", async () => {
    work.session.stop();
    work.session.stop();
    expectOver();
    const before = work.server.sent.length;
    await work.local.choose("microphone", "microphone-2");
    await vi.advanceTimersByTimeAsync(100);
    expect(FakeAudioContext.metered.size).toBe(0);
    expect(work.server.sent).toHaveLength(before);
    expect(work.closings).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
