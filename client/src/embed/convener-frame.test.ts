import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { afterEach, expect, it, vi } from "vitest";

const SCRIPT = readFileSync(resolve(import.meta.dirname, "../../public/convener-frame.js"), "utf8");

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function run(origin: string, framed: boolean): void {
  if (framed) vi.stubGlobal("parent", {});
  vi.stubGlobal("origin", origin);
  window.eval(SCRIPT);
  document.dispatchEvent(new Event("DOMContentLoaded"));
}

it("names what the sandbox lacks where the page has no origin", () => {
  run("null", true);
  expect(document.querySelector("[role=alert] code")?.textContent).toBe("allow-same-origin allow-forms");
});

it.each([
  ["http://localhost:3000", true],
  ["null", false],
])("says nothing with the origin %s, framed: %s", (origin, framed) => {
  run(origin, framed);
  expect(document.body.textContent).toBe("");
});
