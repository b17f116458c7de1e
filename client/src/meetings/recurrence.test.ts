// @vitest-environment node
import { describe, expect, it } from "vitest";

import { fromRule, ONCE, type Repetition, toRule, weekdayOf } from "./recurrence";

const TUESDAY = "2031-05-06";

describe("a rule", () => {
  it.each<[Partial<Repetition>, string, string]>([
    [{}, TUESDAY, ""],
    [{ frequency: "daily" }, TUESDAY, "FREQ=DAILY"],
    [{ frequency: "daily", ends: "count", count: 5 }, TUESDAY, "FREQ=DAILY;COUNT=5"],
    [{ frequency: "weekly" }, TUESDAY, "FREQ=WEEKLY;BYDAY=TU"],
    [{ frequency: "weekly", weekdays: ["FR", "MO"] }, TUESDAY, "FREQ=WEEKLY;BYDAY=MO,TU,FR"],
    [{ frequency: "monthly" }, TUESDAY, "FREQ=MONTHLY;BYMONTHDAY=6"],
    [{ frequency: "monthly", monthlyBy: "weekday" }, TUESDAY, "FREQ=MONTHLY;BYDAY=1TU"],
    [{ frequency: "monthly", monthlyBy: "weekday" }, "2031-05-27", "FREQ=MONTHLY;BYDAY=-1TU"],
    [{ frequency: "monthly", monthlyBy: "weekday" }, "2031-12-23", "FREQ=MONTHLY;BYDAY=4TU"],
    [{ frequency: "weekly", ends: "until", until: "2031-07-01" }, TUESDAY, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20310701"],
  ])("of %o from %s is %s", (changes, date, rule) => {
    expect(toRule({ ...ONCE, ...changes }, date)).toBe(rule);
  });

  it.each(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,FR;COUNT=12", "FREQ=MONTHLY;BYMONTHDAY=6;UNTIL=20310701"])(
    "%s is read and written as it is",
    (rule) => {
      const found = fromRule(rule);
      expect(found && toRule(found, TUESDAY)).toBe(rule);
    },
  );

  it.each([
    "FREQ=YEARLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=DAILY;BYDAY=MO",
    "FREQ=WEEKLY;BYSETPOS=1;BYDAY=TU",
    "nonsense",
  ])("%s is more than the form can show", (rule) => {
    expect(fromRule(rule)).toBeNull();
  });

  it("that is not there is no repetition", () => {
    expect(fromRule(null)).toEqual(ONCE);
    expect(weekdayOf("")).toBeUndefined();
  });
});
