/** An entry URL of any Convener address, with its fields. */
const ENTRY_URL = /\/cc\/[\w.%-]{1,192}\/(attend|present|join|webjoin|view)\?[^\s"<>]{1,4000}/;

/** A personal link (/e/LIVE…) or an open link (/m/CODE) of any Convener address, anywhere in a text. */
const LINK = /\/([em])\/((?:[\w%-]|[.~](?=[\w%~-])){1,192})(?=$|[/?#\s]|\.(?:$|\s))/;

/**
 * Where somebody wants to go who typed or pasted this under "Meeting code".
 *
 * People read codes aloud and paste whole invitations: spaces, hyphens and small letters in a code do not matter, and
 * of a text with a link in it the link counts. Only the path of a link is used, so that nobody is led to another site.
 *
 * @param center whose front page this is, where it is not that of the server's first one: codes are names in it then
 * @returns a path of this site, or null where the text holds neither code nor link
 */
export function joinPath(typed: string, center?: string): string | null {
  const text = typed.trim();
  const entryUrl = ENTRY_URL.exec(text);
  if (entryUrl) return entryUrl[0];
  const link = LINK.exec(`/${text}`);
  if (link?.[1] && link[2]) return `/${link[1]}/${link[2]}`;
  const code = text.replaceAll(/[\s\u00ad\u2010-\u2015-]/g, "").toUpperCase();
  // The code is the meeting's name, which may be written in any script.
  if (!/^[\p{L}\p{N}_]{3,64}$/u.test(code)) return null;
  if (/^LIVE[A-Z0-9]{20}$/.test(code)) return `/e/${code}`;
  if (center === undefined) return `/m/${encodeURIComponent(code)}`;
  return `/cc/${encodeURIComponent(center)}/attend?id=${encodeURIComponent(code)}`;
}
