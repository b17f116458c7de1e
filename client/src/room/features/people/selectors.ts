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
/** May you end what this person sends? Only hosts end what hosts send. */
export const selectMayStop = (id: string) =>
  people.select(({ people, you }) => {
    const mayAtAll = isModerator(you) && you?.id !== id;
    return mayAtAll && (you?.role === "host" || people.get(id)?.role !== "host");
  });
export const selectIsHost = people.select(({ you }) => you?.role === "host");
export const selectPeopleTotal = people.select(({ total }) => total);
export const selectIsAlone = people.select(({ people, total }) => people.size === 1 && total <= 1);

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

/** The ids of the other attendees whose microphone is on, by name. */
export const selectSpeakingAttendees = people.select(({ people, you }): string[] =>
  [...people.values()]
    .filter(({ id, role, microphone }) => role === "attendee" && microphone && id !== you?.id)
    .sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
    .map(({ id }) => id),
);

/** The ids of those who have raised a hand, in the order in which the hands went up. */
export const selectHandQueue = people.select(({ people }): string[] =>
  [...people.values()]
    .filter(({ hand }) => hand !== null)
    .sort((one, other) => (one.hand ?? "").localeCompare(other.hand ?? "") || one.id.localeCompare(other.id))
    .map(({ id }) => id),
);

/** Whether another host is inside too. */
export const selectHasOtherHost = people.select(({ people, you }) =>
  [...people.values()].some(({ id, role }) => role === "host" && id !== you?.id),
);

/** Those who are known, by id; the same map as long as none of them changes. */
export const selectPeople = people.select(({ people }) => people);

/** Everybody's id and name, with a space between: texts that are equal where nothing has changed. */
export const selectNames = people.select(({ people }): string[] =>
  [...people.values()].map(({ id, name }) => `${id} ${name}`),
);
