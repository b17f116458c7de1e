/** How a person wants to see the room, remembered in this browser. */

import { readStorage, storedFlag, writeStorage } from "../browser/storage";

/** Where the small pictures are while one is large. */
export type StripPosition = "right" | "below";

export interface RoomView {
  strip: StripPosition;
  /** The room is dark; or it follows the system as the other pages do. */
  dark: boolean;
}

export function loadView(): RoomView {
  const stored = readStorage("localStorage", "view") ?? {};
  return { strip: stored.strip === "below" ? "below" : "right", dark: storedFlag(stored.dark, true) };
}

export function saveView(view: RoomView): void {
  writeStorage("localStorage", "view", view);
}
