/** What a person gives to enter a meeting or view a recording, by the address or by typing; kept in this tab. */

import { readStorage, storedText, writeStorage } from "../browser/storage";
import { readFields, withoutPassword } from "./entryUrl";

/** Everything beside the name of the meeting; empty where nothing is given. */
export interface EntryFields {
  password: string;
  name: string;
  email: string;
  company: string;
  extra1: string;
  extra2: string;
  extra3: string;
}

export const EMPTY_FIELDS: EntryFields = {
  password: "",
  name: "",
  email: "",
  company: "",
  extra1: "",
  extra2: "",
  extra3: "",
};

/** The fields of an entry URL. */
export function readEntryFields(search: string): EntryFields {
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

/** Where storage is forbidden a page remembers at least for itself. */
const fieldsOfPage = new Map<string, EntryFields>();

const storageKey = (address: string) => `said.${address}`;

/** Keeps the fields, the password among them, for a reload in this tab; `address` is that of the entry target. */
export function saveFields(address: string, fields: EntryFields): void {
  fieldsOfPage.set(address, fields);
  writeStorage("sessionStorage", storageKey(address), fields);
}

/** What was given at this address before, in this tab. */
export function loadFields(address: string): EntryFields | null {
  return fieldsOfPage.get(address) ?? storedFields(address);
}

function storedFields(address: string): EntryFields | null {
  const stored = readStorage("sessionStorage", storageKey(address));
  if (!stored) return null;
  const field = (name: keyof EntryFields) => storedText(stored[name]) ?? "";
  return {
    password: field("password"),
    name: field("name"),
    email: field("email"),
    company: field("company"),
    extra1: field("extra1"),
    extra2: field("extra2"),
    extra3: field("extra3"),
  };
}

/**
 * The fields in the address of this page. The password leaves the address bar at once, and is kept in this tab for a
 * reload; `address` is the name under which it is kept.
 */
export function takeFields(address: string, search: string): EntryFields {
  const fields = readEntryFields(search);
  if (fields.password !== "") {
    saveFields(address, fields);
    const { pathname, hash } = window.location;
    window.history.replaceState(window.history.state, "", pathname + withoutPassword(search) + hash);
    return fields;
  }
  return { ...fields, password: loadFields(address)?.password ?? "" };
}
