/** Two sides of a connection between browsers, joined by a wire that the test steps. */

import { expect, vi } from "vitest";

import { type LocalTracks, NO_TRACKS } from "../room/media/engine";
import { Pair } from "../room/media/mesh/pair";
import type { SignalData } from "../room/protocol.generated";
import { FakeStream, liveTrack } from "./fakeMedia";
import { FakePeerConnection } from "./fakePeerConnection";

export type PeerSide = "polite" | "impolite";
const OTHER = { polite: "impolite", impolite: "polite" } as const;

/** All that was begun beside the page is done; what waits longer than 100 ms goes on waiting. */
export const settle = () => vi.advanceTimersByTimeAsync(100);

export class Peer {
  pair: Pair;
  /** What this side sent and the other has not got yet. */
  readonly outbox: SignalData[] = [];
  /** All that this side sent. */
  readonly sent: SignalData[] = [];
  tracks: LocalTracks = { ...NO_TRACKS, microphone: liveTrack("audio"), camera: liveTrack("video") };

  constructor(private readonly side: PeerSide) {
    this.pair = this.connect(0);
  }

  /** The page forgets the connection and makes another one; after a reload it knows nothing of the number of the last. */
  reconnect(lastConnection = this.pair.connection): void {
    this.pair.close();
    this.pair = this.connect(lastConnection);
  }

  private connect(lastConnection: number): Pair {
    const options = {
      polite: this.side === "polite",
      iceServers: [{ urls: ["turn:turn.example:3478"], username: "user", credential: "secret" }],
      cameraStream: new MediaStream(),
      screenStream: new MediaStream(),
      lastConnection,
      send: (data: SignalData) => {
        this.outbox.push(data);
        this.sent.push(data);
      },
      onChange: () => undefined,
    };
    return new Pair(options, this.tracks, 1);
  }

  send(change: Partial<LocalTracks>): void {
    this.tracks = { ...this.tracks, ...change };
    this.pair.setLocal(this.tracks);
  }

  shareScreen(): void {
    this.send({ screen: liveTrack("video"), screenSound: liveTrack("audio") });
  }

  stopScreen(): void {
    this.send({ screen: null, screenSound: null });
  }

  /** What arrives here from the other side, in the order of {@link sources}. */
  arriving() {
    const { camera, screen } = this.pair;
    const from = (track: MediaStreamTrack | undefined) => track && FakePeerConnection.sourceOf(track);
    return [
      from(camera.getAudioTracks()[0]) ?? null,
      from(camera.getVideoTracks()[0]) ?? null,
      from(screen?.getVideoTracks()[0]) ?? null,
      from(screen?.getAudioTracks()[0]) ?? null,
    ];
  }

  sources() {
    const { microphone, camera, screen, screenSound } = this.tracks;
    return [microphone, camera, screen, screenSound];
  }
}

/** In the place of the browser; to be called before each test, with fake timers. */
export function installPeerConnections(): void {
  vi.stubGlobal("RTCPeerConnection", FakePeerConnection);
  vi.stubGlobal("MediaStream", FakeStream);
  FakePeerConnection.all = [];
  FakePeerConnection.pathOpen = true;
}

export class Wire {
  readonly impolite = new Peer("impolite");
  readonly polite = new Peer("polite");

  /** The oldest step that one side sent arrives at the other; false where there is none. */
  async deliverFrom(side: PeerSide): Promise<boolean> {
    const data = this[side].outbox.shift();
    if (!data) return false;
    this[OTHER[side]].pair.receive(structuredClone(data));
    await settle();
    return true;
  }

  /** Everything arrives, in turn, until nobody has anything more to say. */
  async deliverAll(): Promise<void> {
    await settle();
    while ((await this.deliverFrom("impolite")) || (await this.deliverFrom("polite")));
  }

  /** Time passes, in milliseconds, while everything arrives at once. */
  async run(time: number): Promise<void> {
    const end = Date.now() + time;
    do await this.deliverAll();
    while (Date.now() < end);
  }

  /** The connections of both sides that are not closed. */
  connections(): FakePeerConnection[] {
    return FakePeerConnection.all.filter(({ signalingState }) => signalingState !== "closed");
  }

  /** Both sides are stable and connected, and each receives exactly what the other sends. */
  expectAllFlows(): void {
    expect(this.connections().map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
    expect([this.impolite.pair.path.state, this.polite.pair.path.state]).toEqual(["connected", "connected"]);
    expect(this.polite.arriving()).toEqual(this.impolite.sources());
    expect(this.impolite.arriving()).toEqual(this.polite.sources());
  }
}
