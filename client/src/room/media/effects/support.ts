/** What of the effects this browser can do. */

/** W3C MediaStreamTrack Insertable Streams as Chromium has them: a worker gets the frames of tracks. */
export const hasTrackStreams = () =>
  typeof MediaStreamTrackProcessor === "function" && typeof MediaStreamTrackGenerator === "function";

/** Frames can be taken from a video, painted in a worker, and sent from a canvas: all newer browsers. */
const hasCanvasFrames = () =>
  typeof createImageBitmap === "function" &&
  typeof OffscreenCanvas === "function" &&
  typeof HTMLCanvasElement.prototype.captureStream === "function";

/** The browser has what another background needs, in the one way or in the other. */
export const canChangeBackground = () => hasTrackStreams() || hasCanvasFrames();

export const canSuppressNoise = () => typeof AudioWorkletNode === "function" && typeof WebAssembly === "object";
