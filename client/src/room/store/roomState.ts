/** The state of the room as this browser knows it: a snapshot, then events in order. Pure; the server decides all. */

import type {
  AnyEvent,
  Events,
  InLobby,
  Limits,
  Meeting,
  People,
  Person,
  Resumed,
  Snapshot,
  Waiting,
} from "../protocol.generated";

export interface RoomState {
  phase: "connecting" | "lobby" | "inside";
  /** Number of the last event that is applied; null before the first snapshot. */
  seq: number | null;
  peerId: string | null;
  /** Add this to the browser's clock to get the server's, in milliseconds. */
  clockOffset: number;
  meeting: Meeting | null;
  you: Person | null;
  /** Those who are known; in a large room the list is loaded in pages. */
  people: ReadonlyMap<string, Person>;
  peopleTotal: number;
  /** Where the next page of people begins; null when all are known. */
  nextPeople: string | null;
  waiting: ReadonlyMap<string, Waiting>;
  limits: Limits;
}

export const EMPTY_ROOM: RoomState = {
  phase: "connecting",
  seq: null,
  peerId: null,
  clockOffset: 0,
  meeting: null,
  you: null,
  people: new Map(),
  peopleTotal: 0,
  nextPeople: null,
  waiting: new Map(),
  limits: { mesh: 0, room: 0 },
};

export type StateMessage = Snapshot | Resumed | Events | People | InLobby;

/** The state after a message. `now` is the browser's clock in milliseconds. */
export function reduce(state: RoomState, message: StateMessage, now: number): RoomState {
  switch (message.type) {
    case "inLobby":
      return { ...EMPTY_ROOM, phase: "lobby" };
    case "snapshot":
      return fromSnapshot(message, now);
    case "resumed":
      return { ...state, peerId: message.peerId, clockOffset: Date.parse(message.serverTime) - now };
    case "people":
      return withPage(state, message);
    case "events":
      return afterEvents(state, message);
  }
}

/** The events of a message that are new to the state: what arrives twice is applied once. */
export function freshEvents(state: RoomState, message: Events): AnyEvent[] {
  const { seq } = state;
  return seq === null ? [] : message.events.filter((event) => event.seq > seq);
}

function fromSnapshot(snapshot: Snapshot, now: number): RoomState {
  const people = new Map(snapshot.people.map((person) => [person.id, person]));
  people.set(snapshot.you.id, snapshot.you);
  const complete = people.size >= snapshot.peopleTotal;
  return {
    phase: "inside",
    seq: snapshot.seq,
    peerId: snapshot.peerId,
    clockOffset: Date.parse(snapshot.serverTime) - now,
    meeting: snapshot.meeting,
    you: snapshot.you,
    people,
    peopleTotal: snapshot.peopleTotal,
    nextPeople: complete ? null : (snapshot.people.at(-1)?.id ?? null),
    waiting: new Map(snapshot.waiting.map((waiting) => [waiting.id, waiting])),
    limits: snapshot.limits,
  };
}

function withPage(state: RoomState, page: People): RoomState {
  const people = new Map(state.people);
  for (const person of page.people) people.set(person.id, person);
  if (state.you) people.set(state.you.id, state.you);
  return { ...state, people, nextPeople: page.next };
}

function afterEvents(state: RoomState, message: Events): RoomState {
  if (state.seq === null || message.seq < state.seq) return state;
  const draft = { ...state, people: new Map(state.people), waiting: new Map(state.waiting) };
  for (const event of freshEvents(state, message)) apply(draft, event);
  draft.seq = message.seq;
  draft.peopleTotal = message.peopleTotal;
  return draft;
}

interface Draft extends RoomState {
  people: Map<string, Person>;
  waiting: Map<string, Waiting>;
}

function apply(draft: Draft, event: AnyEvent): void {
  switch (event.type) {
    case "personEntered":
    case "personUpdated":
      draft.people.set(event.person.id, event.person);
      if (event.person.id === draft.you?.id) updateYou(draft, event.person);
      return;
    case "personLeft":
      draft.people.delete(event.personId);
      return;
    case "waitingAdded":
      draft.waiting.set(event.waiting.id, event.waiting);
      return;
    case "waitingGone":
      draft.waiting.delete(event.personId);
      return;
    case "meetingUpdated":
      draft.meeting = event.meeting;
  }
}

function updateYou(draft: Draft, you: Person): void {
  draft.you = you;
  // Who no longer leads the meeting no longer sees the lobby, and will not hear of its changes.
  if (you.role === "attendee") draft.waiting.clear();
}

/** May this person act on others (mute, remove, admit, …)? The server asks again; this only decides what is shown. */
export function isModerator(person: Person | null): boolean {
  return person?.role === "host" || person?.role === "presenter";
}
