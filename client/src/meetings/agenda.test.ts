// @vitest-environment node
import { describe, expect, it } from "vitest";

import { MEETING } from "../testing/organizer";
import { isOver } from "./agenda";

const NOW = new Date("2031-07-01T09:00:00Z");
const over = (change: Record<string, unknown>) => isOver({ ...MEETING, status: "finished", ...change } as never, NOW);

describe("a meeting that has finished", () => {
  it("is over", () => {
    expect(over({})).toBe(true);
    expect(over({ startsAt: "2031-07-01T08:00:00Z" })).toBe(true);
  });

  it("is not where it will be held: before its start, in a series, in one's own room", () => {
    expect(over({ startsAt: "2031-07-01T10:00:00Z" })).toBe(false);
    expect(over({ series: true })).toBe(false);
    expect(over({ personal: true })).toBe(false);
  });

  it("is the only one that is", () => {
    expect(over({ status: "scheduled" })).toBe(false);
  });
});
