/** That somebody has agreed to being recorded before entering, for the room that comes next. */

import { readStorage, writeStorage } from "./storage";

const STORED = "recordingConsent";

/** Who enters with this room token has read that the meeting is recorded. */
export function saveConsent(token: string): void {
  writeStorage("sessionStorage", STORED, { token });
}

/** Whether somebody has agreed who enters with this room token; that is asked once. */
export function takeConsent(token: string): boolean {
  const agreed = readStorage("sessionStorage", STORED)?.["token"] === token;
  if (agreed) writeStorage("sessionStorage", STORED, null);
  return agreed;
}
