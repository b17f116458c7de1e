/**
 * One connection of the mesh: perfect negotiation (W3C WebRTC 1.0, 10.7) with one other peer.
 *
 * The impolite side offers first, with one transceiver for the microphone and one for the camera; the polite side puts
 * its own tracks into the same two. Muting and changing devices then need no negotiation at all (replaceTrack). A
 * screen comes and goes in transceivers of its own.
 */

import type { IceServer, SignalData, TrackNote } from "../generated/room";
import type { Link, LocalTracks } from "./media";
import { cameraEncoding, SCREEN_BITRATE } from "./quality";

export interface PairOptions {
  polite: boolean;
  iceServers: IceServer[];
  /** Streams that only serve as names: what the other side needs to tell the camera from the screen. */
  cameraStream: MediaStream;
  screenStream: MediaStream;
  send: (data: SignalData) => void;
  onChange: () => void;
}

type Slot = "microphone" | "camera" | "screen" | "screenSound";
const KIND_OF: Record<Slot, "audio" | "video"> = {
  microphone: "audio",
  camera: "video",
  screen: "video",
  screenSound: "audio",
};
const LASTING = ["microphone", "camera"] as const;
const PASSING = ["screen", "screenSound"] as const;

/** Without an answer for this long the person is told; the connection goes on trying. */
const PATIENCE = 15_000;
const RESTART_AFTER = 2_000;
/** So many restarts of ICE, then a connection made anew. */
const RESTARTS_BEFORE_REBUILD = 2;
const MOST_RECOVERIES = 5;

export class Pair {
  readonly camera = new MediaStream();
  screen: MediaStream | null = null;
  link: Link = { state: "connecting" };

