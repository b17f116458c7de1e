import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { FakeAudioContext } from "../../../testing/fakeMedia";
import { person } from "../../../testing/room";
import { HOST, SessionAtWork, YOU } from "../../../testing/sessionAtWork";
import { type Kind, type Occasion, withOccasion } from "./occasions";
import { sounds } from "./sounds";
import { TONES } from "./tones";

describe("what is heard", () => {
  const heard = (...occasions: [Kind, number][]) => {
    let past: readonly Occasion[] = [];
    return occasions.map(([kind, at]) => (past = withOccasion(past, kind, at)).at(-1)?.heard);
  };

  it("is one thing at a time", () => {
    expect(heard(["chat", 0], ["hand", 200], ["hand", 1_000])).toEqual([true, false, true]);
  });
  it("is not the same thing again at once", () => {
    expect(heard(["chat", 0], ["chat", 2_000], ["chat", 4_000])).toEqual([true, false, true]);
  });
  it("ends where many come at once, until it is quiet", () => {
    const many = Array.from({ length: 8 }, (_, at): ["entering", number] => ["entering", at * 4_000]);
    expect(heard(...many, ["entering", 70_000])).toEqual([true, true, true, ...Array<boolean>(5).fill(false), true]);
  });
});

describe("a sound", () => {
  let work: SessionAtWork;
  const message = { audience: "all", reactions: [], replyTo: null, deleted: false, edited: false, earlier: false };
  const firstTones = () => FakeAudioContext.played.splice(0);
  const of = (kind: Kind) => TONES[kind].map(({ frequency }) => frequency);

  beforeEach(async () => {
    work = await SessionAtWork.start();
    firstTones();
  });
  afterEach(() => work.end());

  const enterAs = (role: "host" | "attendee", total = 2) => work.enter({ you: { ...YOU, role }, total });
  const enters = (id: string) => work.happens({ type: "personEntered", person: person(id) });

  it("tells of somebody who enters, not of those who are here", async () => {
    await enterAs("attendee");
    await enters("you");
    expect(firstTones()).toEqual([]);
    await enters("ann");
    expect(firstTones()).toEqual(of("entering"));
  });

  it("tells nobody of those who enter a large room", async () => {
    await enterAs("attendee");
    work.server.say({ type: "events", seq: 11, events: [], peopleTotal: 13 });
    const event = { type: "personEntered", person: person("ann"), seq: 12, at: "2030-01-01T10:06:00Z", by: null };
    work.server.say({ type: "events", seq: 12, events: [event], peopleTotal: 14 } as never);
    expect(firstTones()).toEqual([]);
  });

  it("tells those who lead of a hand", async () => {
    await enterAs("host");
    await work.updates({ ...HOST, hand: "2030-01-01T10:06:00Z" });
    expect(firstTones()).toEqual(of("hand"));
  });

  it("tells nobody else of a hand", async () => {
    await enterAs("attendee");
    await work.updates({ ...HOST, hand: "2030-01-01T10:06:00Z" });
    expect(firstTones()).toEqual([]);
  });

  it("tells of a message of somebody else", async () => {
    await enterAs("attendee");
    const one = {
      ...message,
      id: "m1",
      number: 1,
      key: "k1",
      text: "Hello",
      at: "2030-01-01T10:06:00Z",
      name: "Hanna",
    };
    await work.happens({ type: "messageSent", message: { ...one, personId: "you" } });
    expect(firstTones()).toEqual([]);
    await work.happens({ type: "messageSent", message: { ...one, id: "m2", number: 2, key: "k2", personId: "host" } });
    expect(firstTones()).toEqual(of("chat"));
  });

  it("is not heard where it is off, and that is remembered", async () => {
    await enterAs("attendee");
    sounds.of(work.session).want("entering", false);
    await enters("ann");
    expect(firstTones()).toEqual([]);
    expect(JSON.parse(localStorage.getItem("convener.sounds") ?? "")).toMatchObject({ entering: false, chat: true });
  });

  it("is not heard while the computer's sound is shared", async () => {
    await enterAs("attendee");
    await work.media.toggleScreen();
    await enters("ann");
    expect(firstTones()).toEqual([]);
  });
});
