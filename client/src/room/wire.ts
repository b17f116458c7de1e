/** What comes over the socket of the room, in the words of the room. */

import type {
  AnyEvent,
  AnyServerMessage,
  Closing,
  Done,
  Limits,
  Meeting,
  Person,
  Pong,
  Refused,
  Waiting,
} from "./protocol.generated";

/** The state of the room at one moment: what each feature of the server says about itself, by its name. */
export interface Slices {
  meeting: { meeting: Meeting };
  people: { you: Person; people: Person[]; total: number };
  lobby: { waiting: Waiting[] };
  media: { limits: Limits };
}

export interface Snapshot {
  type: "snapshot";
  seq: number;
  serverTime: string;
  peerId: string;
  slices: Slices;
}

export type RoomEvent = AnyEvent;

/** Messages that pass: everybody for whom they are gets them, and they are never stored. */
export interface Passing {
  type: "passing";
  messages: Incoming[];
}

/** Everything that the server may send. */
export type ServerMessage = Exclude<AnyServerMessage, { type: "snapshot" }> | Snapshot | Passing;

/** What the connection itself is for; everything else is handed on. */
export type Answer = Done | Refused | Closing | Pong;

/** What features may handle: events, which are stored and arrive in order, messages that pass, and answers to one page. */
export type Incoming = RoomEvent | Exclude<ServerMessage, Answer | Passing>;
export type IncomingOf<Type> = Extract<Incoming, { type: Type }>;

/** A snapshot of a server that does not yet send the parts of the features apart. */
interface FlatSnapshot {
  type: "snapshot";
  seq: number;
  serverTime: string;
  peerId: string;
  meeting: Meeting;
  you: Person;
  people: Person[];
  peopleTotal: number;
  waiting: Waiting[];
  limits: Limits;
}

/** The message in a frame. */
export function readMessage(frame: string): ServerMessage {
  const message = JSON.parse(frame) as ServerMessage | FlatSnapshot;
  if (message.type !== "snapshot" || "slices" in message) return message;
  const { type, seq, serverTime, peerId, meeting, you, people, peopleTotal, waiting, limits } = message;
  const slices = {
    meeting: { meeting },
    people: { you, people, total: peopleTotal },
    lobby: { waiting },
    media: { limits },
  };
  return { type, seq, serverTime, peerId, slices };
}
