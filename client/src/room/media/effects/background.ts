/** Another background for the picture of a camera; loaded when it is switched on first. */

import BackgroundWorker from "./background.worker?worker";
import type { Processed } from "./effect";
import type { Picture } from "./pictures";

export type Background = "blur" | Picture;

export interface ToWorker {
  readable: ReadableStream<VideoFrame>;
  writable: WritableStream<VideoFrame>;
  background: Background;
}

/** `ready`: the first frame is painted; `slow`: this machine is too slow for it. */
export type FromWorker = "ready" | "slow" | "failed";

/** Milliseconds until the first frame: the engine is large, and a line may be slow. */
const TIMEOUT = 60_000;

/** `onEnd` is called where it does not go on: the machine is too slow, or the engine failed. */
export async function changeBackground(
  raw: MediaStreamTrack,
  background: Background,
  onEnd: (why: "slow" | "failed") => void,
): Promise<Processed> {
  const source = raw.clone();
  source.enabled = true;
  const { readable } = new MediaStreamTrackProcessor({ track: source });
  const made = new MediaStreamTrackGenerator({ kind: "video" });
  const worker = new BackgroundWorker();
  const track = made as unknown as MediaStreamTrack;
  const stop = () => {
    source.stop();
    track.stop();
    worker.terminate();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("The background takes too long.")), TIMEOUT);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        clearTimeout(timer);
        if (data === "ready") resolve();
        else reject(new Error(data));
        if (data !== "ready") onEnd(data);
      };
      const { writable } = made;
      const message: ToWorker = { readable, writable, background };
      worker.postMessage(message, [readable, writable]);
    });
  } catch (error) {
    stop();
    throw error;
  }
  return { track, stop };
}
