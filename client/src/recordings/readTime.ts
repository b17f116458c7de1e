const TIME = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})$/;

/** Milliseconds of a time as people write it, 1:30 or 1:04:05; null where it is none. */
export function readTime(text: string): number | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1_000 : null;
}
