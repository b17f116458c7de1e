// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

import { expect, it } from "vitest";

const SOURCE = import.meta.dirname;

/** What is left or right for everybody: a picture that is mirrored, a transition of what was computed. */
const PHYSICAL =
  /(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*|(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/;
const FOUR_SIDES = /(?<![\w-])(?:margin|padding|inset|border-width)\s*:\s*([^;]+);/g;

/** The parts of a value that spaces divide, outside of brackets. */
function partsOf(value: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const sign of value.replace("!important", "").trim()) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === " " && depth === 0) parts.push("");
    else parts.push((parts.pop() ?? "") + sign);
  }
  return parts.filter((part) => part !== "");
}

function problemsOf(css: string): string[] {
  const physical = css.split("\n").filter((line) => PHYSICAL.test(line));
  const uneven = [...css.matchAll(FOUR_SIDES)].filter(([, value = ""]) => {
    const [, atRight, , atLeft] = partsOf(value);
    return atLeft !== undefined && atLeft !== atRight;
  });
  return [...physical, ...uneven.map(([whole]) => whole)];
}

const styles = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));

it.each(styles)("%s is mirrored where lines run from right to left", (file) => {
  const path = resolve(SOURCE, file);
  expect(problemsOf(readFileSync(path, "utf8")), relative(SOURCE, path)).toEqual([]);
});

it("finds what is not mirrored", () => {
  expect(problemsOf("a {\n  margin-left: 4px;\n}")).toHaveLength(1);
  expect(problemsOf("a {\n  left: 4px;\n}")).toHaveLength(1);
  expect(problemsOf("a {\n  text-align: right;\n}")).toHaveLength(1);
  expect(problemsOf("a { padding: 0 12px calc(1px + env(x)) 16px; }")).toHaveLength(1);
  expect(problemsOf("a { padding: 0 12px 0 12px; margin-inline-end: 1px; transition: left 1s; }")).toEqual([]);
});
