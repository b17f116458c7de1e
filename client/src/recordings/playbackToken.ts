/** The right to view a recording, kept for reloads and in this tab only. */

import { readStorage, storedText, writeStorage } from "../browser/storage";

/** Where storage is forbidden a page remembers at least for itself. */
const tokensOfPage = new Map<string, string>();

/**
 * The right to view a recording that a program has asked for, from the fragment of the address of this page; empty where
 * there is none. It leaves the address bar at once, as a password does.
 */
export function takePlaybackToken(address: string): string {
  const { pathname, search, hash } = window.location;
  const token = /^#seat=(.+)$/.exec(hash)?.[1];
  if (token === undefined) return tokensOfPage.get(address) ?? loadPlaybackToken(address);
  tokensOfPage.set(address, token);
  writeStorage("sessionStorage", storageKey(address), { token });
  window.history.replaceState(window.history.state, "", pathname + search);
  return token;
}

const storageKey = (address: string) => `seat.${address}`;

function loadPlaybackToken(address: string): string {
  return storedText(readStorage("sessionStorage", storageKey(address))?.token) ?? "";
}
