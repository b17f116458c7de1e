/** Stands in for the devices of a browser: what is plugged in, what the person allows, and what is captured from it. */

import { vi } from "vitest";

export class FakeTrack extends EventTarget {
  private static count = 0;
  readonly id = `track-${++FakeTrack.count}`;
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = "live";
  contentHint = "";
  /** Tracks of the same source, each with its own `enabled`; they outlive the one that was cloned. */
  readonly clones: FakeTrack[] = [];

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId = "",
    readonly facingMode?: "user" | "environment",
  ) {
    super();
  }

  get label(): string {
    return this.deviceId;
  }

  getSettings = () => ({ deviceId: this.deviceId, facingMode: this.facingMode });

  clone(): FakeTrack {
    const clone = new FakeTrack(this.kind, this.deviceId, this.facingMode);
    clone.enabled = this.enabled;
    this.clones.push(clone);
    return clone;
  }

  /** The page stops it: browsers fire no event then. */
  stop(): void {
    this.readyState = "ended";
  }

  /** It ends without the page: the device is unplugged, the person stops sharing in the bar of the browser. */
  end(): void {
    for (const clone of this.clones) clone.end();
    if (this.readyState === "ended") return;
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeStream {
  private static count = 0;
  readonly id = `stream-${++FakeStream.count}`;
  private readonly tracks: Set<FakeTrack>;

  constructor(tracks: FakeTrack[] = []) {
    this.tracks = new Set(tracks);
  }

  addTrack = (track: FakeTrack) => void this.tracks.add(track);
  removeTrack = (track: FakeTrack) => void this.tracks.delete(track);
  getTracks = () => [...this.tracks];
  getAudioTracks = () => this.getTracks().filter(({ kind }) => kind === "audio");
  getVideoTracks = () => this.getTracks().filter(({ kind }) => kind === "video");
}

/** A track that was not captured from a device, in the type of the browser's tracks. */
export function liveTrack(kind: "audio" | "video"): MediaStreamTrack {
  return new FakeTrack(kind) as unknown as MediaStreamTrack;
}

interface Device {
  kind: MediaDeviceKind;
  deviceId: string;
  /** The name; browsers give one as soon as devices are allowed. */
  label?: string;
  /** Of a camera of a phone: where it looks. */
  facing?: "user" | "environment";
}

/** `navigator.mediaDevices`. Without a change everything is there and allowed. */
export class FakeDevices extends EventTarget {
  devices: Device[] = [
    { kind: "audioinput", deviceId: "microphone-1" },
    { kind: "audioinput", deviceId: "microphone-2" },
    { kind: "videoinput", deviceId: "camera-1" },
    { kind: "videoinput", deviceId: "camera-2" },
    { kind: "audiooutput", deviceId: "speaker-1" },
  ];
  readonly denied = new Set<"audio" | "video" | "screen">();
  /** The ids of the devices that another program holds. */
  readonly busy = new Set<string>();
  /** Whether the person shares the sound of the screen too. */
  screenSound = true;
  /** All that the page asked `getUserMedia` for. */
  readonly questions: MediaStreamConstraints[] = [];
  readonly captured: FakeTrack[] = [];
  /** Milliseconds that the next question takes to be answered. */
  delay: () => number = () => 0;
  private answered: Promise<void> = Promise.resolve();

  /** What is captured and not stopped. */
  get live(): FakeTrack[] {
    return this.captured.filter(({ readyState }) => readyState === "live");
  }

  /** The ids of the devices that are captured now, sorted. */
  get inUse(): string[] {
    return this.live.map(({ deviceId }) => deviceId).sort();
  }

  /** Questions wait from now on, until the returned function is called. */
  holdAnswers(): () => void {
    let answer: () => void = () => undefined;
    this.answered = new Promise((resolve) => (answer = resolve));
    return answer;
  }

  /** All devices of these ids are pulled out. */
  unplug(...deviceIds: string[]): void {
    this.devices = this.devices.filter(({ deviceId }) => !deviceIds.includes(deviceId));
    for (const track of this.live) if (deviceIds.includes(track.deviceId)) track.end();
    this.dispatchEvent(new Event("devicechange"));
  }

  plugIn(device: Device): void {
    this.devices = [...this.devices, device];
    this.dispatchEvent(new Event("devicechange"));
  }

  getUserMedia = async (wanted: MediaStreamConstraints): Promise<FakeStream> => {
    this.questions.push(wanted);
    await this.answer();
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    const chosen = kinds.map((kind) => ({ kind, device: this.choose(kind, wanted[kind]) }));
    return this.capture(chosen.map(({ kind, device }) => new FakeTrack(kind, device.deviceId, device.facing)));
  };

  getDisplayMedia = async (): Promise<FakeStream> => {
    await this.answer();
    if (this.denied.has("screen")) throw failure("NotAllowedError");
    const kinds = this.screenSound ? (["video", "audio"] as const) : (["video"] as const);
    return this.capture(kinds.map((kind) => new FakeTrack(kind, "screen")));
  };

  enumerateDevices = () => Promise.resolve(this.devices);

  private async answer(): Promise<void> {
    const delay = this.delay();
    await this.answered;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  }

  private choose(kind: "audio" | "video", wanted: MediaTrackConstraints | boolean | undefined): Device {
    const exactly = (constraint: "deviceId" | "facingMode") =>
      typeof wanted === "object" ? (wanted[constraint] as { exact: string } | undefined)?.exact : undefined;
    const [id, facing] = [exactly("deviceId"), exactly("facingMode")];
    const ofKind = this.devices.filter((device) => device.kind === `${kind}input`);
    const device = ofKind.find(
      (one) => (id === undefined || one.deviceId === id) && (facing === undefined || one.facing === facing),
    );
    if (!device) throw failure(id === undefined && facing === undefined ? "NotFoundError" : "OverconstrainedError");
    if (this.denied.has(kind)) throw failure("NotAllowedError");
    if (this.busy.has(device.deviceId)) throw failure("NotReadableError");
    return device;
  }

  private capture(tracks: FakeTrack[]): FakeStream {
    this.captured.push(...tracks);
    return new FakeStream(tracks);
  }
}

/** A DOMException of a browser is an Error; that of jsdom is none of Node's. */
function failure(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** The web audio of a browser, as far as a level meter needs it. One for all tests of a file, as pages have one. */
export class FakeAudioContext {
  /** The tracks that are listened to. */
  static readonly metered = new Set<FakeTrack>();
  /** All samples that are read, from 0 to 1. */
  static amplitude = 0;
  /** The frequencies that were played, in Hertz. */
  static readonly played: number[] = [];
  readonly currentTime = 0;
  readonly destination = {};
  state = "running";
  resumed = 0;
  onstatechange: (() => void) | null = null;

  /** As on a page where the person has done something. */
  resume = () => {
    this.resumed += 1;
    this.state = "running";
    return Promise.resolve();
  };

  suspend = () => {
    this.state = "suspended";
    return Promise.resolve();
  };

  createMediaStreamSource = (stream: FakeStream) => {
    const [track] = stream.getTracks();
    if (!track) throw failure("InvalidStateError");
    FakeAudioContext.metered.add(track);
    return { connect: () => undefined, disconnect: () => FakeAudioContext.metered.delete(track) };
  };

  createAnalyser = () => ({
    fftSize: 2048,
    getFloatTimeDomainData: (samples: Float32Array) => samples.fill(FakeAudioContext.amplitude),
  });

  createOscillator = () => {
    const frequency = { value: 0 };
    const start = () => void FakeAudioContext.played.push(frequency.value);
    return { type: "sine", frequency, start, stop: () => undefined, connect: (next: object) => next };
  };

  createGain = () => {
    const ramp = () => undefined;
    const gain = { value: 1, setValueAtTime: ramp, linearRampToValueAtTime: ramp, exponentialRampToValueAtTime: ramp };
    return { gain, connect: (next: object) => next, disconnect: () => undefined };
  };
}

/** Gives the browser devices; null: a page that is not secure, which has none. */
export function installDevices(devices: FakeDevices | null): void {
  if (devices === null) Reflect.deleteProperty(navigator, "mediaDevices");
  else Object.defineProperty(navigator, "mediaDevices", { value: devices, configurable: true });
}

/** A browser for a test: simulated time, nothing remembered, and these devices. */
export function startFakeBrowser(): FakeDevices {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  localStorage.clear();
  const devices = new FakeDevices();
  installDevices(devices);
  return devices;
}

export function stopFakeBrowser(): void {
  installDevices(null);
  vi.unstubAllGlobals();
  vi.useRealTimers();
}
