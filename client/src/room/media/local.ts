/** The person's own microphone, camera and screen: asked for, switched, exchanged, and lost without drama. */

import { createStore, type StoreApi } from "zustand/vanilla";

import { type DevicePreferences, loadDevicePreferences, saveDevicePreferences } from "./devicePreferences";
import type { LocalTracks } from "./engine";
import { CAMERA_CAPTURE, MICROPHONE_CAPTURE, SCREEN_CAPTURE } from "./quality";

export type Input = "microphone" | "camera";

/**
 * Why a device gives nothing. `denied`: by the person or the page around; `missing`: there is none; `busy`: another
 * program has it; `insecure`: browsers give it to HTTPS pages only; `lost`: it was pulled out.
 */
export type InputProblem = "denied" | "missing" | "busy" | "insecure" | "lost";

export interface InputState {
  /** Sends now. */
  on: boolean;
  track: MediaStreamTrack | null;
  problem: InputProblem | null;
  /** The browser asks the person, or the device starts. */
  starting: boolean;
  deviceId: string | null;
}

export interface LocalState {
  microphone: InputState;
  camera: InputState;
  screen: MediaStream | null;
  speakerId: string | null;
  devices: { microphones: MediaDeviceInfo[]; cameras: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] };
}

const OFF: InputState = { on: false, track: null, problem: null, starting: false, deviceId: null };

/** The names of DOMException that getUserMedia rejects with (W3C Media Capture and Streams, 10.2.1). */
const PROBLEMS: Partial<Record<string, InputProblem>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

export function problemOf(error: unknown): InputProblem {
  return (error instanceof Error ? PROBLEMS[error.name] : undefined) ?? "busy";
}

export class LocalMedia {
  readonly state: StoreApi<LocalState>;
  private preferences: DevicePreferences = loadDevicePreferences();
  private readonly queues: Record<Input, Promise<void>> = { microphone: Promise.resolve(), camera: Promise.resolve() };
  private stopped = true;

  constructor() {
    this.state = createStore<LocalState>(() => ({
      microphone: { ...OFF, deviceId: this.preferences.microphoneId },
      camera: { ...OFF, deviceId: this.preferences.cameraId },
      screen: null,
      speakerId: this.preferences.speakerId,
      devices: { microphones: [], cameras: [], speakers: [] },
    }));
  }

  /**
   * Turns on what was on the last time (or what `on` says), with a single question of the browser where it has to ask
   * for both. Started already, nothing happens.
   */
  async start(on: Record<Input, boolean> = this.lastTime()): Promise<void> {
    if (!this.stopped) return;
    this.stopped = false;
    if (!isSecure()) {
      this.patch("microphone", { problem: "insecure" });
      this.patch("camera", { problem: "insecure" });
      return;
    }
    mediaDevices().addEventListener("devicechange", this.listDevices);
    if (on.microphone && on.camera) await this.startBoth();
    else await this.resume(on);
    this.listDevices();
  }

  stop(): void {
    this.stopped = true;
    if (isSecure()) mediaDevices().removeEventListener("devicechange", this.listDevices);
    this.release("microphone");
    this.release("camera");
    this.stopScreen();
  }

  /** What is to be sent now. */
  tracks(): LocalTracks {
    const { microphone, camera, screen } = this.state.getState();
    return {
      microphone: microphone.track,
      camera: camera.on ? camera.track : null,
      screen: screen?.getVideoTracks()[0] ?? null,
      screenSound: screen?.getAudioTracks()[0] ?? null,
    };
  }

  /** Switches an input and remembers the preference. Never rejects: what went wrong is in the state. */
  set(input: Input, on: boolean): Promise<void> {
    this.updatePreferences(input === "microphone" ? { microphoneOn: on } : { cameraOn: on });
    return this.turn(input, on);
  }

  /** Silence that somebody else asked for; the preference for the next meeting stays. */
  mute(): Promise<void> {
    return this.turn("microphone", false);
  }

  /** Nothing of this person goes out any more; the preferences for the next meeting stay. */
  async silence(): Promise<void> {
    this.stopScreen();
    await Promise.all(
      (["microphone", "camera"] as const).map((input) =>
        this.enqueue(input, () => {
          this.release(input);
          return Promise.resolve();
        }),
      ),
    );
  }

  /** After {@link silence}: what was on is on again. */
  async resume(was: Record<Input, boolean>): Promise<void> {
    await Promise.all([was.microphone && this.turn("microphone", true), was.camera && this.turn("camera", true)]);
  }

  /** Another device for an input; null is the system's default. */
  choose(input: Input, deviceId: string | null): Promise<void> {
    this.updatePreferences(input === "microphone" ? { microphoneId: deviceId } : { cameraId: deviceId });
    this.patch(input, { deviceId });
    return this.enqueue(input, async () => {
      const { on, track } = this.state.getState()[input];
      if (!track) return;
      this.release(input);
      await this.acquire(input);
      if (input === "microphone") this.enable(on);
    });
  }

  chooseSpeaker(deviceId: string | null): void {
    this.updatePreferences({ speakerId: deviceId });
    this.state.setState({ speakerId: deviceId });
  }

  /** Asks which screen to share; false where the person chose none. */
  async startScreen(): Promise<boolean> {
    try {
      const screen = await mediaDevices().getDisplayMedia(SCREEN_CAPTURE);
      const [picture] = screen.getVideoTracks();
      if (!picture) return false;
      picture.contentHint = "detail";
      picture.addEventListener("ended", () => this.stopScreen());
      this.state.setState({ screen });
      return true;
    } catch {
      return false;
    }
  }

