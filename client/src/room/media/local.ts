/** The person's own microphone, camera and screen: asked for, switched, exchanged, and lost without drama. */

import { shallow } from "zustand/shallow";
import { createStore, type StoreApi } from "zustand/vanilla";

import { type DevicePreferences, loadDevicePreferences, saveDevicePreferences } from "./devicePreferences";
import type { Effect, Processed } from "./effects/effect";
import { MediaEffects } from "./effects/mediaEffects";
import type { LocalTracks } from "./engine";
import { type Facing, facingOf, opposite } from "./facing";
import {
  type Captured,
  type Input,
  type InputProblem,
  type InputState,
  type LocalState,
  OFF,
  problemOf,
  type Wish,
} from "./input";
import { type DeviceKind, type DeviceNews, findDevice, lostSpeaker } from "./lostDevices";
import { CAMERA_CAPTURE, MICROPHONE_CAPTURE } from "./quality";
import { ScreenCapture } from "./screenCapture";
import { isSecure } from "./support";

export type { Input, InputState, LocalState } from "./input";

const INPUTS = ["microphone", "camera"] as const;
const CONTENT: Readonly<Record<Input, string>> = { microphone: "speech", camera: "motion" };
/** Milliseconds that a browser may take to give devices back to a page that is seen again. */
const RETURN_DELAY = 1_000;

/**
 * Every way to a device leads through one queue for each input, and each question of the browser belongs to a generation
 * of its input. Whatever ends the wish behind a question (another device, switching off, losing the place, leaving)
 * raises the generation, and what arrives for an earlier one is stopped. So nothing is captured but what `state` shows.
 * Effects take long to load and stand in no queue: of several that are wanted in turn the last one counts.
 */
export class LocalMedia {
  readonly state: StoreApi<LocalState>;
  /** What is made of sound and picture before they are sent. */
  readonly effects = new MediaEffects((input) => void this.applyEffect(input));
  private preferences: DevicePreferences = loadDevicePreferences();
  private readonly queues: Record<Input, Promise<void>> = { microphone: Promise.resolve(), camera: Promise.resolve() };
  private readonly generations: Record<Input, number> = { microphone: 0, camera: 0 };
  private readonly wishes: Record<Input, Wish> = {
    microphone: { open: false, on: false },
    camera: { open: false, on: false },
  };
  private readonly screen = new ScreenCapture((screen) => this.state.setState({ screen }));
  private readonly captured: Record<Input, Captured | null> = { microphone: null, camera: null };
  /** How often an effect was applied: what was begun before the last time is not wanted any more. */
  private readonly applied: Record<Input, number> = { microphone: 0, camera: 0 };
  /** Whether the last question for a microphone was for one without the browser's suppression of noise. */
  private askedBare = false;
  /** The ids of devices that were pulled out while they were used: they are used again when they are back. */
  private readonly lost = new Map<DeviceKind, string>();
  /** The camera was turned round, in this meeting only: the next one begins with the usual one. */
  private turnedTo: Facing | null = null;
  private stopped = true;
  private silenced = false;
  private seenTimer: ReturnType<typeof setTimeout> | undefined;

  /** `plain`: nothing is made of sound and picture, whatever the person wants in meetings. */
  constructor(private readonly plain = false) {
    this.state = createStore<LocalState>(() => ({
      microphone: { ...OFF, deviceId: this.preferences.microphoneId },
      camera: { ...OFF, deviceId: this.preferences.cameraId },
      facing: null,
      screen: null,
      speakerId: this.preferences.speakerId,
      devices: { microphones: [], cameras: [], speakers: [] },
      news: null,
    }));
  }

  /** Nothing is captured, and nothing will be before {@link start}. */
  get isStopped(): boolean {
    return this.stopped;
  }

  /**
   * Turns on what was on the last time (or what `on` says), with a single question of the browser where it has to ask
   * for both. Started already, nothing happens.
   */
  async start(on: Record<Input, boolean> = this.lastTime()): Promise<void> {
    if (!this.stopped) return;
    this.stopped = this.silenced = false;
    if (!isSecure()) {
      this.patch("microphone", { problem: "insecure" });
      this.patch("camera", { problem: "insecure" });
      return;
    }
    mediaDevices().addEventListener("devicechange", this.listDevices);
    window.addEventListener("pagehide", this.handlePageHide);
    document.addEventListener("visibilitychange", this.handleVisibility);
    if (on.microphone && on.camera) await this.startBoth();
    else await this.turnOn(on);
    if (!this.isStopped) this.listDevices();
  }

