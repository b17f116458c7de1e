/**
 * One connection of the mesh: perfect negotiation (W3C WebRTC 1.0, 10.7) with one other peer.
 *
 * The impolite side offers first, with one transceiver for the microphone and one for the camera; the polite side puts
 * its own tracks into the same two. Muting and changing devices then need no negotiation at all (replaceTrack). A
 * screen comes and goes in transceivers of its own.
 */

import type { IceServer, SignalData, TrackNote } from "../../protocol.generated";
import type { LocalTracks, PeerPath } from "../engine";
import { cameraEncoding, SCREEN_BITRATE } from "../quality";

export interface PairOptions {
  polite: boolean;
  iceServers: IceServer[];
  /** Streams that only serve as names: by them the other side knows the camera from the screen. */
  cameraStream: MediaStream;
  screenStream: MediaStream;
  send: (data: SignalData) => void;
  onChange: () => void;
}

type TrackKind = "microphone" | "camera" | "screen" | "screenSound";
const KIND_OF: Record<TrackKind, "audio" | "video"> = {
  microphone: "audio",
  camera: "video",
  screen: "video",
  screenSound: "audio",
};
const PERMANENT_TRACKS = ["microphone", "camera"] as const;
const TEMPORARY_TRACKS = ["screen", "screenSound"] as const;

/** Without an answer for this long the person is shown why; the connection goes on trying. */
const ANSWER_TIMEOUT = 15_000;
const RESTART_DELAY = 2_000;
/** So many restarts of ICE, then a new connection. */
const RESTARTS_BEFORE_REBUILD = 2;
const MAX_RECOVERIES = 5;

export class Pair {
  readonly camera = new MediaStream();
  screen: MediaStream | null = null;
  path: PeerPath = { state: "connecting" };

