/** The name under which a person entered the last time, remembered in this browser. */

import { readStorage, storedText, writeStorage } from "../browser/storage";

export function loadName(): string {
  return storedText(readStorage("localStorage", "person")?.name) ?? "";
}

export function saveName(name: string): void {
  writeStorage("localStorage", "person", { name });
}
