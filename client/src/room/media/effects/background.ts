/** Another background for the picture of a camera; loaded when it is switched on first. */

import BackgroundWorker from "./background.worker?worker";
import { CanvasFrames } from "./canvasFrames";
import type { Processed } from "./effect";
import { hasTrackStreams } from "./support";
import type { Background, FromWorker, ToWorker, TrackStreams } from "./workerMessages";

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
  const worker = new BackgroundWorker();
  const work = hasTrackStreams() ? streamed(source, background, worker) : drawn(source, background, worker);
  const stop = () => {
    work.stop();
    source.stop();
    work.track.stop();
    worker.terminate();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("The background takes too long.")), TIMEOUT);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data === "tick" || typeof data === "object") {
          work.take(data);
          return;
        }
        clearTimeout(timer);
        if (data === "ready") resolve();
        else reject(new Error(data));
        if (data !== "ready") onEnd(data);
      };
    });
  } catch (error) {
    stop();
    throw error;
  }
  return { track: work.track, stop };
}

interface Work extends Processed {
  /** What the worker answers between the first and the last word. */
  take(answer: "tick" | ImageBitmap): void;
}

/** The worker reads frames of the one track and writes those of the other: nothing passes through the page. */
function streamed(source: MediaStreamTrack, background: Background, worker: Worker): Work {
  const { readable } = new MediaStreamTrackProcessor({ track: source });
  const made = new MediaStreamTrackGenerator({ kind: "video" });
  const streams: TrackStreams = { readable, writable: made.writable };
  worker.postMessage({ background, streams } satisfies ToWorker, [streams.readable, streams.writable]);
  return { track: made as unknown as MediaStreamTrack, stop: () => undefined, take: () => undefined };
}

/** The page takes frames from a video and draws what the worker makes of them. */
function drawn(source: MediaStreamTrack, background: Background, worker: Worker): Work {
  worker.postMessage({ background, streams: null } satisfies ToWorker);
  return new CanvasFrames(source, (message, transfer) => worker.postMessage(message, transfer));
}
