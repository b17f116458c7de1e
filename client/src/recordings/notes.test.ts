// @vitest-environment node
import { expect, it } from "vitest";

import { linesAt, type NotesFile } from "./notes";

const FILE: NotesFile = {
  lines: [
    { kind: "text", text: "One" },
    { kind: "text", text: "Two" },
  ],
  states: [
    { at: 5_000, lines: [0] },
    { at: 10_000, lines: [1, 0] },
  ],
};

it("notes are as they were at a time, and at the end", () => {
  expect([0, 4_999, 5_000, 9_999, 10_000, Infinity].map((time) => linesAt(FILE, time))).toEqual([
    [],
    [],
    [0],
    [0],
    [1, 0],
    [1, 0],
  ]);
  expect(linesAt(FILE, 0)).toBe(linesAt({ lines: [], states: [] }, 0));
});
