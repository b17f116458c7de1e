/** A session of the room with the world around it: a browser with devices, and the test as the server. */

import { vi } from "vitest";

import type { Notice, RoomFeature } from "../room/feature";
import { type RoomMedia, roomMedia } from "../room/features/media/roomMedia";
import { LocalMedia } from "../room/media/local";
import type { Peers, Person } from "../room/protocol.generated";
import { roomFeatures } from "../room/registry";
import { RoomSession } from "../room/session";
import type { RoomEvent } from "../room/wire";
import { FakeAudioContext, FakeDevices, installDevices } from "./fakeMedia";
import { FakeSocket } from "./fakeSocket";
import { installPeerConnections } from "./peers";
import { person, snapshot } from "./room";

export const HOST = person("host", { name: "Hanna", role: "host" });
export const YOU = person("you", { role: "attendee" });

/** All that was begun is done. */
const settle = () => vi.advanceTimersByTimeAsync(0);

export class SessionAtWork {
  readonly devices = new FakeDevices();
  readonly local: LocalMedia;
  readonly session: RoomSession;
  readonly notices: Notice[] = [];
  readonly closings: [string, string][] = [];
  seq = 10;

  private constructor(features: readonly RoomFeature[]) {
    vi.useFakeTimers();
    installPeerConnections();
    vi.stubGlobal("WebSocket", FakeSocket);
    vi.stubGlobal("AudioContext", FakeAudioContext);
    localStorage.clear();
    FakeSocket.all = [];
    FakeAudioContext.amplitude = 0;
    installDevices(this.devices);
    this.local = new LocalMedia();
    const onClosed = (ending: string, message: string) => this.closings.push([ending, message]);
    this.session = new RoomSession({ token: "secret", title: "Spring review", local: this.local, features, onClosed });
    this.session.onNotice((notice) => this.notices.push(notice));
  }

  /** Microphone and camera are on, and the socket opens. */
  static async start(features = roomFeatures): Promise<SessionAtWork> {
    const work = new SessionAtWork(features);
    await work.local.start({ microphone: true, camera: true });
    work.session.start();
    return work;
  }

  end(): void {
    this.session.stop();
    this.local.stop();
    installDevices(null);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }

  get media(): RoomMedia {
    return roomMedia.of(this.session);
  }

  get server(): FakeSocket {
    return FakeSocket.latest;
  }

  /** The commands of a type that the server got in this connection. */
  sent(type: string) {
    return this.server.sent.filter((command) => command.type === type);
  }

  /** The server has carried out the last command of this type. */
  async answers(type: string): Promise<void> {
    this.server.answer(type);
    await settle();
  }

  /** The server refuses the last command of this type. */
  async refuses(type: string): Promise<void> {
    this.server.refuse(type);
    await settle();
  }

  /** What the server knows last about an input: from entering, or from a change since. */
  lastTold(input: "microphone" | "camera" | "screen") {
    return this.server.sent.findLast((command) => command[input] !== undefined)?.[input];
  }

  async enter(change: Parameters<typeof snapshot>[0] = {}): Promise<void> {
    this.server.accept();
    this.server.say(snapshot({ you: YOU, people: [YOU, HOST], ...change }));
    await settle();
  }

  /** The lost connection is there again, and the server goes on where the page was. */
  async comeBack(): Promise<void> {
    await vi.advanceTimersByTimeAsync(3_000);
    this.server.accept();
    this.server.say({ type: "resumed", seq: this.seq, serverTime: "2030-01-01T10:05:00Z", peerId: "peer-you" });
    await settle();
  }

  async happens(event: Record<string, unknown>): Promise<void> {
    this.seq += 1;
    const one = { seq: this.seq, at: "2030-01-01T10:06:00Z", by: null, ...event } as unknown as RoomEvent;
    this.server.say({ type: "events", seq: this.seq, events: [one], peopleTotal: 2 });
    await settle();
  }

  updates(updated: Person, by: string | null = null): Promise<void> {
    return this.happens({ type: "personUpdated", person: updated, by });
  }

  /** The server says who exchanges sound and picture, by the ids of the people. */
  async givesPlace(place: boolean, others: string[] = []): Promise<void> {
    const peers: Peers["peers"] = others.map((id) => ({ peerId: `peer-${id}`, personId: id, kind: "participant" }));
    this.server.say({ type: "peers", place, reason: place ? null : "other_tab", peers, iceServers: [] });
    await settle();
  }
}
