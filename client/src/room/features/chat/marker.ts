/** Up to which message a person has read, remembered in this browser, so that a reload forgets nothing. */

import { readStorage, writeStorage } from "../../../browser/storage";

const KEY = "chat.read";
/** A browser that was in many meetings remembers the last ones. */
const MOST = 30;

/** The number for this participant, who belongs to one meeting; null where nothing is remembered. */
export function loadMarker(personId: string): number | null {
  const value = readStorage("localStorage", KEY)?.[personId];
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

export function saveMarker(personId: string, number: number): void {
  const others = Object.entries(readStorage("localStorage", KEY) ?? {}).filter(([id]) => id !== personId);
  writeStorage("localStorage", KEY, Object.fromEntries([...others.slice(1 - MOST), [personId, number]]));
}
