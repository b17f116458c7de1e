/**
 * One clock for all files of a recording. Sound is heard first, so the first microphone that plays leads; all others are
 * nudged to its time: faster or slower by a tenth at most, and set where they are too far away.
 */

import { createStore } from "zustand/vanilla";

import type { TimelinePiece } from "../api/client";
import { fileTime, pieceAt } from "./timeline";

export interface ClockState {
  /** Milliseconds. */
  time: number;
  playing: boolean;
  rate: number;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const;

/** Milliseconds between two looks. */
const INTERVAL = 100;
/** Milliseconds: nearer is in step; farther away the file is set instead of nudged. */
const CLOSE = 25;
const FAR = 400;
const MOST_NUDGE = 0.1;

interface Follower {
  element: HTMLMediaElement;
  pieces: readonly TimelinePiece[];
  sound: boolean;
}

/** How fast a file plays that is `behind` by milliseconds (ahead where it is negative), or null where it is to be set. */
export function nudge(behind: number, rate: number): number | null {
  if (Math.abs(behind) > FAR * Math.max(1, rate)) return null;
  if (Math.abs(behind) <= CLOSE) return rate;
  return rate * (1 + Math.max(-MOST_NUDGE, Math.min(MOST_NUDGE, behind / 1_000)));
}

export class MasterClock {
  readonly state = createStore<ClockState>(() => ({ time: 0, playing: false, rate: 1 }));
  private readonly followers = new Set<Follower>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private looked = 0;

  constructor(
    readonly duration: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A file follows the clock until the function that is returned is called. */
  follow(element: HTMLMediaElement, pieces: readonly TimelinePiece[], sound: boolean): () => void {
    const follower = { element, pieces, sound };
    this.followers.add(follower);
    this.align(follower, true);
    return () => {
      this.followers.delete(follower);
      element.pause();
    };
  }

  play(): void {
    if (this.state.getState().playing) return;
    if (this.state.getState().time >= this.duration) this.state.setState({ time: 0 });
    this.looked = this.now();
    this.state.setState({ playing: true });
    this.timer = setInterval(() => this.look(), INTERVAL);
    this.alignAll(true);
  }

  pause(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.state.setState({ playing: false });
    this.alignAll(false);
  }

  toggle(): void {
    if (this.state.getState().playing) this.pause();
    else this.play();
  }

  seek(time: number): void {
    this.state.setState({ time: Math.max(0, Math.min(this.duration, time)) });
    this.looked = this.now();
    this.alignAll(true);
  }

  setRate(rate: number): void {
    this.state.setState({ rate });
    this.alignAll(false);
  }

  stop(): void {
    this.pause();
    this.followers.clear();
  }

  /** Time passes: as the file that leads says, else as the browser's clock does. */
  private look(): void {
    const { time, rate } = this.state.getState();
    const at = this.now();
    const passed = (at - this.looked) * rate;
    this.looked = at;
    const next = Math.min(this.leadersTime(time, passed) ?? time + passed, this.duration);
    this.state.setState({ time: next });
    if (next >= this.duration) this.pause();
    else this.alignAll(false);
  }

  private leadersTime(time: number, passed: number): number | null {
    for (const { element, pieces, sound } of this.followers) {
      const piece = pieceAt(pieces, time);
      if (!sound || piece === null || element.paused || element.seeking || element.error) continue;
      // It waits for data: so do all.
      if (element.readyState < 3) return time;
      const leading = piece.at + element.currentTime * 1_000 - piece.start;
      if (Math.abs(leading - time - passed) > FAR * 2) continue;
      return Math.min(leading, piece.at + piece.length + CLOSE);
    }
    return null;
  }

  private alignAll(jumped: boolean): void {
    for (const follower of this.followers) this.align(follower, jumped);
  }

  private align({ element, pieces }: Follower, jumped: boolean): void {
    const { time, playing, rate } = this.state.getState();
    const piece = pieceAt(pieces, time);
    if (piece === null) {
      if (!element.paused) element.pause();
      return;
    }
    const wanted = fileTime(piece, time);
    const behind = wanted - element.currentTime * 1_000;
    const speed = nudge(behind, rate);
    if (jumped ? Math.abs(behind) > CLOSE : speed === null) {
      if (!element.seeking || jumped) element.currentTime = wanted / 1_000;
    }
    element.playbackRate = speed ?? rate;
    if (playing && element.paused) void element.play().catch(() => undefined);
    if (!playing && !element.paused) element.pause();
  }
}
