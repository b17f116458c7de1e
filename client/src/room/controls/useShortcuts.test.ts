// @vitest-environment node
import { describe, expect, it } from "vitest";

import { meantKey } from "./useShortcuts";

describe("keys", () => {
  it.each([
    [{ key: "m", code: "KeyM" }, "M"],
    [{ key: "M", code: "Semicolon" }, "M"],
    [{ key: "ь", code: "KeyM" }, "M"],
    [{ key: "?", code: "Slash" }, "?"],
    [{ key: "1", code: "Digit1" }, ""],
    [{ key: "Enter", code: "Enter" }, ""],
  ])("%o means %j", (pressed, meant) => expect(meantKey(pressed)).toBe(meant));
});
