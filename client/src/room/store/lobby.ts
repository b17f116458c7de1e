/** The slice of those who wait to be let in. Pure. */

import type { AnyEvent, Snapshot, Waiting } from "../protocol.generated";
import { isModerator, type PeopleSlice } from "./peopleSlice";

export interface LobbySlice {
  waiting: ReadonlyMap<string, Waiting>;
}

export const EMPTY_LOBBY: LobbySlice = { waiting: new Map() };

export function lobbyOfSnapshot({ waiting }: Snapshot): LobbySlice {
  return { waiting: new Map(waiting.map((one) => [one.id, one])) };
}

/** What the events change; without a change the map stays the same object. */
export function lobbyAfterEvents(
  { waiting: before, you }: LobbySlice & Pick<PeopleSlice, "you">,
  events: AnyEvent[],
): Partial<LobbySlice> {
  let waiting: Map<string, Waiting> | null = null;
  for (const event of events) {
    if (event.type === "waitingAdded") {
      waiting ??= new Map(before);
      waiting.set(event.waiting.id, event.waiting);
    } else if (event.type === "waitingGone") {
      waiting ??= new Map(before);
      waiting.delete(event.personId);
    } else if (event.type === "personUpdated" && event.person.id === you?.id && !isModerator(event.person)) {
      // Who is no moderator any more does not see the lobby, and gets no events about it.
      if (before.size > 0 || waiting) waiting = new Map();
    }
  }
  return waiting ? { waiting } : {};
}
