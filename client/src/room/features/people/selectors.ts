/** Parts of the room's state that are about people; those that give lists are for `useShallow`. */

import type { Person } from "../../protocol.generated";
import { people } from "./peopleSlice";

export const selectPerson = (id: string) => people.select(({ people }): Person | null => people.get(id) ?? null);

/** May this person act on others (mute, remove, admit, …)? The server asks again; this only decides what is shown. */
export function isModerator(person: Person | null): boolean {
  return person?.role === "host" || person?.role === "presenter";
}

export const selectYou = people.select(({ you }) => you);
export const selectYourId = people.select(({ you }) => you?.id ?? null);
export const selectIsYou = (id: string) => people.select(({ you }) => you?.id === id);
export const selectIsModerator = people.select(({ you }) => isModerator(you));
/** May you act on this person? Your own microphone and hand have controls of their own. */
export const selectMayModerate = (id: string) => people.select(({ you }) => isModerator(you) && you?.id !== id);
export const selectIsHost = people.select(({ you }) => you?.role === "host");
export const selectPeopleTotal = people.select(({ total }) => total);
export const selectIsAlone = people.select(({ people }) => people.size === 1);

/** The ids of the people in the order in which they came in: a steady order, in which nobody jumps. */
export const selectIdsByEntry = people.select(({ people }): string[] =>
  [...people.values()]
    .sort((one, other) => one.enteredAt.localeCompare(other.enteredAt) || one.id.localeCompare(other.id))
    .map(({ id }) => id),
);

/** The ids of those who share a screen. */
export const selectSharingIds = people.select(({ people }): string[] =>
  [...people.values()].filter(({ screen }) => screen).map(({ id }) => id),
);
