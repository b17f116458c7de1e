/** How a person wants to see the room, remembered in this browser for reloads and for other meetings. */

import { readStorage, storedFlag, storedText, writeStorage } from "../../browser/storage";

/**
 * `grid`: everybody in pictures of one size; `speaker`: whoever speaks is large; `presentation`: only what is shown, and
 * who speaks. In all of them a shared screen is large.
 */
export type Layout = "grid" | "speaker" | "presentation";

/** Where the small pictures are while one is large. */
export type StripPosition = "right" | "below";

/** Where one's own picture floats, counted from where lines begin. */
export type Corner = "topStart" | "topEnd" | "bottomStart" | "bottomEnd";

export const LAYOUTS: readonly Layout[] = ["grid", "speaker", "presentation"];
export const CORNERS: readonly Corner[] = ["topStart", "topEnd", "bottomEnd", "bottomStart"];

export interface StoredView {
  layout: Layout;
  strip: StripPosition;
  /** One's own picture is hidden from oneself; the others see it all the same. */
  ownHidden: boolean;
  /** Where it floats over the picture of the other, when two are here. */
  ownCorner: Corner;
  /** The feature whose panel is open. */
  openPanel: string | null;
  /** The room is dark; or it follows the system as the other pages do. */
  dark: boolean;
  /** Single keys do something; they can be switched off (WCAG 2.1.4). */
  shortcuts: boolean;
}

export function loadView(): StoredView {
  const stored = readStorage("localStorage", "view") ?? {};
  return {
    layout: oneOf(LAYOUTS, stored.layout, "grid"),
    strip: stored.strip === "below" ? "below" : "right",
    ownHidden: storedFlag(stored.ownHidden, false),
    ownCorner: oneOf(CORNERS, stored.ownCorner, "bottomEnd"),
    openPanel: storedText(stored.openPanel),
    dark: storedFlag(stored.dark, true),
    shortcuts: storedFlag(stored.shortcuts, true),
  };
}

/** Remembers what has changed; the rest stays as it was remembered, by another tab perhaps. */
export function saveView(change: Partial<StoredView>): void {
  writeStorage("localStorage", "view", { ...loadView(), ...change });
}

const oneOf = <Word extends string>(words: readonly Word[], stored: unknown, fallback: Word): Word =>
  words.find((word) => word === stored) ?? fallback;
