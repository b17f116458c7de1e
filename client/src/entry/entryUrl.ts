/** Reading entry URLs: /cc/CENTER/attend?id=…&pw=… and its kin (docs/entry-urls.md). Programs make them, people open them. */

/** Longer ones are cut by the server anyway; so much of a field is sent at most. */
const MAX_FIELD_LENGTH = 2_000;

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
function encodedFields(search: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of search.replace(/^\?/, "").split("&")) {
    const at = pair.indexOf("=");
    const name = decodeOnce(at < 0 ? pair : pair.slice(0, at)).toLowerCase();
    if (name && !fields.has(name)) fields.set(name, at < 0 ? "" : pair.slice(at + 1));
  }
  return fields;
}

/** In the names of people and companies a plus is a space, as forms write it; everywhere else it is a plus. */
const FORM_FIELDS = ["cn", "company"];

/** The fields of an address, decoded, by their small names. */
export function readFields(search: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, encoded] of encodedFields(search)) {
    const text = FORM_FIELDS.includes(name) ? encoded.replaceAll("+", " ") : encoded;
    fields.set(name, decodeOnce(text).slice(0, MAX_FIELD_LENGTH));
  }
  return fields;
}

/** The search part of an address without its field `pw`; everything else stays as it is, to the letter. */
export function withoutPassword(search: string): string {
  const pairs = search.replace(/^\?/, "").split("&");
  const others = pairs.filter((pair) => pair !== "" && decodeOnce(pair.split("=")[0] ?? "").toLowerCase() !== "pw");
  return others.length > 0 ? `?${others.join("&")}` : "";
}
