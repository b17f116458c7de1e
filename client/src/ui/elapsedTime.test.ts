// @vitest-environment node
import { describe, expect, it } from "vitest";

import { formatElapsed } from "./elapsedTime";

describe("the running clock", () => {
  it.each([
    [0, "0:00"],
    [65_000, "1:05"],
    [3_845_000, "1:04:05"],
    [-5_000, "0:00"],
  ])("%d ms is %s", (milliseconds, text) => expect(formatElapsed(milliseconds)).toBe(text));
});
