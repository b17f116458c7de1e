/** Whether this machine is fast enough to paint another background. Pure. */

/** Over so many milliseconds the mean is taken. */
const SPAN = 2_000;
/** Milliseconds of work for a frame from which the person is looked for in every second frame only. */
const SLOW = 25;
/** From which it is too slow even so: a camera gives a frame every 33. */
const TOO_SLOW = 33;
/** So many spans in turn, so that a hiccup ends nothing. */
const SPANS = 3;

export class FrameBudget {
  private everySecond = false;
  private count = 0;
  private since: number | null = null;
  private frames = 0;
  private worked = 0;
  private slowSpans = 0;

  /** Whether the person is looked for in the next frame. */
  looksNow(): boolean {
    this.count += 1;
    return !this.everySecond || this.count % 2 === 0;
  }

  /** After a frame that was begun and done at these milliseconds. True where it is not worth going on. */
  isTooSlow(begun: number, done: number): boolean {
    this.since ??= begun;
    this.frames += 1;
    this.worked += done - begun;
    if (done - this.since < SPAN) return false;
    const mean = this.worked / this.frames;
    this.slowSpans = this.everySecond && mean > TOO_SLOW ? this.slowSpans + 1 : 0;
    this.everySecond ||= mean > SLOW;
    this.since = done;
    this.frames = this.worked = 0;
    return this.slowSpans >= SPANS;
  }
}
