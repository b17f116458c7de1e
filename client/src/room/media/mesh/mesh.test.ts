// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { liveTrack } from "../../../testing/fakeMedia";
import { FakePeerConnection } from "../../../testing/fakePeerConnection";
import { installPeerConnections, settle } from "../../../testing/peers";
import type { Peer, Peers, Signal } from "../../protocol.generated";
import { type LocalTracks, NO_TRACKS } from "../engine";
import { Mesh } from "./mesh";

/** The browsers in a meeting, each with its mesh; the test is the server between them. */
class Meeting {
  readonly meshes = new Map<string, Mesh>();
  readonly tracks = new Map<string, LocalTracks>();
  readonly signals: { sender: string; signal: Omit<Signal, "ref"> }[] = [];

  /** A browser whose peer id is "peer-" and the id of its person. */
  enter(id: string): Mesh {
    const mesh = new Mesh((signal) => this.signals.push({ sender: `peer-${id}`, signal }));
    const tracks = { ...NO_TRACKS, microphone: liveTrack("audio"), camera: liveTrack("video") };
    mesh.setLocal(tracks);
    this.tracks.set(id, tracks);
    this.meshes.set(id, mesh);
    return mesh;
  }

  list(id: string, others: string[], change: Partial<Peers> = {}): void {
    const peers: Peer[] = others.map((other) => ({ peerId: `peer-${other}`, personId: other, kind: "participant" }));
    const message: Peers = { type: "peers", place: true, reason: null, peers, iceServers: [], ...change };
    this.meshes.get(id)?.receive(message, `peer-${id}`, id);
  }

  /** All signals arrive, in the order in which they were sent. */
  async deliverAll(): Promise<void> {
    await settle();
    for (let next = this.signals.shift(); next; next = this.signals.shift()) {
      const { sender, signal } = next;
      const id = signal.to.replace("peer-", "");
      this.meshes.get(id)?.receive({ type: "signal", sender, data: signal.data }, signal.to, id);
      await settle();
    }
  }

  /** All browsers know of all. */
  async listEverybody(): Promise<void> {
    const all = [...this.meshes.keys()];
    for (const id of all) this.list(id, all);
    await this.deliverAll();
  }

  remotes(id: string) {
    return this.meshes.get(id)?.state.getState().remotes ?? new Map<string, never>();
  }

  expectAllFlows(...ids: string[]): void {
    for (const id of ids) {
      const others = ids.filter((other) => other !== id);
      expect([...this.remotes(id).keys()].sort()).toEqual(others.sort());
      for (const other of others) {
        const sources = this.remotes(id)
          .get(other)
          ?.camera.getTracks()
          .map((track) => FakePeerConnection.sourceOf(track));
        expect(sources).toEqual([this.tracks.get(other)?.microphone, this.tracks.get(other)?.camera]);
      }
    }
  }
}

let meeting: Meeting;

beforeEach(() => {
  vi.useFakeTimers();
  installPeerConnections();
  meeting = new Meeting();
});

