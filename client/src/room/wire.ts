/** What comes over the socket of the room, in the words of the room. */

import type {
  AnyEvent,
  AnyPassing,
  AnyServerMessage,
  Closing,
  Done,
  Passing,
  Pong,
  Probe,
  Refused,
  Slices,
  Snapshot,
} from "./protocol.generated";

export type { Slices, Snapshot };

export type RoomEvent = AnyEvent;

/** Everything that the server may send. */
export type ServerMessage = AnyServerMessage;

/** What the connection itself is for; everything else is handed on. */
export type Answer = Done | Refused | Closing | Pong | Probe;

/** What features may handle: events, which are stored and arrive in order, messages that pass, and answers to one page. */
export type Incoming = RoomEvent | AnyPassing | Exclude<ServerMessage, Answer | Passing>;
export type IncomingOf<Type> = Extract<Incoming, { type: Type }>;

/** The message in a frame. */
export function readMessage(frame: string): ServerMessage {
  return JSON.parse(frame) as ServerMessage;
}
