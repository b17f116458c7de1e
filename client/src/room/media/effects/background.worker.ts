/** Tells the person from what is behind, and paints another background; frame by frame, beside the page. */

import { FilesetResolver, ImageSegmenter } from "@mediapipe/tasks-vision";

import loaderUrl from "../../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.js?url";
import binaryUrl from "../../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.wasm?url";
import type { Background, FromWorker, ToWorker, TrackStreams } from "./workerMessages";
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
/** Safari has none. */
const HAS_FILTERS = "filter" in OffscreenCanvasRenderingContext2D.prototype;

const tell = (message: FromWorker) => postMessage(message);

class Painter {
  private readonly small = canvasOf(WIDTH, HEIGHT, true);
  private readonly mask = canvasOf(WIDTH, HEIGHT);
  private readonly maskPixels = new ImageData(WIDTH, HEIGHT);
  private readonly frame = canvasOf(WIDTH, HEIGHT);
  private readonly behind = canvasOf(WIDTH, HEIGHT);
  private readonly few = canvasOf(1, 1);
  private known = false;

  constructor(
    private readonly segmenter: ImageSegmenter,
    private readonly background: Background,
  ) {}

  /** `look`: whether the person is looked for anew; if not, where the frame before had it. */
  paint(source: VideoFrame | ImageBitmap, look: boolean): OffscreenCanvas {
    const [width, height] =
      "displayWidth" in source ? [source.displayWidth, source.displayHeight] : [source.width, source.height];
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

  private look(source: CanvasImageSource): void {
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

  private blur(source: CanvasImageSource, width: number, height: number): void {
    const [smallWidth, smallHeight] = [Math.round(width * BLUR_SCALE), Math.round(height * BLUR_SCALE)];
    resize(this.behind, smallWidth, smallHeight);
    const radius = Math.max(2, Math.round(smallWidth / 40));
    if (HAS_FILTERS) {
      this.behind.filter = `blur(${radius}px)`;
      this.behind.drawImage(source, 0, 0, smallWidth, smallHeight);
      return;
    }
    // What was made small and large again has lost as much.
    this.behind.drawImage(source, 0, 0, smallWidth, smallHeight);
    const [fewColumns, fewRows] = [Math.ceil(smallWidth / radius), Math.ceil(smallHeight / radius)];
    resize(this.few, fewColumns, fewRows);
    this.few.drawImage(this.behind.canvas, 0, 0, fewColumns, fewRows);
    this.behind.imageSmoothingQuality = "high";
    this.behind.drawImage(this.few.canvas, 0, 0, smallWidth, smallHeight);
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

/** Paints frame after frame, and says when the first one was, and when it is not worth going on. */
class Work {
  private readonly budget = new FrameBudget();
  private begun = false;

  constructor(private readonly painter: Painter) {}

  /** `spent`: the milliseconds that it took to get the frame; `give` gets the painted one, which is not kept. */
  paint(source: VideoFrame | ImageBitmap, spent: number, give: (painted: OffscreenCanvas) => void): void {
    const from = performance.now() - spent;
    const canvas = this.painter.paint(source, this.budget.looksNow());
    source.close();
    give(canvas);
    if (this.budget.isTooSlow(from, performance.now())) tell("slow");
    if (!this.begun) tell("ready");
    this.begun = true;
  }
}

async function begin(background: Background): Promise<Work> {
  const vision = { wasmLoaderPath: loaderUrl, wasmBinaryPath: binaryUrl };
  if (!(await FilesetResolver.isSimdSupported())) throw new Error("This browser is too old.");
  const segmenter = await ImageSegmenter.createFromOptions(vision, {
    baseOptions: { modelAssetPath: modelUrl, delegate: "CPU" },
    canvas: new OffscreenCanvas(WIDTH, HEIGHT),
    runningMode: "VIDEO",
    outputCategoryMask: false,
    outputConfidenceMasks: true,
  });
  return new Work(new Painter(segmenter, background));
}

/** From the one track to the other. */
async function pass(work: Work, { readable, writable }: TrackStreams): Promise<void> {
  const painting = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      const { timestamp } = frame;
      work.paint(frame, 0, (painted) => controller.enqueue(new VideoFrame(painted, { timestamp, alpha: "discard" })));
    },
  });
  await readable.pipeThrough(painting).pipeTo(writable);
}

let work: Promise<Work> | null = null;

async function handle(message: ToWorker): Promise<void> {
  if ("wait" in message) {
    setTimeout(() => tell("tick"), message.wait);
  } else if ("frame" in message) {
    (await work)?.paint(message.frame, message.spent, (painted) => {
      const picture = painted.transferToImageBitmap();
      postMessage(picture, { transfer: [picture] });
    });
  } else {
    work = begin(message.background);
    const begun = await work;
    if (message.streams) await pass(begun, message.streams);
  }
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  handle(data).catch((error: unknown) => {
    console.warn("the background cannot be changed", error);
    tell("failed");
  });
};
