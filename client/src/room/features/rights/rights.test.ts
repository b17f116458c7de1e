import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { FakeAudioContext } from "../../../testing/fakeMedia";
import { HOST, SessionAtWork, YOU } from "../../../testing/sessionAtWork";
import { answer, rights, selectIsApart, selectMay } from "./rights";

let work: SessionAtWork;

beforeEach(async () => {
  work = await SessionAtWork.start();
  await work.enter();
});

afterEach(() => {
  work.end();
  expect(FakeAudioContext.metered.size).toBe(0);
});

const room = () => work.session.room.getState();
const may = () => (["microphone", "camera", "screen"] as const).map((source) => selectMay(source)(room()));
const change = (microphone: boolean, camera: boolean, screen: boolean, see = true) =>
  work.happens({ type: "rightsChanged", by: "host", microphone, camera, screen, see });

describe("the rights of the audience", () => {
  it("end what an attendee sends and may not any more, and say so", async () => {
    expect(may()).toEqual([true, true, true]);
    await work.media.toggleScreen();
    await change(false, false, false);
    expect(may()).toEqual([false, false, false]);
    const { microphone, camera, screen } = work.local.state.getState();
    expect([microphone.on, camera.on, screen]).toEqual([false, false, null]);
    expect(work.notices.map(({ text }) => text)).toEqual(["rights.unmuteRefused"]);
  });

  it("keep an attendee from starting it again, however it is started", async () => {
    await change(true, false, true);
    await work.local.set("camera", true);
    expect(work.local.state.getState().camera.on).toBe(false);
    expect(work.sent("setMedia").filter(({ camera }) => camera === true)).toEqual([]);
  });

  it("are none of a presenter's, and come with the role", async () => {
    await work.updates({ ...YOU, role: "presenter" }, "host");
    await change(false, false, false);
    expect(may()).toEqual([true, true, true]);
    expect(work.local.state.getState().microphone.on).toBe(true);
    await work.updates({ ...YOU, role: "attendee", microphone: false, camera: false }, "host");
    expect(work.local.state.getState().microphone.on).toBe(false);
  });
});

describe("to see each other", () => {
  it("is taken from attendees alone", async () => {
    expect(selectIsApart(room())).toBe(false);
    await change(true, true, true, false);
    expect(selectIsApart(room())).toBe(true);
    await work.updates({ ...YOU, role: "presenter" }, "host");
    expect(selectIsApart(room())).toBe(false);
  });
});

describe("asked to unmute", () => {
  beforeEach(() => change(false, true, true));

  const ask = () => work.happens({ type: "unmuteAsked", by: "host" });

  it("an attendee may, and by one click does", async () => {
    await ask();
    expect(rights.of(room()).askedBy).toBe("host");
    expect(may()[0]).toBe(true);
    answer(work.session, true);
    await work.updates({ ...YOU, microphone: true });
    expect(work.local.state.getState().microphone.on).toBe(true);
    expect(rights.of(room()).askedBy).toBeNull();
  });

  it("who says no is asked no longer, and may all the same", async () => {
    await ask();
    answer(work.session, false);
    expect(rights.of(room()).askedBy).toBeNull();
    expect(work.local.state.getState().microphone.on).toBe(false);
    expect(may()[0]).toBe(true);
  });

  it("who is muted again may not any more", async () => {
    await ask();
    answer(work.session, true);
    await work.happens({ type: "unmuteEnded", by: "host" });
    expect(may()[0]).toBe(false);
    expect(work.local.state.getState().microphone.on).toBe(false);
  });
});

describe("stopped by somebody else", () => {
  it.each([
    ["camera", { ...YOU, camera: false }, "notice.cameraStoppedBy"],
    ["screen", { ...YOU, screen: false }, "notice.screenStoppedBy"],
  ] as const)("the %s is off here, and the person is told who it was", async (source, now, text) => {
    await work.media.toggleScreen();
    await work.updates({ ...YOU, screen: true });
    await work.updates({ ...now, ...(source === "camera" ? { screen: true } : {}) }, "host");
    const { camera, screen } = work.local.state.getState();
    expect([camera.on, screen !== null]).toEqual(source === "camera" ? [false, true] : [true, false]);
    expect(work.notices).toEqual([{ tone: "shown", text, values: { name: HOST.name } }]);
    expect(work.lastTold(source)).toBe(true);
  });
});
