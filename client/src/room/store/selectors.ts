/** Parts of the room's state for components; those that give lists are for `useShallow`. */

import type { Person, Waiting } from "../protocol.generated";
import { isModerator } from "./peopleSlice";
import type { RoomState } from "./roomState";

export const selectPerson =
  (id: string) =>
  ({ people }: RoomState): Person | null =>
    people.get(id) ?? null;

export const selectIsModerator = ({ you }: RoomState) => isModerator(you);
export const selectIsHost = ({ you }: RoomState) => you?.role === "host";
export const selectOwnHand = ({ you }: RoomState) => you !== null && you.hand !== null;
export const selectPeopleTotal = ({ peopleTotal }: RoomState) => peopleTotal;
/** Who has waited longest to be let in. */
export const selectFirstWaiting = ({ waiting }: RoomState): Waiting | null => waiting.values().next().value ?? null;
export const selectWaitingCount = ({ waiting }: RoomState) => waiting.size;

/** The ids of the people in the order in which they came in: a steady order, in which nobody jumps. */
export function selectIdsByEntry({ people }: RoomState): string[] {
  return [...people.values()]
    .sort((one, other) => one.enteredAt.localeCompare(other.enteredAt) || one.id.localeCompare(other.id))
    .map(({ id }) => id);
}

/** The ids of those who share a screen. */
export function selectSharingIds({ people }: RoomState): string[] {
  return [...people.values()].filter(({ screen }) => screen).map(({ id }) => id);
}
