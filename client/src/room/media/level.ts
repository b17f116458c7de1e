/** How loud a track is, for the level meter and for the accent line of the own picture. */

const SILENT_DECIBEL = -60;

/** Root mean square of samples (-1 to 1) as 0 (silence) to 1 (full), on the scale by which people hear. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibel = 10 * Math.log10(sum / Math.max(1, samples.length) + Number.EPSILON);
  return Math.min(1, Math.max(0, 1 - decibel / SILENT_DECIBEL));
}

/**
 * A context that wakes up again. Without a gesture of the person it sleeps until the first click (autoplay policies of all
 * browsers), and Safari on iPhones interrupts it when the page is left, the screen goes dark or the telephone rings: it
 * stays "interrupted" until the page resumes it (MDN, BaseAudioContext.state; bugs.webkit.org 206695).
 */
function newContext(): AudioContext {
  const context = new AudioContext();
  for (const event of ["click", "keydown", "visibilitychange"]) {
    document.addEventListener(event, () => wake(context), true);
  }
  return context;
}

/** Safari has a state that the types do not know. */
function wake(context: AudioContext): void {
  const state: string = context.state;
  if (state === "suspended" || state === "interrupted") context.resume().catch(() => undefined);
}

/** Reads one track; browsers give few AudioContexts, so all meters share one. */
export class Meter {
  private static context: AudioContext | null = null;
  private readonly samples = new Float32Array(1024);
  private readonly analyser: AnalyserNode;
  private readonly source: MediaStreamAudioSourceNode;

  constructor(track: MediaStreamTrack) {
    Meter.context ??= newContext();
    const context = Meter.context;
    wake(context);
    this.source = context.createMediaStreamSource(new MediaStream([track]));
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
  }
}