  stopScreen(): void {
    for (const track of this.state.getState().screen?.getTracks() ?? []) track.stop();
    this.state.setState({ screen: null });
  }

  private lastTime(): Record<Input, boolean> {
    return { microphone: this.preferences.microphoneOn, camera: this.preferences.cameraOn };
  }

  private turn(input: Input, on: boolean): Promise<void> {
    return this.enqueue(input, async () => {
      const { track } = this.state.getState()[input];
      if (!on && input === "camera") this.release("camera");
      else if (track) this.enable(on);
      else if (on) await this.acquire(input);
    });
  }

  /** A muted microphone stays open, so that the first word after unmuting is not lost. */
  private enable(on: boolean): void {
    const { track } = this.state.getState().microphone;
    if (track) track.enabled = on;
    this.patch("microphone", { on: on && track !== null });
  }

  private async acquire(input: Input): Promise<void> {
    if (!isSecure()) {
      this.patch(input, { problem: "insecure" });
      return;
    }
    this.patch(input, { starting: true });
    try {
      const stream = await this.open(input);
      this.adopt(input, stream.getTracks()[0]);
      this.listDevices();
    } catch (error) {
      this.patch(input, { on: false, track: null, starting: false, problem: problemOf(error) });
    }
  }

  private async open(input: Input): Promise<MediaStream> {
    const wanted = this.constraints(input);
    try {
      return await mediaDevices().getUserMedia(input === "microphone" ? { audio: wanted } : { video: wanted });
    } catch (error) {
      // The remembered device may be at home today: then the default one serves.
      if (problemOf(error) !== "missing" || this.state.getState()[input].deviceId === null) throw error;
      this.patch(input, { deviceId: null });
      const usual = this.constraints(input);
      return mediaDevices().getUserMedia(input === "microphone" ? { audio: usual } : { video: usual });
    }
  }

  private async startBoth(): Promise<void> {
    this.patch("microphone", { starting: true });
    this.patch("camera", { starting: true });
    try {
      const stream = await mediaDevices().getUserMedia({
        audio: this.constraints("microphone"),
        video: this.constraints("camera"),
      });
      this.adopt("microphone", stream.getAudioTracks()[0]);
      this.adopt("camera", stream.getVideoTracks()[0]);
    } catch (error) {
      if (problemOf(error) === "denied" && !(await this.isEitherGranted())) {
        this.patch("microphone", { starting: false, problem: "denied" });
        this.patch("camera", { starting: false, problem: "denied" });
      } else {
        // One of them stands in the way of the other: each for itself.
        await Promise.all([this.turn("microphone", true), this.turn("camera", true)]);
      }
    }
  }

  /** Asking again for a thing that was denied a moment ago would only be a second question. */
  private async isEitherGranted(): Promise<boolean> {
    try {
      const names = ["microphone", "camera"] as PermissionName[];
      const found = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
      return found.some(({ state }) => state === "granted");
    } catch {
      return false;
    }
  }

  private constraints(input: Input): MediaTrackConstraints {
    const { deviceId } = this.state.getState()[input];
    const usual = input === "microphone" ? MICROPHONE_CAPTURE : CAMERA_CAPTURE;
    return deviceId === null ? usual : { ...usual, deviceId: { exact: deviceId } };
  }

  private adopt(input: Input, track: MediaStreamTrack | undefined): void {
    if (this.stopped || !track) {
      track?.stop();
      return;
    }
    track.contentHint = input === "microphone" ? "speech" : "motion";
    track.addEventListener("ended", () => this.handleEnded(input, track));
    this.patch(input, { on: true, track, problem: null, starting: false });
  }

  /** The device was pulled out: the default one takes over; without one the person sees a problem. */
  private handleEnded(input: Input, track: MediaStreamTrack): void {
    void this.enqueue(input, async () => {
      const { track: current, on } = this.state.getState()[input];
      if (current !== track || this.stopped) return;
      this.patch(input, { on: false, track: null, deviceId: null });
      await this.acquire(input);
      if (this.state.getState()[input].track === null) this.patch(input, { problem: "lost" });
      else if (input === "microphone") this.enable(on);
    });
  }

  private release(input: Input): void {
    this.state.getState()[input].track?.stop();
    this.patch(input, { on: false, track: null, starting: false });
  }

  private readonly listDevices = (): void => {
    void mediaDevices()
      .enumerateDevices()
      .then((found) => {
        // Before the person has allowed them, devices have neither ids nor names.
        const named = found.filter((device) => device.deviceId !== "" && device.deviceId !== "communications");
        const of = (kind: MediaDeviceKind) => named.filter((device) => device.kind === kind);
        const devices = { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
        this.state.setState({ devices });
      });
  };

  private enqueue(input: Input, step: () => Promise<void>): Promise<void> {
    this.queues[input] = this.queues[input].then(step);
    return this.queues[input];
  }

  private updatePreferences(change: Partial<DevicePreferences>): void {
    this.preferences = { ...this.preferences, ...change };
    saveDevicePreferences(this.preferences);
  }

  private patch(input: Input, change: Partial<InputState>): void {
    this.state.setState({ [input]: { ...this.state.getState()[input], ...change } });
  }
}

/** Browsers have no mediaDevices at all on pages that are neither HTTPS nor localhost. */
export function isSecure(): boolean {
  return "mediaDevices" in navigator;
}

export function canShareScreen(): boolean {
  return isSecure() && "getDisplayMedia" in navigator.mediaDevices;
}

function mediaDevices(): MediaDevices {
  return navigator.mediaDevices;
}
