/** Entry URLs: /cc/CENTER/attend?id=…&pw=… and its kin (docs/entry-urls.md). Programs make them, people open them. */

import { api, type Door, type EntryUrl, type Key } from "./api";
import { recallSaid, recallSeat, rememberSaid, rememberSeat } from "./storage";

/** What an entry URL, or the person at the door, says beside the name of the meeting; empty where nothing is said. */
export interface Said {
  password: string;
  name: string;
  email: string;
  company: string;
  extra1: string;
  extra2: string;
  extra3: string;
}

export const NOTHING_SAID: Said = {
  password: "",
  name: "",
  email: "",
  company: "",
  extra1: "",
  extra2: "",
  extra3: "",
};

/** Longer ones are cut by the server anyway; so much of a field is sent at most. */
const MOST = 2_000;

/**
 * Percent-encoded text, decoded exactly once: passwords are full of punctuation. UTF-8, else the Windows code page that
 * old programs used. Signs that are no encoding stay as they are, so nothing can fail.
 */
export function decodeOnce(text: string): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const part of text.split(/(%[0-9a-f]{2})/i)) {
    if (/^%[0-9a-f]{2}$/i.test(part)) bytes.push(parseInt(part.slice(1), 16));
    else bytes.push(...encoder.encode(part));
  }
  const raw = new Uint8Array(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return new TextDecoder("windows-1252").decode(raw);
  }
}

/** The fields of an address, still encoded, by their small names; the first of two with the same name counts. */
export function rawFields(search: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of search.replace(/^\?/, "").split("&")) {
    const at = pair.indexOf("=");
    const name = decodeOnce(at < 0 ? pair : pair.slice(0, at)).toLowerCase();
    if (name && !found.has(name)) found.set(name, at < 0 ? "" : pair.slice(at + 1));
  }
  return found;
}

/** In the names of people and companies a plus is a space, as forms write it; everywhere else it is a plus. */
const FORM_FIELDS = ["cn", "company"];

export function readFields(search: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, raw] of rawFields(search)) {
    fields.set(name, decodeOnce(FORM_FIELDS.includes(name) ? raw.replaceAll("+", " ") : raw).slice(0, MOST));
  }
  return fields;
}

export function readSaid(search: string): Said {
  const fields = readFields(search);
  const field = (name: string) => fields.get(name) ?? "";
  return {
    password: field("pw"),
    name: field("cn").trim(),
    email: field("email").trim(),
    company: field("company").trim(),
    extra1: field("extra1"),
    extra2: field("extra2"),
    extra3: field("extra3"),
  };
}

/** The search part of an address without its field `pw`; everything else stays as it is, to the letter. */
export function withoutPassword(search: string): string {
  const pairs = search.replace(/^\?/, "").split("&");
  const kept = pairs.filter((pair) => pair !== "" && decodeOnce(pair.split("=")[0] ?? "").toLowerCase() !== "pw");
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

/** Where storage is forbidden a page remembers at least for itself. */
const heard = new Map<string, Said>();

export function keepSaid(address: string, said: Said): void {
  heard.set(address, said);
  rememberSaid(address, said);
}

/** What was said at this door before, in this tab. */
export function keptSaid(address: string): Said | null {
  return heard.get(address) ?? recallSaid(address);
}

/**
 * What the address of this page says. The password leaves the address bar at once, and is kept in this tab for a reload;
 * `address` is the name under which it is kept.
 */
export function takeSaid(address: string, search: string): Said {
  const said = readSaid(search);
  if (said.password !== "") {
    keepSaid(address, said);
    const { pathname, hash } = window.location;
    window.history.replaceState(window.history.state, "", pathname + withoutPassword(search) + hash);
    return said;
  }
  return { ...said, password: keptSaid(address)?.password ?? "" };
}

const seats = new Map<string, string>();

/**
 * The right to view a recording that a program has asked for, from the fragment of the address of this page; empty where
 * there is none. It leaves the address bar at once, as a password does.
 */
export function takeSeat(address: string): string {
  const { pathname, search, hash } = window.location;
  const token = /^#seat=(.+)$/.exec(hash)?.[1];
  if (token === undefined) return seats.get(address) ?? recallSeat(address);
  seats.set(address, token);
  rememberSeat(address, token);
  window.history.replaceState(window.history.state, "", pathname + search);
  return token;
}

/** How somebody comes to a meeting: what opens the door, what is said with it, and under which name that is kept. */
export interface Way {
  address: string;
  key: Pick<Key, "link" | "code" | "entry">;
  said: Said;
  /** Of a stay that this tab may have had on the other side of the meeting: the person stays the same. */
  otherAddress: string | null;
}

const keptAs = ({ center, side, id }: EntryUrl) => `cc/${center.toLowerCase()}/${side}/${id.trim().toLowerCase()}`;

/** The way of an entry URL; `path` is its last part: attend, present, or join and webjoin with a field `role`. */
export function entryWay(center: string, path: string, search: string): Way {
  const fields = readFields(search);
  const role = path === "join" || path === "webjoin" ? fields.get("role")?.toLowerCase() : path;
  const entry: EntryUrl = { center, id: fields.get("id") ?? "", side: role === "present" ? "present" : "attend" };
  const address = keptAs(entry);
  const other = keptAs({ ...entry, side: entry.side === "present" ? "attend" : "present" });
  return { address, key: { entry }, said: takeSaid(address, search), otherAddress: other };
}

/** What the person knows of the meeting: its name. */
export const nameOf = ({ key }: Way) => key.entry?.id ?? key.code ?? "";

/** What stands behind the door, for somebody who says this. */
export function askDoor({ key }: Way, { password, name, email, company }: Said): Promise<Door> {
  return api.door(key.link ? key : { ...key, password, name, email, company });
}

export function linkWay(link: string): Way {
  return { address: link, key: { link }, said: NOTHING_SAID, otherAddress: null };
}

export function codeWay(code: string): Way {
  return { address: code, key: { code }, said: keptSaid(code) ?? NOTHING_SAID, otherAddress: null };
}
