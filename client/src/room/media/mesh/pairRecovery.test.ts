// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { installPeerConnections, type PeerSide, settle, Wire } from "../../../testing/peers";

let wire: Wire;

beforeEach(async () => {
  vi.useFakeTimers();
  installPeerConnections();
  vi.spyOn(console, "debug").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  wire = new Wire();
  await wire.deliverAll();
});

afterEach(() => {
  wire.impolite.pair.close();
  wire.polite.pair.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const sent = () => [...wire.impolite.sent, ...wire.polite.sent];
const lose = (state: "disconnected" | "failed") => wire.connections()[0]?.loses(state);

describe("a path that is lost", () => {
  it("for a moment is shown as weak, and nothing is begun anew", async () => {
    const before = sent().length;
    lose("disconnected");
    expect(wire.polite.pair.path).toEqual({ state: "weak", cause: "unknown" });
    expect(wire.polite.pair.isConnected).toBe(false);
    wire.connections()[0]?.regains();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(sent()).toHaveLength(before);
  });

  it("is sought again by one side, in the same connection", async () => {
    lose("failed");
    expect(wire.impolite.pair.path).toEqual({ state: "failed", cause: "broken" });
    await wire.deliverAll();
    wire.expectAllFlows();
    await vi.advanceTimersByTimeAsync(60_000);
    wire.expectAllFlows();
    expect(FakePeerConnection.all).toHaveLength(2);
    expect(wire.polite.sent.filter(({ description }) => description?.type === "offer")).toEqual([]);
  });

  it("is sought by the polite side too where the other's page does nothing", async () => {
    // Only the polite side notices that the path is gone.
    const [impolite, polite] = wire.connections();
    if (impolite) impolite.onconnectionstatechange = null;
    const offersBefore = wire.polite.sent.filter(({ description }) => description?.type === "offer").length;
    polite?.loses("failed");
    await vi.advanceTimersByTimeAsync(2_000);
    await wire.deliverAll();
    expect(wire.polite.pair.path).toEqual({ state: "connected" });
    expect(wire.polite.sent.filter(({ description }) => description?.type === "offer")).toHaveLength(offersBefore + 1);
  });

  it("for longer leads to a new connection, with all that was sent in the old one", async () => {
    wire.polite.shareScreen();
    await wire.deliverAll();
    FakePeerConnection.pathOpen = false;
    for (let failures = 0; failures < 12 && FakePeerConnection.all.length === 2; failures += 1) {
      lose("failed");
      await vi.advanceTimersByTimeAsync(6_000);
      await wire.deliverAll();
    }
    expect(FakePeerConnection.all.length).toBeGreaterThan(2);
    FakePeerConnection.pathOpen = true;
    for (let time = 0; time < 30_000; time += 1_000) {
      if (wire.impolite.pair.path.state === "failed") lose("failed");
      await vi.advanceTimersByTimeAsync(1_000);
      await wire.deliverAll();
    }
    wire.expectAllFlows();
  });
});

describe("after the connection to the server was lost", () => {
  const comeBack = (...sides: PeerSide[]) => {
    for (const side of sides) wire[side].pair.pause();
    for (const side of sides) wire[side].pair.resume();
  };

  /** The path broke while there was no connection to the server: what was tried then is lost. */
  const loseBoth = async () => {
    lose("failed");
    await settle();
    wire.impolite.outbox.length = 0;
    wire.polite.outbox.length = 0;
  };

  it("what flows is left alone", async () => {
    const before = sent().length;
    comeBack("impolite", "polite");
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(sent()).toHaveLength(before);
  });

  it.each(["impolite", "polite"] as const)(
    "a description of the %s side without an answer is sent again",
    async (side) => {
      wire[side].shareScreen();
      await settle();
      wire[side].outbox.length = 0;
      comeBack("impolite", "polite");
      await wire.deliverAll();
      wire.expectAllFlows();
      expect(FakePeerConnection.all).toHaveLength(2);
    },
  );

  it("a first description that was lost is sent again", async () => {
    const fresh = new Wire();
    await settle();
    fresh.impolite.outbox.length = 0;
    fresh.impolite.pair.pause();
    fresh.impolite.pair.resume();
    await fresh.deliverAll();
    expect(fresh.polite.arriving()).toEqual(fresh.impolite.sources());
    expect(fresh.impolite.arriving()).toEqual(fresh.polite.sources());
    fresh.impolite.pair.close();
    fresh.polite.pair.close();
  });

  describe.each(["impolite", "polite"] as const)("the %s side finds a dead path", (side) => {
    beforeEach(async () => {
      wire.impolite.shareScreen();
      wire.polite.shareScreen();
      await wire.deliverAll();
    });

    it("which is sought again, in the same connection", async () => {
      await loseBoth();
      comeBack(side);
      await wire.run(5_000);
      wire.expectAllFlows();
      expect(FakePeerConnection.all).toHaveLength(2);
    });

    it("while the other side seeks it already", async () => {
      lose("failed");
      comeBack(side);
      await wire.deliverAll();
      wire.expectAllFlows();
    });
  });

  /** Each letter takes one step from the impolite or the polite side. */
  const orders = Array.from({ length: 16 }, (_, at) => at.toString(2).padStart(4, "0"));

  it.each(orders)(
    "both sides make a dead connection anew at once, and the steps arrive in the order %s",
    async (order) => {
      wire.impolite.shareScreen();
      await wire.deliverAll();
      await loseBoth();
      comeBack("impolite", "polite");
      await settle();
      for (const side of order) await wire.deliverFrom(side === "0" ? "impolite" : "polite");
      await wire.deliverAll();
      wire.expectAllFlows();
    },
  );
});

describe("what the person is told", () => {
  it("while a path that was there is sought: that it is broken, not that a firewall is in the way", async () => {
    FakePeerConnection.pathOpen = false;
    lose("failed");
    await wire.run(30_000);
    expect(wire.polite.pair.path).toEqual({ state: "failed", cause: "broken" });
  });

  it("where the other side is not heard any more: that it does not answer; it is asked again", async () => {
    lose("failed");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(wire.polite.pair.path).toEqual({ state: "failed", cause: "silent" });
    const before = wire.polite.sent.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.polite.sent.length).toBeGreaterThan(before);
  });

  it("without a connection to the server: that it is this; nothing is tried", async () => {
    lose("failed");
    wire.polite.pair.pause();
    expect(wire.polite.pair.path).toEqual({ state: "failed", cause: "offline" });
    const before = wire.polite.sent.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.polite.sent).toHaveLength(before);
    wire.polite.pair.resume();
    await wire.run(10_000);
    wire.expectAllFlows();
  });
});

