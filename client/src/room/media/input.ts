/** The microphone and the camera of a person, and why one of them gives nothing. */

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
  deviceId: string | null;
}

export const OFF: InputState = { on: false, track: null, problem: null, starting: false, deviceId: null };
