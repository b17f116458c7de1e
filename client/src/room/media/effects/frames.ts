/** Cuts sound into frames of a size that a processor wants, whatever blocks it comes in. Pure. */

/** What goes in comes out as much later as a frame is long. */
export class Frames {
  private readonly input: Float32Array;
  private readonly output: Float32Array;
  private at = 0;

  /** `process` changes a frame of `size` samples in place. */
  constructor(
    size: number,
    private readonly process: (frame: Float32Array) => void,
  ) {
    this.input = new Float32Array(size);
    this.output = new Float32Array(size);
  }

  /** Takes samples, and fills `into`, which is as long, with what was made of those before. */
  push(samples: Float32Array, into: Float32Array): void {
    for (let read = 0; read < samples.length; read += 1) {
      into[read] = this.output[this.at] ?? 0;
      this.input[this.at] = samples[read] ?? 0;
      this.at += 1;
      if (this.at === this.input.length) this.turn();
    }
  }

  private turn(): void {
    this.process(this.input);
    this.output.set(this.input);
    this.at = 0;
  }
}
