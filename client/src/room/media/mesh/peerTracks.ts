/**
 * What goes to the other browser and what comes from it, in the transceivers of one RTCPeerConnection.
 *
 * The side that begins the connection makes one transceiver for the microphone and one for the camera; the other puts
 * its own tracks into the same two. Muting and changing devices then need no negotiation at all (replaceTrack). A
 * screen comes and goes in transceivers of its own.
 */

import type { TrackNote } from "../../protocol.generated";
import type { LocalTracks } from "../engine";
import { cameraEncoding, SCREEN_BITRATE } from "../quality";

/** Streams that only serve as names: by them the other side knows the camera from the screen. */
export interface StreamNames {
  cameraStream: MediaStream;
  screenStream: MediaStream;
}

type TrackKind = keyof LocalTracks;
const KIND_OF: Record<TrackKind, "audio" | "video"> = {
  microphone: "audio",
  camera: "video",
  screen: "video",
  screenSound: "audio",
};
const PERMANENT_TRACKS = ["microphone", "camera"] as const;
const TEMPORARY_TRACKS = ["screen", "screenSound"] as const;

export class PeerTracks {
  readonly camera = new MediaStream();
  screen: MediaStream | null = null;

  private readonly transceivers = new Map<TrackKind, RTCRtpTransceiver>();
  private readonly streamKinds = new Map<string, TrackNote["kind"]>();
  private readonly screenTransceivers = new Set<RTCRtpTransceiver>();

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly names: StreamNames,
    private local: LocalTracks,
    private peerCount: number,
    private readonly onChange: () => void,
  ) {
    pc.ontrack = (event) => this.addRemote(event);
  }

  /** For the other side: what the streams of this one show. */
  get notes(): TrackNote[] {
    const { cameraStream, screenStream } = this.names;
    return [
      { streamId: cameraStream.id, kind: "camera" },
      { streamId: screenStream.id, kind: "screen" },
    ];
  }

  /** What the streams of the other side show; to be known before its description is applied. */
  learn(notes: readonly TrackNote[]): void {
    for (const { streamId, kind } of notes) this.streamKinds.set(streamId, kind);
  }

  /** This side begins the connection. */
  begin(): void {
    for (const kind of PERMANENT_TRACKS) this.addTransceiver(kind, "sendrecv", this.names.cameraStream);
    this.updateScreen();
  }

  /** The other side has begun it: answers in the transceivers that were offered. */
  async adopt(): Promise<void> {
    for (const kind of PERMANENT_TRACKS) {
      if (this.transceivers.has(kind)) continue;
      const offered = this.pc
        .getTransceivers()
        .find((one) => one.receiver.track.kind === KIND_OF[kind] && one.mid !== null && !this.isTaken(one));
      if (!offered) continue;
      this.transceivers.set(kind, offered);
      offered.direction = "sendrecv";
      offered.sender.setStreams(this.names.cameraStream);
      await offered.sender.replaceTrack(this.local[kind]);
    }
  }

  /** The connection is closed. */
  clear(): void {
    this.transceivers.clear();
    this.screenTransceivers.clear();
    this.screen = null;
    for (const track of this.camera.getTracks()) this.camera.removeTrack(track);
  }

  setLocal(local: LocalTracks): void {
    this.local = local;
    for (const kind of PERMANENT_TRACKS) void this.transceivers.get(kind)?.sender.replaceTrack(local[kind]);
    this.updateScreen();
  }

  updateScreen(): void {
    // Before the lasting ones are there, a screen would be taken for a camera.
    if (!this.transceivers.has("camera")) return;
    for (const kind of TEMPORARY_TRACKS) {
      const track = this.local[kind];
      const transceiver = this.transceivers.get(kind);
      if (track && transceiver) void transceiver.sender.replaceTrack(track);
      else if (track) this.addTransceiver(kind, "sendonly", this.names.screenStream);
      else if (transceiver) {
        transceiver.stop();
        this.transceivers.delete(kind);
      }
    }
  }

  /** How many others this browser sends to: the more, the less for each. */
  setPeerCount(count: number): void {
    if (count === this.peerCount) return;
    this.peerCount = count;
    void this.tune();
  }

  async tune(): Promise<void> {
    const screen = this.transceivers.get("screen");
    await Promise.all([
      limit(this.transceivers.get("camera")?.sender, cameraEncoding(this.peerCount), "balanced"),
      limit(screen?.sender, { maxBitrate: SCREEN_BITRATE }, "maintain-resolution"),
    ]);
  }

  /** Loudness of the other's microphone, from 0 to 1. */
  level(): number {
    const receiver = this.transceivers.get("microphone")?.receiver;
    return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  private addTransceiver(kind: TrackKind, direction: "sendrecv" | "sendonly", stream: MediaStream): void {
    const transceiver = this.pc.addTransceiver(this.local[kind] ?? KIND_OF[kind], { direction, streams: [stream] });
    this.transceivers.set(kind, transceiver);
  }

  private isTaken(transceiver: RTCRtpTransceiver): boolean {
    return this.screenTransceivers.has(transceiver) || [...this.transceivers.values()].includes(transceiver);
  }

  private addRemote({ track, streams, transceiver }: RTCTrackEvent): void {
    const kind = this.streamKinds.get(streams[0]?.id ?? "") ?? "camera";
    if (kind === "screen") {
      this.screenTransceivers.add(transceiver);
      this.screen = new MediaStream([...(this.screen?.getTracks() ?? []), track]);
      track.addEventListener("ended", () => this.endScreen(track));
    } else {
      for (const old of this.camera.getTracks()) if (old.kind === track.kind) this.camera.removeTrack(old);
      this.camera.addTrack(track);
    }
    this.onChange();
  }

  private endScreen(track: MediaStreamTrack): void {
    const left = (this.screen?.getTracks() ?? []).filter((one) => one !== track);
    this.screen = left.some((one) => one.kind === "video") ? new MediaStream(left) : null;
    this.onChange();
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
