/**
 * A simulation of RTCPeerConnection: the signalling states with implicit rollback, transceivers, the negotiation-needed
 * flag and the chain of operations of W3C WebRTC 1.0 (4.4, 4.7.3), ICE with its user name fragments and restarts. In the
 * place of SDP stands JSON. Connections find each other by what they exchange; {@link FakePeerConnection.pathOpen} is
 * the network between them.
 */

import { FakeStream, type FakeTrack } from "./fakeMedia";
import { both, type Direction, FakeTransceiver, type Kind, receives, reversed, sends } from "./fakeTransceiver";

interface Line {
  mid: string;
  kind: Kind;
  direction: Direction;
  streamIds: string[];
}

interface Session {
  connection: number;
  fragment: string;
  lines: Line[];
}

/** Browsers work beside the page: what they did arrives as a task of its own. */
const task = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const failure = (name: string) => Object.assign(new Error(name), { name });

export class FakePeerConnection {
  static all: FakePeerConnection[] = [];
  static pathOpen = true;
  private static fragments = 0;

  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: RTCIceCandidateInit | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onsignalingstatechange: (() => void) | null = null;
  ontrack: ((event: { track: FakeTrack; streams: FakeStream[]; transceiver: FakeTransceiver }) => void) | null = null;

  private readonly number = FakePeerConnection.all.push(this);
  private transceivers: FakeTransceiver[] = [];
  private readonly streams = new Map<string, FakeStream>();
  private lastMid = -1;
  private fragment = "";
  private answeredFragment = "";
  private brokenFragment: string | null = null;
  private remote: Session | null = null;
  private readonly candidatesOf = new Set<string>();
  private wantsRestart = false;
  private offered: {
    named: FakeTransceiver[];
    before: RTCSessionDescriptionInit | null;
    fragment: string;
    restarts: boolean;
  } | null = null;
  private negotiationNeeded = false;
  private operations: Promise<unknown> = Promise.resolve();
  private running = 0;
  private checkWhenIdle = false;

  constructor(readonly configuration: RTCConfiguration) {}

  /** What the other side sends into this received track; null where nothing arrives. */
  static sourceOf(received: MediaStreamTrack): MediaStreamTrack | null {
    for (const connection of FakePeerConnection.all) {
      const mid = connection.transceivers.find(({ receiver }) => (receiver.track as unknown) === received)?.mid;
      const sending = connection.other?.transceivers.find((one) => one.mid === mid && sends(one.currentDirection));
      if (mid !== undefined && connection.connectionState === "connected") {
        return (sending?.sender.track ?? null) as unknown as MediaStreamTrack | null;
      }
    }
    return null;
  }

  /** What the browser has counted, by the id of the report. */
  statistics = new Map<string, Record<string, unknown>>();

  getStats = () => Promise.resolve(this.statistics);

  getTransceivers = () => this.transceivers;

  addTransceiver(what: FakeTrack | Kind, { direction, streams }: { direction: Direction; streams: FakeStream[] }) {
    const [kind, track] = typeof what === "string" ? [what, null] : [what.kind, what];
    const ids = streams.map(({ id }) => id);
    const transceiver = new FakeTransceiver(kind, track, direction, ids, () => this.updateNegotiationNeeded());
    this.transceivers.push(transceiver);
    this.updateNegotiationNeeded();
    return transceiver;
  }

  restartIce(): void {
    this.wantsRestart = true;
    this.updateNegotiationNeeded();
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  /** The path to the other side is lost on both sides: for a moment, or until ICE restarts. */
  loses(state: "disconnected" | "failed"): void {
    for (const side of [this, this.other]) {
      if (!side || side.connectionState === "closed") continue;
      if (state === "failed") side.brokenFragment = side.fragment;
      side.setConnectionState(state);
    }
  }

  /** After `disconnected`: the path is there again. */
  regains(): void {
    for (const side of [this, this.other]) side?.setConnectionState("connected");
  }

  setLocalDescription(): Promise<void> {
    return this.chain(async () => {
      const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
      await task();
      const before = { before: this.localDescription, fragment: this.fragment };
      const named = type === "offer" ? this.nameLines() : [];
      const answers = type === "answer" && this.answeredFragment !== this.remote?.fragment;
      if (this.fragment === "" || answers || (type === "offer" && this.wantsRestart)) this.renewFragment();
      this.answeredFragment = this.remote?.fragment ?? "";
      const lines = this.transceivers.map((one) => this.lineOf(one, type)).filter((line) => line !== null);
      const session: Session = { connection: this.number, fragment: this.fragment, lines };
      this.localDescription = { type, sdp: JSON.stringify(session) };
      if (type === "offer") {
        this.offered = { named, restarts: this.wantsRestart, ...before };
        this.setSignalingState("have-local-offer");
      } else this.agree(type);
    });
  }

  setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit): Promise<void> {
    return this.chain(async () => {
      const session = JSON.parse(sdp ?? "") as Session;
      if (type === "answer" && this.signalingState !== "have-local-offer") throw failure("InvalidStateError");
      if (this.remote && this.remote.connection !== session.connection) throw failure("InvalidAccessError");
      await task();
      if (type === "offer" && this.signalingState === "have-local-offer") this.rollBack();
      this.remote = session;
      const added = session.lines.map((line) => this.applyLine(line)).filter((event) => event !== null);
      if (type === "offer") this.setSignalingState("have-remote-offer");
      else {
        // What was asked for after the offer was made waits for the next one.
        if (this.offered?.restarts) this.wantsRestart = false;
        this.offered = null;
        this.answeredFragment = session.fragment;
        this.agree("offer");
      }
      for (const event of added) this.ontrack?.(event);
    });
  }

