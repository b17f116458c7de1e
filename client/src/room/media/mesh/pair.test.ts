// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { liveTrack } from "../../../testing/fakeMedia";
import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { installPeerConnections, settle, type PeerSide, Wire } from "../../../testing/peers";

let wire: Wire;

beforeEach(() => {
  vi.useFakeTimers();
  installPeerConnections();
  vi.spyOn(console, "debug").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  wire = new Wire();
});

afterEach(() => {
  wire.impolite.pair.close();
  wire.polite.pair.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const countSent = () => wire.impolite.sent.length + wire.polite.sent.length;

describe("connecting", () => {
  it("one side offers, the other answers, and sound and picture flow both ways", async () => {
    expect(wire.impolite.pair.path.state).toBe("connecting");
    await wire.deliverAll();
    wire.expectAllFlows();
    const descriptions = (side: PeerSide) =>
      wire[side].sent.map(({ description }) => description?.type).filter(Boolean);
    expect(descriptions("impolite")).toEqual(["offer"]);
    expect(descriptions("polite")).toEqual(["answer"]);
    expect(wire.impolite.pair.isConnected).toBe(true);
  });

  it("uses the servers that it was given", () => {
    const iceServers = [{ urls: ["turn:turn.example:3478"], username: "user", credential: "secret" }];
    expect(FakePeerConnection.all.map(({ configuration }) => configuration.iceServers)).toEqual([
      iceServers,
      iceServers,
    ]);
  });

  it("works with nothing to send, and what comes later needs no negotiation", async () => {
    wire.impolite.send({ microphone: null, camera: null });
    wire.polite.send({ microphone: null, camera: null });
    await wire.deliverAll();
    wire.expectAllFlows();
    const before = countSent();
    wire.impolite.send({ microphone: liveTrack("audio") });
    wire.polite.send({ camera: liveTrack("video") });
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(countSent()).toBe(before);
  });

  it("carries screens that were shared before the first step arrived", async () => {
    wire.impolite.shareScreen();
    wire.polite.shareScreen();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(wire.polite.sent.find(({ description }) => description)?.description?.type).toBe("answer");
  });

  it("survives candidates that arrive before their description", async () => {
    await settle();
    const { outbox } = wire.impolite;
    expect(outbox.map(({ candidate }) => !candidate)).toEqual([true, false]);
    outbox.reverse();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(console.warn).not.toHaveBeenCalled();
  });

  it("says after 15 s without an answer that the other side is silent, and goes on waiting", async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    expect(wire.impolite.pair.path).toEqual({ state: "failed", cause: "silent" });
    await wire.deliverAll();
    wire.expectAllFlows();
  });

  it("says after 15 s that there is no way through where the other side did answer", async () => {
    FakePeerConnection.pathOpen = false;
    await wire.run(16_000);
    expect(wire.impolite.pair.path).toEqual({ state: "failed", cause: "path" });
  });
});

describe("both sides begin at once", () => {
  beforeEach(() => wire.deliverAll());

  /** All orders in which the first six steps can arrive: each letter takes one from the impolite or the polite side. */
  const orders = Array.from({ length: 64 }, (_, at) => at.toString(2).padStart(6, "0"));

  it.each(orders)("and both screens arrive, in the order %s", async (order) => {
    wire.impolite.shareScreen();
    wire.polite.shareScreen();
    await settle();
    for (const side of order) await wire.deliverFrom(side === "0" ? "impolite" : "polite");
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(console.warn).not.toHaveBeenCalled();
  });

  it.each(["impolite", "polite"] as const)(
    "where the other's offer arrives while the %s side makes its own",
    async (side) => {
      const other = side === "polite" ? "impolite" : "polite";
      wire[other].shareScreen();
      await settle();
      wire[side].shareScreen();
      // Its offer is being made when the other's arrives.
      await vi.advanceTimersByTimeAsync(0);
      await wire.deliverFrom(other);
      await wire.deliverAll();
      wire.expectAllFlows();
      expect(console.warn).not.toHaveBeenCalled();
    },
  );

  it("one shares while the other stops", async () => {
    wire.polite.shareScreen();
    await wire.deliverAll();
    wire.polite.stopScreen();
    wire.impolite.shareScreen();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(wire.impolite.pair.screen).toBeNull();
  });
});

describe("tracks", () => {
  beforeEach(() => wire.deliverAll());

  it.each(["impolite", "polite"] as const)("of the %s side are exchanged without negotiation", async (side) => {
    const before = countSent();
    wire[side].send({ microphone: liveTrack("audio"), camera: liveTrack("video") });
    await wire.deliverAll();
    wire.expectAllFlows();
    wire[side].send({ camera: null });
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(countSent()).toBe(before);
  });

  it.each(["impolite", "polite"] as const)("of a screen of the %s side come and go, again and again", async (side) => {
    const other = side === "polite" ? "impolite" : "polite";
    for (let round = 0; round < 3; round += 1) {
      wire[side].shareScreen();
      await wire.deliverAll();
      wire.expectAllFlows();
      wire[side].stopScreen();
      await wire.deliverAll();
      wire.expectAllFlows();
      expect(wire[other].pair.screen).toBeNull();
    }
  });

  it("of another screen replace those of the first without negotiation", async () => {
    wire.polite.shareScreen();
    await wire.deliverAll();
    const before = countSent();
    wire.polite.shareScreen();
    await wire.deliverAll();
    wire.expectAllFlows();
    expect(countSent()).toBe(before);
  });

  it("are named in each description, by the streams that they come in", async () => {
    wire.polite.shareScreen();
    await wire.deliverAll();
    const noted = [...wire.impolite.sent, ...wire.polite.sent].filter(({ description }) => description);
    expect(noted.map(({ tracks }) => tracks?.map(({ kind }) => kind))).toEqual(noted.map(() => ["camera", "screen"]));
    const { pair } = wire.impolite;
    expect(pair.camera.getTracks()).toHaveLength(2);
    expect(pair.screen?.getTracks()).toHaveLength(2);
    expect(pair.camera.getTracks().filter((track) => pair.screen?.getTracks().includes(track))).toEqual([]);
  });

  it("of the camera take the less, the more people there are", async () => {
    const bitrates = () =>
      wire.connections().flatMap((one) => one.getTransceivers().map(({ sender }) => sender.parameters.encodings[0]));
    expect(bitrates()).toContainEqual({ maxBitrate: 1_500_000, scaleResolutionDownBy: 1 });
    wire.impolite.pair.setPeerCount(7);
    wire.polite.pair.setPeerCount(7);
    await settle();
    expect(bitrates()).toEqual([{}, expect.objectContaining({ maxBitrate: 300_000 }), {}, bitrates()[1]]);
  });

  it("tell how loud the other is", () => {
    const [audio] = wire.connections()[0]?.getTransceivers() ?? [];
    expect(wire.impolite.pair.level()).toBe(0);
    if (audio) audio.audioLevel = 0.5;
    expect(wire.impolite.pair.level()).toBe(0.5);
  });
});
