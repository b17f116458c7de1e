/** Whether somebody speaks, by what the microphone hears over two seconds. Pure. */

import { SPEAKING } from "../../media/speaker";

/** So many samples are looked at, one every {@link SAMPLE_INTERVAL} milliseconds. */
const SAMPLES = 10;
export const SAMPLE_INTERVAL = 200;
/** So many of them are loud while somebody speaks: people pause between words, and a cough is shorter. */
const LOUD = 5;

/** The last samples with one more; amplitudes from 0 to 1. */
export const withSample = (heard: readonly number[], amplitude: number): readonly number[] =>
  [...heard, amplitude].slice(-SAMPLES);

/**
 * Speech goes up and down. What is loud without a pause and always equally (a fan, a vacuum cleaner) is none: the softest
 * of the samples is then more than half as loud as the loudest.
 */
export function isSpeech(heard: readonly number[]): boolean {
  const loud = heard.filter((amplitude) => amplitude >= SPEAKING).length;
  return heard.length === SAMPLES && loud >= LOUD && Math.min(...heard) < Math.max(...heard) / 2;
}
