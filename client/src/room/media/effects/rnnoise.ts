/** RNNoise, compiled to WebAssembly: what is called of it. */

/** Samples of a frame at 48 kHz: 10 ms. */
export const FRAME = 480;
export const SAMPLE_RATE = 48_000;
export const PROCESSOR = "convener-noise";

/** The scale of 16 bit sound, on which RNNoise works. */
const FULL = 32_768;

interface Exports {
  memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  malloc(bytes: number): number;
  rnnoise_create(model: number): number;
  rnnoise_process_frame(state: number, output: number, input: number): number;
}

/** Suppresses noise in one channel, frame by frame, in place. Lives until it is collected. */
export function denoiser(module: WebAssembly.Module): (frame: Float32Array) => void {
  // Numbers alone: an object would be made a number by way of a text of all its bytes, which takes a second each time.
  const env: Record<string, (...given: number[]) => number> = {
    emscripten_memcpy_big: (to = 0, from = 0, count = 0) => {
      new Uint8Array(exports.memory.buffer).copyWithin(to, from, from + count);
      return to;
    },
    // Its memory is large enough from the beginning: it asks for none while it runs.
    emscripten_resize_heap: () => 0,
    __assert_fail: () => {
      throw new Error("RNNoise stopped.");
    },
  };
  const exports = new WebAssembly.Instance(module, { env }).exports as unknown as Exports;
  exports.__wasm_call_ctors();
  const state = exports.rnnoise_create(0);
  const samples = exports.malloc(4 * FRAME);
  return (frame) => {
    const memory = new Float32Array(exports.memory.buffer, samples, FRAME);
    for (let at = 0; at < FRAME; at += 1) memory[at] = (frame[at] ?? 0) * FULL;
    exports.rnnoise_process_frame(state, samples, samples);
    for (let at = 0; at < FRAME; at += 1) frame[at] = (memory[at] ?? 0) / FULL;
  };
}
