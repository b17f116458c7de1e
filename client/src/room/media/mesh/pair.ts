/**
 * The connection with one other browser of the mesh: sees to it that there is one that works, as long as the other is
 * there.
 *
 * What one side sent and the other did not get is sent again every few seconds; where that does not help, a new
 * connection is begun, by either side. Connections are numbered by both together, odd ones being begun by the polite side,
 * even ones by the impolite: of two that are begun at once the one with the higher number is taken by both.
 */

import type { IceServer, SignalData } from "../../protocol.generated";
import type { LocalTracks, PeerPath } from "../engine";
import { Negotiation } from "./negotiation";
import { PeerTracks, type StreamNames } from "./peerTracks";

export interface PairOptions extends StreamNames {
  polite: boolean;
  iceServers: IceServer[];
  /** The number of the last connection with this browser, or a higher one; 0 where there was none. */
  lastConnection: number;
  send: (data: SignalData) => void;
  onChange: () => void;
}

/** After this long without success, what may have been lost is sent again. */
const REPEAT_INTERVAL = 3_000;
/** After so many repetitions in vain the person is shown why. */
const REPEATS_BEFORE_TROUBLE = 5;
/**
 * After so many repetitions, so within 15 s, a new connection is begun, however often that failed before: by the impolite
 * side first, so that not both do it. From when the two sides agree, their browsers have as long again to find a way.
 */
const REPEATS_BEFORE_NEW = { impolite: 4, polite: 5 };
const RESTART_DELAY = 2_000;
/** So many restarts of ICE, then a new connection. */
const RESTARTS_BEFORE_NEW = 2;
/** So many errors lead to a new connection at once; after more of them it waits for its time. */
const MAX_FAULTS = 5;
/** A browser that answers is heard at least as often as this, while there is no connection. */
const HEARD_LATELY = 3 * REPEAT_INTERVAL;

export class Pair {
  path: PeerPath = { state: "connecting" };
  /** The number of the connection. */
  connection: number;

