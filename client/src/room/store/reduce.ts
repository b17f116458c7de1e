/**
 * A snapshot, then events in order. Pure.
 *
 * The state is made of slices, one for each feature. A message changes only the slices that it is about: everything else
 * stays the same object, so that a component which selects it is not drawn again.
 */

import type { Answer, Incoming, ServerMessage } from "../wire";
import { EMPTY_ROOM, type RoomState } from "./roomState";
import type { Slice } from "./slice";

export type StateMessage = Exclude<ServerMessage, Answer>;

/** The state after a message. `now` is the browser's clock in milliseconds. */
export function reduce(
  slices: readonly Slice<unknown>[],
  room: RoomState,
  message: StateMessage,
  now: number,
): RoomState {
  switch (message.type) {
    case "inLobby":
      return { ...EMPTY_ROOM, phase: "lobby" };
    case "snapshot":
      return {
        phase: "inside",
        seq: message.seq,
        peerId: message.peerId,
        clockOffset: clockOffset(message.serverTime, now),
        slices: Object.fromEntries(slices.map((slice) => [slice.name, slice.afterSnapshot(message.slices, room)])),
      };
    case "resumed":
      return {
        ...room,
        peerId: message.peerId,
        clockOffset: clockOffset(message.serverTime, now),
        slices: slicesAfter(slices, room, message, now),
      };
    case "events":
      if (room.seq === null || message.seq < room.seq) return room;
      return { ...room, seq: message.seq, slices: slicesAfter(slices, room, message, now) };
    default: {
      const after = slicesAfter(slices, room, message, now);
      return after === room.slices ? room : { ...room, slices: after };
    }
  }
}

/** What a message means for the features, in order. Events that the state has already are left out. */
export function incomingOf({ seq }: RoomState, message: StateMessage): readonly Incoming[] {
  if (message.type === "passing") return message.messages;
  if (message.type !== "events") return [message];
  return [...message.events.filter((event) => seq !== null && event.seq > seq), message];
}

function slicesAfter(
  slices: readonly Slice<unknown>[],
  before: RoomState,
  message: StateMessage,
  now: number,
): RoomState["slices"] {
  const incoming = incomingOf(before, message);
  const copies = new WeakSet();
  const editable = <Key, Value>(map: ReadonlyMap<Key, Value>): Map<Key, Value> => {
    if (copies.has(map)) return map as Map<Key, Value>;
    const copy = new Map(map);
    copies.add(copy);
    return copy;
  };
  const changed = slices.flatMap((slice): [string, unknown][] => {
    const state = slice.after(incoming, { before, now, editable });
    return state === slice.of(before) ? [] : [[slice.name, state]];
  });
  return changed.length === 0 ? before.slices : { ...before.slices, ...Object.fromEntries(changed) };
}

const clockOffset = (serverTime: string, now: number) => Date.parse(serverTime) - now;
