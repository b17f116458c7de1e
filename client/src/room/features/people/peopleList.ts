/** The order of the people panel, and its search. Pure. */

import type { Person } from "../../protocol.generated";

/** Costly to make, and needed with every change of the list. */
const names = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

const ROLES = ["host", "presenter", "attendee"] as const;

/** Raised hands first, in the order in which they went up; then you, hosts, presenters; then by name. */
export function sortPeople(people: Person[], yourId: string | null): Person[] {
  const rank = (person: Person) => (person.id === yourId ? -1 : ROLES.indexOf(person.role));
  return people.sort((one, other) => {
    if (one.hand !== other.hand) {
      if (one.hand === null) return 1;
      if (other.hand === null) return -1;
      return one.hand.localeCompare(other.hand);
    }
    return rank(one) - rank(other) || names.compare(one.name, other.name) || one.id.localeCompare(other.id);
  });
}

/** Those whose name contains what was typed; accents and capitals do not matter. */
export function findPeople(people: Person[], search: string): Person[] {
  const wanted = fold(search.trim());
  return wanted === "" ? people : people.filter(({ name }) => fold(name).includes(wanted));
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLocaleLowerCase();
}
