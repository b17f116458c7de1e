/** Dates and lengths of time as people say them, in any language; all from the browser's own tables (Intl). */

import { choices } from "../browser/choices";

export interface FormatContext {
  /** BCP 47 tag. */
  locale: string;
  /** What "today" means. */
  now: Date;
  /** IANA name; the person's own where absent. */
  timeZone?: string | undefined;
}

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;

/** The person's own variety of a language: a Briton reads "10:00", an American "10:00 AM", though both read English. */
export function localeFor(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

/** The time zone of this browser, by its IANA name. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The person's own: the one that they have chosen for their account, where this browser knows it, else the browser's. */
export function ownTimeZone(): string {
  const { timeZone } = choices();
  return (timeZone === null ? undefined : knownTimeZone(timeZone)) ?? browserTimeZone();
}

/** The name, or undefined (the person's own zone) where this browser does not know such a zone. */
export function knownTimeZone(timeZone: string): string | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return undefined;
  }
}

/** The fields of a moment on the wall clock of a time zone. */
function wallClock(
  at: Date,
  timeZone: string | undefined,
): Record<"year" | "month" | "day" | "hour" | "minute", number> {
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: timeZone ?? ownTimeZone(),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  for (const { type, value } of format.formatToParts(at)) {
    if (type in fields) fields[type as keyof typeof fields] = Number(value);
  }
  return fields;
}

/** Midnights between two moments, on the wall clock of a time zone. */
function daysBetween(from: Date, to: Date, timeZone: string | undefined): number {
  const [a, b] = [wallClock(from, timeZone), wallClock(to, timeZone)];
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / (DAY * 1000));
}

function capitalized(text: string, locale: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}

/** "Today", "Tomorrow", "Yesterday", "Friday" within a week, else "Sat, 14 March", with the year where it is another. */
export function formatDay(at: Date, { locale, now, timeZone = ownTimeZone() }: FormatContext): string {
  const days = daysBetween(now, at, timeZone);
  if (Math.abs(days) <= 1) {
    return capitalized(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day"), locale);
  }
  if (days > 1 && days < 7) {
    return capitalized(new Intl.DateTimeFormat(locale, { timeZone, weekday: "long" }).format(at), locale);
  }
  const sameYear = wallClock(at, timeZone).year === wallClock(now, timeZone).year;
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
  return capitalized(date.format(at), locale);
}

/** The time of day: "10:00", "10:00 AM". */
export function formatTime(at: Date, { locale, timeZone = ownTimeZone() }: Omit<FormatContext, "now">): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: "numeric", minute: "2-digit" }).format(at);
}

const fullFormat = ({ locale, timeZone = ownTimeZone() }: Omit<FormatContext, "now">) =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });

/** Everything: weekday, day, month, year, time, time zone. */
export const formatInFull = (at: Date, context: Omit<FormatContext, "now">): string => fullFormat(context).format(at);

/** The same from a start to an end, with the zone once; the second day only where it is another. */
export const formatRangeInFull = (start: Date, end: Date, context: Omit<FormatContext, "now">): string =>
  fullFormat(context).formatRange(start, end);

/** "Central European Time" for Europe/Berlin. */
export function formatTimeZone(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** Whether two time zones show the same wall clock at a moment. */
export function sameWallClock(at: Date, one: string | undefined, other: string | undefined): boolean {
  return JSON.stringify(wallClock(at, one)) === JSON.stringify(wallClock(at, other));
}

/**
 * How long something still takes, no finer than a person cares: "2 days, 3 hours", "1 hour, 5 minutes", "12 minutes",
 * and seconds in the last minute only. Minutes are rounded up: "1 minute" is never too short a promise.
 */
export function formatDuration(seconds: number, locale: string): string {
  if (seconds <= MINUTE) return inUnit(Math.max(0, Math.ceil(seconds)), "second", locale);
  const minutes = Math.ceil(seconds / MINUTE) * MINUTE;
  const parts: string[] = [];
  if (minutes >= DAY) parts.push(inUnit(Math.floor(minutes / DAY), "day", locale));
  if (minutes % DAY >= HOUR) parts.push(inUnit(Math.floor((minutes % DAY) / HOUR), "hour", locale));
  if (minutes < DAY && minutes % HOUR > 0) parts.push(inUnit((minutes % HOUR) / MINUTE, "minute", locale));
  return new Intl.ListFormat(locale, { type: "unit", style: "long" }).format(parts);
}

function inUnit(count: number, unit: "day" | "hour" | "minute" | "second", locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** "in 2 minutes", "in 40 seconds"; in the middle of a sentence. */
export function formatFromNow(seconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  if (seconds <= MINUTE) return format.format(Math.max(1, Math.ceil(seconds)), "second");
  if (seconds <= HOUR) return format.format(Math.ceil(seconds / MINUTE), "minute");
  return format.format(Math.ceil(seconds / HOUR), "hour");
}

/**
 * The moment at which the wall clock of a time zone shows a date and a time.
 *
 * @param date `2026-11-21`, as `<input type="date">` gives it
 * @param time `10:00`, as `<input type="time">` gives it
 * @returns null where the clock never shows that (skipped as summer time begins) or the input is no date. Of a time
 *   that comes twice, the first.
 */
export function momentAt(date: string, time: string, timeZone: string): Date | null {
  const wanted = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wanted)) return null;
  const shown = (at: number) => {
    const { year, month, day, hour, minute } = wallClock(new Date(at), timeZone);
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const offsetAt = (at: number) => shown(at) - at;
  // Around a change of the clock two offsets are possible; the larger one gives the earlier moment.
  const offsets = [offsetAt(wanted - DAY * 1000), offsetAt(wanted + DAY * 1000)].sort((a, b) => b - a);
  for (const offset of offsets) {
    if (shown(wanted - offset) === wanted) return new Date(wanted - offset);
  }
  return null;
}

/** The date (`2026-11-21`) and time (`10:00`) that the wall clock of a time zone shows, for inputs. */
export function wallClockInputs(at: Date, timeZone: string): { date: string; time: string } {
  const { year, month, day, hour, minute } = wallClock(at, timeZone);
  const two = (value: number) => String(value).padStart(2, "0");
  return { date: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` };
}
