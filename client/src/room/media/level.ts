/** How loud a track is, for the level meter and for the accent line of the own picture. */

import { lendContext, type LentContext } from "./audioContext";

const SILENT_DECIBEL = -60;

/** Root mean square of samples (-1 to 1) as 0 (silence) to 1 (full), on the scale by which people hear. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibel = 10 * Math.log10(sum / Math.max(1, samples.length) + Number.EPSILON);
  return Math.min(1, Math.max(0, 1 - decibel / SILENT_DECIBEL));
}

/** The root mean square, from 0 to 1, behind a loudness: the scale on which browsers give the levels of others. */
export function amplitudeOf(level: number): number {
  return 10 ** ((SILENT_DECIBEL / 20) * (1 - level));
}

/** Reads one track. */
export class Meter {
  private readonly samples = new Float32Array(1024);
  private readonly analyser: AnalyserNode;
  private readonly source: MediaStreamAudioSourceNode;
  private readonly lent: LentContext;

  constructor(track: MediaStreamTrack) {
    this.lent = lendContext();
    const { context, giveBack } = this.lent;
    try {
      this.source = context.createMediaStreamSource(new MediaStream([track]));
    } catch (error) {
      giveBack();
      throw error;
    }
    this.analyser = context.createAnalyser();
    this.analyser.fftSize = this.samples.length;
    this.source.connect(this.analyser);
  }

  read(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    return loudness(this.samples);
  }

  close(): void {
    this.source.disconnect();
    this.lent.giveBack();
  }
}
