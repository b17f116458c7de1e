/** On which pages of documents somebody has drawn, as far as this browser has asked, and whether this person draws now. */

import type { RoomFeature, Session } from "../../feature";
import { defineSlice } from "../../store/slice";

export interface DrawingState {
  /** The pages on which somebody has drawn, of each document by its id. */
  drawn: ReadonlyMap<string, ReadonlySet<number>>;
  /** The documents of which all such pages are known. */
  known: ReadonlySet<string>;
  active: boolean;
}

const withPages = (state: DrawingState, id: string, pages: readonly number[]): DrawingState["drawn"] =>
  new Map(state.drawn).set(id, new Set([...(state.drawn.get(id) ?? []), ...pages]));

export const drawing = defineSlice<"drawing", DrawingState>("drawing", {
  initial: { drawn: new Map(), known: new Set(), active: false },
  on: {
    drawnPages: (state, { documentId, pages }) => ({
      ...state,
      drawn: withPages(state, documentId, pages),
      known: new Set([...state.known, documentId]),
    }),
    pageDrawn: (state, { documentId, page }) => ({ ...state, drawn: withPages(state, documentId, [page]) }),
  },
});

export const selectIsActive = drawing.select(({ active }) => active);
export const selectIsKnown = (id: string) => drawing.select(({ known }) => known.has(id));
export const selectIsDrawn = (id: string, page: number) =>
  drawing.select(({ drawn }) => drawn.get(id)?.has(page) ?? false);

export function setActive(session: Session, active: boolean): void {
  drawing.change(session.room, (state) => ({ ...state, active }));
}

export function askForDrawnPages(session: Session, documentId: string): void {
  session.post({ type: "listDrawnPages", documentId });
}

export const effects: RoomFeature["effects"] = {
  // What happened before is not told any more: each document is asked for again when it is seen.
  snapshot: (_, session) => drawing.change(session.room, (state) => ({ ...state, known: new Set() })),
};
