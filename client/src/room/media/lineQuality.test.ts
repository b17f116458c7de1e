// @vitest-environment node
import { describe, expect, it } from "vitest";

import { GOOD, nextQuality, type Quality, qualityOfOther, qualityOfOwn, STEADY } from "./lineQuality";
import { type LineMeasure, measureOf, sampleOf } from "./lineSample";

const FINE: LineMeasure = { lostIn: 0, lostOut: 0, roundTrip: 40, frozen: 0, cpu: 0, bandwidth: 0 };

/** What Chromium counts after `seconds`, with these packets a second, of which so many got lost. */
const reports = (seconds: number, change: { lost?: number; limited?: number; outgoing?: number } = {}) => [
  { type: "inbound-rtp", kind: "audio", packetsReceived: 50 * seconds, packetsLost: 0 },
  { type: "inbound-rtp", kind: "video", totalFreezesDuration: seconds / 2 },
  { type: "outbound-rtp", kind: "audio", packetsSent: 50 * seconds },
  { type: "remote-inbound-rtp", kind: "audio", packetsLost: (change.lost ?? 0) * 50 * seconds, roundTripTime: 0.08 },
  {
    type: "outbound-rtp",
    kind: "video",
    qualityLimitationDurations: { none: 0, cpu: 0, bandwidth: (change.limited ?? 0) * seconds },
  },
  { type: "candidate-pair", nominated: true, availableOutgoingBitrate: change.outgoing ?? 2_000_000 },
];

const measured = (change: Parameters<typeof reports>[1] = {}) =>
  measureOf(sampleOf(reports(10, change), 10_000), sampleOf(reports(16, change), 16_000));

describe("what a browser counts", () => {
  it("is shares between two samples", () => {
    expect(measured({ lost: 0.08 })).toEqual({
      lostIn: 0,
      lostOut: 0.08,
      roundTrip: 80,
      frozen: 0.5,
      cpu: 0,
      bandwidth: 0,
    });
  });

  it("is no slow line where the camera is limited by what the page allows", () => {
    expect(measured({ limited: 1 }).bandwidth).toBe(0);
    expect(measured({ limited: 1, outgoing: 120_000 }).bandwidth).toBe(1);
  });

  it("is unknown where little or nothing was counted, and where counters began anew", () => {
    const nothing = sampleOf([], 16_000);
    expect(measureOf(nothing, nothing)).toMatchObject({ lostIn: null, lostOut: null, roundTrip: null, frozen: null });
    const few = measureOf(sampleOf(reports(10), 10_000), sampleOf(reports(11), 11_000));
    expect(few).toMatchObject({ lostIn: null, lostOut: null });
    const anew = measureOf(sampleOf(reports(60), 10_000), sampleOf(reports(5), 16_000));
    expect(anew).toMatchObject({ lostIn: null, lostOut: null, frozen: null });
  });
});

describe("a line", () => {
  it("is as good as what is worst", () => {
    expect(qualityOfOther(FINE)).toEqual(GOOD);
    expect(qualityOfOther({ ...FINE, lostIn: 0.05 })).toEqual({ grade: "weak", reason: "lostIn", value: 5 });
    expect(qualityOfOther({ ...FINE, lostIn: 0.05, roundTrip: 900 })).toEqual({
      grade: "bad",
      reason: "delay",
      value: 450,
    });
    expect(qualityOfOther({ ...FINE, frozen: 0.2 })).toMatchObject({ grade: "weak", reason: "frozen" });
    expect(qualityOfOther({ ...FINE, lostIn: null, roundTrip: null, frozen: null })).toEqual(GOOD);
  });

  it("is one's own where it is the same to most of the others", () => {
    const bad = { ...FINE, lostOut: 0.2 };
    expect(qualityOfOwn([bad])).toEqual({ grade: "bad", reason: "lostOut", value: 20 });
    expect(qualityOfOwn([bad, bad, FINE])).toMatchObject({ grade: "bad" });
    expect(qualityOfOwn([bad, FINE, FINE])).toEqual(GOOD);
    expect(qualityOfOwn([])).toEqual(GOOD);
    expect(qualityOfOwn([{ ...FINE, cpu: 0.9 }])).toMatchObject({ grade: "weak", reason: "cpu" });
  });
});

describe("what is shown", () => {
  const after = (...seen: Quality[]) => seen.reduce(nextQuality, STEADY).shown;
  const bad: Quality = { grade: "bad", reason: "lostOut", value: 20 };

  it("is not worse after a single measure, and not better after three", () => {
    expect(after(bad)).toEqual(GOOD);
    expect(after(bad, GOOD, bad)).toEqual(GOOD);
    expect(after(bad, bad)).toEqual(bad);
    expect(after(bad, bad, GOOD, GOOD, GOOD)).toEqual(bad);
    expect(after(bad, bad, GOOD, GOOD, GOOD, GOOD)).toEqual(GOOD);
  });

  it("keeps its number until that says something else", () => {
    expect(after(bad, bad, { ...bad, value: 22 }).value).toBe(20);
    expect(after(bad, bad, { ...bad, value: 40 }).value).toBe(40);
  });
});
