/** The results as a text for support. It names no person, no device and no address but that of the server. */

import type { TFunction } from "i18next";

import type { BrowserIdentity } from "../browser/identity";
import { type Results, TESTS } from "./results";
import type { Verdict } from "./verdict";

export interface ReportContext {
  at: Date;
  /** Host and port of this server. */
  server: string;
  version: string;
  browser: BrowserIdentity;
  /** The whole user agent; it is in the report only where the browser is not known. */
  userAgent: string;
  language: string;
}

/** The sentence of a result; empty before there is one. */
export function sentenceOf(
  t: TFunction<"check">,
  results: Results,
  test: (typeof TESTS)[number],
  host: string,
): string {
  const { reason, values } = results[test];
  return reason === null ? "" : t(`reason.${reason}`, { host, ...values });
}

export function reportOf(t: TFunction<"check">, verdict: Verdict, results: Results, context: ReportContext): string {
  const { at, server, version, browser, userAgent, language } = context;
  const known = [browser.name, browser.system].filter((part) => part !== "").join(", ");
  const lines = TESTS.map((test) => {
    const { state, milliseconds } = results[test];
    const time = milliseconds === null ? "" : ` (${milliseconds} ms)`;
    const sentence = sentenceOf(t, results, test, server);
    return `${t(`test.${test}`)}: ${t(`state.${state}`)}${time}${sentence === "" ? "" : ` – ${sentence}`}`;
  });
  return [
    `${t("heading")}: ${server}, Convener ${version}`,
    at.toISOString().replace("T", " ").replace(/\..*/, " UTC"),
    `${known === "" ? userAgent : known}, ${language}`,
    t(`verdict.${verdict.heading}`),
    "",
    ...lines,
  ].join("\n");
}
