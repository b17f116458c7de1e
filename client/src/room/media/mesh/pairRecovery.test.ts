import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { installPeerConnections, settle, Wire } from "../../../testing/peers";

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
    expect(wire.polite.pair.path).toEqual({ state: "weak" });
    expect(wire.polite.pair.isConnected).toBe(false);
    wire.connections()[0]?.regains();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(sent()).toHaveLength(before);
  });

  it("is sought again by one side, in the same connection", async () => {
    lose("failed");
    expect(wire.impolite.pair.path).toEqual({ state: "failed", cause: "path" });
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
  const resync = () => {
    wire.impolite.pair.resync();
    wire.polite.pair.resync();
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
    resync();
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
      resync();
      await wire.deliverAll();
      wire.expectAllFlows();
      expect(FakePeerConnection.all).toHaveLength(2);
    },
  );

  it("a first description that was lost is sent again", async () => {
    const fresh = new Wire();
    await settle();
    fresh.impolite.outbox.length = 0;
    fresh.impolite.pair.resync();
    await fresh.deliverAll();
    expect(fresh.polite.arriving()).toEqual(fresh.impolite.sources());
    expect(fresh.impolite.arriving()).toEqual(fresh.polite.sources());
    fresh.impolite.pair.close();
    fresh.polite.pair.close();
  });

  it.each(["impolite", "polite"] as const)("the %s side makes a dead connection anew", async (side) => {
    wire.impolite.shareScreen();
    wire.polite.shareScreen();
    await wire.deliverAll();
    await loseBoth();
    wire[side].pair.resync();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(FakePeerConnection.all).toHaveLength(4);
  });

  /** Each letter takes one step from the impolite or the polite side. */
  const orders = Array.from({ length: 16 }, (_, at) => at.toString(2).padStart(4, "0"));

  it.each(orders)(
    "both sides make a dead connection anew at once, and the steps arrive in the order %s",
    async (order) => {
      wire.impolite.shareScreen();
      await wire.deliverAll();
      await loseBoth();
      resync();
      await settle();
      for (const side of order) await wire.deliverFrom(side === "0" ? "impolite" : "polite");
      await wire.deliverAll();
      wire.expectAllFlows();
    },
  );
});

it("a description that does not fit what is there begins anew", async () => {
  const stranger = new Wire();
  await settle();
  const [step] = stranger.impolite.outbox;
  wire.polite.pair.receive({ ...step, restart: false });
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
