import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";

import { startTranslation } from "../locales/i18n";
import { reportOf } from "./reportText";
import { NOTHING_TESTED, type Results, TESTS } from "./results";
import { verdictOf } from "./verdict";
import { isBlack } from "./deviceTests";

const CONTEXT = {
  at: new Date("2026-11-26T16:05:09.123Z"),
  server: "meet.example.org",
  version: "1.2.3",
  browser: { family: "firefox" as const, name: "Firefox 140", system: "Linux" },
  userAgent: "Mozilla/5.0",
  language: "en",
};

beforeAll(async () => {
  await startTranslation();
  await i18next.loadNamespaces("check");
});

describe("the text for support", () => {
  const t = () => i18next.getFixedT("en", "check");

  it("has the verdict, each result and its time", () => {
    const results: Results = {
      ...NOTHING_TESTED,
      camera: { state: "works", reason: "camera_works", values: { width: 640, height: 480 }, milliseconds: 812 },
      server: { state: "fails", reason: "server_blocked", milliseconds: 95 },
    };
    const lines = reportOf(t(), verdictOf(results), results, CONTEXT).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "Check devices and network: meet.example.org, Convener 1.2.3",
      "2026-11-26 16:05:09 UTC",
      "Firefox 140, Linux, en",
      "You cannot take part from here",
    ]);
    expect(lines).toHaveLength(5 + TESTS.length);
    expect(lines[6]).toBe("Camera: Works (812 ms) – A picture arrives, 640 × 480.");
    expect(lines[9]).toContain("WebSockets to meet.example.org allowed");
    expect(lines[11]).toBe("Relay: Not tested yet");
  });

  it("tells what an unknown browser calls itself", () => {
    const unknown = { ...CONTEXT, browser: { family: "other" as const, name: "", system: "" } };
    expect(reportOf(t(), verdictOf(NOTHING_TESTED), NOTHING_TESTED, unknown)).toContain("\nMozilla/5.0, en\n");
  });
});

describe("a picture", () => {
  it("is black without a light spot", () => {
    expect(isBlack(Uint8ClampedArray.of(0, 3, 10, 255, 23, 0, 0, 255))).toBe(true);
    expect(isBlack(Uint8ClampedArray.of(0, 3, 10, 255, 24, 0, 0, 255))).toBe(false);
  });
});