  /** Lets everything go, what is still being asked for too. */
  stop(): void {
    this.stopped = true;
    if (isSecure()) mediaDevices().removeEventListener("devicechange", this.listDevices);
    window.removeEventListener("pagehide", this.handlePageHide);
    document.removeEventListener("visibilitychange", this.handleVisibility);
    clearTimeout(this.seenTimer);
    this.release("microphone");
    this.release("camera");
    this.stopScreen();
  }

  /** What the person wants to be on, whether the browser has given it yet or not. */
  get wanted(): Record<Input, boolean> {
    const isWanted = (input: Input) => this.wishes[input].open && this.wishes[input].on;
    return { microphone: isWanted("microphone"), camera: isWanted("camera") };
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

  /** Off, as somebody else wants it; the preference for the next meeting stays. */
  turnOff(input: Input): Promise<void> {
    return this.turn(input, false);
  }

  /** Nothing of this person goes out until {@link resume}; the preferences for the next meeting stay. */
  silence(): Promise<void> {
    this.silenced = true;
    this.stopScreen();
    this.release("microphone");
    this.release("camera");
    return Promise.resolve();
  }

  /** After {@link silence}: what was on is on again. */
  resume(was: Record<Input, boolean>): Promise<void> {
    this.silenced = false;
    return this.turnOn(was);
  }

  /** Another device for an input; null is the system's default. */
  choose(input: Input, deviceId: string | null): Promise<void> {
    this.updatePreferences(input === "microphone" ? { microphoneId: deviceId } : { cameraId: deviceId });
    this.lost.delete(input);
    if (input === "camera") this.turnedTo = null;
    this.patch(input, { deviceId });
    return this.wishes[input].open ? this.obtainAnew(input) : Promise.resolve();
  }

  /** The other camera of a phone, instead of the one that is on. Where there is none the usual one comes back. */
  turnCamera(): Promise<void> {
    const { facing } = this.state.getState();
    if (facing === null || !this.wishes.camera.open) return Promise.resolve();
    this.turnedTo = opposite(facing);
    this.lost.delete("camera");
    return this.obtainAnew("camera");
  }

  chooseSpeaker(deviceId: string | null): void {
    this.updatePreferences({ speakerId: deviceId });
    this.lost.delete("speaker");
    this.state.setState({ speakerId: deviceId });
  }

  /**
   * Asks which screen to share, and once at a time. False where the person chose none, or stopped sharing, lost the place
   * or left before the answer.
   */
  startScreen(): Promise<boolean> {
    return this.stopped || this.silenced ? Promise.resolve(false) : this.screen.start();
  }

  stopScreen(): void {
    this.screen.stop();
  }

  private lastTime(): Record<Input, boolean> {
    return { microphone: this.preferences.microphoneOn, camera: this.preferences.cameraOn };
  }

  private async turnOn(which: Record<Input, boolean>): Promise<void> {
    await Promise.all(INPUTS.filter((input) => which[input]).map((input) => this.turn(input, true)));
  }

  private turn(input: Input, on: boolean): Promise<void> {
    if (this.stopped || this.silenced) return Promise.resolve();
    if (!on && input === "camera") this.release("camera");
    else if (this.wishes[input].open) this.enable(input, on);
    else if (on) return this.obtainAnew(input);
    return this.queues[input];
  }

  /** Of a microphone that still starts, how it begins. */
  private enable(input: Input, on: boolean): void {
    this.wishes[input].on = on;
    if (this.state.getState()[input].track) this.show(input);
  }

  /** Captures the device that is chosen now, instead of what was captured or asked for before. */
  private obtainAnew(input: Input, problem?: InputProblem): Promise<void> {
    const { open, on } = this.wishes[input];
    this.release(input);
    this.wishes[input] = { open: true, on: open ? on : true };
    this.patch(input, { starting: true });
    return this.enqueue([input], () => this.obtain(input, problem));
  }

  /** The next in the queue may have got it already, or nobody wants it any more. `problem` is shown in place of others. */
  private async obtain(input: Input, problem?: InputProblem): Promise<void> {
    if (!this.wishes[input].open || this.captured[input]) return;
    const generation = this.generations[input];
    try {
      if (!isSecure()) {
        this.fail(input, generation, "insecure");
        return;
      }
      this.adopt(await this.open(input, generation), { [input]: generation });
    } catch (error) {
      this.fail(input, generation, problem ?? problemOf(error));
    }
  }

  private async open(input: Input, generation: number): Promise<MediaStream> {
    const ask = (wanted: MediaTrackConstraints) =>
      mediaDevices().getUserMedia(input === "microphone" ? { audio: wanted } : { video: wanted });
    try {
      return await ask(this.constraints(input));
    } catch (error) {
      // The remembered device may be at home today: then the default one serves.
      const turned = input === "camera" && this.turnedTo !== null;
      const replaceable = turned || this.state.getState()[input].deviceId !== null;
      if (problemOf(error) !== "missing" || !replaceable || generation !== this.generations[input]) throw error;
      if (turned) this.turnedTo = null;
      else this.patch(input, { deviceId: null });
      return ask(this.constraints(input));
    }
  }

  private startBoth(): Promise<void> {
    for (const input of INPUTS) {
      this.wishes[input] = { open: true, on: true };
      this.patch(input, { starting: true });
    }
    return this.enqueue(INPUTS, async () => {
      const wanted = INPUTS.every((input) => this.wishes[input].open && !this.captured[input]);
      if (!wanted) await Promise.all(INPUTS.map((input) => this.obtain(input)));
      else await this.obtainBoth();
    });
  }

  private async obtainBoth(): Promise<void> {
    const { microphone, camera } = this.generations;
    try {
      const stream = await mediaDevices().getUserMedia({
        audio: this.constraints("microphone"),
        video: this.constraints("camera"),
      });
      this.adopt(stream, { microphone, camera });
    } catch (error) {
      if (problemOf(error) === "denied" && !(await this.isEitherGranted())) {
        this.fail("microphone", microphone, "denied");
        this.fail("camera", camera, "denied");
      } else {
        // One of them stands in the way of the other: each for itself.
        await Promise.all(INPUTS.map((input) => this.obtain(input)));
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
    if (input === "microphone") this.askedBare = this.effect(input) !== null;
    const usual =
      input === "microphone" ? { ...MICROPHONE_CAPTURE, noiseSuppression: !this.askedBare } : CAMERA_CAPTURE;
    if (input === "camera" && this.turnedTo) return { ...usual, facingMode: { exact: this.turnedTo } };
    return deviceId === null ? usual : { ...usual, deviceId: { exact: deviceId } };
  }

  /** Takes what was asked for in these generations out of a stream; the rest of it came late, and is stopped. */
  private adopt(stream: MediaStream, asked: Partial<Record<Input, number>>): void {
    for (const raw of stream.getTracks()) {
      const input = raw.kind === "audio" ? "microphone" : "camera";
      const generation = asked[input];
      if (generation !== this.generations[input] || this.captured[input]) {
        raw.stop();
        continue;
      }
      // Before anybody gets it: a microphone that begins muted is never heard.
      raw.enabled = this.wishes[input].on;
      raw.contentHint = CONTENT[input];
      raw.addEventListener("ended", () => this.handleEnded(input, raw));
      if (input === "camera") this.state.setState({ facing: facingOf(raw) });
      const bare = input === "microphone" && this.askedBare;
      this.captured[input] = { raw, bare, effect: null, processed: null };
      if (this.effect(input) === null) this.show(input);
      void this.applyEffect(input);
    }
  }

  private effect(input: Input): Effect | null {
    return this.plain ? null : this.effects.of(input);
  }

  /**
   * Makes of the captured track what is wanted now. Until the first picture with another background is there nothing is
   * shown, and where that fails the camera goes off: what is behind a person is not seen by mistake. Noise is suppressed by
   * the browser or by an effect, never by both or none: the microphone is captured anew for it.
   */
  private async applyEffect(input: Input): Promise<void> {
    const turn = (this.applied[input] += 1);
    const captured = this.captured[input];
    const effect = this.effect(input);
    if (!captured) return;
    if (input === "microphone" && captured.bare !== (effect !== null)) {
      await this.obtainAnew(input);
      return;
    }
    if (captured.effect === effect && this.state.getState()[input].track) return;
    const generation = this.generations[input];
    const isHidden = captured.processed !== null || !this.state.getState()[input].track;
    let processed: Processed | null = null;
    let failed = effect === null && this.effects.isBroken(input);
    try {
      processed = (await effect?.(captured.raw)) ?? null;
    } catch {
      failed = true;
    }
    if (generation !== this.generations[input] || turn !== this.applied[input]) {
      processed?.stop();
      return;
    }
    if (failed && input === "microphone") {
      await this.obtainAnew(input);
      return;
    }
    if (failed && isHidden && input === "camera") {
      this.release("camera");
      this.fail("camera", this.generations.camera, "effect");
      return;
    }
    captured.processed?.stop();
    this.captured[input] = { ...captured, effect, processed };
    this.show(input);
  }

  /** Sends what there is now of an input. */
  private show(input: Input): void {
    const captured = this.captured[input];
    if (!captured) return;
    const { on } = this.wishes[input];
    const track = captured.processed?.track ?? captured.raw;
    // What an effect needs is never sent itself, and goes on.
    captured.raw.enabled = captured.processed !== null || on;
    track.enabled = on;
    track.contentHint = CONTENT[input];
    const capturedId = captured.raw.getSettings().deviceId ?? null;
    this.patch(input, { on, track, capturedId, problem: null, starting: false });
  }

  /** The browser gave nothing. */
  private fail(input: Input, generation: number, problem: InputProblem): void {
    if (generation !== this.generations[input]) return;
    this.wishes[input] = { open: false, on: false };
    this.patch(input, { on: false, track: null, starting: false, problem });
  }

  /** The device was pulled out: the default one takes over; without one the person sees a problem. */
  private handleEnded(input: Input, track: MediaStreamTrack): void {
    if (this.captured[input]?.raw !== track) return;
    // A phone that was locked took it, and gives it to no page that is not seen.
    if (document.visibilityState === "hidden") return;
    const { deviceId } = track.getSettings();
    if (deviceId !== undefined) this.lost.set(input, deviceId);
    this.patch(input, { deviceId: null });
    void this.obtainAnew(input, "lost").then(() => {
      // Where nothing takes over, the problem says so.
      if (this.captured[input]) this.tell("gone", input, track.label);
    });
  }

  /** Lets an input go; what is still asked for is stopped when it arrives. */
  private release(input: Input): void {
    this.generations[input] += 1;
    this.wishes[input] = { open: false, on: false };
    this.captured[input]?.processed?.stop();
    this.captured[input]?.raw.stop();
    this.captured[input] = null;
    this.patch(input, { on: false, track: null, capturedId: null, starting: false });
  }

  /** A page that the browser keeps for the way back lives on unseen; of any other, the browser itself ends the captures. */
  private readonly handlePageHide = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.stop();
  };

  /**
   * The page is seen again. On phones a page out of sight, below a locked screen or beside another one that captures loses
   * its devices: Safari mutes the tracks, and gives them back when the page is seen, or ends them (webkit.org/blog/7763, "A
   * Closer Look Into WebRTC"; bugs.webkit.org 226163). What has not come back after a moment is captured anew.
   */
  private readonly handleVisibility = (): void => {
    clearTimeout(this.seenTimer);
    if (document.visibilityState === "visible") this.seenTimer = setTimeout(() => this.recapture(), RETURN_DELAY);
  };

  private recapture(): void {
    for (const input of INPUTS) {
      const raw = this.captured[input]?.raw;
      if (raw && (raw.muted || raw.readyState === "ended")) void this.obtainAnew(input);
    }
  }

  private readonly listDevices = (): void => {
    void mediaDevices()
      .enumerateDevices()
      .then((found) => {
        // Before the person has allowed them, devices have neither ids nor names.
        const named = found.filter((device) => device.deviceId !== "" && device.deviceId !== "communications");
        const of = (kind: MediaDeviceKind) => named.filter((device) => device.kind === kind);
        const devices = { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
        const before = this.state.getState();
        this.state.setState({ devices });
        const gone = lostSpeaker(before.devices, devices, before.speakerId);
        if (gone) {
          this.lost.set("speaker", gone.deviceId);
          this.state.setState({ speakerId: null });
          this.tell("gone", "speaker", gone.label);
        }
        for (const [kind, deviceId] of this.lost) this.takeBack(kind, findDevice(devices, kind, deviceId));
      });
  };

  /** A device that was pulled out while it was used is there again. */
  private takeBack(kind: DeviceKind, device: MediaDeviceInfo | undefined): void {
    if (!device || this.stopped || this.silenced) return;
    this.lost.delete(kind);
    const { deviceId, label } = device;
    if (kind === "speaker") this.state.setState({ speakerId: deviceId });
    // What nothing took over for stays off: nobody expects a camera to start by itself.
    else if (!this.wishes[kind].open) return;
    else {
      this.patch(kind, { deviceId });
      void this.obtainAnew(kind);
    }
    this.tell("back", kind, label);
  }

  private tell(what: DeviceNews["what"], kind: DeviceKind, name: string): void {
    this.state.setState({ news: { what, kind, name } });
  }

  /** Takes a step after all that were asked for of these inputs. */
  private enqueue(inputs: readonly Input[], step: () => Promise<void>): Promise<void> {
    const done = Promise.all(inputs.map((input) => this.queues[input])).then(step);
    for (const input of inputs) this.queues[input] = done;
    return done;
  }

  private updatePreferences(change: Partial<DevicePreferences>): void {
    this.preferences = { ...this.preferences, ...change };
    saveDevicePreferences(this.preferences);
  }

  private patch(input: Input, change: Partial<InputState>): void {
    const before = this.state.getState()[input];
    const after = { ...before, ...change };
    if (!shallow(before, after)) this.state.setState({ [input]: after });
  }
}

const mediaDevices = (): MediaDevices => navigator.mediaDevices;
