/** How good a line is, and why. Pure. */

import type { LineMeasure } from "./lineSample";

export type Grade = "good" | "weak" | "bad";

/** `value`: percent of what is lost, or milliseconds of delay; what stands still or is limited has none. */
export interface Quality {
  grade: Grade;
  reason: "lostIn" | "lostOut" | "delay" | "frozen" | "cpu" | "bandwidth" | null;
  value: number;
}

export const GOOD: Quality = { grade: "good", reason: null, value: 0 };

/**
 * From which value a line is weak and bad. Bad: where Microsoft's Call Quality Dashboard counts a stream of sound as poor
 * (more than 10 % lost, more than 500 ms there and back; learn.microsoft.com, "Stream classification in Call Quality
 * Dashboard"). Weak: more than 150 ms one way, up to which nobody is disturbed (ITU-T G.114), so 300 there and back; and
 * 3 % lost, which Opus still hides but one hears. The shares of the time that a picture stands still or is made worse are our own.
 */
const LIMITS = {
  lostOut: { weak: 0.03, bad: 0.1 },
  lostIn: { weak: 0.03, bad: 0.1 },
  delay: { weak: 300, bad: 500 },
  frozen: { weak: 0.15, bad: 0.4 },
  bandwidth: { weak: 0.5, bad: Infinity },
  cpu: { weak: 0.5, bad: Infinity },
} as const;

type Reason = keyof typeof LIMITS;

const PERCENT: readonly Reason[] = ["lostIn", "lostOut"];
const WORSE: Readonly<Record<Grade, number>> = { good: 0, weak: 1, bad: 2 };

function gradeOf(reason: Reason, value: number | null): Quality {
  if (value === null || value < LIMITS[reason].weak) return GOOD;
  const shown = PERCENT.includes(reason) ? Math.round(value * 100) : reason === "delay" ? Math.round(value / 2) : 0;
  return { grade: value < LIMITS[reason].bad ? "weak" : "bad", reason, value: shown };
}

/** The worst; of two that are equally bad the first. */
const worst = (all: readonly Quality[]) =>
  all.reduce((found, one) => (WORSE[one.grade] > WORSE[found.grade] ? one : found), GOOD);

/** Of another person: what comes from there. */
export const qualityOfOther = ({ lostIn, roundTrip, frozen }: LineMeasure): Quality =>
  worst([gradeOf("lostIn", lostIn), gradeOf("delay", roundTrip), gradeOf("frozen", frozen)]);

/** Of oneself: what is the same on at least half of the lines is no fault of a single other. */
export function qualityOfOwn(lines: readonly LineMeasure[]): Quality {
  const middle = (key: keyof LineMeasure) => median(lines.flatMap((line) => line[key] ?? []));
  return worst([
    gradeOf("lostOut", middle("lostOut")),
    gradeOf("lostIn", middle("lostIn")),
    gradeOf("delay", middle("roundTrip")),
    gradeOf("bandwidth", middle("bandwidth")),
    gradeOf("cpu", middle("cpu")),
  ]);
}

/** The lower one of two in the middle; null of none. */
function median(values: number[]): number | null {
  return values.sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? null;
}

/** What is shown, and for how many measures in turn something else was seen. */
export interface Steady {
  shown: Quality;
  others: number;
}

export const STEADY: Steady = { shown: GOOD, others: 0 };

/** It takes so many measures to become worse, and so many to become better: a mark that flickers says nothing. */
const UNTIL_WORSE = 2;
const UNTIL_BETTER = 4;

export function nextQuality({ shown, others }: Steady, seen: Quality): Steady {
  if (seen.grade === shown.grade) {
    const news = Math.abs(seen.value - shown.value) > shown.value / 4;
    return { shown: seen.reason !== shown.reason || news ? seen : shown, others: 0 };
  }
  const patience = WORSE[seen.grade] > WORSE[shown.grade] ? UNTIL_WORSE : UNTIL_BETTER;
  return others + 1 >= patience ? { shown: seen, others: 0 } : { shown, others: others + 1 };
}
