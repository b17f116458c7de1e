/** Which meeting an address leads to, and by what right: a personal link, an open code, or an entry URL. */

import { api, type EntryCheck, type EntryKey, type EntryUrl } from "../api/client";
import { EMPTY_FIELDS, type EntryFields, loadFields, takeFields } from "./entryFields";
import { readFields } from "./entryUrl";

export interface EntryTarget {
  /** The name under which this tab keeps what belongs to this target. */
  address: string;
  /** What names the meeting for the server. */
  key: Pick<EntryKey, "link" | "code" | "entry">;
  fields: EntryFields;
  /** Of a stay that this tab may have had on the other side of the meeting: the person stays the same. */
  otherAddress: string | null;
}

const entryUrlAddress = ({ center, side, id }: EntryUrl) =>
  `cc/${center.toLowerCase()}/${side}/${id.trim().toLowerCase()}`;

/** The target of an entry URL; `path` is its last part: attend, present, or join and webjoin with a field `role`. */
export function entryUrlTarget(center: string, path: string, search: string): EntryTarget {
  const fields = readFields(search);
  const role = path === "join" || path === "webjoin" ? fields.get("role")?.toLowerCase() : path;
  const entry: EntryUrl = { center, id: fields.get("id") ?? "", side: role === "present" ? "present" : "attend" };
  const address = entryUrlAddress(entry);
  const otherAddress = entryUrlAddress({ ...entry, side: entry.side === "present" ? "attend" : "present" });
  return { address, key: { entry }, fields: takeFields(address, search), otherAddress };
}

export function linkTarget(link: string): EntryTarget {
  return { address: link, key: { link }, fields: EMPTY_FIELDS, otherAddress: null };
}

/**
 * The code in the path of an open link. It is the name of a meeting and may have slashes, encoded or not; it is decoded
 * once: a name may have a percent sign too, so the parameters of the router, which decodes slashes again, will not do.
 */
export function codeInPath(pathname: string): string {
  const code = pathname.replace(/^\/m\//, "").replace(/\/$/, "");
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

export function codeTarget(code: string): EntryTarget {
  return { address: code, key: { code }, fields: loadFields(code) ?? EMPTY_FIELDS, otherAddress: null };
}

/** What the person knows of the meeting: its name. */
export const targetName = ({ key }: EntryTarget) => key.entry?.id ?? key.code ?? "";

/**
 * Whether the target can be entered now by somebody who gives these fields, and what is still missing; `token`: of an
 * earlier stay in this browser.
 */
export function checkEntry(
  { key }: EntryTarget,
  { password, name, email, company }: EntryFields,
  token: string | null = null,
): Promise<EntryCheck> {
  return api.checkEntry(key.link ? key : { ...key, password, name, email, company, token });
}
