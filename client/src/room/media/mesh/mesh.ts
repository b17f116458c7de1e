/** Media between browsers directly: one {@link Pair} for each other peer that the server names. */

import { shallow } from "zustand/shallow";
import { createStore } from "zustand/vanilla";

import type { IceServer, Peer, Peers, Signal, SignalData, SignalFrom } from "../../protocol.generated";
import { type LocalTracks, type MediaEngine, type MediaState, NO_TRACKS, type PeerPath, type Remote } from "../engine";
import { Pair } from "./pair";

/** Steps of a peer that the server has not named yet: it will in a moment, or never. */
const MAX_EARLY_SIGNALS = 64;
const MAX_EARLY_SENDERS = 16;
/** As long as people may take to be back after a restart of the server, in milliseconds. */
const RETURN_GRACE = 6_000;

/** The same objects each time, so that nobody is drawn again for them. */
const WEAK = {
  yours: { state: "weak", cause: "yours" },
  theirs: { state: "weak", cause: "theirs" },
  unknown: { state: "weak", cause: "unknown" },
} as const satisfies Record<string, PeerPath>;

/** A recorder takes as much as each of so many people: it does not cost the line more than one more person. */
const RECORDER_COUNTS_AS = { least: 2, most: 4 };

export class Mesh implements MediaEngine {
  readonly state = createStore<MediaState>(() => ({ hasSlot: true, reason: null, remotes: new Map() }));

  private readonly pairs = new Map<string, { pair: Pair; personId: string; kind: Peer["kind"] }>();
  private readonly earlySignals = new Map<string, SignalData[]>();
  private readonly cameraStream = new MediaStream();
  private readonly screenStream = new MediaStream();
  private local: LocalTracks = NO_TRACKS;
  private myPeerId: string | null = null;
  /** The connection was lost: the next list of the server may be short, because others are not back yet. */
  private returning = false;
  private offline = false;
  private listed: ReadonlySet<string> = new Set();
  /** The highest number of a connection: one with a browser that was there before gets a higher one than it had. */
  private lastConnection = 0;
  private graceTimer: ReturnType<typeof setTimeout> | undefined;

  /** `post` sends a command that needs no answer. */
  constructor(private readonly post: (command: Omit<Signal, "ref">) => void) {}

  receive(message: Peers | SignalFrom, myPeerId: string, myPersonId: string): void {
    if (message.type === "peers") this.applyPeers(message, myPeerId, myPersonId);
    else this.applySignal(message);
  }

  setLocal(tracks: LocalTracks): void {
    this.local = tracks;
    for (const { pair } of this.pairs.values()) pair.setLocal(tracks);
  }

  connectionLost(): void {
    this.returning = this.offline = true;
    for (const { pair } of this.pairs.values()) pair.pause();
    this.publish({});
  }

  levels(): Map<string, number> {
    return new Map(this.people.map(({ pair, personId }) => [personId, pair.level()]));
  }

  async statistics(): Promise<ReadonlyMap<string, Iterable<unknown>>> {
    const connected = this.people.filter(({ pair }) => pair.isConnected);
    const found = connected.map(async ({ pair, personId }) => [personId, await pair.statistics()] as const);
    return new Map(await Promise.all(found));
  }

  stop(): void {
    clearTimeout(this.graceTimer);
    for (const { pair } of this.pairs.values()) pair.close();
    this.pairs.clear();
    this.earlySignals.clear();
    this.publish({ hasSlot: false, reason: null });
  }

  /** The connections with people: a recorder is nobody whom anyone sees or hears. */
  private get people() {
    return [...this.pairs.values()].filter(({ kind }) => kind === "participant");
  }

