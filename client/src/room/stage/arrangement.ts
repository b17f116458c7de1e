/** Who and what is on the stage, in which order, and what is large. Pure. */

import type { Layout } from "../view/roomView";

/** A tile of the stage; its content is read from the stores by the id of the person. */
export interface Item {
  key: string;
  kind: "person" | "screen";
  personId: string;
}

export interface Scene {
  /** The ids of the people inside, in the order in which they came in. */
  people: readonly string[];
  you: string;
  /** Those who share a screen. */
  sharing: ReadonlySet<string>;
  /** Those whose sound and picture arrive here. */
  connected: ReadonlySet<string>;
  /** Those whose screen arrives here. */
  screens: ReadonlySet<string>;
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
  const screens = people
    .filter(({ personId }) => scene.sharing.has(personId) && scene.screens.has(personId))
    .map(({ personId }): Item => ({ key: screenKey(personId), kind: "screen", personId }));
  const items = [...screens, ...people];
  const focus =
    items.find(({ key }) => key === scene.pinned) ??
    screens[0] ??
    (scene.layout === "speaker" ? speakerOf(people, scene) : null);
  return { focus, others: items.filter((item) => item !== focus) };
}

/** You first; then those with sound and picture; then by the time of coming in. The order is steady: nobody jumps. */
function orderedPeople({ people, you, connected }: Scene): Item[] {
  const rank = (id: string) => (id === you ? 0 : connected.has(id) ? 1 : 2);
  // Sorting keeps the order of equals.
  return [...people]
    .sort((one, other) => rank(one) - rank(other))
    .map((personId) => ({ key: personId, kind: "person", personId }));
}

function speakerOf(people: Item[], { active, you }: Scene): Item | null {
  return people.find(({ key }) => key === active) ?? people.find(({ key }) => key !== you) ?? people[0] ?? null;
}

/** The active speaker is on the first page: in the last place of it, where the person would be on a later one. */
export function speakerOnFirstPage(items: Item[], active: string | null, capacity: number): Item[] {
  const at = items.findIndex(({ key }) => key === active);
  const item = items[at];
  if (at < capacity || !item) return items;
  const others = items.filter((one) => one !== item);
  return [...others.slice(0, capacity - 1), item, ...others.slice(capacity - 1)];
}

/**
 * The order in the document, whatever is large at the moment: by the time of coming in (the order of `people`), each
 * screen after its person.
 */
export function inSteadyOrder<Placed extends { item: Item }>(placed: Placed[], people: readonly string[]): Placed[] {
  const order = new Map(people.map((id, at) => [id, at]));
  return [...placed].sort(
    ({ item: one }, { item: other }) =>
      (order.get(one.personId) ?? 0) - (order.get(other.personId) ?? 0) || one.kind.localeCompare(other.kind),
  );
}
