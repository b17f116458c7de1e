import type { Goodbye } from "../api/client";
import { readFields } from "./entryUrl";
import type { GoodbyeReason } from "./goodbyeReason";

/** The address to which the link wants people back, as it stands there; whether it may is the server's to say. */
export const wantedReturn = (search: string): string => (readFields(search).get("return") ?? "").slice(0, 2_000);

/** Reasons after which the stay is over; after the others the person is still in the meeting, or wants to be. */
const OVER: readonly GoodbyeReason[] = ["left", "removed", "denied", "ended", "endedByYou", "cancelled"];

export const isOver = (reason: GoodbyeReason): boolean => OVER.includes(reason);

/** Where the page goes by itself; null: nowhere. */
export function followedUrl(goodbye: Goodbye | undefined, reason: GoodbyeReason): string | null {
  return goodbye?.returnFollow && isOver(reason) ? webAddress(goodbye.returnUrl) : null;
}

/** The address of a web page as it is, null for any other (`javascript:`, say). */
export function webAddress(url: string): string | null {
  try {
    return ["https:", "http:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}