  private applyPeers({ place, reason, peers, iceServers }: Peers, myPeerId: string, myPersonId: string): void {
    // Under another id the others see somebody new; what was connected before is no longer ours.
    if (this.myPeerId !== null && this.myPeerId !== myPeerId) this.dropAllBut(new Set());
    this.myPeerId = myPeerId;
    const others = place ? peers.filter((peer) => peer.peerId !== myPeerId && peer.personId !== myPersonId) : [];
    this.listed = new Set(others.map((peer) => peer.peerId));
    this.dropMissing(this.listed, place);
    this.offline = false;
    for (const { pair } of this.pairs.values()) pair.resume();
    const people = others.filter(({ kind }) => kind === "participant").length;
    for (const peer of others) {
      if (!this.pairs.has(peer.peerId)) this.connect(peer, myPeerId, people, iceServers);
    }
    for (const { pair, kind } of this.pairs.values()) pair.setPeerCount(countFor(kind, people));
    this.publish({ hasSlot: place, reason });
  }

  /**
   * Who is not on the list is gone. After a lost connection (a restart of the server, most likely) those whose sound and
   * picture still flow get a moment to come back to the server too, so that nobody sees a break.
   */
  private dropMissing(listed: ReadonlySet<string>, hasSlot: boolean): void {
    clearTimeout(this.graceTimer);
    if (!this.returning || !hasSlot) {
      this.dropAllBut(listed);
      return;
    }
    const flowing = [...this.pairs].filter(([, { pair }]) => pair.isConnected).map(([peerId]) => peerId);
    this.dropAllBut(new Set([...listed, ...flowing]));
    this.graceTimer = setTimeout(() => {
      this.returning = false;
      this.dropAllBut(this.listed);
      this.publish({});
    }, RETURN_GRACE);
  }

  private connect({ peerId, personId, kind }: Peer, myPeerId: string, people: number, iceServers: IceServer[]): void {
    const { cameraStream, screenStream } = this;
    const pair = new Pair(
      {
        polite: myPeerId < peerId,
        iceServers,
        cameraStream,
        screenStream,
        lastConnection: this.lastConnection,
        send: (data) => this.post({ type: "signal", to: peerId, data }),
        onChange: () => this.publish({}),
      },
      this.local,
      countFor(kind, people),
    );
    this.pairs.set(peerId, { pair, personId, kind });
    for (const data of this.earlySignals.get(peerId) ?? []) pair.receive(data);
    this.earlySignals.delete(peerId);
  }

  private applySignal({ sender, data }: SignalFrom): void {
    const known = this.pairs.get(sender);
    if (known) {
      known.pair.receive(data);
      return;
    }
    const steps = this.earlySignals.get(sender) ?? [];
    if (steps.length < MAX_EARLY_SIGNALS && this.earlySignals.size <= MAX_EARLY_SENDERS) {
      this.earlySignals.set(sender, [...steps, data]);
    }
  }

  private dropAllBut(staying: ReadonlySet<string>): void {
    for (const [peerId, { pair }] of this.pairs) {
      if (staying.has(peerId)) continue;
      this.pairs.delete(peerId);
      this.lastConnection = Math.max(this.lastConnection, pair.connection);
      pair.close();
    }
  }

  /** Where every path is weak it is this browser's own line, where only some are it is that of the others. */
  private pathOf({ path }: Pair): PeerPath {
    if (path.state !== "weak") return path;
    const all = this.people.map(({ pair }) => pair.isConnected);
    if (all.includes(true)) return WEAK.theirs;
    return this.offline || all.length > 1 ? WEAK.yours : WEAK.unknown;
  }

  /** What did not change stays the same object, so that nobody draws it again. */
  private publish(change: Partial<Pick<MediaState, "hasSlot" | "reason">>): void {
    const { remotes: before } = this.state.getState();
    const remotes = new Map<string, Remote>();
    for (const [peerId, { pair, personId, kind }] of this.pairs) {
      if (kind === "recorder") continue;
      const remote = { peerId, personId, camera: pair.camera, screen: pair.screen, path: this.pathOf(pair) };
      const known = before.get(personId);
      remotes.set(personId, known && shallow(known, remote) ? known : remote);
    }
    this.state.setState({ ...change, remotes: shallow(before, remotes) ? before : remotes });
  }
}

/** With how many others a copy shares the line. */
function countFor(kind: Peer["kind"], people: number): number {
  const { least, most } = RECORDER_COUNTS_AS;
  return kind === "recorder" ? Math.min(Math.max(people, least), most) : people;
}
