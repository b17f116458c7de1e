/** The sounds themselves: made on the spot, short and soft, so there is no file to load. */

import type { Kind } from "./occasions";

interface Tone {
  /** Hertz. */
  frequency: number;
  /** Seconds after the beginning of the sound. */
  at: number;
  /** Seconds. */
  length: number;
}

/** As loud as a voice in another room: 1 is full. */
const VOLUME = 0.08;
const ATTACK = 0.012;

/**
 * Rising where somebody comes, twice the same where somebody waits, one for a hand, two falling ones for a message, three
 * rising ones where a recording begins.
 */
export const TONES: Readonly<Record<Kind, readonly Tone[]>> = {
  entering: [
    { frequency: 523.25, at: 0, length: 0.16 },
    { frequency: 659.25, at: 0.1, length: 0.24 },
  ],
  waiting: [
    { frequency: 659.25, at: 0, length: 0.18 },
    { frequency: 659.25, at: 0.24, length: 0.28 },
  ],
  hand: [{ frequency: 880, at: 0, length: 0.3 }],
  chat: [
    { frequency: 783.99, at: 0, length: 0.09 },
    { frequency: 587.33, at: 0.07, length: 0.16 },
  ],
  recording: [
    { frequency: 440, at: 0, length: 0.14 },
    { frequency: 554.37, at: 0.14, length: 0.14 },
    { frequency: 659.25, at: 0.28, length: 0.3 },
  ],
};

/** Into the loudspeakers and nowhere else: what is sent of this person never has it. Returns how many seconds it takes. */
export function playTones(context: AudioContext, kind: Kind): number {
  for (const { frequency, at, length } of TONES[kind]) {
    const begin = context.currentTime + at;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = "sine";
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(VOLUME, begin + ATTACK);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(begin);
    oscillator.stop(begin + length);
  }
  return Math.max(...TONES[kind].map(({ at, length }) => at + length));
}
