/** Who and what is on the stage, in which order, and what is large. Pure. */

import type { Remote } from "../media/engine";
import type { Person } from "../protocol.generated";

export type Layout = "grid" | "speaker";

export type Item =
  | { key: string; kind: "person"; person: Person; remote: Remote | null; you: boolean }
  | { key: string; kind: "screen"; person: Person; stream: MediaStream };

export interface Scene {
  people: ReadonlyMap<string, Person>;
  you: Person;
  remotes: ReadonlyMap<string, Remote>;
  layout: Layout;
  /** Key of a pinned item. */
  pinned: string | null;
  /** Id of the person who has spoken last. */
  active: string | null;
}

export interface Arrangement {
  /** Large; null is the grid. */
  focus: Item | null;
  others: Item[];
}

export const screenKey = (personId: string) => `screen:${personId}`;

export function arrange(scene: Scene): Arrangement {
  const people = orderedPeople(scene);
  const screens = people.flatMap(({ person, remote }): Item[] =>
    remote?.screen && person.screen
      ? [{ key: screenKey(person.id), kind: "screen", person, stream: remote.screen }]
      : [],
  );
  const items = [...screens, ...people];
  const focus =
    items.find(({ key }) => key === scene.pinned) ??
    screens[0] ??
    (scene.layout === "speaker" ? speakerOf(people, scene.active) : null);
  return { focus, others: items.filter((item) => item !== focus) };
}

type PersonItem = Extract<Item, { kind: "person" }>;

/** You first; then those with sound and picture; then by the time of coming in. The order is steady: nobody jumps. */
function orderedPeople({ people, you, remotes }: Scene): PersonItem[] {
  const rank = (person: Person) => (person.id === you.id ? 0 : remotes.has(person.id) ? 1 : 2);
  return [...people.values()]
    .sort(
      (one, other) =>
        rank(one) - rank(other) || one.enteredAt.localeCompare(other.enteredAt) || one.id.localeCompare(other.id),
    )
    .map((person) => ({
      key: person.id,
      kind: "person",
      person,
      remote: remotes.get(person.id) ?? null,
      you: person.id === you.id,
    }));
}

function speakerOf(people: PersonItem[], active: string | null): PersonItem | null {
  return people.find(({ key }) => key === active) ?? people.find(({ you }) => !you) ?? people[0] ?? null;
}

/** The active speaker is on the first page: in the last place of it, where the person would be on a later one. */
export function speakerOnFirstPage(items: Item[], active: string | null, capacity: number): Item[] {
  const at = items.findIndex(({ key }) => key === active);
  const item = items[at];
  if (at < capacity || !item) return items;
  const others = items.filter((one) => one !== item);
  return [...others.slice(0, capacity - 1), item, ...others.slice(capacity - 1)];
}

/** The order in the document, whatever is large at the moment: by the time of coming in, each screen after its person. */
export function inSteadyOrder(items: Item[]): Item[] {
  return [...items].sort(
    ({ person: one, kind: oneKind }, { person: other, kind: otherKind }) =>
      one.enteredAt.localeCompare(other.enteredAt) ||
      one.id.localeCompare(other.id) ||
      oneKind.localeCompare(otherKind),
  );
}
