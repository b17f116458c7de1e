/** What browsers have and TypeScript's DOM library does not: W3C MediaStreamTrack Insertable Streams, and audio worklets. */

declare class MediaStreamTrackProcessor {
  constructor(options: { track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}

declare class MediaStreamTrackGenerator {
  constructor(options: { kind: "video" });
  readonly writable: WritableStream<VideoFrame>;
}

declare abstract class AudioWorkletProcessor {
  constructor(options: { processorOptions: unknown });
  readonly port: MessagePort;
}

declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: never }) => AudioWorkletProcessor,
): void;
