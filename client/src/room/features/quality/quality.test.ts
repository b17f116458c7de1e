import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { SessionAtWork } from "../../../testing/sessionAtWork";
import { quality } from "./quality";

let work: SessionAtWork;
const now = () => quality.of(work.session).state.getState();

beforeEach(async () => {
  work = await SessionAtWork.start();
  await work.enter();
  await work.givesPlace(true, ["host"]);
  for (const connection of FakePeerConnection.all) connection.connectionState = "connected";
});
afterEach(() => work.end());

/** Time goes by, in which the browser counts. */
async function pass(seconds: number, lost: { in?: number; out?: number }) {
  for (let step = 0; step < seconds; step += 3) {
    for (const { statistics } of FakePeerConnection.all) {
      const count = (id: string, type: string, counted: Record<string, number>) => {
        const before = statistics.get(id) ?? {};
        const sums = Object.entries(counted).map(([key, value]) => [key, Number(before[key] ?? 0) + value] as const);
        statistics.set(id, { type, kind: "audio", ...Object.fromEntries(sums) });
      };
      count("in", "inbound-rtp", { packetsReceived: 150 * (1 - (lost.in ?? 0)), packetsLost: 150 * (lost.in ?? 0) });
      count("out", "outbound-rtp", { packetsSent: 150 });
      count("reported", "remote-inbound-rtp", { packetsLost: 150 * (lost.out ?? 0) });
    }
    await vi.advanceTimersByTimeAsync(3_000);
  }
}

it("of others and of oneself is known after some seconds, and gets better again", async () => {
  await pass(12, { in: 0.2, out: 0.06 });
  expect(now().others.get("host")).toMatchObject({ grade: "bad", reason: "lostIn", value: 20 });
  expect(now().own).toMatchObject({ grade: "bad", reason: "lostIn" });
  await pass(30, {});
  expect(now()).toMatchObject({ own: { grade: "good" }, others: new Map() });
});

it("that is bad is put away until it was good", async () => {
  await pass(12, { out: 0.3 });
  quality.of(work.session).putAway();
  await pass(6, { out: 0.3 });
  expect(now()).toMatchObject({ own: { grade: "bad", reason: "lostOut" }, putAway: true });
  await pass(30, {});
  expect(now().putAway).toBe(false);
});

it("of somebody who has left is forgotten", async () => {
  await pass(12, { in: 0.2 });
  await work.givesPlace(true);
  await pass(6, {});
  expect(now().others.size).toBe(0);
});
