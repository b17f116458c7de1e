// @vitest-environment node
import { describe, expect, it } from "vitest";

import {
  knownTimeZone,
  localeFor,
  momentAt,
  sameWallClock,
  formatDay,
  formatFromNow,
  formatInFull,
  formatRangeInFull,
  formatDuration,
  formatTime,
  formatTimeZone,
  wallClockInputs,
} from "./dates";

const BERLIN = "Europe/Berlin";
/** A Saturday afternoon in Berlin. */
const now = new Date("2026-11-21T15:00:00Z");
/** Whether a comma follows the weekday changes from one edition of the tables to the next. */
const plain = (said: string) => said.replaceAll(",", "");
const day = (at: string, locale = "en-GB", timeZone = BERLIN) =>
  plain(formatDay(new Date(at), { locale, now, timeZone }));

describe("sayDay", () => {
  it.each([
    ["2026-11-21T20:00:00Z", "Today"],
    ["2026-11-22T09:00:00Z", "Tomorrow"],
    ["2026-11-20T09:00:00Z", "Yesterday"],
    ["2026-11-23T09:00:00Z", "Monday"],
    ["2026-11-27T09:00:00Z", "Friday"],
    ["2026-11-28T09:00:00Z", "Sat 28 November"],
    ["2026-11-19T09:00:00Z", "Thu 19 November"],
    ["2027-01-04T09:00:00Z", "Mon 4 January 2027"],
  ])("says %s as %s", (at, said) => expect(day(at)).toBe(said));

  it("counts midnights where the person is, not hours", () => {
    expect(day("2026-11-21T23:30:00Z")).toBe("Tomorrow");
    expect(day("2026-11-21T23:30:00Z", "en-GB", "UTC")).toBe("Today");
    expect(day("2026-11-21T23:30:00Z", "en-GB", "America/New_York")).toBe("Today");
  });

  it("is not confused by days of 23 or 25 hours", () => {
    const before = new Date("2026-10-24T22:30:00Z"); // Sunday 00:30 in Berlin; the clocks go back that night
    expect(formatDay(new Date("2026-10-25T22:30:00Z"), { locale: "en", now: before, timeZone: BERLIN })).toBe("Today");
    expect(formatDay(new Date("2026-10-25T23:30:00Z"), { locale: "en", now: before, timeZone: BERLIN })).toBe(
      "Tomorrow",
    );
  });

  it("speaks every language of ours", () => {
    const said = ["fr", "de", "es", "pt", "ja", "zh", "ar"].map((locale) => day("2026-11-22T09:00:00Z", locale));
    expect(said).toEqual(["Demain", "Morgen", "Mañana", "Amanhã", "明日", "明天", "غدًا"]);
  });
});

describe("times", () => {
  it("follow the person's own variety of the language", () => {
    const at = new Date("2026-11-22T09:05:00Z");
    expect(formatTime(at, { locale: "en-GB", timeZone: BERLIN })).toBe("10:05");
    expect(formatTime(at, { locale: "en-US", timeZone: BERLIN })).toMatch(/^10:05\sAM$/);
    expect(localeFor("en", ["de-AT", "en-GB", "en"])).toBe("en-GB");
    expect(localeFor("fr", ["de-AT"])).toBe("fr");
  });

  it("are said in full with their zone", () => {
    expect(plain(formatInFull(new Date("2026-11-22T09:00:00Z"), { locale: "en-GB", timeZone: BERLIN }))).toBe(
      "Sunday 22 November 2026 at 10:00 CET",
    );
    expect(formatTimeZone(BERLIN, "en")).toBe("Central European Time");
  });

  it("are said in full from start to end, with one zone, and one day where it is the same", () => {
    const [start, end] = [new Date("2026-11-22T09:00:00Z"), new Date("2026-11-22T10:30:00Z")];
    const range = (to: Date) => formatRangeInFull(start, to, { locale: "en-GB", timeZone: BERLIN });
    expect(range(end)).toMatch(/^Sunday,? 22 November 2026,? 10:00\s?–\s?11:30 CET$/);
    expect(range(new Date("2026-11-23T10:30:00Z"))).toMatch(/10:00 CET\s–\sMonday,? 23 November 2026.* 11:30 CET$/);
  });

  it("know when two zones show the same", () => {
    const summer = new Date("2026-07-01T10:00:00Z");
    expect(sameWallClock(summer, BERLIN, "Europe/Paris")).toBe(true);
    expect(sameWallClock(summer, BERLIN, "UTC")).toBe(false);
    expect(sameWallClock(new Date("2026-12-01T10:00:00Z"), "Europe/London", "UTC")).toBe(true);
  });

  it("do not trip over a zone that the browser does not know", () => {
    expect(knownTimeZone("Mars/Olympus_Mons")).toBeUndefined();
    expect(knownTimeZone(BERLIN)).toBe(BERLIN);
  });
});

describe("lengths", () => {
  it.each([
    [0, "0 seconds"],
    [0.2, "1 second"],
    [60, "60 seconds"],
    [61, "2 minutes"],
    [3_599, "1 hour"],
    [3_900, "1 hour, 5 minutes"],
    [86_399, "1 day"],
    [97_200, "1 day, 3 hours"],
    [97_260, "1 day, 3 hours"],
  ])("%d seconds are %s", (seconds, said) => expect(formatDuration(seconds, "en")).toBe(said));

  it("are put into a sentence", () => {
    expect(formatFromNow(0, "en")).toBe("in 1 second");
    expect(formatFromNow(61, "de")).toBe("in 2 Minuten");
    expect(formatFromNow(7_100, "fr")).toBe("dans 2 heures");
  });
});

describe("momentAt", () => {
  it.each([
    ["2026-11-21", "10:00", BERLIN, "2026-11-21T09:00:00.000Z"],
    ["2026-07-01", "10:00", BERLIN, "2026-07-01T08:00:00.000Z"],
    ["2026-01-01", "00:30", "Pacific/Auckland", "2025-12-31T11:30:00.000Z"],
    ["2026-06-01", "09:15", "Asia/Kathmandu", "2026-06-01T03:30:00.000Z"],
    // The clocks go back: 02:30 comes twice, the first is meant.
    ["2026-10-25", "02:30", BERLIN, "2026-10-25T00:30:00.000Z"],
    ["2026-03-29", "03:00", BERLIN, "2026-03-29T01:00:00.000Z"],
  ])("%s %s in %s is %s", (date, time, zone, moment) => expect(momentAt(date, time, zone)?.toISOString()).toBe(moment));

  it("has no moment for a time that the clocks skip, nor for what is no date", () => {
    expect(momentAt("2026-03-29", "02:30", BERLIN)).toBeNull();
    expect(momentAt("", "10:00", BERLIN)).toBeNull();
    expect(momentAt("2026-11-21", "", BERLIN)).toBeNull();
  });

  it("goes back and forth", () => {
    for (const zone of [BERLIN, "America/St_Johns", "Asia/Tokyo", "UTC"]) {
      const at = new Date("2026-05-17T21:45:00Z");
      const { date, time } = wallClockInputs(at, zone);
      expect(momentAt(date, time, zone)).toEqual(at);
    }
  });
});
