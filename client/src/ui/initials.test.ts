// @vitest-environment node
import { describe, expect, it } from "vitest";

import { avatarColor, initialsOf } from "./initials";

describe("initials", () => {
  it.each([
    ["Ann", "A"],
    ["ann marie berg", "AB"],
    ["  Zoë  ", "Z"],
    ["山田 太郎", "山太"],
    ["👩‍💻 Coder", "👩‍💻C"],
    ["Ann (2)", "A"],
    ["Ann Berg (Sales)", "AB"],
    ["(2)", "("],
    ["", ""],
  ])("of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));

  it("have a color that stays", () => expect(avatarColor("p1")).toBe(avatarColor("p1")));
});
