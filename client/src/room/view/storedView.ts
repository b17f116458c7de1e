/** How a person wants to see the room, remembered in this browser. */

import { readStorage, storedFlag, writeStorage } from "../../browser/storage";

/** Where the small pictures are while one is large. */
export type StripPosition = "right" | "below";

export interface StoredView {
  strip: StripPosition;
  /** The room is dark; or it follows the system as the other pages do. */
  dark: boolean;
  /** Single keys do something; they can be switched off (WCAG 2.1.4). */
  shortcuts: boolean;
}

export function loadView(): StoredView {
  const stored = readStorage("localStorage", "view") ?? {};
  return {
    strip: stored.strip === "below" ? "below" : "right",
    dark: storedFlag(stored.dark, true),
    shortcuts: storedFlag(stored.shortcuts, true),
  };
}

export function saveView(view: StoredView): void {
  writeStorage("localStorage", "view", view);
}
