/** Tells the person from what is behind, and paints another background; frame by frame, beside the page. */

import { FilesetResolver, ImageSegmenter } from "@mediapipe/tasks-vision";

import loaderUrl from "../../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.js?url";
import binaryUrl from "../../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.wasm?url";
import type { Background, FromWorker, ToWorker } from "./background";
import { FrameBudget } from "./frameBudget";
import { paintPicture } from "./pictures";
import modelUrl from "./selfie_segmentation.tflite?url";

/** The size of the model's input. */
const WIDTH = 256;
const HEIGHT = 144;
/** The background is blurred at this part of the size: cheaper than at full size, and more blurred. */
const BLUR_SCALE = 0.25;
/** The blurred layer is drawn a little larger than the frame, or its edges go dark. */
const OVERLAP = 0.04;

const tell = (message: FromWorker) => postMessage(message);

class Painter {
  private readonly small = canvasOf(WIDTH, HEIGHT, true);
  private readonly mask = canvasOf(WIDTH, HEIGHT);
  private readonly maskPixels = new ImageData(WIDTH, HEIGHT);
  private readonly frame = canvasOf(WIDTH, HEIGHT);
  private readonly behind = canvasOf(WIDTH, HEIGHT);
  private known = false;

  constructor(
    private readonly segmenter: ImageSegmenter,
    private readonly background: Background,
  ) {}

  /** `look`: whether the person is looked for anew; if not, where the frame before had it. */
  paint(source: VideoFrame, look: boolean): OffscreenCanvas {
    const { displayWidth: width, displayHeight: height } = source;
    if (look || !this.known) this.look(source);
    if (resize(this.frame, width, height) && this.background !== "blur") {
      resize(this.behind, width, height);
      paintPicture(this.behind, this.background, width, height);
    }
    if (this.background === "blur") this.blur(source, width, height);
    const { frame } = this;
    frame.globalCompositeOperation = "copy";
    frame.drawImage(this.mask.canvas, 0, 0, width, height);
    frame.globalCompositeOperation = "source-in";
    frame.drawImage(source, 0, 0, width, height);
    frame.globalCompositeOperation = "destination-over";
    const [x, y] = this.background === "blur" ? [OVERLAP * width, OVERLAP * height] : [0, 0];
    frame.drawImage(this.behind.canvas, -x, -y, width + 2 * x, height + 2 * y);
    return frame.canvas;
  }

  private look(source: VideoFrame): void {
    this.small.drawImage(source, 0, 0, WIDTH, HEIGHT);
    const result = this.segmenter.segmentForVideo(this.small.canvas, performance.now());
    const person = result.confidenceMasks?.at(-1)?.getAsFloat32Array();
    if (person) {
      const { data } = this.maskPixels;
      for (let at = 0; at < person.length; at += 1) data[4 * at + 3] = (person[at] ?? 0) * 255;
      this.mask.putImageData(this.maskPixels, 0, 0);
      this.known = true;
    }
    result.close();
  }

  private blur(source: VideoFrame, width: number, height: number): void {
    const [smallWidth, smallHeight] = [Math.round(width * BLUR_SCALE), Math.round(height * BLUR_SCALE)];
    resize(this.behind, smallWidth, smallHeight);
    this.behind.filter = `blur(${Math.max(2, Math.round(smallWidth / 40))}px)`;
    this.behind.drawImage(source, 0, 0, smallWidth, smallHeight);
  }
}

function canvasOf(width: number, height: number, read = false): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: read });
  if (!context) throw new Error("This browser paints nothing beside the page.");
  return context;
}

/** True where the size is another one. */
function resize({ canvas }: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

async function start({ readable, writable, background }: ToWorker): Promise<void> {
  const vision = { wasmLoaderPath: loaderUrl, wasmBinaryPath: binaryUrl };
  if (!(await FilesetResolver.isSimdSupported())) throw new Error("This browser is too old.");
  const segmenter = await ImageSegmenter.createFromOptions(vision, {
    baseOptions: { modelAssetPath: modelUrl, delegate: "CPU" },
    canvas: new OffscreenCanvas(WIDTH, HEIGHT),
    runningMode: "VIDEO",
    outputCategoryMask: false,
    outputConfidenceMasks: true,
  });
  const painter = new Painter(segmenter, background);
  const budget = new FrameBudget();
  let begun = false;
  const work = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      const from = performance.now();
      const canvas = painter.paint(frame, budget.looksNow());
      const { timestamp } = frame;
      frame.close();
      controller.enqueue(new VideoFrame(canvas, { timestamp, alpha: "discard" }));
      if (budget.isTooSlow(from, performance.now())) tell("slow");
      if (!begun) tell("ready");
      begun = true;
    },
  });
  await readable.pipeThrough(work).pipeTo(writable);
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  start(data).catch((error: unknown) => {
    console.warn("the background cannot be changed", error);
    tell("failed");
  });
};
