import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeSocket } from "../testing/fakeSocket";
import { snapshot } from "../testing/room";
import { ConnectionLost, type ConnectionStatus, reconnectDelay, Refusal, RoomConnection } from "./connection";
import type { Closing } from "./protocol.generated";

let lines: ConnectionStatus[];
let heard: string[];
let closings: Closing[];
let lastSeq: number | null;
let connection: RoomConnection;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  lines = [];
  heard = [];
  closings = [];
  lastSeq = null;
  connection = new RoomConnection({
    url: "ws://localhost/api/v1/room",
    hello: () => ({ token: "secret", lastSeq }),
    onMessage: (message) => heard.push(message.type),
    onStatus: (line) => lines.push(line),
    onClosed: (closing) => closings.push(closing),
  });
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function enter(): void {
  FakeSocket.latest.accept();
  FakeSocket.latest.say(snapshot());
}

const closing = (reason: Closing["reason"]): Closing => ({ type: "closing", reason, message: "" });

describe("entering", () => {
  it("says who enters first, and is on line only when the server has let it in", () => {
    FakeSocket.latest.accept();
    expect(FakeSocket.latest.sent).toEqual([{ type: "enter", answersProbes: true, token: "secret", lastSeq: null }]);
    expect(connection.post({ type: "ping" })).toBe(false);
    FakeSocket.latest.say(snapshot());
    expect(lines).toEqual(["online"]);
    expect(connection.post({ type: "ping" })).toBe(true);
  });

  it("says that the page goes away, as long as it has not left", () => {
    enter();
    window.dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(FakeSocket.latest.sent.at(-1)).toEqual({ type: "pageHidden" });
    connection.stop();
    window.dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(FakeSocket.latest.sent).toHaveLength(2);
  });

  it("gives up a server that accepts and then says nothing", () => {
    FakeSocket.latest.accept();
    vi.advanceTimersByTime(6_000 + 250);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("commands", () => {
  it("are answered by their number", async () => {
    enter();
    const first = connection.send({ type: "setHand", raised: true });
    const second = connection.send({ type: "endMeeting" });
    const [, raise, end] = FakeSocket.latest.sent;
    FakeSocket.latest.say({ type: "refused", ref: end?.ref ?? 0, error: "forbidden", message: "Only the host." });
    FakeSocket.latest.say({ type: "done", ref: raise?.ref ?? 0 });
    await expect(first).resolves.toBeUndefined();
    await expect(second).rejects.toEqual(new Refusal("forbidden", "Only the host."));
  });

  it("without a line, or whose line breaks, fail at once", async () => {
    await expect(connection.send({ type: "endMeeting" })).rejects.toBeInstanceOf(ConnectionLost);
    enter();
    const waiting = connection.send({ type: "endMeeting" });
    FakeSocket.latest.break();
    await expect(waiting).rejects.toBeInstanceOf(ConnectionLost);
  });
});

describe("a lost line", () => {
  it("comes back by itself and says what was seen last", () => {
    enter();
    lastSeq = 10;
    FakeSocket.latest.break();
    expect(lines).toEqual(["online", "reconnecting"]);
    vi.advanceTimersByTime(250);
    FakeSocket.latest.accept();
    expect(FakeSocket.latest.sent[0]).toMatchObject({ type: "enter", lastSeq: 10 });
    FakeSocket.latest.say({ type: "resumed", seq: 10, serverTime: "2030-01-01T10:00:00Z", peerId: "p" });
    expect(lines).toEqual(["online", "reconnecting", "online"]);
  });

  it("is tried again and again, each time a little later, never later than 3 s", () => {
    expect(reconnectDelay(0, () => 1)).toBe(250);
    expect(reconnectDelay(1, () => 1)).toBe(500);
    expect(reconnectDelay(20, () => 1)).toBe(3_000);
    expect(reconnectDelay(20, () => 0)).toBe(1_500);
    enter();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      FakeSocket.latest.break();
      vi.advanceTimersByTime(3_000);
    }
    expect(FakeSocket.all).toHaveLength(7);
  });

  it("is tried at once when the network is back", () => {
    enter();
    FakeSocket.latest.break();
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("that makes no sound is noticed", () => {
    enter();
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.latest.sent.at(-1)).toEqual({ type: "ping" });
    vi.advanceTimersByTime(5_000);
    expect(lines.at(-1)).toBe("reconnecting");
  });

  it("whose other side answers is kept", () => {
    enter();
    vi.advanceTimersByTime(10_000);
    FakeSocket.latest.say({ type: "pong" });
    vi.advanceTimersByTime(5_000);
    expect(lines).toEqual(["online"]);
  });

  it("is shown to be alive as soon as the server asks, without a timer", () => {
    enter();
    FakeSocket.latest.say({ type: "probe" });
    expect(FakeSocket.latest.sent.at(-1)).toEqual({ type: "ping" });
    expect(heard).toEqual(["snapshot"]);
  });

  it("is not mistaken for the line that followed it", () => {
    enter();
    const [old] = FakeSocket.all;
    old?.break();
    vi.advanceTimersByTime(250);
    enter();
    old?.break();
    expect(FakeSocket.all).toHaveLength(2);
    expect(lines.at(-1)).toBe("online");
  });
});

describe("closing by the server", () => {
  it.each(["restart", "slow"] as const)("with %s comes back", (reason) => {
    enter();
    FakeSocket.latest.say(closing(reason));
    vi.advanceTimersByTime(250);
    expect(FakeSocket.all).toHaveLength(2);
    expect(closings).toEqual([]);
  });

  it.each(["removed", "ended", "cancelled", "invalid_token", "denied"] as const)("with %s is the end", (reason) => {
    enter();
    FakeSocket.latest.say(closing(reason));
    FakeSocket.latest.break();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    expect(closings.map((one) => one.reason)).toEqual([reason]);
    expect(lines.at(-1)).toBe("closed");
  });
});

it("hands on what is not about the line itself", () => {
  enter();
  FakeSocket.latest.say({ type: "pong" });
  FakeSocket.latest.say({ type: "peers", place: true, reason: null, peers: [], iceServers: [] });
  expect(heard).toEqual(["snapshot", "peers"]);
});

it("a command into a line that is just breaking starts the way back", async () => {
  enter();
  FakeSocket.latest.close();
  await expect(connection.send({ type: "endMeeting" })).rejects.toBeInstanceOf(ConnectionLost);
  expect(lines.at(-1)).toBe("reconnecting");
});
