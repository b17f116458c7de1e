/** What the page and the worker that changes backgrounds say to each other. */

import type { Picture } from "./pictures";

export type Background = "blur" | Picture;

export interface TrackStreams {
  readable: ReadableStream<VideoFrame>;
  writable: WritableStream<VideoFrame>;
}

/**
 * What the worker gets: first what to paint (with the streams of both tracks where the browser has these), then, where
 * it has not, frame by frame: a picture, with the milliseconds that it took to get it; or a number, milliseconds after
 * which it is to answer with `tick`, as timers of pages that are not seen come late.
 */
export type ToWorker =
  { background: Background; streams: TrackStreams | null } | { frame: ImageBitmap; spent: number } | { wait: number };

/** `ready`: the first frame is painted; `slow`: this machine is too slow for it; a picture: the frame that was sent. */
export type FromWorker = "ready" | "slow" | "failed" | "tick" | ImageBitmap;
