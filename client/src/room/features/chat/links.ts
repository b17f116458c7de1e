/** Links in what people write: only those that lead to a page or a mail are made ones; everything else stays a text. */

export interface TextPart {
  text: string;
  /** Where it leads. */
  href?: string;
}

/** Bounded, so that no text takes long; what it finds is judged by {@link hrefOf}. */
const CANDIDATE =
  /(?:https?:\/\/|www\.|mailto:)[^\s<>"'`\p{Cc}]{1,2000}|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;

/** What ends a sentence is no part of the address before it. */
const BEHIND = /[.,:;!?'"»”’。、，！？…]+$/u;

const BRACKETS = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["（", "）"],
] as const;

const SAFE = ["http:", "https:", "mailto:"];

/** The text in parts, in order; together they are the text. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    const address = trimmed(found[0]);
    const href = hrefOf(address);
    if (href === null || found.index < done) continue;
    if (found.index > done) parts.push({ text: text.slice(done, found.index) });
    parts.push({ text: address, href });
    done = found.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** Without the signs that belong to the sentence: its end, and brackets that were opened before the address. */
function trimmed(found: string): string {
  let address = found;
  for (;;) {
    const shorter = withoutBracket(address.replace(BEHIND, ""));
    if (shorter === address) return address;
    address = shorter;
  }
}

function withoutBracket(address: string): string {
  for (const [open, close] of BRACKETS) {
    if (address.endsWith(close) && address.split(close).length > address.split(open).length)
      return address.slice(0, -1);
  }
  return address;
}

function hrefOf(address: string): string | null {
  const isMail = !/^(https?:|www\.|mailto:)/i.test(address);
  const whole = isMail ? `mailto:${address}` : address.replace(/^www\./i, "https://$&");
  try {
    const url = new URL(whole);
    return SAFE.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
