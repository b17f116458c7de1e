/** Frames by way of the page, for browsers that give workers none: from a video, and to a canvas that is captured. */

import type { ToWorker } from "./workerMessages";

/** Milliseconds between two frames where the browser does not say when there is a new one: 30 in a second. */
const INTERVAL = 33;

/**
 * Takes one frame after the other from a track, each when the one before is painted: a slow machine gives fewer, and
 * never works for frames that nobody sees. A page that is not seen gets no callback for a new frame, and its timers come
 * once in a second: then the worker says when it is time.
 */
export class CanvasFrames {
  readonly track: MediaStreamTrack;
  private readonly video = document.createElement("video");
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  /** Of the callback that is waited for; null: none is. */
  private callback: number | null = null;
  private stopped = false;

  /** `send`: to the worker, which answers each message by {@link take}. */
  constructor(
    source: MediaStreamTrack,
    private readonly send: (message: ToWorker, transfer: Transferable[]) => void,
  ) {
    const context = this.canvas.getContext("2d", { alpha: false });
    // Before that a canvas gives no track in Firefox.
    const [track] = context ? this.canvas.captureStream().getVideoTracks() : [];
    if (!context || !track) throw new Error("This browser makes no track of a canvas.");
    this.context = context;
    this.track = track;
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = new MediaStream([source]);
    // Where it does not play there is no frame, which ends by itself.
    this.video.play().catch(() => undefined);
    document.addEventListener("visibilitychange", this.handleVisibility);
    this.wait();
  }

  stop(): void {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.handleVisibility);
    this.cancel();
    this.video.srcObject = null;
  }

  /** `tick`: it is time for a frame; a picture: what was made of the last one. */
  take(answer: "tick" | ImageBitmap): void {
    if (answer === "tick") void this.grab();
    else this.show(answer);
  }

  private readonly handleVisibility = () => {
    if (!document.hidden || this.callback === null) return;
    this.cancel();
    this.wait();
  };

  private cancel(): void {
    if (this.callback !== null) this.video.cancelVideoFrameCallback(this.callback);
    this.callback = null;
  }

  /** For the next frame. */
  private wait(): void {
    if (this.stopped) return;
    if (document.hidden || !("requestVideoFrameCallback" in this.video)) {
      this.send({ wait: INTERVAL }, []);
      return;
    }
    this.callback = this.video.requestVideoFrameCallback(() => {
      this.callback = null;
      void this.grab();
    });
  }

  private async grab(): Promise<void> {
    const begun = performance.now();
    const frame = this.video.videoWidth > 0 ? await createImageBitmap(this.video).catch(() => null) : null;
    if (this.stopped) frame?.close();
    else if (frame) this.send({ frame, spent: performance.now() - begun }, [frame]);
    // There is none yet, or the camera has just changed its size.
    else this.send({ wait: INTERVAL }, []);
  }

  private show(painted: ImageBitmap): void {
    const { canvas } = this;
    if (canvas.width !== painted.width || canvas.height !== painted.height) {
      canvas.width = painted.width;
      canvas.height = painted.height;
    }
    this.context.drawImage(painted, 0, 0);
    painted.close();
    this.wait();
  }
}