  private pc!: RTCPeerConnection;
  private tracks!: PeerTracks;
  private negotiation!: Negotiation;
  private begun = false;
  /** Candidates of a connection whose first offer is still on its way. */
  private early: SignalData[] = [];
  private repeats = 0;
  /** Repetitions since it last worked, whatever was begun anew meanwhile. */
  private troubled = 0;
  /** The two sides agree on this connection, and the browsers look for a way. */
  private underWay = false;
  private restarts = 0;
  private faults = 0;
  private heardAt = 0;
  /** When it ceased to work. */
  private troubledAt = 0;
  private wasConnected = false;
  private offline = false;
  private closed = false;
  private repeatTimer: ReturnType<typeof setInterval> | undefined;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly options: PairOptions,
    private local: LocalTracks,
    private peerCount: number,
  ) {
    this.connection = options.lastConnection;
    this.connect(!options.polite);
    this.watch();
  }

  /** Microphone and camera of the other. */
  get camera(): MediaStream {
    return this.tracks.camera;
  }

  get screen(): MediaStream | null {
    return this.tracks.screen;
  }

  /** Do sound and picture flow, whatever became of the connection to the server? */
  get isConnected(): boolean {
    return this.pc.connectionState === "connected";
  }

  /** Takes one step of negotiation of the other side. */
  receive(data: SignalData): void {
    if (this.closed) return;
    this.heardAt = Date.now();
    const { connection = 0, number, description } = data;
    if (connection > this.connection) {
      if (description?.type === "offer" && number === 1) this.follow(connection);
      else if (this.early.length < MAX_EARLY_STEPS) this.early.push(data);
    }
    if (connection === this.connection && this.begun) this.negotiation.receive(data);
  }

  setLocal(local: LocalTracks): void {
    this.local = local;
    this.tracks.setLocal(local);
  }

  /** How many others this browser sends to: the more, the less for each. */
  setPeerCount(count: number): void {
    this.peerCount = count;
    this.tracks.setPeerCount(count);
  }

  /** Loudness of the other's microphone, from 0 to 1. */
  level(): number {
    return this.tracks.level();
  }

  /** What the browser counts about this connection; nothing where it is closed meanwhile. */
  async statistics(): Promise<Iterable<unknown>> {
    try {
      return (await this.pc.getStats()).values();
    } catch {
      return [];
    }
  }

  /** The connection to the server is lost: nothing arrives, so nothing is tried. */
  pause(): void {
    this.offline = true;
    this.showTrouble();
  }

  /** The connection to the server is there again: what was under way may never have arrived. */
  resume(): void {
    if (!this.offline) return;
    this.offline = false;
    this.repeats = 0;
    this.negotiation.repeat();
    if (this.pc.connectionState === "failed") this.restartSoon();
    this.showTrouble();
  }

  close(): void {
    this.closed = true;
    clearInterval(this.repeatTimer);
    this.disconnect();
  }

  private connect(begins: boolean): void {
    const iceServers = this.options.iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === null ? {} : { username }),
      ...(credential === null ? {} : { credential }),
    }));
    const pc = new RTCPeerConnection({ iceServers, bundlePolicy: "max-bundle" });
    const { polite, send, onChange } = this.options;
    this.begun = begins;
    if (begins) this.connection = numberAfter(this.connection, polite);
    this.pc = pc;
    this.tracks = new PeerTracks(pc, this.options, this.local, this.peerCount, () => onChange());
    this.negotiation = new Negotiation(pc, this.tracks, {
      polite,
      begins,
      send: (data) => {
        if (pc === this.pc && !this.closed) send({ connection: this.connection, ...data });
      },
      onChange: () => this.watch(),
      onFault: (error) => this.applyFault(error),
    });
    pc.onconnectionstatechange = () => {
      if (pc === this.pc) this.applyConnectionState(pc.connectionState);
    };
    pc.onsignalingstatechange = () => {
      if (pc === this.pc && pc.signalingState === "stable") void this.tracks.tune();
    };
    if (begins) this.tracks.begin();
  }

  private disconnect(): void {
    clearTimeout(this.restartTimer);
    this.pc.onconnectionstatechange = null;
    this.pc.close();
    this.tracks.clear();
  }

  /** The other side begins a connection. */
  private follow(connection: number): void {
    if (this.begun) this.renew(false);
    this.connection = connection;
    this.begun = true;
    const early = this.early.filter((data) => data.connection === connection);
    this.early = [];
    for (const data of early) this.negotiation.receive(data);
  }

  /** Replaces the connection by a new one. */
  private renew(begins: boolean): void {
    this.disconnect();
    this.repeats = this.restarts = 0;
    this.underWay = false;
    this.connect(begins);
    if (this.path.state !== "failed") this.setPath({ state: "connecting" });
    this.watch();
  }

  /** While something is missing, it is tried again and again. */
  private watch(): void {
    if (this.closed) return;
    if (this.isConnected && this.negotiation.isSettled) {
      clearInterval(this.repeatTimer);
      this.repeatTimer = undefined;
      this.repeats = this.faults = 0;
    } else if (this.repeatTimer === undefined) {
      this.repeatTimer = setInterval(() => this.tryAgain(), REPEAT_INTERVAL);
      this.troubledAt = Date.now();
    }
  }

  private tryAgain(): void {
    if (this.offline) return;
    this.repeats += 1;
    this.troubled += 1;
    this.showTrouble();
    if (!this.begun || (this.repeats >= this.patience && this.mayReplace)) this.renew(true);
    else this.negotiation.repeat();
  }

  private get patience(): number {
    return this.options.polite ? REPEATS_BEFORE_NEW.polite : REPEATS_BEFORE_NEW.impolite;
  }

  /** What flows is not cut for the sake of one whose connection to the server is lost. */
  private get mayReplace(): boolean {
    return !this.isConnected || this.isHeard;
  }

  private get isHeard(): boolean {
    return Date.now() - this.heardAt <= HEARD_LATELY;
  }

  private applyFault(error: unknown): void {
    if (this.closed) return;
    console.warn("negotiation failed", error);
    this.faults += 1;
    if (this.faults <= MAX_FAULTS) this.renew(true);
  }

  private applyConnectionState(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.restartTimer);
      this.restarts = this.troubled = 0;
      this.wasConnected = true;
      this.setPath({ state: "connected" });
      void this.tracks.tune();
    } else if (state === "connecting" && !this.underWay) {
      this.underWay = true;
      this.repeats = 0;
    } else if (state === "disconnected") {
      this.setPath({ state: "weak", cause: "unknown" });
    } else if (state === "failed") {
      this.troubled = REPEATS_BEFORE_TROUBLE;
      this.showTrouble();
      this.restartSoon();
    }
    this.watch();
  }

  /** One side begins at once, the other only if that did not help, so that both do not talk at the same time. */
  private restartSoon(): void {
    clearTimeout(this.restartTimer);
    const wait = RESTART_DELAY * this.restarts + (this.options.polite ? RESTART_DELAY : 0);
    this.restartTimer = setTimeout(() => {
      if (this.offline || this.isConnected) return;
      if (this.restarts++ < RESTARTS_BEFORE_NEW) this.pc.restartIce();
      else this.renew(true);
    }, wait);
  }

  private showTrouble(): void {
    if (this.isConnected || this.troubled < REPEATS_BEFORE_TROUBLE) return;
    this.setPath({ state: "failed", cause: this.cause() });
  }

  private cause(): "path" | "broken" | "silent" | "offline" {
    if (this.offline) return "offline";
    if (!this.isHeard && Date.now() - this.troubledAt > HEARD_LATELY) return "silent";
    if (this.wasConnected) return "broken";
    return this.negotiation.isAgreed && this.negotiation.knowsCandidates ? "path" : "silent";
  }

  private setPath(path: PeerPath): void {
    this.path = path;
    this.options.onChange();
  }
}

/** Steps of a connection whose first offer has not arrived; more than a browser sends with it. */
const MAX_EARLY_STEPS = 64;

/** The number of the next connection that this side begins. */
function numberAfter(last: number, polite: boolean): number {
  const next = last + 1;
  return next % 2 === (polite ? 1 : 0) ? next : next + 1;
}
