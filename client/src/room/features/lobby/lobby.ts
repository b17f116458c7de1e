/** Those who wait to be let in; known to hosts and presenters only. */

import type { RoomFeature, Session } from "../../feature";
import type { Waiting } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";
import { isModerator, selectYou } from "../people/public";

export interface LobbyState {
  waiting: ReadonlyMap<string, Waiting>;
}

const NOBODY_WAITS: LobbyState = { waiting: new Map() };

export const lobby = defineSlice("lobby", {
  initial: NOBODY_WAITS,
  snapshot: ({ waiting }): LobbyState => ({ waiting: new Map(waiting.map((one) => [one.id, one])) }),
  on: {
    waitingAdded: (state, event, { editable }) => {
      const waiting = editable(state.waiting);
      waiting.set(event.waiting.id, event.waiting);
      return { waiting };
    },
    waitingGone: (state, { personId }, { editable }) => {
      const waiting = editable(state.waiting);
      waiting.delete(personId);
      return { waiting };
    },
    // Who is no moderator any more does not see the lobby, and gets no events about it.
    personUpdated: (state, { person }, { before }) =>
      person.id === selectYou(before)?.id && !isModerator(person) && state.waiting.size > 0 ? NOBODY_WAITS : state,
  },
});

/** Who has waited longest. */
export const selectFirstWaiting = lobby.select(({ waiting }): Waiting | null => waiting.values().next().value ?? null);
export const selectWaitingCount = lobby.select(({ waiting }) => waiting.size);

/** Lets one person in; without an id, all. */
export function admit(session: Session, personId?: string): void {
  void session.send(personId === undefined ? { type: "admit" } : { type: "admit", personId });
}

/** Lets these people in; as many as one command takes, the rest with the next click. */
export function admitSeveral(session: Session, personIds: readonly string[]): void {
  void session.send({ type: "admit", personIds: personIds.slice(0, 100) });
}

export function deny(session: Session, personId: string): void {
  void session.send({ type: "deny", personId });
}

export const notices: RoomFeature["notices"] = {
  /** Only spoken: the banner above the stage shows it, and stays until somebody has decided. */
  waitingAdded: ({ waiting: { name } }) => ({ tone: "spoken", text: "notice.waiting", values: { name } }),
};