describe("a step that is lost", () => {
  /** Which step of each side, from the first on, does not arrive. */
  const losses = (["impolite", "polite"] as const).flatMap((side) =>
    [0, 1, 2, 3].map((number) => [side, number] as const),
  );

  it.each(losses)("of the %s side, number %i, is made good within 15 s", async (side, number) => {
    for (const sharing of ["impolite", "polite"] as const) {
      wire[sharing].shareScreen();
      for (let step = 0; step < number; step += 1) {
        await wire.deliverFrom("impolite");
        await wire.deliverFrom("polite");
      }
      await settle();
      wire[side].outbox.shift();
      await wire.run(15_000);
      wire.expectAllFlows();
    }
    expect(FakePeerConnection.all).toHaveLength(2);
  });

  it.each(["impolite", "polite"] as const)("are all of the %s side while the two meet", async (side) => {
    const fresh = new Wire();
    for (let time = 0; time < 20_000; time += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000);
      fresh[side].outbox.length = 0;
      await fresh.deliverAll();
    }
    await fresh.run(15_000);
    expect(fresh.polite.arriving()).toEqual(fresh.impolite.sources());
    expect(fresh.impolite.arriving()).toEqual(fresh.polite.sources());
    fresh.impolite.pair.close();
    fresh.polite.pair.close();
  });

  it("is not made good by cutting what flows, where the other side is not heard", async () => {
    wire.impolite.shareScreen();
    for (let time = 0; time < 120_000; time += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000);
      wire.impolite.outbox.length = 0;
    }
    expect(FakePeerConnection.all).toHaveLength(2);
    await wire.run(5_000);
    wire.expectAllFlows();
  });
});

it("a description that does not fit what is there begins anew", async () => {
  const stranger = new Wire();
  await settle();
  const [step] = stranger.impolite.outbox;
  wire.polite.pair.receive({ ...step });
  await settle();
  await wire.deliverAll();
  stranger.impolite.pair.close();
  stranger.polite.pair.close();
  wire.expectAllFlows();
});

describe("closing", () => {
  it("ends the connection and everything that waits", async () => {
    lose("failed");
    wire.polite.pair.close();
    wire.impolite.pair.close();
    await settle();
    expect(wire.connections()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(wire.polite.pair.camera.getTracks()).toEqual([]);
  });

  it("sends and takes nothing any more", async () => {
    wire.impolite.shareScreen();
    wire.polite.pair.close();
    await settle();
    const before = wire.polite.sent.length;
    await wire.deliverAll();
    wire.polite.shareScreen();
    await settle();
    expect(wire.polite.sent).toHaveLength(before);
    expect(wire.polite.pair.screen).toBeNull();
  });

  it("in the middle of an offer is quiet", async () => {
    wire.polite.shareScreen();
    await vi.advanceTimersByTimeAsync(0);
    wire.polite.pair.close();
    await settle();
    expect(wire.polite.outbox).toEqual([]);
    expect(console.warn).not.toHaveBeenCalled();
  });
});
