import { readStorage, storedText, writeStorage } from "./storage";

/** What a signed-in person has chosen for all pages; null where the browser's own holds. */
export interface Choices {
  /** One of our languages. */
  language: string | null;
  /** IANA name. */
  timeZone: string | null;
}

const KEY = "choices";
let known: Choices | null = null;

/** Those of the person who is signed in in this browser, or was when a page last asked. */
export function choices(): Choices {
  if (!known) {
    const stored = readStorage("localStorage", KEY);
    known = { language: storedText(stored?.language), timeZone: storedText(stored?.timeZone) };
  }
  return known;
}

/** Remembers them for this page and those that are opened later; null: nobody is signed in. */
export function rememberChoices(chosen: Choices | null): void {
  known = chosen ?? { language: null, timeZone: null };
  writeStorage("localStorage", KEY, known.language || known.timeZone ? known : null);
}
