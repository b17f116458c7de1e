/** Who and what is on the stage, in which order, and what is large. Pure. */

import { screenKey, SHOWN_KEY } from "../view/roomView";
import type { Layout } from "../view/storedView";

/**
 * A tile of the stage: a person, the screen that a person shares, or what is shown to all (`shown`, of nobody). Its
 * content is read from the stores.
 */
export interface Item {
  key: string;
  kind: "person" | "screen" | "shown";
  personId: string;
}

export interface Scene {
  /** The ids of the people inside, in the order in which they came in. */
  people: readonly string[];
  you: string;
  /** Your own picture is hidden from yourself. */
  ownHidden: boolean;
  /** Those who share a screen. */
  sharing: ReadonlySet<string>;
  /** Those whose sound and picture arrive here. */
  connected: ReadonlySet<string>;
  /** Those whose screen arrives here. */
  screens: ReadonlySet<string>;
  /** Something is shown to all: `first` before shared screens, because it came later, or after them. */
  shown: "first" | "last" | null;
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
  /** Your own picture over that of the other: of two people, the other is large and fills the stage. */
  floating: Item | null;
}

/** There is one thing at a time that is shown to all. */
const SHOWN: Item = { key: SHOWN_KEY, kind: "shown", personId: "" };

export function arrange(scene: Scene): Arrangement {
  const people = orderedPeople(scene);
  const screens = people
    .filter(({ personId }) => scene.sharing.has(personId) && scene.screens.has(personId))
    .map(({ personId }): Item => ({ key: screenKey(personId), kind: "screen", personId }));
  const content = [...(scene.shown === "first" ? [SHOWN] : []), ...screens, ...(scene.shown === "last" ? [SHOWN] : [])];
  const items = [...content, ...people];
  const pinned = items.find(({ key }) => key === scene.pinned);
  const [other, own, third] = people;
  if (other && own?.key === scene.you && !third && content.length === 0 && pinned !== own) {
    return { focus: other, others: [], floating: own };
  }
  const focus = pinned ?? content[0] ?? (scene.layout === "grid" ? null : speakerOf(people, scene));
  const others = items.filter((item) => item !== focus);
  return {
    focus,
    others: scene.layout === "presentation" ? besideContent(focus, people, scene) : others,
    floating: null,
  };
}

/** You last; those with sound and picture first; then by the time of coming in. The order is steady: nobody jumps. */
function orderedPeople({ people, you, ownHidden, connected }: Scene): Item[] {
  const rank = (id: string) => (id === you ? 2 : connected.has(id) ? 0 : 1);
  // Sorting keeps the order of equals.
  return people
    .filter((id) => id !== you || !ownHidden)
    .sort((one, other) => rank(one) - rank(other))
    .map((personId) => ({ key: personId, kind: "person", personId }));
}

/** Beside what is shown, only who speaks; beside a person nobody. */
function besideContent(focus: Item | null, people: Item[], scene: Scene): Item[] {
  const speaker = focus && focus.kind !== "person" ? speakerOf(people, scene) : null;
  return speaker ? [speaker] : [];
}

function speakerOf(people: Item[], { active, you }: Scene): Item | null {
  return people.find(({ key }) => key === active) ?? people.find(({ key }) => key !== you) ?? people[0] ?? null;
}

/**
 * The order in which the places are filled, where they do not suffice for all: you are the last of the first page, and
 * the active speaker is on it, in the last place before you.
 */
export function inOrderOfPlaces(items: Item[], you: string, active: string | null, capacity: number): Item[] {
  const own = items.find(({ key }) => key === you);
  if (items.length <= capacity || capacity < 2 || !own) return speakerOnFirstPage(items, active, capacity);
  const rest = items.filter((item) => item !== own);
  const others = speakerOnFirstPage(rest, active, capacity - 1);
  return [...others.slice(0, capacity - 1), own, ...others.slice(capacity - 1)];
}

function speakerOnFirstPage(items: Item[], active: string | null, capacity: number): Item[] {
  const at = items.findIndex(({ key }) => key === active);
  const item = items[at];
  if (at < capacity || !item) return items;
  const others = items.filter((one) => one !== item);
  return [...others.slice(0, capacity - 1), item, ...others.slice(capacity - 1)];
}

/**
 * The order in the document, whatever is large at the moment: what is shown to all, then by the time of coming in (the
 * order of `people`), each screen after its person.
 */
export function inSteadyOrder<Placed extends { item: Item }>(placed: Placed[], people: readonly string[]): Placed[] {
  const order = new Map([["", -1], ...people.map((id, at): [string, number] => [id, at])]);
  return [...placed].sort(
    ({ item: one }, { item: other }) =>
      (order.get(one.personId) ?? 0) - (order.get(other.personId) ?? 0) || one.kind.localeCompare(other.kind),
  );
}
