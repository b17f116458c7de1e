/** Tells a person who speaks without being heard; what the microphone hears stays in this browser. */

import { createStore } from "zustand/vanilla";

import { readStorage, storedFlag, writeStorage } from "../../../browser/storage";
import { defineService, type FeatureService, type Session } from "../../feature";
import { hearMuted } from "../../media/heardTrack";
import { amplitudeOf, Meter } from "../../media/level";
import { isSpeech, SAMPLE_INTERVAL, withSample } from "./speech";

/** Milliseconds that the notice is seen. */
const SHOWN = 8_000;
/** Milliseconds until it may be seen again: whoever talks to somebody in the room knows it by now. */
const QUIET = 120_000;
const STORED = "mutedSpeech";

interface State {
  /** The person wants to be told. */
  wanted: boolean;
  /** The notice is seen. */
  noticed: boolean;
}

class MutedSpeech implements FeatureService {
  readonly state = createStore<State>(() => ({
    wanted: storedFlag(readStorage("localStorage", STORED)?.wanted, true),
    noticed: false,
  }));

  private listening: { of: MediaStreamTrack; track: MediaStreamTrack; meter: Meter } | null = null;
  private heard: readonly number[] = [];
  private quietUntil = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private hideTimer: ReturnType<typeof setTimeout> | undefined;
  private unsubscribe: () => void = () => undefined;

  constructor(private readonly session: Session) {}

  start(): void {
    this.unsubscribe = this.session.local.state.subscribe(() => this.follow());
    this.follow();
  }

  stop(): void {
    this.unsubscribe();
    this.end();
  }

  /** Without the wish to be told a muted microphone is not listened to at all. */
  want(wanted: boolean): void {
    this.state.setState({ wanted });
    writeStorage("localStorage", STORED, { wanted });
    this.follow();
  }

  /** Listens while the microphone is open and muted. */
  private follow(): void {
    const { on, track } = this.session.local.state.getState().microphone;
    const muted = this.state.getState().wanted && !on ? track : null;
    if (muted === (this.listening?.of ?? null)) return;
    this.end();
    const heard = muted && hearMuted(muted);
    if (!heard) return;
    this.listening = { of: muted, track: heard, meter: new Meter(heard) };
    this.timer = setInterval(() => this.listen(), SAMPLE_INTERVAL);
  }

  private end(): void {
    clearInterval(this.timer);
    this.hide();
    this.heard = [];
    this.listening?.meter.close();
    this.listening?.track.stop();
    this.listening = null;
  }

  private listen(): void {
    this.heard = withSample(this.heard, amplitudeOf(this.listening?.meter.read() ?? 0));
    if (Date.now() < this.quietUntil || !isSpeech(this.heard)) return;
    this.quietUntil = Date.now() + QUIET;
    this.state.setState({ noticed: true });
    this.hideTimer = setTimeout(() => this.hide(), SHOWN);
  }

  private hide(): void {
    clearTimeout(this.hideTimer);
    this.state.setState({ noticed: false });
  }
}

export const mutedSpeech = defineService("mutedSpeech", (session) => new MutedSpeech(session));
