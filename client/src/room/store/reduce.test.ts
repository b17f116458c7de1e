// @vitest-environment node
import { describe, expect, it } from "vitest";

import { MEETING, person, snapshot } from "../../testing/room";
import { lobby } from "../features/lobby/lobby";
import { media } from "../features/media/media";
import { meeting } from "../features/meeting/meeting";
import { people } from "../features/people/peopleSlice";
import { selectIsModerator, selectYou } from "../features/people/public";
import type { Events } from "../protocol.generated";
import type { RoomEvent } from "../wire";
import { incomingOf, reduce as reduceBy, type StateMessage } from "./reduce";
import { EMPTY_ROOM, type RoomState } from "./roomState";

const SLICES = [lobby, media, meeting, people];
const reduce = (state: RoomState, message: StateMessage, now: number) => reduceBy(SLICES, state, message, now);
const known = (state: RoomState) => [...people.of(state).people.keys()];
const NOW = Date.parse("2030-01-01T10:04:58Z");
const AT = "2030-01-01T10:06:00Z";

type WithoutHead<Event> = Event extends unknown ? Omit<Event, "seq" | "at" | "by"> : never;

function events(from: number, happened: WithoutHead<RoomEvent>[], peopleTotal = 1): Events {
  const list: RoomEvent[] = happened.map((event, at) => ({ ...event, seq: from + at, at: AT, by: null }));
  return { type: "events", seq: from + list.length - 1, events: list, peopleTotal };
}

const inside = (change = {}): RoomState => reduce(EMPTY_ROOM, snapshot(change), NOW);

describe("a snapshot", () => {
  it("puts the person inside, with the server's clock", () => {
    const state = inside();
    expect(state).toMatchObject({ phase: "inside", seq: 10, peerId: "peer-you", clockOffset: 2_000 });
  });

  it("of a large room knows where the next page begins", () => {
    const state = inside({ people: [person("a"), person("b")], total: 300 });
    expect(people.of(state).next).toBe("b");
    expect(known(state)).toEqual(["a", "b", "you"]);
  });
});

describe("events", () => {
  it("that arrive twice are applied once", () => {
    const entered = events(11, [{ type: "personEntered", person: person("a", { name: "Ann" }) }], 2);
    const once = reduce(inside(), entered, NOW);
    const renamed = events(12, [{ type: "personUpdated", person: person("a", { name: "Anna" }) }], 2);
    const later = reduce(once, renamed, NOW);
    expect(incomingOf(later, entered)).toEqual([entered]);
    expect(reduce(later, entered, NOW)).toBe(later);
    expect(people.of(later).people.get("a")?.name).toBe("Anna");
  });

  it("move the sequence on, over numbers that were not for this person", () => {
    const state = reduce(inside(), { ...events(15, []), seq: 19 }, NOW);
    expect(state.seq).toBe(19);
  });

  it("before the first snapshot are nobody's", () => {
    expect(reduce(EMPTY_ROOM, events(1, [{ type: "personEntered", person: person("a") }]), NOW)).toBe(EMPTY_ROOM);
  });

  it("about somebody who left take the person off the list", () => {
    const state = inside({ people: [person("you"), person("a")] });
    const after = reduce(state, events(11, [{ type: "personLeft", personId: "a", reason: "left" }]), NOW);
    expect(known(after)).toEqual(["you"]);
    expect(people.of(after).total).toBe(1);
  });

  it("about you change you, and who no longer leads sees no lobby", () => {
    const state = inside({ waiting: [{ id: "w", name: "Will", since: AT, guest: true }] });
    const you = person("you", { role: "attendee" });
    const after = reduce(state, events(11, [{ type: "personUpdated", person: you }]), NOW);
    expect(selectYou(after)).toEqual(you);
    expect(lobby.of(after).waiting.size).toBe(0);
    expect(selectIsModerator(state)).toBe(true);
    expect(selectIsModerator(after)).toBe(false);
  });

  it("fill and empty the lobby, and lock the meeting", () => {
    const waiting = { id: "w", name: "Will", since: AT, guest: true };
    const locked = { ...MEETING, locked: true };
    const added = reduce(inside(), events(11, [{ type: "waitingAdded", waiting }]), NOW);
    expect([...lobby.of(added).waiting.values()]).toEqual([waiting]);
    const gone = reduce(
      added,
      events(12, [
        { type: "waitingGone", personId: "w" },
        { type: "meetingUpdated", meeting: locked },
      ]),
      NOW,
    );
    expect(lobby.of(gone).waiting.size).toBe(0);
    expect(meeting.of(gone).meeting?.locked).toBe(true);
  });

  it("do not change the state before them", () => {
    const before = inside();
    reduce(before, events(11, [{ type: "personEntered", person: person("a") }]), NOW);
    expect(known(before)).toEqual(["you"]);
  });
});

describe("coming back", () => {
  it("keeps the state and takes the new peer id", () => {
    const state = inside();
    const back = reduce(state, { type: "resumed", seq: 10, serverTime: "2030-01-01T10:05:00Z", peerId: "other" }, NOW);
    expect(back).toMatchObject({ phase: "inside", peerId: "other", seq: 10 });
    expect(back.slices).toBe(state.slices);
  });

  it("the state before plus the events equals the state fetched afresh", () => {
    const ann = person("a");
    const muted = person("you", { role: "host", microphone: false });
    const stepwise = reduce(
      inside(),
      events(
        11,
        [
          { type: "personEntered", person: ann },
          { type: "personUpdated", person: muted },
        ],
        2,
      ),
      NOW,
    );
    const afresh = inside({ seq: 12, you: muted, people: [muted, ann] });
    expect(stepwise).toEqual(afresh);
  });
});

describe("the list of people", () => {
  it("grows page by page, and you stay who you are", () => {
    const state = inside({ people: [person("a")], total: 4 });
    const stale = person("you", { name: "stale" });
    const after = reduce(state, { type: "people", people: [person("b"), stale], next: null }, NOW);
    expect(known(after)).toEqual(["a", "you", "b"]);
    expect(people.of(after).people.get("you")).toBe(selectYou(state));
    expect(people.of(after).next).toBeNull();
  });
});

it("in the lobby nothing of the room is known", () => {
  expect(reduce(inside(), { type: "inLobby", title: "Spring review" }, NOW)).toEqual({ ...EMPTY_ROOM, phase: "lobby" });
});
