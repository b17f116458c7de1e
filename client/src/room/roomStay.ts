/** A stay in a meeting, kept for reloads and in this tab only; what other tabs of this browser have; and one that a host has ended. */

import { namesOfLocks, lockPage, isLocked } from "../browser/pageLock";
import { randomKey } from "../browser/randomKey";
import { readStorage, storedFlag, storedText, writeStorage } from "../browser/storage";

export interface RoomStay {
  /** Names the stay among those of all tabs; a copy of a tab has that of the tab. */
  id: string;
  /** The room token of the participant. */
  token: string;
  title: string;
  lang: string;
  name: string;
  frameOrigins: string[];
  microphoneOn: boolean;
  cameraOn: boolean;
  /** The person wanted to be here too, beside another tab. */
  beside: boolean;
}

/** So long the page that is being reloaded may take to go. */
const RELOAD_PATIENCE = 1_000;

export const newStayId = () => randomKey(12);

function readStay(stored: Partial<Record<string, unknown>> | null): RoomStay | null {
  const token = storedText(stored?.token);
  if (!stored || !token) return null;
  const origins = Array.isArray(stored.frameOrigins) ? stored.frameOrigins : [];
  return {
    id: storedText(stored.id) ?? newStayId(),
    token,
    title: storedText(stored.title) ?? "",
    lang: storedText(stored.lang) ?? "",
    name: storedText(stored.name) ?? "",
    frameOrigins: origins.filter((origin) => typeof origin === "string"),
    microphoneOn: storedFlag(stored.microphoneOn, false),
    cameraOn: storedFlag(stored.cameraOn, false),
    beside: storedFlag(stored.beside, false),
  };
}

const stayKey = (address: string) => `stay.${address}`;

/** `address` is that of the entry target: the link, the code, or center, side and name of an entry URL. */
export function loadStay(address: string): RoomStay | null {
  return readStay(readStorage("sessionStorage", stayKey(address)));
}

export function saveStay(address: string, stay: RoomStay | null): void {
  writeStorage("sessionStorage", stayKey(address), stay);
}

// ------------------------------------------------------------------------------------------------- other tabs

const tabsKey = (address: string) => `tabs.${address}`;
const lockOf = (id: string) => `convener.stay.${id}`;

/** Lets the other tabs of this browser know of a stay in this one; returns the function that ends that. */
export function announceStay(address: string, stay: RoomStay): () => void {
  const release = lockPage(lockOf(stay.id));
  const stop = () => writeTab(address, stay.id, null);
  const start = () => writeTab(address, stay.id, stay);
  start();
  // A page that was closed leaves no token behind.
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", start);
  return () => {
    window.removeEventListener("pagehide", stop);
    window.removeEventListener("pageshow", start);
    stop();
    release();
  };
}

function writeTab(address: string, id: string, stay: RoomStay | null): void {
  const others = Object.entries(readStorage("localStorage", tabsKey(address)) ?? {}).filter(([other]) => other !== id);
  const tabs = Object.fromEntries(stay ? [...others, [id, stay]] : others);
  writeStorage("localStorage", tabsKey(address), Object.keys(tabs).length > 0 ? tabs : null);
}

/** The stays of other tabs at this address, the latest last; those of tabs that have died are forgotten. */
async function staysElsewhere(address: string): Promise<RoomStay[]> {
  const tabs = readStorage("localStorage", tabsKey(address));
  if (!tabs) return [];
  const held = await namesOfLocks();
  const stays: RoomStay[] = [];
  for (const [id, stored] of Object.entries(tabs)) {
    const stay = typeof stored === "object" && stored !== null ? readStay(stored) : null;
    if (stay?.id === id && held.has(lockOf(id))) stays.push(stay);
    else writeTab(address, id, null);
  }
  return stays;
}

/** The stay with which this tab goes on (`here`), or one that another tab has now (`elsewhere`). */
export interface FoundStay {
  here: RoomStay | null;
  elsewhere: RoomStay | null;
}

/**
 * After a reload the person is back at once. The copy of a tab, a second tab, and one that slept while the person went
 * on in another have to ask first.
 */
export async function findStay(address: string): Promise<FoundStay> {
  const own = loadStay(address);
  if (own && (await isLocked(lockOf(own.id), RELOAD_PATIENCE))) return { here: null, elsewhere: own };
  const others = await staysElsewhere(address);
  if (!own) return { here: null, elsewhere: others.at(-1) ?? null };
  const moved = others.find(({ token, beside }) => token === own.token && !beside && !own.beside);
  return moved ? { here: null, elsewhere: moved } : { here: own, elsewhere: null };
}

// ---------------------------------------------------------------------------------------------- removed people

const removalKey = (address: string) => `removal.${address}`;

/** The token of a stay from which a host removed the person: by it the server knows the person in any tab. */
export function loadRemoval(address: string): string | null {
  return storedText(readStorage("localStorage", removalKey(address))?.token);
}

export function saveRemoval(address: string, token: string | null): void {
  writeStorage("localStorage", removalKey(address), token === null ? null : { token });
}
