// @vitest-environment node
import { describe, expect, it } from "vitest";

import type { Timeline } from "../api/client";
import { timelineEvent as event } from "../testing/timelineEvent";
import { MasterClock, nudge } from "./masterClock";
import {
  chatOf,
  countUntil,
  cueAt,
  cuesOf,
  handsAt,
  marksOf,
  nextSpeech,
  peopleAt,
  pieceAt,
  pollsAt,
  reactionAt,
  shownAt,
  sliderMarks,
  speakersAt,
} from "./timeline";

const EVENTS = [
  event(0, "speaker", { person: "ann", length: 4_000 }),
  event(1_000, "page", { item: "plan", title: "Plan", page: 1 }),
  event(2_000, "entered", { person: "bob" }),
  event(3_000, "chat", { person: "bob", text: "Hello" }),
  event(4_000, "page", { item: "plan", title: "Plan", page: 2 }),
  event(5_000, "speaker", { person: "bob", length: 1_000 }),
  event(6_000, "poll", { item: "q", title: "Which?", open: true }),
  event(7_000, "poll", { item: "q", title: "Which?" }),
  event(8_000, "hidden"),
  event(9_000, "left", { person: "ann" }),
];

const TIMELINE: Timeline = {
  version: 1,
  startedAt: "2026-03-31T14:00:00Z",
  duration: 10_000,
  people: [
    { id: "ann", name: "Ann", role: "host" },
    { id: "bob", name: "Bob", role: "attendee" },
  ],
  tracks: [],
  events: EVENTS,
  chapters: [
    { at: 1_000, kind: "document", title: "Plan" },
    { at: 500, kind: "screen", title: "Ann" },
  ],
  notes: "",
  subtitles: [],
};

describe("at a time", () => {
  it("what was shown, said and written is as it was", () => {
    expect([500, 1_500, 4_000, 8_500].map((time) => shownAt(EVENTS, time)?.page ?? null)).toEqual([null, 1, 2, null]);
    expect([...speakersAt(EVENTS, 3_999)]).toEqual(["ann"]);
    expect([...speakersAt(EVENTS, 4_000)]).toEqual([]);
    expect([2_999, 3_000].map((time) => countUntil(chatOf(EVENTS), time))).toEqual([0, 1]);
    expect([5_000, 6_500, 7_000].map((time) => pollsAt(EVENTS, time).map(({ open }) => open))).toEqual([
      [],
      [true],
      [false],
    ]);
  });

  it("those are there who had come and not left", () => {
    expect([1_000, 2_000, 9_500].map((time) => peopleAt(TIMELINE, time))).toEqual([["ann"], ["ann", "bob"], ["bob"]]);
  });

  it("a track is in one of its pieces, or in a gap", () => {
    const pieces = [
      { at: 0, start: 0, length: 100 },
      { at: 500, start: 300, length: 100 },
    ];
    expect([50, 100, 599, 600].map((time) => pieceAt(pieces, time)?.start ?? null)).toEqual([0, null, 300, null]);
  });
});

it("one jumps to pages, screens and the next words of a person", () => {
  expect(marksOf(TIMELINE).map(({ at, kind, page }) => [at, kind, page])).toEqual([
    [500, "screen", 0],
    [1_000, "page", 1],
    [4_000, "page", 2],
  ]);
  expect([nextSpeech(EVENTS, "bob", 0), nextSpeech(EVENTS, "bob", 5_000), nextSpeech(EVENTS, "cy", 0)]).toEqual([
    5_000,
    5_000,
    null,
  ]);
});

it("subtitles are read as they are written", () => {
  const cues = cuesOf(
    "WEBVTT\n\n1\n00:01.500 --> 00:03.000\n<v Ann>Welcome\nall</v>\n\n01:00:00.000 --> 01:00:01.000\nEnd\n",
  );
  expect(cues).toEqual([
    { from: 1_500, to: 3_000, text: "Welcome\nall" },
    { from: 3_600_000, to: 3_601_000, text: "End" },
  ]);
  expect([cueAt(cues, 1_499), cueAt(cues, 1_500), cueAt(cues, 3_000)]).toEqual(["", "Welcome\nall", ""]);
});

it("files are nudged by a tenth at most, and set where they are far away", () => {
  expect([0, 20, 50, 300, -300, 500].map((behind) => nudge(behind, 1))).toEqual([1, 1, 1.05, 1.1, 0.9, null]);
  expect(nudge(500, 2)).toBe(2.2);
});

describe("the clock", () => {
  const element = (change: object = {}) =>
    ({
      currentTime: 0,
      playbackRate: 1,
      paused: true,
      seeking: false,
      error: null,
      readyState: 4,
      play(this: { paused: boolean }) {
        this.paused = false;
        return Promise.resolve();
      },
      pause(this: { paused: boolean }) {
        this.paused = true;
      },
      ...change,
    }) as unknown as HTMLMediaElement & { paused: boolean };

  it("sets files where it is, plays those that have something then, and ends", () => {
    const clock = new MasterClock(10_000);
    const [early, late] = [element(), element()];
    clock.follow(early, [{ at: 0, start: 0, length: 2_000 }], true);
    clock.follow(late, [{ at: 2_000, start: 500, length: 8_000 }], true);
    clock.seek(3_000);
    clock.play();
    expect([early.paused, late.paused, late.currentTime]).toEqual([true, false, 1.5]);
    clock.setRate(2);
    expect(late.playbackRate).toBe(2);
    clock.pause();
    expect(late.paused).toBe(true);
    clock.seek(99_000);
    expect(clock.state.getState().time).toBe(10_000);
    clock.play();
    expect(clock.state.getState().time).toBe(0);
    clock.stop();
  });
});

describe("hands", () => {
  const timeline: Timeline = {
    ...TIMELINE,
    events: [...EVENTS, event(2_500, "hand", { person: "bob", length: 1_000 })],
  };

  it("are raised for as long as they were", () => {
    expect([2_499, 2_500, 3_499, 3_500].map((time) => [...handsAt(timeline.events, time)])).toEqual([
      [],
      ["bob"],
      ["bob"],
      [],
    ]);
  });

  it("can be jumped to", () => {
    expect(marksOf(timeline).map(({ at, kind, title }) => [at, kind, title])).toContainEqual([2_500, "hand", "Bob"]);
  });
});

it("the slider has one mark for what is near together, and none at its beginning", () => {
  const mark = (at: number) => ({ at, kind: "page" as const, title: "Plan", page: 1 });
  const marks = [0, 1_000, 1_010, 5_000].map(mark);
  expect(sliderMarks(marks, 10_000).map(({ value }) => value)).toEqual([1_000, 5_000]);
});

it("a reaction is seen for five seconds, then the next one", () => {
  const events = [
    event(1_000, "reaction", { person: "ann", text: "heart" }),
    event(2_000, "reaction", { person: "ann", text: "clap" }),
    event(9_000, "reaction", { person: "ann", text: "unknown" }),
  ];
  expect([999, 1_000, 2_000, 6_999, 7_000, 9_000].map((time) => reactionAt(events, "ann", time))).toEqual([
    null,
    "heart",
    "clap",
    "clap",
    null,
    null,
  ]);
  expect(reactionAt(events, "bob", 1_000)).toBeNull();
});
