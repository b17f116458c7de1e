const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return "";
}

/** One or two letters that stand for a name where there is no picture. What stands in brackets, as the number of a
 * namesake, is no part of the name. */
export function initialsOf(name: string): string {
  const all = name.trim().split(/\s+/u).filter(Boolean);
  const named = all.filter((word) => !/^\p{P}/u.test(word));
  const words = named.length > 0 ? named : all;
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase();
}

/** A quiet color for a person, always the same one; white letters on it keep a contrast of 4.5:1. */
export function avatarColor(id: string): string {
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) % 360;
  return `hsl(${sum} 32% 36%)`;
}