  addIceCandidate({ usernameFragment }: RTCIceCandidateInit): Promise<void> {
    return this.chain(() => {
      if (this.remote === null) return Promise.reject(failure("InvalidStateError"));
      if (this.remote.fragment !== usernameFragment) return Promise.reject(failure("OperationError"));
      this.candidatesOf.add(usernameFragment);
      this.findPath();
      return Promise.resolve();
    });
  }

  private get other(): FakePeerConnection | undefined {
    return FakePeerConnection.all.find(({ number }) => number === this.remote?.connection);
  }

  /** One operation at a time; on a closed connection none ever ends. */
  private chain(operation: () => Promise<void>): Promise<void> {
    this.running += 1;
    const result = this.operations.then(async () => {
      if (this.signalingState !== "closed") await operation();
      if (this.connectionState === "closed") await new Promise(() => undefined);
    });
    const end = () => {
      this.running -= 1;
      if (this.running > 0 || !this.checkWhenIdle) return;
      this.checkWhenIdle = false;
      this.updateNegotiationNeeded();
    };
    this.operations = result.then(end, end);
    return result;
  }

  private updateNegotiationNeeded(): void {
    if (this.running > 0) {
      this.checkWhenIdle = true;
      return;
    }
    void task().then(() => {
      if (this.running > 0) this.checkWhenIdle = true;
      else if (this.signalingState === "stable") this.checkNegotiationNeeded();
    });
  }

  private checkNegotiationNeeded(): void {
    const needed = this.wantsRestart || this.transceivers.some((one) => one.needsNegotiation());
    const fires = needed && !this.negotiationNeeded;
    this.negotiationNeeded = needed;
    if (fires) this.onnegotiationneeded?.();
  }

  private nameLines(): FakeTransceiver[] {
    this.transceivers = this.transceivers.filter(({ mid, stopping }) => mid !== null || !stopping);
    const named = this.transceivers.filter(({ mid }) => mid === null);
    for (const one of named) one.mid = String(++this.lastMid);
    return named;
  }

  private lineOf(one: FakeTransceiver, type: "offer" | "answer"): Line | null {
    const { mid, kind, sender, direction } = one;
    // What is new here waits for an offer of its own.
    if (mid === null) return null;
    const answered = one.stopping ? "stopped" : both(direction, one.theirs);
    return { mid, kind, direction: type === "offer" ? direction : answered, streamIds: sender.streamIds };
  }

  private applyLine({ mid, kind, direction, streamIds }: Line) {
    this.lastMid = Math.max(this.lastMid, Number(mid));
    const known = this.transceivers.find((one) => one.mid === mid);
    if (direction === "stopped") {
      if (known) this.transceivers = this.transceivers.filter((one) => one !== known);
      known?.receiver.track.end();
      return null;
    }
    const transceiver = known ?? this.addOffered(mid, kind);
    const received = receives(transceiver.theirs);
    transceiver.theirs = reversed(direction);
    if (received || !receives(transceiver.theirs)) return null;
    const { track } = transceiver.receiver;
    const streams = streamIds.map((id) => this.streamOf(id));
    return { track, streams, transceiver };
  }

  private addOffered(mid: string, kind: Kind): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, null, "recvonly", [], () => this.updateNegotiationNeeded());
    transceiver.mid = mid;
    this.transceivers.push(transceiver);
    return transceiver;
  }

  private streamOf(id: string): FakeStream {
    const stream = this.streams.get(id) ?? Object.assign(new FakeStream(), { id });
    this.streams.set(id, stream);
    return stream;
  }

  private rollBack(): void {
    for (const one of this.offered?.named ?? []) one.mid = null;
    this.localDescription = this.offered?.before ?? null;
    this.fragment = this.offered?.fragment ?? "";
    this.offered = null;
    this.setSignalingState("stable");
  }

  private agree(type: "offer" | "answer"): void {
    const { lines } = JSON.parse(this.localDescription?.sdp ?? "") as Session;
    const stopped = lines.filter(({ direction }) => direction === "stopped").map(({ mid }) => mid);
    this.transceivers = this.transceivers.filter(({ mid }) => mid === null || !stopped.includes(mid));
    for (const one of this.transceivers) {
      const line = lines.find(({ mid }) => mid === one.mid);
      if (!line) continue;
      one.agreed = { type, mine: line.direction, theirs: one.theirs, streamIds: line.streamIds };
      one.currentDirection = both(line.direction, one.theirs);
    }
    this.negotiationNeeded = false;
    this.setSignalingState("stable");
    this.updateNegotiationNeeded();
    if (this.connectionState !== "connected") this.setConnectionState("connecting");
    this.findPath();
  }

  private renewFragment(): void {
    const usernameFragment = (this.fragment = `fragment-${++FakePeerConnection.fragments}`);
    void task().then(() => {
      if (this.fragment !== usernameFragment || this.signalingState === "closed") return;
      const candidate = { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0, usernameFragment };
      this.onicecandidate?.({ candidate });
      this.onicecandidate?.({ candidate: null });
    });
  }

  private findPath(): void {
    const { other, fragment } = this;
    if (!other || !FakePeerConnection.pathOpen || fragment === this.brokenFragment) return;
    const agreed = this.remote?.fragment === other.fragment && other.remote?.fragment === fragment;
    const known = this.candidatesOf.has(other.fragment) || other.candidatesOf.has(fragment);
    if (!agreed || !known || other.signalingState === "closed") return;
    for (const side of [this, other]) side.setConnectionState("connected");
  }

  private setSignalingState(state: RTCSignalingState): void {
    if (this.signalingState === "closed") return;
    this.signalingState = state;
    this.onsignalingstatechange?.();
  }

  private setConnectionState(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.connectionState === "closed") return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}
