/**
 * What this browser remembers, as JSON under keys of our own. Storage may be forbidden (private windows, frames of other
 * sites): then it forgets.
 */

type Area = "localStorage" | "sessionStorage";
type StoredObject = Partial<Record<string, unknown>>;

/** The object stored under a key; null where there is none, or nothing that can be read. */
export function readStorage(area: Area, key: string): StoredObject | null {
  try {
    const value: unknown = JSON.parse(window[area].getItem(`convener.${key}`) ?? "null");
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** Stores an object under a key; null removes what is there. */
export function writeStorage(area: Area, key: string, value: object | null): void {
  try {
    if (value === null) window[area].removeItem(`convener.${key}`);
    else window[area].setItem(`convener.${key}`, JSON.stringify(value));
  } catch {
    // Nothing is lost but convenience.
  }
}

// Anybody may have changed what is stored, an older version of this page among them: only what fits is taken.

/** A stored text that is not empty, else null. */
export function storedText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A stored yes or no, else the default. */
export function storedFlag(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}
