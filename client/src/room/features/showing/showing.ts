/** What is shown to all: what is open, which of it is shown, and at which page. */

import type { Session } from "../../feature";
import type { Item, OpenItem } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";
import { selectPerson } from "../people/public";

export interface ShowingState {
  /** The first opened first. */
  open: readonly OpenItem[];
  shown: Item | null;
  /** The id of who turned the last page, or showed what is shown. */
  turnedBy: string | null;
  /** A page that this browser has just turned, and that the others have not seen yet. */
  turning: OpenItem | null;
  /** A screen was shared after that began to be shown. */
  screenIsNewer: boolean;
}

const NOTHING: ShowingState = { open: [], shown: null, turnedBy: null, turning: null, screenIsNewer: false };

export const isSame = (one: Item | null, other: Item | null): boolean =>
  one?.kind === other?.kind && one?.id === other?.id;

export const showing = defineSlice<"showing", ShowingState>("showing", {
  initial: NOTHING,
  snapshot: ({ open, shown, turnedBy }, before) => ({
    ...NOTHING,
    open,
    shown,
    turnedBy,
    // After a lost line what was large stays large.
    screenIsNewer: isSame(shown, before.shown) && before.screenIsNewer,
  }),
  on: {
    showingChanged: (state, { open, shown, turnedBy }) => ({
      open,
      shown,
      turnedBy,
      turning: isSame(shown, state.turning) ? state.turning : null,
      screenIsNewer: isSame(shown, state.shown) ? state.screenIsNewer : false,
    }),
    pageTurned: (state, { item, by }) => ({
      ...state,
      open: state.open.map((one) => (isSame(one, item) ? item : one)),
      turnedBy: by,
      turning: isSame(item, state.turning) && item.page === state.turning?.page ? null : state.turning,
    }),
    personUpdated: (state, { person }, { before }) =>
      state.shown && person.screen && !selectPerson(person.id)(before)?.screen
        ? { ...state, screenIsNewer: true }
        : state,
  },
});

export const selectShown = showing.select(({ shown }) => shown);

/** Where it stands beside shared screens: what came later is large. Null: nothing is shown. */
export const selectShownPlace = showing.select(({ shown, screenIsNewer }): "first" | "last" | null =>
  shown ? (screenIsNewer ? "last" : "first") : null,
);

export const selectIsOpen = (item: Item) => showing.select(({ open }) => open.some((one) => isSame(one, item)));
export const selectIsShown = (item: Item) => showing.select(({ shown }) => isSame(shown, item));

/** The page at which an open item is for all; 1 where it is not open. */
export const selectPage = (item: Item) =>
  showing.select(({ open, turning }) => {
    if (turning && isSame(turning, item)) return turning.page;
    return open.find((one) => isSame(one, item))?.page ?? 1;
  });

export function showItem(session: Session, { kind, id }: Item, page: number | null = null): Promise<boolean> {
  return session.send({ type: "showItem", kind, itemId: id, page });
}

/** Turns the page for all; here it is turned at once. */
export function turnPage(session: Session, { kind, id }: Item, page: number): void {
  const turning: OpenItem = { kind, id, page };
  showing.change(session.room, (state) => ({ ...state, turning }));
  void session.send({ type: "turnPage", kind, itemId: id, page }).then((done) => {
    showing.change(session.room, (state) => {
      if (state.turning !== turning) return state;
      // The event is on its way, unless the page was turned there before.
      const there = state.open.some((one) => isSame(one, turning) && one.page === page);
      return done && !there ? state : { ...state, turning: null };
    });
  });
}

export function stopShowing(session: Session): void {
  void session.send({ type: "stopShowing" });
}

export function closeItem(session: Session, { kind, id }: Item): void {
  void session.send({ type: "closeItem", kind, itemId: id });
}
