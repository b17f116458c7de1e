/** In the audio thread: suppresses noise. The module comes compiled, as the page's policy forbids to compile it here. */

import { Frames } from "./frames";
import { denoiser, FRAME, PROCESSOR } from "./rnnoise";

class NoiseProcessor extends AudioWorkletProcessor {
  private readonly frames: Frames;
  private ended = false;

  constructor(options: { processorOptions: { module: WebAssembly.Module } }) {
    super(options);
    this.frames = new Frames(FRAME, denoiser(options.processorOptions.module));
    this.port.onmessage = () => void (this.ended = true);
    this.port.postMessage("ready");
  }

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    const into = output?.[0];
    if (into) this.frames.push(input?.[0] ?? new Float32Array(into.length), into);
    return !this.ended;
  }
}

registerProcessor(PROCESSOR, NoiseProcessor);
