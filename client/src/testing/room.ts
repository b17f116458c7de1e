/** Things of the room for tests. */

import type { Meeting, Person, Removed, Waiting } from "../room/protocol.generated";
import type { Slices, Snapshot } from "../room/wire";

export function person(id: string, change: Partial<Person> = {}): Person {
  return {
    id,
    name: id,
    role: "attendee",
    microphone: true,
    camera: true,
    screen: false,
    hand: null,
    connected: true,
    enteredAt: "2030-01-01T10:00:00Z",
    guest: false,
    ...change,
  };
}

export const MEETING: Meeting = {
  mid: "m1",
  code: "ABC123",
  title: "Spring review",
  lang: "en",
  status: "in_progress",
  locked: false,
  lobby: false,
  startedAt: "2030-01-01T10:00:00Z",
  endsAt: null,
};

interface SnapshotChange {
  seq?: number;
  meeting?: Meeting;
  you?: Person;
  people?: Person[];
  total?: number;
  waiting?: Waiting[];
  removed?: Removed[];
}

export function snapshot(change: SnapshotChange = {}): Snapshot {
  const { seq = 10, meeting = MEETING, you = person("you", { role: "host" }), waiting = [], removed = [] } = change;
  const { people = [you], total = people.length } = change;
  return {
    type: "snapshot",
    seq,
    serverTime: "2030-01-01T10:05:00Z",
    peerId: "peer-you",
    // Other features have nothing to say: their state is the one that they begin with.
    slices: Object.assign({} as Slices, {
      meeting: { meeting },
      people: { you, people, next: people.length < total ? (people.at(-1)?.id ?? null) : null, total, removed },
      lobby: { waiting },
      media: { limits: { mesh: 8, room: 300 } },
    }),
  };
}
