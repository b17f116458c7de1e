/** A network between two peers that loses, doubles, delays and reorders what they send, breaks and reloads; by a seed. */

import { vi } from "vitest";

import type { SignalData } from "../room/protocol.generated";
import { FakePeerConnection } from "./fakePeerConnection";
import { type Peer, type PeerSide, Wire } from "./peers";

const OTHER = { polite: "impolite", impolite: "polite" } as const;
const SIDES = ["polite", "impolite"] as const;
const STEP = 50;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class BadWire {
  readonly wire = new Wire();
  private readonly underWay: { at: number; to: PeerSide; life: number; data: SignalData }[] = [];
  /** Counts the reloads: what was sent to or from a page before it does not arrive at the next one. */
  private life = 0;
  private readonly down = new Set<PeerSide>();
  private good = false;

  constructor(private readonly random: () => number) {}

  /** For so many milliseconds everything may happen. */
  async storm(time: number): Promise<void> {
    this.good = false;
    await this.run(time, () => {
      if (this.random() < 0.03) this.strike();
    });
  }

  /** For so many milliseconds everything arrives, within 100 ms. What was under way before is late all the same. */
  async calm(time: number): Promise<void> {
    this.good = true;
    FakePeerConnection.pathOpen = true;
    for (const side of this.down) this.wire[side].pair.resume();
    this.down.clear();
    this.endWeakness();
    await this.run(time, () => undefined);
  }

  private async run(time: number, each: () => void): Promise<void> {
    for (let passed = 0; passed < time; passed += STEP) {
      each();
      for (const side of SIDES) this.send(side);
      await this.deliver();
      await vi.advanceTimersByTimeAsync(STEP);
    }
  }

  private send(from: PeerSide): void {
    for (const data of this.wire[from].outbox.splice(0)) {
      if (this.down.has(from)) continue;
      const copies = this.good ? 1 : this.pick([0, 0, 1, 1, 1, 2]);
      for (let copy = 0; copy < copies; copy += 1) {
        const delay = this.random() * (this.good ? 100 : this.pick([100, 500, 5_000]));
        this.underWay.push({ at: Date.now() + delay, to: OTHER[from], life: this.life, data: structuredClone(data) });
      }
    }
  }

  private async deliver(): Promise<void> {
    const due = this.underWay.filter(({ at }) => at <= Date.now()).sort((one, other) => one.at - other.at);
    for (const one of due) {
      this.underWay.splice(this.underWay.indexOf(one), 1);
      if (one.life === this.life && !this.down.has(one.to)) this.wire[one.to].pair.receive(one.data);
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  private strike(): void {
    const side = this.pick(SIDES);
    const peer = this.wire[side];
    const connection = this.pick(this.wire.connections());
    this.pick([
      () => (peer.tracks.screen ? peer.stopScreen() : peer.shareScreen()),
      () => (peer.tracks.screen ? peer.stopScreen() : peer.shareScreen()),
      () => connection.loses("failed"),
      () => connection.loses("disconnected"),
      () => this.endWeakness(),
      () => (FakePeerConnection.pathOpen = !FakePeerConnection.pathOpen),
      () => this.switchLine(side, peer),
      () => this.switchLine(side, peer),
      () => peer.reconnect(),
      () => this.reload(),
    ])();
  }

  private switchLine(side: PeerSide, peer: Peer): void {
    if (this.down.delete(side)) peer.pair.resume();
    else {
      this.down.add(side);
      peer.pair.pause();
    }
  }

  /** One of the two pages is a new one: for the other it is somebody whom it has not met. */
  private reload(): void {
    this.life += 1;
    for (const side of SIDES) {
      this.wire[side].outbox.length = 0;
      this.wire[side].reconnect(0);
      if (this.down.has(side)) this.wire[side].pair.pause();
    }
  }

  private endWeakness(): void {
    const [one] = this.wire.connections().filter(({ connectionState }) => connectionState === "disconnected");
    one?.regains();
  }

  private pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.random() * values.length)] as Value;
  }
}
