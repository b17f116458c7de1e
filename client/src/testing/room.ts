/** Things of the room for tests. */

import type { Meeting, Person, Snapshot } from "../room/protocol.generated";

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

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  const you = change.you ?? person("you", { role: "host" });
  const people = change.people ?? [you];
  return {
    type: "snapshot",
    seq: 10,
    serverTime: "2030-01-01T10:05:00Z",
    meeting: MEETING,
    you,
    peerId: "peer-you",
    people,
    peopleTotal: people.length,
    waiting: [],
    limits: { mesh: 8, room: 300 },
    ...change,
  };
}
