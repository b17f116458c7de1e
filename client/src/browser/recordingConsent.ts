/** That somebody has agreed to being recorded before entering, for the room that comes next. */

import { readStorage, writeStorage } from "./storage";

const STORED = "recordingConsent";

/** Who enters with this room token has read that the meeting is recorded. */
export function saveConsent(token: string): void {
  writeStorage("sessionStorage", STORED, { token });
}

/** Whether somebody has agreed who enters with this room token. */
export function hasConsent(token: string): boolean {
  return readStorage("sessionStorage", STORED)?.["token"] === token;
}

/** The server has the answer, or does not take it: nothing is kept for the room any more. */
export function dropConsent(): void {
  writeStorage("sessionStorage", STORED, null);
}
