// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { BadWire, seededRandom } from "../../../testing/badWire";
import { installPeerConnections } from "../../../testing/peers";

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

beforeEach(() => {
  vi.useFakeTimers();
  installPeerConnections();
  vi.spyOn(console, "debug").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it.each(SEEDS)(
  "whatever was lost before, everything flows 15 s after the wire is good again (seed %i)",
  async (seed) => {
    const network = new BadWire(seededRandom(seed));
    for (const time of [20_000, 45_000]) {
      await network.storm(time);
      await network.calm(15_000);
      network.wire.expectAllFlows();
    }
    network.wire.impolite.pair.close();
    network.wire.polite.pair.close();
    expect(vi.getTimerCount()).toBe(0);
  },
);