  private pc: RTCPeerConnection;
  private readonly transceivers = new Map<TrackKind, RTCRtpTransceiver>();
  private readonly streamKinds = new Map<string, TrackNote["kind"]>();
  private readonly screenTransceivers = new Set<RTCRtpTransceiver>();
  private local: LocalTracks;
  private peerCount: number;
  private makingOffer = false;
  private ignoringOffer = false;
  private answering = false;
  private receivedAnything = false;
  /** The next description begins a new connection: the other side must forget the old one. */
  private announcesRestart = true;
  private restarts = 0;
  private recoveries = 0;
  private signalQueue: Promise<void> = Promise.resolve();
  private answerTimer: ReturnType<typeof setTimeout> | undefined;
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
    if (!options.polite) this.addPermanentTransceivers();
  }

  /** Takes one step of negotiation of the other side; steps are taken one after the other. */
  receive(data: SignalData): void {
    this.signalQueue = this.signalQueue
      .then(() => this.applySignal(data))
      .catch((error: unknown) => this.recover(error));
  }

  setLocal(local: LocalTracks): void {
    this.local = local;
    for (const slot of PERMANENT_TRACKS) void this.transceivers.get(slot)?.sender.replaceTrack(local[slot]);
    this.updateScreenTransceivers();
  }

  /** How many others this browser sends to: the more, the less for each. */
  setPeerCount(count: number): void {
    if (count === this.peerCount) return;
    this.peerCount = count;
    void this.tune();
  }

  /** After the connection to the server was lost: what was under way may never have arrived. */
  resync(): void {
    const { connectionState, signalingState } = this.pc;
    if (connectionState !== "connected" && connectionState !== "connecting" && connectionState !== "new") {
      this.rebuild(true);
    } else if (signalingState === "have-local-offer") {
      this.sendDescription();
    }
  }

  /** Do sound and picture flow, whatever became of the connection to the server? */
  get isConnected(): boolean {
    return this.pc.connectionState === "connected";
  }

  /** Loudness of the other's microphone, from 0 to 1. */
  level(): number {
    const receiver = this.transceivers.get("microphone")?.receiver;
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
      if (pc === this.pc) this.applyConnectionState(pc.connectionState);
    };
    pc.onsignalingstatechange = () => {
      if (pc === this.pc && pc.signalingState === "stable") void this.tune();
    };
    pc.ontrack = (event) => {
      if (pc === this.pc) this.addRemoteTrack(event);
    };
    this.answerTimer = setTimeout(() => this.reportTimeout(), ANSWER_TIMEOUT);
    return pc;
  }

  private disconnect(): void {
    clearTimeout(this.answerTimer);
    clearTimeout(this.restartTimer);
    this.pc.onconnectionstatechange = null;
    this.pc.close();
    this.transceivers.clear();
    this.screenTransceivers.clear();
    this.screen = null;
    for (const track of this.camera.getTracks()) this.camera.removeTrack(track);
  }

  /** Replaces the connection by a new one. The side that wants it offers, polite or not. */
  private rebuild(offering: boolean): void {
    this.disconnect();
    this.makingOffer = this.ignoringOffer = this.answering = this.receivedAnything = false;
    this.restarts = 0;
    this.announcesRestart = offering;
    this.pc = this.connect();
    if (offering) this.addPermanentTransceivers();
    this.setPath({ state: "connecting" });
  }

  private addPermanentTransceivers(): void {
    for (const slot of PERMANENT_TRACKS) this.addTransceiver(slot, "sendrecv", this.options.cameraStream);
    this.updateScreenTransceivers();
  }

  private addTransceiver(slot: TrackKind, direction: "sendrecv" | "sendonly", stream: MediaStream): void {
    const transceiver = this.pc.addTransceiver(this.local[slot] ?? KIND_OF[slot], { direction, streams: [stream] });
    this.transceivers.set(slot, transceiver);
  }

  /** The polite side answers in the transceivers that were offered. */
  private async adoptTransceivers(): Promise<void> {
    for (const slot of PERMANENT_TRACKS) {
      if (this.transceivers.has(slot)) continue;
      const offered = this.pc
        .getTransceivers()
        .find((one) => one.receiver.track.kind === KIND_OF[slot] && one.mid !== null && !this.isTaken(one));
      if (!offered) continue;
      this.transceivers.set(slot, offered);
      offered.direction = "sendrecv";
      offered.sender.setStreams(this.options.cameraStream);
      await offered.sender.replaceTrack(this.local[slot]);
    }
  }

  private isTaken(transceiver: RTCRtpTransceiver): boolean {
    return this.screenTransceivers.has(transceiver) || [...this.transceivers.values()].includes(transceiver);
  }

  private updateScreenTransceivers(): void {
    // Before the lasting ones are there, a screen would be taken for a camera.
    if (!this.transceivers.has("camera")) return;
    for (const slot of TEMPORARY_TRACKS) {
      const track = this.local[slot];
      const transceiver = this.transceivers.get(slot);
      if (track && transceiver) void transceiver.sender.replaceTrack(track);
      else if (track) this.addTransceiver(slot, "sendonly", this.options.screenStream);
      else if (transceiver) {
        transceiver.stop();
        this.transceivers.delete(slot);
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
      restart: this.announcesRestart,
    });
  }

  private sendCandidate(candidate: RTCIceCandidate): void {
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    this.options.send({ candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }

  private async applySignal({ description, candidate, tracks, restart }: SignalData): Promise<void> {
    if (this.closed) return;
    this.receivedAnything = true;
    if (description) await this.applyDescription(description, tracks ?? [], restart ?? false);
    else if (candidate) await this.applyCandidate(candidate);
  }

  private async applyDescription(
    description: RTCSessionDescriptionInit,
    tracks: TrackNote[],
    restart: boolean,
  ): Promise<void> {
    const isOffer = description.type === "offer";
    // Where both begin anew at once, the impolite side's connection is the one that stays.
    const { polite } = this.options;
    const old = polite ? this.pc.getTransceivers().length > 0 : !this.announcesRestart;
    if (isOffer && restart && old) this.rebuild(false);
    const pc = this.pc;
    const ready = !this.makingOffer && (pc.signalingState === "stable" || this.answering);
    this.ignoringOffer = isOffer && !ready && !polite;
    if (this.ignoringOffer) return;
    for (const track of tracks) this.streamKinds.set(track.streamId, track.kind);
    this.answering = description.type === "answer";
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.answering = false;
    }
    if (!isOffer) {
      this.announcesRestart = false;
      return;
    }
    this.announcesRestart = false;
    await this.adoptTransceivers();
    await pc.setLocalDescription();
    this.sendDescription();
    this.updateScreenTransceivers();
  }

  private async applyCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of an offer that was passed over, or of a connection that is no more, has nowhere to go.
      if (!this.ignoringOffer) console.debug("candidate without a connection", error);
    }
  }

  private recover(error: unknown): void {
    if (this.closed) return;
    if (this.recoveries++ < MAX_RECOVERIES) {
      console.warn("negotiation failed; connecting anew", error);
      this.rebuild(true);
    } else {
      this.setPath({ state: "failed", cause: "silent" });
    }
  }

  private addRemoteTrack({ track, streams, transceiver }: RTCTrackEvent): void {
    const kind = this.streamKinds.get(streams[0]?.id ?? "") ?? "camera";
    if (kind === "screen") {
      this.screenTransceivers.add(transceiver);
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

  private applyConnectionState(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.answerTimer);
      clearTimeout(this.restartTimer);
      this.restarts = this.recoveries = 0;
      this.setPath({ state: "connected" });
      void this.tune();
    } else if (state === "disconnected") {
      this.setPath({ state: "weak" });
    } else if (state === "failed") {
      this.setPath({ state: "failed", cause: "path" });
      this.restartSoon();
    }
  }

  /** One side begins at once, the other only if that did not help, so that both do not talk at the same time. */
  private restartSoon(): void {
    clearTimeout(this.restartTimer);
    const wait = RESTART_DELAY * this.restarts + (this.options.polite ? RESTART_DELAY : 0);
    this.restartTimer = setTimeout(() => {
      if (this.closed || this.pc.connectionState === "connected") return;
      if (this.restarts++ < RESTARTS_BEFORE_REBUILD) this.pc.restartIce();
      else this.rebuild(true);
    }, wait);
  }

  private reportTimeout(): void {
    if (this.path.state !== "connecting") return;
    this.setPath({ state: "failed", cause: this.receivedAnything ? "path" : "silent" });
  }

  private setPath(link: PeerPath): void {
    this.path = link;
    this.options.onChange();
  }

  private async tune(): Promise<void> {
    const screen = this.transceivers.get("screen");
    await Promise.all([
      limit(this.transceivers.get("camera")?.sender, cameraEncoding(this.peerCount), "balanced"),
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
