/** Chance that is the same in every run. */

export interface SeededRandom {
  /** From 0 to below 1. */
  next: () => number;
  /** True with this probability. */
  chance: (probability: number) => boolean;
  /** A whole number from 0 to below `limit`. */
  upTo: (limit: number) => number;
  pick: <Element>(from: readonly Element[]) => Element;
}

/** A generator of the mulberry32 kind: 32 bits of state, enough to choose the steps of a test. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    chance: (probability) => next() < probability,
    upTo,
    pick: <Element>(from: readonly Element[]) => from[upTo(from.length)] as Element,
  };
}
