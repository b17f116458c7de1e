/** The transceivers of {@link FakePeerConnection}: a sender and a receiver, and what was agreed about them. */

import { type FakeStream, FakeTrack } from "./fakeMedia";

export type Kind = FakeTrack["kind"];
export type Direction = RTCRtpTransceiverDirection;

export const sends = (direction: Direction | null) => direction === "sendrecv" || direction === "sendonly";
export const receives = (direction: Direction | null) => direction === "sendrecv" || direction === "recvonly";
const directionOf = (sending: boolean, receiving: boolean): Direction =>
  sending ? (receiving ? "sendrecv" : "sendonly") : receiving ? "recvonly" : "inactive";
export const reversed = (direction: Direction) => directionOf(receives(direction), sends(direction));
export const both = (one: Direction, other: Direction) =>
  directionOf(sends(one) && sends(other), receives(one) && receives(other));

class FakeSender {
  parameters = { encodings: [{}], degradationPreference: undefined as string | undefined };

  constructor(
    readonly kind: Kind,
    public track: FakeTrack | null,
    public streamIds: string[],
    private readonly onChange: () => void,
  ) {}

  replaceTrack(track: FakeTrack | null): Promise<void> {
    if (track && track.kind !== this.kind) return Promise.reject(new TypeError("a track of another kind"));
    this.track = track;
    return Promise.resolve();
  }

  setStreams(...streams: FakeStream[]): void {
    this.streamIds = streams.map(({ id }) => id);
    this.onChange();
  }

  getParameters = () => structuredClone(this.parameters);
  setParameters = (parameters: FakeSender["parameters"]) => {
    this.parameters = parameters;
    return Promise.resolve();
  };
}

export class FakeTransceiver {
  mid: string | null = null;
  currentDirection: Direction | null = null;
  stopping = false;
  audioLevel: number | undefined;
  /** What was agreed the last time: the directions of both sides as seen from here. */
  agreed: { type: "offer" | "answer"; mine: Direction; theirs: Direction; streamIds: string[] } | null = null;
  /** What the other side offers or answers, as seen from here. */
  theirs: Direction = "inactive";
  readonly sender: FakeSender;
  readonly receiver: { track: FakeTrack; getSynchronizationSources: () => { audioLevel: number | undefined }[] };

  constructor(
    readonly kind: Kind,
    track: FakeTrack | null,
    private wanted: Direction,
    streamIds: string[],
    private readonly onChange: () => void,
  ) {
    this.sender = new FakeSender(kind, track, streamIds, onChange);
    const getSynchronizationSources = () => [{ audioLevel: this.audioLevel }];
    this.receiver = { track: new FakeTrack(kind), getSynchronizationSources };
  }

  get direction(): Direction {
    return this.stopping ? "stopped" : this.wanted;
  }

  set direction(direction: Direction) {
    this.wanted = direction;
    this.onChange();
  }

  stop(): void {
    this.stopping = true;
    this.onChange();
  }

  needsNegotiation(): boolean {
    const { agreed, direction } = this;
    if (this.stopping) return this.mid !== null;
    if (this.mid === null || agreed === null) return true;
    if (sends(direction) && agreed.streamIds.join() !== this.sender.streamIds.join()) return true;
    if (agreed.type === "offer") return agreed.mine !== direction && agreed.theirs !== direction;
    return agreed.mine !== both(direction, agreed.theirs);
  }
}
