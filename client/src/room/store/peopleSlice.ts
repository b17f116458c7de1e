/** The slice of the people inside: who is known, and who "you" are. Pure. */

import type { AnyEvent, People, Person, Snapshot } from "../protocol.generated";

export interface PeopleSlice {
  you: Person | null;
  /** Those who are known; in a large room the list is loaded in pages. */
  people: ReadonlyMap<string, Person>;
  peopleTotal: number;
  /** Where the next page of people begins; null when all are known. */
  nextPeople: string | null;
}

export const NO_PEOPLE: PeopleSlice = { you: null, people: new Map(), peopleTotal: 0, nextPeople: null };

export function peopleOfSnapshot({ you, people: listed, peopleTotal }: Snapshot): PeopleSlice {
  const people = new Map(listed.map((person) => [person.id, person]));
  people.set(you.id, you);
  const complete = people.size >= peopleTotal;
  return { you, people, peopleTotal, nextPeople: complete ? null : (listed.at(-1)?.id ?? null) };
}

/** One more page of the list. */
export function peopleAfterPage(slice: PeopleSlice, page: People): Partial<PeopleSlice> {
  const people = new Map(slice.people);
  for (const person of page.people) people.set(person.id, person);
  if (slice.you) people.set(slice.you.id, slice.you);
  return { people, nextPeople: page.next };
}

/** What the events change; what they do not touch stays the same object. */
export function peopleAfterEvents(slice: PeopleSlice, events: AnyEvent[]): Partial<PeopleSlice> {
  let { you } = slice;
  let people: Map<string, Person> | null = null;
  for (const event of events) {
    if (event.type === "personEntered" || event.type === "personUpdated") {
      people ??= new Map(slice.people);
      people.set(event.person.id, event.person);
      if (event.person.id === you?.id) you = event.person;
    } else if (event.type === "personLeft") {
      people ??= new Map(slice.people);
      people.delete(event.personId);
    }
  }
  return people ? { people, you } : {};
}

/** May this person act on others (mute, remove, admit, …)? The server asks again; this only decides what is shown. */
export function isModerator(person: Person | null): boolean {
  return person?.role === "host" || person?.role === "presenter";
}
