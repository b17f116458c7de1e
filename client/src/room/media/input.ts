/** The microphone and the camera of a person, and why one of them gives nothing. */

import type { Effect, Processed } from "./effects/effect";
import type { Facing } from "./facing";
import type { DeviceLists, DeviceNews } from "./lostDevices";

export type Input = "microphone" | "camera";

/**
 * Why a device gives nothing. `denied`: by the person or the page around; `missing`: there is none; `busy`: another
 * program has it; `insecure`: browsers give it to HTTPS pages only; `lost`: it was pulled out; `effect`: it works, but what
 * is wanted of its picture does not, and the picture as it is shall not be seen.
 */
export type InputProblem = "denied" | "missing" | "busy" | "insecure" | "lost" | "effect";

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

export interface InputState {
  /** Sends now. */
  on: boolean;
  /** What is sent: the captured track, or what an effect made of it. */
  track: MediaStreamTrack | null;
  problem: InputProblem | null;
  /** The browser asks the person, or the device starts. */
  starting: boolean;
  /** The device that was chosen; null: the system's default. */
  deviceId: string | null;
  /** The device that is captured, if the browser says which. */
  capturedId: string | null;
}

export const OFF: InputState = {
  on: false,
  track: null,
  problem: null,
  starting: false,
  deviceId: null,
  capturedId: null,
};

export interface LocalState {
  microphone: InputState;
  camera: InputState;
  /** Where the camera looks that is captured now, if it says so. */
  facing: Facing | null;
  screen: MediaStream | null;
  speakerId: string | null;
  devices: DeviceLists;
  /** The last of them that was pulled out or came back while it was used. */
  news: DeviceNews | null;
}

/** What is to be captured of an input, whatever the browser has given so far. */
export interface Wish {
  /** Captured, or being asked for. A muted microphone stays open, so that the first word after unmuting is not lost. */
  open: boolean;
  /** To be sent. */
  on: boolean;
}

/** What the browser gave, and what an effect makes of it. `bare`: a microphone without the browser's suppression of noise. */
export interface Captured {
  raw: MediaStreamTrack;
  bare: boolean;
  effect: Effect | null;
  processed: Processed | null;
}
