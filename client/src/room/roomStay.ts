/** A stay in a meeting, kept for reloads and in this tab only; and one that a host has ended, kept in this browser. */

import { readStorage, storedFlag, storedText, writeStorage } from "../browser/storage";

export interface RoomStay {
  /** The room token of the participant. */
  token: string;
  title: string;
  lang: string;
  name: string;
  frameOrigins: string[];
  microphoneOn: boolean;
  cameraOn: boolean;
}

const stayKey = (address: string) => `stay.${address}`;

/** `address` is that of the entry target: the link, the code, or center, side and name of an entry URL. */
export function loadStay(address: string): RoomStay | null {
  const stored = readStorage("sessionStorage", stayKey(address));
  const token = storedText(stored?.token);
  if (!stored || !token) return null;
  const origins = Array.isArray(stored.frameOrigins) ? stored.frameOrigins : [];
  return {
    token,
    title: storedText(stored.title) ?? "",
    lang: storedText(stored.lang) ?? "",
    name: storedText(stored.name) ?? "",
    frameOrigins: origins.filter((origin) => typeof origin === "string"),
    microphoneOn: storedFlag(stored.microphoneOn, false),
    cameraOn: storedFlag(stored.cameraOn, false),
  };
}

export function saveStay(address: string, stay: RoomStay | null): void {
  writeStorage("sessionStorage", stayKey(address), stay);
}

const removalKey = (address: string) => `removal.${address}`;

/** The token of a stay from which a host removed the person: by it the server knows the person in any tab. */
export function loadRemoval(address: string): string | null {
  return storedText(readStorage("localStorage", removalKey(address))?.token);
}

export function saveRemoval(address: string, token: string | null): void {
  writeStorage("localStorage", removalKey(address), token === null ? null : { token });
}