afterEach(async () => {
  for (const mesh of meeting.meshes.values()) mesh.stop();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const open = () => FakePeerConnection.all.filter(({ signalingState }) => signalingState !== "closed").length;

describe("the people whom the server names", () => {
  beforeEach(async () => {
    for (const id of ["a", "b", "c"]) meeting.enter(id);
    await meeting.listEverybody();
  });

  it("are connected, each with each, once", async () => {
    meeting.expectAllFlows("a", "b", "c");
    await meeting.listEverybody();
    expect(FakePeerConnection.all).toHaveLength(6);
  });

  it("are gone when they are named no more", async () => {
    meeting.list("a", ["a", "b"]);
    meeting.list("b", ["a", "b"]);
    await meeting.deliverAll();
    meeting.expectAllFlows("a", "b");
    expect(open()).toBe(4);
  });

  it("hear and see what is switched", async () => {
    const tracks = { ...NO_TRACKS, microphone: liveTrack("audio") };
    meeting.tracks.set("a", tracks);
    meeting.meshes.get("a")?.setLocal(tracks);
    await meeting.deliverAll();
    meeting.expectAllFlows("a", "b", "c");
  });

  it("stay the same objects while nothing about them changes", async () => {
    const before = meeting.remotes("a");
    await meeting.listEverybody();
    expect(meeting.remotes("a")).toBe(before);
    const b = before.get("b");
    meeting.list("a", ["a", "b"]);
    expect(meeting.remotes("a").get("b")).toBe(b);
  });

  it("are heard by their loudness", () => {
    expect(meeting.meshes.get("a")?.levels()).toEqual(
      new Map([
        ["b", 0],
        ["c", 0],
      ]),
    );
  });

  it("are all let go without a place of one's own", async () => {
    meeting.list("a", ["b", "c"], { place: false, reason: "full" });
    expect(meeting.meshes.get("a")?.state.getState()).toEqual({ hasSlot: false, reason: "full", remotes: new Map() });
    expect(open()).toBe(4);
    meeting.list("b", ["b", "c"]);
    meeting.list("c", ["b", "c"]);
    await meeting.listEverybody();
    meeting.expectAllFlows("a", "b", "c");
  });
});

it("another tab of the same person is not connected to", () => {
  const peers: Peer[] = [{ peerId: "tab-2", personId: "a", kind: "participant" }];
  meeting.enter("a").receive({ type: "peers", place: true, reason: null, peers, iceServers: [] }, "peer-a", "a");
  expect(FakePeerConnection.all).toEqual([]);
});

describe("a recorder", () => {
  const recorder: Peer = { peerId: "-recorder", personId: "", kind: "recorder" };
  const listWithRecorder = async (id: string, others: string[]) => {
    const people: Peer[] = others.map((one) => ({ peerId: `peer-${one}`, personId: one, kind: "participant" }));
    meeting.list(id, others, { peers: [recorder, ...people] });
    await settle();
  };
  /** Of the camera, by connection. */
  const bitrates = (...connections: (FakePeerConnection | undefined)[]) =>
    connections.map((pc) => {
      const camera = pc?.getTransceivers().find(({ sender }) => sender.track?.kind === "video");
      const [encoding] = (camera?.sender.getParameters().encodings ?? []) as RTCRtpEncodingParameters[];
      return encoding?.maxBitrate;
    });

  it("is offered what this browser sends, and is nobody", async () => {
    for (const id of ["a", "b"]) meeting.enter(id);
    await meeting.listEverybody();
    const before = meeting.remotes("a");
    await listWithRecorder("a", ["a", "b"]);
    const offers = meeting.signals.filter(({ signal }) => signal.to === recorder.peerId);
    expect(offers.map(({ signal }) => [signal.data.description?.type, signal.data.connection])).toContainEqual([
      "offer",
      2,
    ]);
    expect(meeting.remotes("a")).toBe(before);
    expect([...(meeting.meshes.get("a")?.levels().keys() ?? [])]).toEqual(["b"]);
    expect([...((await meeting.meshes.get("a")?.statistics()) ?? new Map()).keys()]).toEqual(["b"]);
  });

  it("lowers nobody's picture, and gets no more than a third person and no less than a fifth", async () => {
    meeting.enter("z");
    await listWithRecorder("z", ["z", "b", "c"]);
    const [toRecorder, toB] = FakePeerConnection.all;
    await listWithRecorder("z", ["z", "b"]);
    expect(bitrates(toB)).toEqual([1_500_000]);
    await listWithRecorder("z", ["z", "b", "c", "d"]);
    expect(bitrates(toB, toRecorder)).toEqual([500_000, 500_000]);
    await listWithRecorder("z", ["z", "b"]);
    expect(bitrates(toB, toRecorder)).toEqual([1_500_000, 900_000]);
    await listWithRecorder("z", ["z", "b", "c", "d", "e", "f", "g"]);
    expect(bitrates(toB, toRecorder)).toEqual([300_000, 500_000]);
  });

  it("that is not reached is not this browser's weak line", async () => {
    for (const id of ["a", "b"]) meeting.enter(id);
    await meeting.listEverybody();
    await listWithRecorder("a", ["a", "b"]);
    FakePeerConnection.all[0]?.loses("disconnected");
    expect([...meeting.remotes("a").values()].map(({ path }) => path)).toEqual([{ state: "weak", cause: "unknown" }]);
  });
});

it("what somebody sends before the server has named them here is not lost", async () => {
  meeting.enter("a");
  meeting.enter("b");
  meeting.list("b", ["a", "b"]);
  await meeting.deliverAll();
  expect(FakePeerConnection.all).toHaveLength(1);
  meeting.list("a", ["a", "b"]);
  await meeting.deliverAll();
  meeting.expectAllFlows("a", "b");
});

describe("a weak path is that", () => {
  const weaken = (...paths: number[]) => {
    for (const one of paths) FakePeerConnection.all[one]?.loses("disconnected");
  };
  const causes = (id: string) =>
    [...meeting.remotes(id).values()].map(({ path }) => ("cause" in path ? path.cause : null));

  it("of the other where the other paths are good, of this browser where all are weak", async () => {
    for (const id of ["a", "b", "c"]) meeting.enter(id);
    await meeting.listEverybody();
    weaken(0);
    expect(causes("a")).toEqual(["theirs", null]);
    weaken(1);
    expect(causes("a")).toEqual(["yours", "yours"]);
  });

  it("of an unknown one of the two, unless this browser's connection to the server is lost too", async () => {
    for (const id of ["a", "b"]) meeting.enter(id);
    await meeting.listEverybody();
    weaken(0);
    expect(causes("a")).toEqual(["unknown"]);
    meeting.meshes.get("a")?.connectionLost();
    expect(causes("a")).toEqual(["yours"]);
  });
});

it("a peer that is named again after it was dropped is connected to anew", async () => {
  meeting.enter("a");
  meeting.enter("b");
  await meeting.listEverybody();
  for (const id of ["a", "b"]) {
    meeting.list(id, [id]);
    meeting.list(id, ["a", "b"]);
    for (let time = 0; time < 15_000; time += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000);
      await meeting.deliverAll();
    }
    meeting.expectAllFlows("a", "b");
  }
});

describe("after a lost connection to the server", () => {
  beforeEach(async () => {
    meeting.enter("a");
    meeting.enter("b");
    await meeting.listEverybody();
    meeting.meshes.get("a")?.connectionLost();
  });

  it("those whose picture flows may come back a little later", async () => {
    meeting.list("a", ["a"]);
    meeting.expectAllFlows("a", "b");
    await vi.advanceTimersByTimeAsync(5_000);
    meeting.list("a", ["a", "b"]);
    await vi.advanceTimersByTimeAsync(60_000);
    meeting.expectAllFlows("a", "b");
    expect(FakePeerConnection.all).toHaveLength(2);
  });

  it("those who do not come back are gone after 6 s", async () => {
    meeting.list("a", ["a"]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(meeting.remotes("a").size).toBe(0);
    expect(open()).toBe(1);
  });

  it("with another peer id everything is connected anew", () => {
    const peers: Peer[] = [{ peerId: "peer-b", personId: "b", kind: "participant" }];
    const [old] = FakePeerConnection.all;
    meeting.meshes
      .get("a")
      ?.receive({ type: "peers", place: true, reason: null, peers, iceServers: [] }, "peer-other", "a");
    expect(old?.signalingState).toBe("closed");
    expect(FakePeerConnection.all).toHaveLength(3);
  });
});
