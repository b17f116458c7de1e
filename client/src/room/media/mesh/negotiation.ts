/**
 * The negotiation of one RTCPeerConnection with the other browser, over a wire that may lose, double, delay and reorder.
 *
 * It is perfect negotiation (W3C WebRTC 1.0, 10.7) with numbers: each side counts its offers, and each offer says which
 * offer of the other side was answered before it was made. So both know whether the two agree on what came before:
 *
 * - an offer that has been answered is answered again with the same answer;
 * - an offer that was made before its sender had answered ours is void, another one follows;
 * - where the answer to ours was lost, ours is sent again first;
 * - only offers that cross are left, of which the impolite side's stays.
 *
 * What is unanswered is sent again by {@link Negotiation.repeat}. One step is taken after the other.
 */

import type { SignalData } from "../../protocol.generated";
import type { PeerTracks } from "./peerTracks";

export interface NegotiationOptions {
  polite: boolean;
  /** Makes the first offer. */
  begins: boolean;
  send: (data: SignalData) => void;
  /** What became of the negotiation may have changed. */
  onChange: () => void;
  /** Something does not fit what is there: only a new connection helps. */
  onFault: (error: unknown) => void;
}

/** Candidates that are remembered on each side; more than a browser with several networks gathers. */
const MAX_CANDIDATES = 64;

export class Negotiation {
  /** A candidate of the other side was taken: it is known where it can be reached. */
  knowsCandidates = false;

  private queue: Promise<void> = Promise.resolve();
  private lastOffer = 0;
  private lastAnswered = 0;
  /** The last offer of this side that the other has answered. */
  private lastCompleted = 0;
  private pending: SignalData | null = null;
  private answer: SignalData | null = null;
  private readonly ownCandidates: RTCIceCandidate[] = [];
  private early: RTCIceCandidateInit[] = [];

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly tracks: PeerTracks,
    private readonly options: NegotiationOptions,
  ) {
    pc.onnegotiationneeded = () => this.enqueue(() => this.offer());
    pc.onicecandidate = ({ candidate }) => {
      if (candidate) this.addOwnCandidate(candidate);
    };
  }

  /** Nothing was offered yet by the side that begins. */
  get isEmpty(): boolean {
    return !this.options.begins && this.lastAnswered === 0;
  }

  /** Both sides have agreed at least once. */
  get isAgreed(): boolean {
    return this.lastAnswered > 0 || this.lastCompleted > 0;
  }

  /** Nothing waits for an answer. */
  get isSettled(): boolean {
    return this.pending === null && this.isAgreed;
  }

  /** Takes a step of the other side. */
  receive(data: SignalData): void {
    this.enqueue(() => this.apply(data));
  }

  /** Sends again what the other side may not have got. */
  repeat(): void {
    const description = this.pc.localDescription;
    if (this.pending && description?.type === "offer") {
      const { type, sdp } = description;
      this.options.send({ ...this.pending, description: { type, sdp } });
    }
    if (this.pc.connectionState === "connected") return;
    const sdp = description?.sdp ?? "";
    for (const candidate of this.ownCandidates) {
      if (sdp.includes(candidate.usernameFragment ?? "")) this.sendCandidate(candidate);
    }
  }

  private enqueue(step: () => Promise<void>): void {
    this.queue = this.queue
      .then(() => (this.isClosed ? undefined : step()))
      .catch((error: unknown) => {
        if (!this.isClosed) this.options.onFault(error);
      })
      .then(() => this.options.onChange());
  }

  /** Read anew each time, because the connection may be closed while a step waits. */
  private get isClosed(): boolean {
    return this.pc.signalingState === "closed";
  }

  private async offer(): Promise<void> {
    // The browser asks again as soon as the state is stable.
    if (this.isEmpty || this.pc.signalingState !== "stable") return;
    await this.pc.setLocalDescription();
    this.pending = { number: ++this.lastOffer, answered: this.lastAnswered, ...this.described() };
    this.options.send(this.pending);
  }

  private described(): Pick<SignalData, "description" | "tracks"> {
    const { type, sdp } = this.pc.localDescription as RTCSessionDescription;
    return { description: { type, sdp }, tracks: this.tracks.notes };
  }

  private async apply(data: SignalData): Promise<void> {
    if (data.candidate) await this.addCandidate(data.candidate);
    else if (data.description?.type === "offer") await this.applyOffer(data, data.description);
    else if (data.description?.type === "answer") await this.applyAnswer(data, data.description);
  }

  private async applyOffer(data: SignalData, description: RTCSessionDescriptionInit): Promise<void> {
    const { number = 0, answered = 0, tracks = [] } = data;
    if (number <= this.lastAnswered) {
      if (number === this.lastAnswered && this.answer) this.options.send(this.answer);
      return;
    }
    if (answered < this.lastCompleted) return;
    if (answered > this.lastCompleted) {
      this.repeat();
      return;
    }
    if (this.pending && !this.options.polite) return;
    this.pending = null;
    this.tracks.learn(tracks);
    await this.pc.setRemoteDescription(description);
    await this.tracks.adopt();
    await this.pc.setLocalDescription();
    this.lastAnswered = number;
    this.answer = { number, ...this.described() };
    this.options.send(this.answer);
    this.tracks.updateScreen();
    await this.addEarlyCandidates();
  }

  private async applyAnswer(data: SignalData, description: RTCSessionDescriptionInit): Promise<void> {
    if (this.pending === null || data.number !== this.pending.number) return;
    this.tracks.learn(data.tracks ?? []);
    await this.pc.setRemoteDescription(description);
    this.lastCompleted = data.number ?? 0;
    this.pending = null;
    await this.addEarlyCandidates();
  }

  private addOwnCandidate(candidate: RTCIceCandidate): void {
    this.ownCandidates.push(candidate);
    if (this.ownCandidates.length > MAX_CANDIDATES) this.ownCandidates.shift();
    this.sendCandidate(candidate);
  }

  private sendCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    this.options.send({ candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }

  /** One that does not fit yet may be that of a description which is still on its way. */
  private async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate);
      this.knowsCandidates = true;
    } catch (error) {
      console.debug("a candidate without its description", error);
      this.early.push(candidate);
      if (this.early.length > MAX_CANDIDATES) this.early.shift();
    }
  }

  private async addEarlyCandidates(): Promise<void> {
    const early = this.early;
    this.early = [];
    for (const candidate of early) await this.addCandidate(candidate);
  }
}
