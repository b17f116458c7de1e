import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { saveConsent } from "../../../browser/recordingConsent";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { SessionAtWork, YOU } from "../../../testing/sessionAtWork";
import { roomOfEachTest } from "../../../testing/showRoom";
import type { RecordingSlice } from "../../protocol.generated";
import type { RoomEvent } from "../../wire";
import { lengthAt, recording, type RecordingState, selectMustAnswer } from "./recording";

const SINCE = "2030-01-01T10:05:00Z";
const SLICE: RecordingSlice = {
  state: "",
  since: null,
  recorded: 0,
  agreed: false,
  fromBeginning: false,
  askConsent: false,
};
const NOTHING: RecordingState = { ...SLICE, confirming: false };

it("is as long as what was recorded before and since", () => {
  const now = Date.parse(SINCE) + 2_500;
  expect(lengthAt({ ...NOTHING, state: "recording", since: SINCE, recorded: 4_000 }, now)).toBe(6_500);
  expect(lengthAt({ ...NOTHING, state: "paused", since: SINCE, recorded: 4_000 }, now)).toBe(4_000);
});

describe("a recording", () => {
  let work: SessionAtWork;
  const texts = () => work.notices.map(({ text }) => text);
  const becomes = (state: string, reason = "") =>
    work.happens({ type: "recordingChanged", state, since: SINCE, recorded: 0, reason });
  const agreed = () => recording.of(work.session.room.getState()).agreed;
  const asks = () => selectMustAnswer(work.session.room.getState());

  beforeEach(async () => {
    work = await SessionAtWork.start();
  });
  afterEach(() => work.end());

  it("that begins, pauses and ends is told to all", async () => {
    await work.enter();
    for (const state of ["starting", "recording", "paused", "starting", "recording", ""]) await becomes(state);
    expect(texts()).toEqual(["recording.began", "recording.pausedNow", "recording.began", "recording.ended"]);
  });

  it("that ends early says why, and one that never began only to those who wanted it", async () => {
    await work.enter({ you: { ...YOU, role: "host" } });
    await becomes("recording");
    await becomes("", "quota");
    await becomes("starting");
    await becomes("", "disk");
    await work.happens({ type: "recordingRefused", reason: "disk" });
    await work.happens({ type: "recordingRefused", reason: "something new" });
    await work.happens({ type: "recordingStorageScarce", percent: 81 });
    expect(texts().slice(1)).toEqual([
      "recording.endedQuota",
      "recording.refusedDisk",
      "recording.refused",
      "recording.scarce",
    ]);
  });

  it("asks who is inside once, and not who agreed in another tab", async () => {
    await work.enter();
    await becomes("recording");
    expect(asks()).toBe(true);
    await work.happens({ type: "recordingAnswered", stays: true });
    expect(asks()).toBe(false);
  });

  it("does not ask who agreed before entering, which is kept", async () => {
    saveConsent("secret");
    await work.enter();
    expect(work.sent("answerRecording")).toEqual([expect.objectContaining({ stays: true })]);
    await becomes("recording");
    expect([asks(), agreed()]).toEqual([false, false]);
    await work.answers("answerRecording");
    expect([asks(), agreed()]).toEqual([false, true]);
  });

  it("asks who agreed before entering where the server does not take it", async () => {
    saveConsent("secret");
    await work.enter();
    await becomes("recording");
    await work.refuses("answerRecording");
    expect([asks(), agreed()]).toEqual([true, false]);
    expect(texts()).toContain("notice.refused");
  });

  it("keeps what was agreed before entering through a line that is lost before the answer", async () => {
    saveConsent("secret");
    await work.enter();
    await becomes("recording");
    work.server.break();
    await work.comeBack();
    expect(work.sent("answerRecording")).toHaveLength(1);
    expect([asks(), agreed()]).toEqual([false, false]);
    await work.answers("answerRecording");
    expect(agreed()).toBe(true);
  });
});

describe("who is asked", () => {
  const show = roomOfEachTest();
  const recorded = (role: "host" | "attendee", slice: Partial<RecordingSlice>) => {
    const you = person("you", { name: "Yves", role });
    const message = snapshot({ you, people: [you] });
    Object.assign(message.slices, { recording: { ...SLICE, ...slice } });
    show(message);
  };
  const sent = (type: string) => FakeSocket.latest.sent.filter((command) => command.type === type);

  it("stays", async () => {
    recorded("attendee", { state: "recording", since: SINCE });
    fireEvent.click(await screen.findByRole("button", { name: "Stay" }));
    await waitFor(() => expect(sent("answerRecording")).toEqual([expect.objectContaining({ stays: true })]));
    expect(screen.getByRole("dialog")).toBeTruthy();
    FakeSocket.latest.answer("answerRecording");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is told where the answer was not taken, and may answer again", async () => {
    recorded("attendee", { state: "recording", since: SINCE });
    fireEvent.click(await screen.findByRole("button", { name: "Stay" }));
    await waitFor(() => expect(sent("answerRecording")).toHaveLength(1));
    FakeSocket.latest.refuse("answerRecording");
    expect(await screen.findByText(/you have not agreed yet/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Stay" }));
    await waitFor(() => expect(sent("answerRecording")).toHaveLength(2));
    FakeSocket.latest.answer("answerRecording");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is not asked again after a reload, and sees the sign", async () => {
    recorded("attendee", { state: "paused", since: SINCE, recorded: 65_000, agreed: true });
    expect(await screen.findByRole("img", { name: "The recording is paused at 1:05" })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    expect(screen.queryByRole("button", { name: "Stop recording" })).toBeNull();
  });

  it("reads no longer that the meeting is recorded once that is over", async () => {
    recorded("attendee", { agreed: true });
    await screen.findByRole("button", { name: "More" });
    const becomes = (seq: number, state: string) => {
      const event = {
        type: "recordingChanged",
        seq,
        at: SINCE,
        by: null,
        since: SINCE,
        recorded: 0,
        reason: "",
        state,
      };
      FakeSocket.latest.say({ type: "events", seq, events: [event as RoomEvent], peopleTotal: 1 });
    };
    becomes(11, "recording");
    await screen.findByText("This meeting is being recorded", { selector: "[aria-live] > div" });
    becomes(12, "");
    await screen.findByText(/The recording has ended/, { selector: "[aria-live] > div" });
    expect(screen.queryByText("This meeting is being recorded")).toBeNull();
  });

  it("has the controls where it leads", async () => {
    recorded("host", {});
    fireEvent.click(await screen.findByRole("button", { name: "More" }));
    fireEvent.click(await screen.findByRole("button", { name: "Record" }));
    await waitFor(() => expect(sent("startRecording")).toHaveLength(1));
  });
});
