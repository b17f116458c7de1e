/** How long to wait before something that failed is tried again. Pure. */

const FIRST = 1_000;
const LONGEST = 60_000;

/** Milliseconds after so many failures: twice as long each time, a minute at most. */
export const pauseAfter = (failures: number): number => Math.min(LONGEST, FIRST * 2 ** (failures - 1));
