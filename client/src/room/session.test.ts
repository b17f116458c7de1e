import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { MEETING, person, snapshot } from "../testing/room";
import { HOST, SessionAtWork, YOU } from "../testing/sessionAtWork";
import type { Notice, TextKey } from "./feature";
import { people } from "./features/people/peopleSlice";
import { loadMorePeople, selectYou } from "./features/people/public";
import type { Person } from "./protocol.generated";
import type { RoomSession } from "./session";

let work: SessionAtWork;
let session: RoomSession;

beforeEach(async () => {
  work = await SessionAtWork.start();
  ({ session } = work);
});

afterEach(() => work.end());

/** All that was begun is done. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const server = () => work.server;
const sent = (type: string) => work.sent(type);
const spoken = (text: TextKey, name: string): Notice => ({ tone: "spoken", text, values: { name } });

describe("entering", () => {
  it("says who comes, and what is on", async () => {
    await session.local.set("camera", false);
    server().accept();
    expect(server().sent).toEqual([
      {
        type: "enter",
        answersProbes: true,
        token: "secret",
        lastSeq: null,
        peerId: null,
        microphone: true,
        camera: false,
        screen: false,
      },
    ]);
  });

  it("takes the state, and tells nothing a second time", async () => {
    await work.enter();
    expect(session.status.getState()).toBe("online");
    expect(session.room.getState()).toMatchObject({
      phase: "inside",
      seq: 10,
      slices: { people: { you: YOU }, meeting: { meeting: MEETING } },
    });
    expect(server().sent).toHaveLength(1);
    expect(work.notices).toEqual([]);
  });

  it("may lead to the lobby first", async () => {
    server().accept();
    server().say({ type: "inLobby", title: "Spring review" });
    expect(session.room.getState().phase).toBe("lobby");
    server().say(snapshot({ you: YOU }));
    await settle();
    expect(session.room.getState().phase).toBe("inside");
    expect(session.status.getState()).toBe("online");
  });

  it("in a large room loads more people only when asked, and only while there are more", async () => {
    await work.enter({ total: 3 });
    loadMorePeople(session);
    expect(sent("listPeople")).toEqual([{ type: "listPeople", after: "host" }]);
    server().say({ type: "people", people: [person("p1")], next: null });
    loadMorePeople(session);
    expect(sent("listPeople")).toHaveLength(1);
  });
});

describe("events", () => {
  beforeEach(() => work.enter());

  it("advance the state, once where they arrive twice", async () => {
    const states: unknown[] = [];
    session.room.subscribe((state) => states.push(state.seq));
    await work.happens({ type: "personEntered", person: person("p1", { name: "Paul" }) });
    work.seq -= 1;
    await work.happens({ type: "personEntered", person: person("p1", { name: "Paul" }) });
    expect(session.room.getState()).toMatchObject({ seq: 11, slices: { people: { total: 2 } } });
    expect(states).toEqual([11, 11]);
    expect(work.notices).toEqual([spoken("notice.entered", "Paul")]);
  });

  it("say who left and who was lost", async () => {
    await work.happens({ type: "personLeft", personId: "host", reason: "lost" });
    await work.happens({ type: "personEntered", person: HOST });
    await work.happens({ type: "personLeft", personId: "host", reason: "left" });
    await work.happens({ type: "personLeft", personId: "nobody", reason: "left" });
    expect(work.notices).toEqual([
      spoken("notice.lost", "Hanna"),
      spoken("notice.entered", "Hanna"),
      spoken("notice.left", "Hanna"),
    ]);
  });

  it("about the own person are no news about others", async () => {
    await work.happens({ type: "personEntered", person: YOU });
    await work.updates({ ...YOU, hand: "2030-01-01T10:06:00Z" });
    expect(work.notices).toEqual([]);
    expect(selectYou(session.room.getState())?.hand).not.toBeNull();
  });

  it("say who raises a hand, and who waits, to those who lead", async () => {
    const raised = { ...HOST, hand: "2030-01-01T10:06:00Z" };
    await work.updates(raised);
    await work.updates(HOST);
    expect(work.notices).toEqual([]);
    await work.updates({ ...YOU, role: "presenter" });
    await work.updates(raised);
    await work.updates(raised);
    const waiting = { id: "w", name: "Will", since: "2030-01-01T10:06:00Z", guest: true };
    await work.happens({ type: "waitingAdded", waiting });
    expect(work.notices).toEqual([
      { tone: "shown", text: "notice.role_presenter" },
      { tone: "shown", text: "notice.hand", values: { name: "Hanna" } },
      spoken("notice.waiting", "Will"),
    ]);
  });

  it("go on after a lost connection where they were", async () => {
    await work.happens({ type: "personEntered", person: person("p1") });
    const before = people.of(session.room.getState());
    server().break();
    expect(session.status.getState()).toBe("reconnecting");
    await work.comeBack();
    expect(sent("enter")).toMatchObject([{ lastSeq: 11, peerId: "peer-you", token: "secret" }]);
    expect(people.of(session.room.getState())).toBe(before);
    expect(session.status.getState()).toBe("online");
    await work.happens({ type: "personLeft", personId: "p1", reason: "left" });
    expect(people.of(session.room.getState()).people.has("p1")).toBe(false);
    expect(work.notices.map(({ text }) => text)).toEqual(["notice.entered", "notice.left"]);
  });
});

describe("a change of role", () => {
  beforeEach(() => work.enter());

  it("is told, whether it comes as an event or with a new state", async () => {
    await work.updates({ ...YOU, role: "presenter" }, "host");
    const host: Person = { ...YOU, role: "host" };
    server().say(snapshot({ seq: 11, you: host, people: [host, HOST] }));
    server().say(snapshot({ seq: 11, you: host, people: [host, HOST] }));
    expect(work.notices).toEqual([
      { tone: "shown", text: "notice.role_presenter" },
      { tone: "shown", text: "notice.role_host" },
    ]);
  });
});

describe("commands", () => {
  const raise = { type: "setHand", raised: true } as const;
  const answer = () => server().say({ type: "done", ref: sent("setHand").at(-1)?.ref ?? 0 });

  it("are true when the server has carried them out", async () => {
    await work.enter();
    const result = session.send(raise);
    await settle();
    answer();
    expect(await result).toBe(true);
  });

  it("that are refused become a notice", async () => {
    await work.enter();
    const result = session.send(raise);
    await settle();
    const ref = sent("setHand")[0]?.ref ?? 0;
    server().say({ type: "refused", ref, error: "forbidden", message: "Only the host may do that." });
    expect(await result).toBe(false);
    expect(work.notices).toEqual([
      { tone: "warning", text: "notice.refused", values: { message: "Only the host may do that." } },
    ]);
  });

  it("wait for a lost connection, and are repeated where the answer was lost", async () => {
    await work.enter();
    const result = session.send(raise);
    await settle();
    expect(sent("setHand")).toHaveLength(1);
    server().break();
    const meanwhile = session.send({ type: "setLock", locked: true });
    await work.comeBack();
    expect(sent("setHand")).toHaveLength(1);
    answer();
    server().say({ type: "done", ref: sent("setLock")[0]?.ref ?? 0 });
    expect([await result, await meanwhile]).toEqual([true, true]);
    expect(work.notices).toEqual([]);
  });

  it("give up after 12 s without a connection, and say so", async () => {
    await work.enter();
    server().break();
    const result = session.send(raise);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await result).toBe(false);
    expect(work.notices).toEqual([{ tone: "warning", text: "notice.offline" }]);
  });

  it("that wait when the meeting ends are quiet", async () => {
    await work.enter();
    server().break();
    const result = session.send(raise);
    session.stop();
    expect(await result).toBe(false);
    expect(work.notices).toEqual([]);
  });
});
