/** The rules of a series that the form offers, to and from RFC 5545. */

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type Frequency = "never" | "daily" | "weekly" | "monthly";

export interface Repetition {
  frequency: Frequency;
  /** Of a weekly series. */
  weekdays: readonly Weekday[];
  /** Of a monthly one: on the day of the month, or on the same weekday of it (the second Tuesday). */
  monthlyBy: "day" | "weekday";
  ends: "never" | "until" | "count";
  /** The last day, like 2031-05-06. */
  until: string;
  count: number;
}

export const ONCE: Repetition = {
  frequency: "never",
  weekdays: [],
  monthlyBy: "day",
  ends: "never",
  until: "",
  count: 10,
};

/** The most dates that a series with an end may have. */
export const MOST_DATES = 1000;

/** The weekday of a date like 2031-05-06; undefined where it is none. */
export function weekdayOf(date: string): Weekday | undefined {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return Number.isNaN(day) ? undefined : WEEKDAYS[(day + 6) % 7];
}

/** Which one of its weekdays in the month a date is: 1 to 4, -1 for the last one. */
function weekInMonth(date: string): number {
  const day = Number(date.slice(8, 10));
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(day + 7);
  const isLast = next.getUTCMonth() + 1 !== Number(date.slice(5, 7));
  return isLast ? -1 : Math.ceil(day / 7);
}

/** The rule of a repetition whose first date is `date`; empty for none. */
export function toRule(repetition: Repetition, date: string): string {
  const { frequency, ends, until, count } = repetition;
  if (frequency === "never") return "";
  const parts = [`FREQ=${frequency.toUpperCase()}`];
  const own = weekdayOf(date);
  if (frequency === "weekly") {
    const days = WEEKDAYS.filter((day) => day === own || repetition.weekdays.includes(day));
    parts.push(`BYDAY=${days.join(",")}`);
  }
  if (frequency === "monthly") {
    if (repetition.monthlyBy === "weekday") parts.push(`BYDAY=${String(weekInMonth(date))}${own ?? ""}`);
    else parts.push(`BYMONTHDAY=${String(Number(date.slice(8, 10)))}`);
  }
  if (ends === "until") parts.push(`UNTIL=${until.replaceAll("-", "")}`);
  if (ends === "count") parts.push(`COUNT=${String(count)}`);
  return parts.join(";");
}

/** The repetition of a rule; null for a rule that the form cannot show, which a program has made. */
export function fromRule(rule: string | null): Repetition | null {
  if (!rule) return ONCE;
  const parts = new Map(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const take = (name: string) => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const frequency = (take("FREQ") ?? "").toLowerCase();
  if (frequency !== "daily" && frequency !== "weekly" && frequency !== "monthly") return null;
  if ((take("INTERVAL") ?? "1") !== "1") return null;
  const until = take("UNTIL");
  const count = take("COUNT");
  const found: Repetition = {
    ...ONCE,
    frequency,
    ends: until ? "until" : count ? "count" : "never",
    until: until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : "",
    count: count ? Number(count) : ONCE.count,
  };
  const byDay = take("BYDAY");
  const byMonthDay = take("BYMONTHDAY");
  if (parts.size > 0) return null;
  if (frequency === "weekly" && byDay) {
    const days = byDay.split(",");
    if (byMonthDay || !days.every(isWeekday)) return null;
    return { ...found, weekdays: days };
  }
  if (frequency === "monthly" && byDay) {
    return !byMonthDay && /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.test(byDay) ? { ...found, monthlyBy: "weekday" } : null;
  }
  if (byDay || (byMonthDay && (frequency !== "monthly" || !/^\d+$/.test(byMonthDay)))) return null;
  return found;
}

const isWeekday = (word: string): word is Weekday => (WEEKDAYS as readonly string[]).includes(word);
