/** Which items have which places on the stage. Pure. */

import type { Corner, StripPosition } from "../view/storedView";
import { type Arrangement, inOrderOfPlaces, type Item } from "./arrangement";
import { placeFloating } from "./floating";
import { gridCapacity, pageOf, placeFilling, placeFocus, placeGrid, type Rect, type Size } from "./layout";

/**
 * How a tile stands: one of many; large, in the shape of its picture; filling its place, cut at the edges; or floating
 * over another.
 */
export type TileLook = "cell" | "focus" | "filling" | "floating";

export interface Placed {
  item: Item;
  rect: Rect;
  look: TileLook;
}

export interface StageView {
  placed: Placed[];
  /** Those for whom the strip has no room. */
  hidden: { count: number; rect: Rect } | null;
  page: number;
  pages: number;
}

export interface StageSpace extends Size {
  strip: StripPosition;
  corner: Corner;
  /** The page of the grid that is wanted. */
  page: number;
}

interface Speaking {
  you: string;
  /** Id of the person who has spoken last. */
  active: string | null;
}

const PAGES_HEIGHT = 44;

export function placeItems({ focus, others, floating }: Arrangement, speaking: Speaking, space: StageSpace): StageView {
  if (focus && floating) {
    return onePage([
      { item: focus, rect: placeFilling(space), look: "filling" },
      { item: floating, rect: placeFloating(space.corner, space), look: "floating" },
    ]);
  }
  return focus ? focusView(focus, others, speaking, space) : gridView(others, speaking, space);
}

const onePage = (placed: Placed[], hidden: StageView["hidden"] = null): StageView => ({
  placed,
  hidden,
  page: 0,
  pages: 1,
});

function focusView(focus: Item, others: Item[], { you, active }: Speaking, space: StageSpace): StageView {
  const places = placeFocus(others.length, space, space.strip);
  const capacity = places.strip.length;
  const last = places.strip.at(-1);
  const tooMany = others.length > capacity && capacity > 1 && last !== undefined;
  const shown = tooMany ? capacity - 1 : capacity;
  const strip = pair(inOrderOfPlaces(others, you, active, shown).slice(0, shown), places.strip);
  return onePage(
    [{ item: focus, rect: places.focus, look: "focus" }, ...strip],
    tooMany ? { count: others.length - shown, rect: last } : null,
  );
}

function gridView(items: Item[], { you, active }: Speaking, space: StageSpace): StageView {
  const [single] = items;
  if (single && items.length === 1) return onePage([{ item: single, rect: placeFilling(space), look: "filling" }]);
  const capacity = gridCapacity(space);
  const { page, pages, shown } = pageOf(inOrderOfPlaces(items, you, active, capacity), space.page, capacity);
  const height = space.height - (pages > 1 ? PAGES_HEIGHT : 0);
  return {
    placed: pair(shown, placeGrid(shown.length, { width: space.width, height })),
    hidden: null,
    page,
    pages,
  };
}

function pair(items: Item[], rects: Rect[]): Placed[] {
  return items.flatMap((item, at): Placed[] => {
    const rect = rects[at];
    return rect ? [{ item, rect, look: "cell" }] : [];
  });
}
