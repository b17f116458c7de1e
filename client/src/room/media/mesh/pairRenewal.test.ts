// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { installPeerConnections, settle, Wire } from "../../../testing/peers";

let wire: Wire;

beforeEach(() => {
  vi.useFakeTimers();
  installPeerConnections();
  vi.spyOn(console, "debug").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

afterEach(() => {
  wire.impolite.pair.close();
  wire.polite.pair.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** How many seconds pass between one new connection of a side and the next, while `pass` is done each second. */
async function pauses(side: "impolite" | "polite", seconds: number, pass: () => Promise<void>): Promise<number[]> {
  const found: number[] = [];
  let last = 0;
  let { connection } = wire[side].pair;
  for (let second = 1; second <= seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000 - 100);
    await pass();
    await settle();
    if (wire[side].pair.connection === connection) continue;
    ({ connection } = wire[side].pair);
    found.push(second - last);
    last = second;
  }
  return found;
}

describe("what does not heal is begun anew within 15 s, however often that failed", () => {
  it("where there is no way through", async () => {
    wire = new Wire();
    FakePeerConnection.pathOpen = false;
    const found = await pauses("impolite", 180, () => wire.deliverAll());
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...found)).toBeLessThanOrEqual(15);
  });

  it.each(["impolite", "polite"] as const)("where nothing of the %s side arrives", async (side) => {
    wire = new Wire();
    const found = await pauses(side === "polite" ? "impolite" : "polite", 180, async () => {
      wire[side].outbox.length = 0;
      while (await wire.deliverFrom(side === "polite" ? "impolite" : "polite")) wire[side].outbox.length = 0;
    });
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...found)).toBeLessThanOrEqual(15);
  });
});

it("what the two sides agreed on late gets as long again for finding a way", async () => {
  wire = new Wire();
  FakePeerConnection.pathOpen = false;
  for (let second = 0; second < 8; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (const side of [wire.impolite, wire.polite]) side.outbox.length = 0;
  }
  await wire.run(1_000);
  const { connection } = wire.impolite.pair;
  await wire.run(7_000);
  FakePeerConnection.pathOpen = true;
  await wire.run(3_000);
  wire.expectAllFlows();
  expect(wire.impolite.pair.connection).toBe(connection);
});
