/**
 * The state of the room as this browser knows it: a snapshot, then events in order. Pure; the server decides all.
 *
 * The state is made of slices, one for each concern. A message changes only the slices that it is about: everything else
 * stays the same object, so that a component which selects it is not drawn again.
 */

import type { AnyEvent, Events, InLobby, People, Resumed, Snapshot } from "../protocol.generated";
import { EMPTY_LOBBY, lobbyAfterEvents, lobbyOfSnapshot, type LobbySlice } from "./lobby";
import { clockOffset, meetingAfterEvents, meetingOfSnapshot, type MeetingSlice, NO_MEETING } from "./meeting";
import { NO_PEOPLE, peopleAfterEvents, peopleAfterPage, peopleOfSnapshot, type PeopleSlice } from "./peopleSlice";

export interface RoomState extends MeetingSlice, PeopleSlice, LobbySlice {
  phase: "connecting" | "lobby" | "inside";
  /** Number of the last event that is applied; null before the first snapshot. */
  seq: number | null;
  peerId: string | null;
}

export const EMPTY_ROOM: RoomState = {
  phase: "connecting",
  seq: null,
  peerId: null,
  ...NO_MEETING,
  ...NO_PEOPLE,
  ...EMPTY_LOBBY,
};

export type StateMessage = Snapshot | Resumed | Events | People | InLobby;

/** The state after a message. `now` is the browser's clock in milliseconds. */
export function reduce(state: RoomState, message: StateMessage, now: number): RoomState {
  switch (message.type) {
    case "inLobby":
      return { ...EMPTY_ROOM, phase: "lobby" };
    case "snapshot":
      return {
        phase: "inside",
        seq: message.seq,
        peerId: message.peerId,
        ...meetingOfSnapshot(message, now),
        ...peopleOfSnapshot(message),
        ...lobbyOfSnapshot(message),
      };
    case "resumed":
      return { ...state, peerId: message.peerId, clockOffset: clockOffset(message.serverTime, now) };
    case "people":
      return { ...state, ...peopleAfterPage(state, message) };
    case "events":
      return afterEvents(state, message);
  }
}

/** The events of a message that are new to the state: what arrives twice is applied once. */
export function freshEvents(state: RoomState, message: Events): AnyEvent[] {
  const { seq } = state;
  return seq === null ? [] : message.events.filter((event) => event.seq > seq);
}

function afterEvents(state: RoomState, message: Events): RoomState {
  if (state.seq === null || message.seq < state.seq) return state;
  const events = freshEvents(state, message);
  return {
    ...state,
    ...meetingAfterEvents(events),
    ...peopleAfterEvents(state, events),
    ...lobbyAfterEvents(state, events),
    seq: message.seq,
    peopleTotal: message.peopleTotal,
  };
}
