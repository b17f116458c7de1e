/** The tests of the devices, on tracks that {@link LocalMedia} has captured. */

import { Meter } from "../room/media/level";
import type { Input, LocalMedia } from "../room/media/local";
import type { Outcome } from "./results";

/** Milliseconds that a camera has for its first picture, and a dark one to become light. */
const PICTURE_TIMEOUT = 8_000;
const LIGHT_WITHIN = 3_000;
const LOOK_EVERY = 100;
/** Brightness of the lightest spot, 0 to 255, below which a picture is black. */
const BLACK = 24;

/** Loudness on the scale of the meter (0 to 1) from which something was heard; a quiet room is below it. */
const HEARD = 0.3;
const LISTEN_EVERY = 50;

const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is wrong with an input before its track is looked at; null where it has one. */
export function outcomeOfProblem(local: LocalMedia, input: Input): Outcome | null {
  const { track, problem } = local.state.getState()[input];
  if (track) return null;
  if (problem === "insecure") return { state: "skipped", reason: "device_insecure" };
  // The page that tests devices shows the picture as it is.
  return { state: "fails", reason: `${input}_${problem === null || problem === "effect" ? "busy" : problem}` };
}

/** Whether a picture arrives, and is not black. */
export async function testPicture(track: MediaStreamTrack): Promise<Outcome> {
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play().catch(() => undefined);
    const begun = performance.now();
    let darkSince: number | null = null;
    while (performance.now() - begun < PICTURE_TIMEOUT) {
      if (video.videoWidth > 0 && video.currentTime > 0) {
        darkSince ??= performance.now();
        const values = { width: video.videoWidth, height: video.videoHeight };
        if (!isBlack(pixelsOf(video))) return { state: "works", reason: "camera_works", values };
        if (performance.now() - darkSince > LIGHT_WITHIN) return { state: "warning", reason: "camera_black" };
      }
      await delay(LOOK_EVERY);
    }
    return { state: "fails", reason: "camera_noFrames" };
  } finally {
    video.srcObject = null;
  }
}

function pixelsOf(video: HTMLVideoElement): Uint8ClampedArray {
  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 18;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
}

/** @param pixels red, green, blue and opacity of each */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  return pixels.every((value, at) => at % 4 === 3 || value < BLACK);
}

/** Whether the microphone gives a sound before `signal` is aborted or the time is over. */
export async function listen(track: MediaStreamTrack, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  const meter = new Meter(track);
  const begun = performance.now();
  try {
    while (!signal.aborted && track.readyState === "live" && performance.now() - begun < milliseconds) {
      if (meter.read() >= HEARD) return true;
      await delay(LISTEN_EVERY);
    }
    return false;
  } finally {
    meter.close();
  }
}
