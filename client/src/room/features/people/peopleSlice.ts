/** The people inside: who is known, and who "you" are. */

import type { Session } from "../../feature";
import type { Person } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";

export interface PeopleState {
  you: Person | null;
  /** Those who are known; in a large room the list is loaded in pages. */
  people: ReadonlyMap<string, Person>;
  total: number;
  /** Where the next page of people begins; null when all are known. */
  next: string | null;
  /** Who was removed from this run of the meeting, by id: the name. Known to hosts and presenters only. */
  removed: ReadonlyMap<string, string>;
}

const NO_PEOPLE: PeopleState = { you: null, people: new Map(), total: 0, next: null, removed: new Map() };

export const people = defineSlice("people", {
  initial: NO_PEOPLE,
  snapshot: ({ you, people: listed, total, next, removed: gone }) => {
    const known = new Map(listed.map((person) => [person.id, person]));
    known.set(you.id, you);
    const removed = new Map(gone.map(({ id, name }) => [id, name]));
    return { you, people: known, total, next, removed };
  },
  on: {
    personEntered: (state, { person }, { editable }) => withPerson(state, person, editable(state.people)),
    personUpdated: (state, { person }, { editable }) => withPerson(state, person, editable(state.people)),
    personLeft: (state, { personId }, { editable }) => {
      const known = editable(state.people);
      known.delete(personId);
      return { ...state, people: known };
    },
    personRemoved: (state, { person: { id, name } }, { editable }) => {
      const removed = editable(state.removed);
      removed.set(id, name);
      return { ...state, removed };
    },
    personReadmitted: (state, { personId }, { editable }) => {
      const removed = editable(state.removed);
      removed.delete(personId);
      return { ...state, removed };
    },
    events: (state, { peopleTotal: total }) => (total === state.total ? state : { ...state, total }),
    /** One more page of the list. */
    people: (state, page, { editable }) => {
      const known = editable(state.people);
      for (const person of page.people) known.set(person.id, person);
      if (state.you) known.set(state.you.id, state.you);
      return { ...state, people: known, next: page.next };
    },
  },
});

function withPerson(state: PeopleState, person: Person, known: Map<string, Person>): PeopleState {
  known.set(person.id, person);
  return { ...state, people: known, you: person.id === state.you?.id ? person : state.you };
}

/** Asks for the next page of people, if there is one. */
export function loadMorePeople(session: Session): void {
  const { next } = people.of(session.room.getState());
  if (next !== null) session.post({ type: "listPeople", after: next });
}