  private pc: RTCPeerConnection;
  private readonly slots = new Map<Slot, RTCRtpTransceiver>();
  private readonly notes = new Map<string, TrackNote["kind"]>();
  private readonly screens = new Set<RTCRtpTransceiver>();
  private local: LocalTracks;
  private peerCount: number;
  private makingOffer = false;
  private ignoringOffer = false;
  private answering = false;
  private heardAnything = false;
  /** The next description begins a new connection: the other side must forget the old one. */
  private fresh = true;
  private restarts = 0;
  private recoveries = 0;
  private queue: Promise<void> = Promise.resolve();
  private patience: ReturnType<typeof setTimeout> | undefined;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly options: PairOptions,
    local: LocalTracks,
    peerCount: number,
  ) {
    this.local = local;
    this.peerCount = peerCount;
    this.pc = this.connect();
    if (!options.polite) this.addLastingSlots();
  }

  /** Takes one step of negotiation of the other side; steps are taken one after the other. */
  hear(data: SignalData): void {
    this.queue = this.queue.then(() => this.take(data)).catch((error: unknown) => this.recover(error));
  }

  setLocal(local: LocalTracks): void {
    this.local = local;
    for (const slot of LASTING) void this.slots.get(slot)?.sender.replaceTrack(local[slot]);
    this.applyPassingSlots();
  }

  /** How many others this browser sends to: the more, the less for each. */
  setPeerCount(count: number): void {
    if (count === this.peerCount) return;
    this.peerCount = count;
    void this.tune();
  }

  /** After the line was lost: what was under way may never have arrived. */
  resync(): void {
    const { connectionState, signalingState } = this.pc;
    if (connectionState !== "connected" && connectionState !== "connecting" && connectionState !== "new") {
      this.rebuild(true);
    } else if (signalingState === "have-local-offer") {
      this.sendDescription();
    }
  }

  /** Do sound and picture flow, whatever became of the line to the server? */
  get flows(): boolean {
    return this.pc.connectionState === "connected";
  }

  /** Loudness of the other's microphone, from 0 to 1. */
  level(): number {
    const receiver = this.slots.get("microphone")?.receiver;
    return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  close(): void {
    this.closed = true;
    this.disconnect();
  }

  private connect(): RTCPeerConnection {
    const iceServers = this.options.iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === null ? {} : { username }),
      ...(credential === null ? {} : { credential }),
    }));
    const pc = new RTCPeerConnection({ iceServers, bundlePolicy: "max-bundle" });
    pc.onnegotiationneeded = () => void this.offer(pc);
    pc.onicecandidate = ({ candidate }) => {
      if (candidate && pc === this.pc) this.sendCandidate(candidate);
    };
    pc.onconnectionstatechange = () => {
      if (pc === this.pc) this.follow(pc.connectionState);
    };
    pc.onsignalingstatechange = () => {
      if (pc === this.pc && pc.signalingState === "stable") void this.tune();
    };
    pc.ontrack = (event) => {
      if (pc === this.pc) this.receive(event);
    };
    this.patience = setTimeout(() => this.lostPatience(), PATIENCE);
    return pc;
  }

  private disconnect(): void {
    clearTimeout(this.patience);
    clearTimeout(this.restartTimer);
    this.pc.onconnectionstatechange = null;
    this.pc.close();
    this.slots.clear();
    this.screens.clear();
    this.screen = null;
    for (const track of this.camera.getTracks()) this.camera.removeTrack(track);
  }

  /** A connection made anew. The side that wants it offers, whoever is polite. */
  private rebuild(offering: boolean): void {
    this.disconnect();
    this.makingOffer = this.ignoringOffer = this.answering = this.heardAnything = false;
    this.restarts = 0;
    this.fresh = offering;
    this.pc = this.connect();
    if (offering) this.addLastingSlots();
    this.setLink({ state: "connecting" });
  }

  private addLastingSlots(): void {
    for (const slot of LASTING) this.addSlot(slot, "sendrecv", this.options.cameraStream);
    this.applyPassingSlots();
  }

  private addSlot(slot: Slot, direction: "sendrecv" | "sendonly", stream: MediaStream): void {
    const transceiver = this.pc.addTransceiver(this.local[slot] ?? KIND_OF[slot], { direction, streams: [stream] });
    this.slots.set(slot, transceiver);
  }

  /** The polite side answers in the transceivers that were offered. */
  private async adoptSlots(): Promise<void> {
    for (const slot of LASTING) {
      if (this.slots.has(slot)) continue;
      const offered = this.pc
        .getTransceivers()
        .find((one) => one.receiver.track.kind === KIND_OF[slot] && one.mid !== null && !this.isTaken(one));
      if (!offered) continue;
      this.slots.set(slot, offered);
      offered.direction = "sendrecv";
      offered.sender.setStreams(this.options.cameraStream);
      await offered.sender.replaceTrack(this.local[slot]);
    }
  }

  private isTaken(transceiver: RTCRtpTransceiver): boolean {
    return this.screens.has(transceiver) || [...this.slots.values()].includes(transceiver);
  }

  private applyPassingSlots(): void {
    // Before the lasting ones are there, a screen would be taken for a camera.
    if (!this.slots.has("camera")) return;
    for (const slot of PASSING) {
      const track = this.local[slot];
      const transceiver = this.slots.get(slot);
      if (track && transceiver) void transceiver.sender.replaceTrack(track);
      else if (track) this.addSlot(slot, "sendonly", this.options.screenStream);
      else if (transceiver) {
        transceiver.stop();
        this.slots.delete(slot);
      }
    }
  }

  private async offer(pc: RTCPeerConnection): Promise<void> {
    try {
      this.makingOffer = true;
      await pc.setLocalDescription();
      if (pc === this.pc) this.sendDescription();
    } catch (error) {
      if (pc === this.pc) this.recover(error);
    } finally {
      if (pc === this.pc) this.makingOffer = false;
    }
  }

  private sendDescription(): void {
    const description = this.pc.localDescription;
    if (!description || this.closed) return;
    const tracks: TrackNote[] = [
      { streamId: this.options.cameraStream.id, kind: "camera" },
      { streamId: this.options.screenStream.id, kind: "screen" },
    ];
    this.options.send({
      description: { type: description.type, sdp: description.sdp },
      tracks,
      restart: this.fresh,
    });
  }

  private sendCandidate(candidate: RTCIceCandidate): void {
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    this.options.send({ candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }

  private async take({ description, candidate, tracks, restart }: SignalData): Promise<void> {
    if (this.closed) return;
    this.heardAnything = true;
    if (description) await this.takeDescription(description, tracks ?? [], restart ?? false);
    else if (candidate) await this.takeCandidate(candidate);
  }

  private async takeDescription(
    description: RTCSessionDescriptionInit,
    tracks: TrackNote[],
    restart: boolean,
  ): Promise<void> {
    const isOffer = description.type === "offer";
    // Where both begin anew at once, the impolite side's connection is the one that stays.
    const { polite } = this.options;
    const old = polite ? this.pc.getTransceivers().length > 0 : !this.fresh;
    if (isOffer && restart && old) this.rebuild(false);
    const pc = this.pc;
    const ready = !this.makingOffer && (pc.signalingState === "stable" || this.answering);
    this.ignoringOffer = isOffer && !ready && !polite;
    if (this.ignoringOffer) return;
    for (const note of tracks) this.notes.set(note.streamId, note.kind);
    this.answering = description.type === "answer";
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.answering = false;
    }
    if (!isOffer) {
      this.fresh = false;
      return;
    }
    this.fresh = false;
    await this.adoptSlots();
    await pc.setLocalDescription();
    this.sendDescription();
    this.applyPassingSlots();
  }

  private async takeCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of an offer that was passed over, or of a connection that is no more, has nowhere to go.
      if (!this.ignoringOffer) console.debug("candidate without a place", error);
    }
  }

  private recover(error: unknown): void {
    if (this.closed) return;
    if (this.recoveries++ < MOST_RECOVERIES) {
      console.warn("negotiation failed; connecting anew", error);
      this.rebuild(true);
    } else {
      this.setLink({ state: "failed", cause: "silent" });
    }
  }

  private receive({ track, streams, transceiver }: RTCTrackEvent): void {
    const kind = this.notes.get(streams[0]?.id ?? "") ?? "camera";
    if (kind === "screen") {
      this.screens.add(transceiver);
      this.screen = new MediaStream([...(this.screen?.getTracks() ?? []), track]);
      track.addEventListener("ended", () => this.endScreen(track));
    } else {
      for (const old of this.camera.getTracks()) if (old.kind === track.kind) this.camera.removeTrack(old);
      this.camera.addTrack(track);
    }
    this.options.onChange();
  }

  private endScreen(track: MediaStreamTrack): void {
    const left = (this.screen?.getTracks() ?? []).filter((one) => one !== track);
    this.screen = left.some((one) => one.kind === "video") ? new MediaStream(left) : null;
    this.options.onChange();
  }

  private follow(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.patience);
      clearTimeout(this.restartTimer);
      this.restarts = this.recoveries = 0;
      this.setLink({ state: "connected" });
      void this.tune();
    } else if (state === "disconnected") {
      this.setLink({ state: "weak" });
    } else if (state === "failed") {
      this.setLink({ state: "failed", cause: "path" });
      this.restartSoon();
    }
  }

  /** One side begins at once, the other only if that did not help, so that both do not talk at the same time. */
  private restartSoon(): void {
    clearTimeout(this.restartTimer);
    const wait = RESTART_AFTER * this.restarts + (this.options.polite ? RESTART_AFTER : 0);
    this.restartTimer = setTimeout(() => {
      if (this.closed || this.pc.connectionState === "connected") return;
      if (this.restarts++ < RESTARTS_BEFORE_REBUILD) this.pc.restartIce();
      else this.rebuild(true);
    }, wait);
  }

  private lostPatience(): void {
    if (this.link.state !== "connecting") return;
    this.setLink({ state: "failed", cause: this.heardAnything ? "path" : "silent" });
  }

  private setLink(link: Link): void {
    this.link = link;
    this.options.onChange();
  }

  private async tune(): Promise<void> {
    const screen = this.slots.get("screen");
    await Promise.all([
      limit(this.slots.get("camera")?.sender, cameraEncoding(this.peerCount), "balanced"),
      limit(screen?.sender, { maxBitrate: SCREEN_BITRATE }, "maintain-resolution"),
    ]);
  }
}

async function limit(
  sender: RTCRtpSender | undefined,
  encoding: RTCRtpEncodingParameters,
  degradationPreference: "balanced" | "maintain-resolution",
): Promise<void> {
  const parameters = sender?.getParameters();
  const first = parameters?.encodings[0];
  if (!sender || !parameters || !first) return;
  Object.assign(first, encoding);
  Object.assign(parameters, { degradationPreference });
  try {
    await sender.setParameters(parameters);
  } catch {
    // Negotiation went on in between; the next stable state tunes again.
  }
}
