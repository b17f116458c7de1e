/** Suppresses noise in the sound of a microphone by RNNoise; loaded when it is switched on first. */

import simdUrl from "@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url";

import { keepAwake } from "../audioContext";
import CompileWorker from "./compile.worker?worker";
import type { Processed } from "./effect";
import workletUrl from "./noise.worklet?worker&url";
import { PROCESSOR, SAMPLE_RATE } from "./rnnoise";

/** Milliseconds until the processor must be ready. */
const TIMEOUT = 10_000;

let compiled: Promise<WebAssembly.Module> | null = null;

/** Once a page; after a failure it is tried again. */
function compile(): Promise<WebAssembly.Module> {
  compiled ??= new Promise<WebAssembly.Module>((resolve, reject) => {
    const worker = new CompileWorker();
    const fail = (why: string) => {
      worker.terminate();
      compiled = null;
      reject(new Error(why));
    };
    worker.onmessage = ({ data }: MessageEvent<WebAssembly.Module | string>) => {
      if (typeof data === "string") fail(data);
      else {
        worker.terminate();
        resolve(data);
      }
    };
    worker.onerror = ({ message }) => fail(message);
    worker.postMessage(new URL(simdUrl, location.href).href);
  });
  return compiled;
}

export async function suppressNoise(raw: MediaStreamTrack): Promise<Processed> {
  // RNNoise knows this rate alone; the browser converts what the microphone gives.
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  const letSleep = keepAwake(context);
  const stop = () => {
    letSleep();
    void context.close();
  };
  try {
    const [module] = await Promise.all([compile(), context.audioWorklet.addModule(workletUrl)]);
    const options: AudioWorkletNodeOptions = { channelCount: 1, channelCountMode: "explicit", outputChannelCount: [1] };
    const node = new AudioWorkletNode(context, PROCESSOR, { ...options, processorOptions: { module } });
    await isReady(node);
    const output = context.createMediaStreamDestination();
    context
      .createMediaStreamSource(new MediaStream([raw]))
      .connect(node)
      .connect(output);
    const [track] = output.stream.getAudioTracks();
    if (!track) throw new Error("The browser made no track.");
    return {
      track,
      stop: () => {
        node.port.postMessage("end");
        track.stop();
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Before, it would give silence; an error in the audio thread is no exception here. */
function isReady(node: AudioWorkletNode): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The processor does not start.")), TIMEOUT);
    node.onprocessorerror = () => reject(new Error("The processor failed."));
    node.port.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
