/** Which sounds there are, and when one is heard. Pure. */

export const KINDS = ["entering", "waiting", "hand", "chat", "recording"] as const;
export type Kind = (typeof KINDS)[number];

/** In a room with more people somebody always comes in; nobody hears that any more. */
export const MOST_FOR_ENTERING = 12;
/** Milliseconds between two sounds of any kind, and of the same kind. */
const PAUSE = 700;
const PAUSE_OF_KIND = 3_000;
/** So many of a kind within {@link BUSY_TIME} milliseconds are heard, and then none until it is quieter. */
const BUSY = 3;
const BUSY_TIME = 30_000;

/** What happened, heard or not: the kind and the time in milliseconds. */
export interface Occasion {
  kind: Kind;
  at: number;
  heard: boolean;
}

/** The occasions with one more at `now`, which says whether it is heard. */
export function withOccasion(past: readonly Occasion[], kind: Kind, now: number): readonly Occasion[] {
  const lately = past.filter(({ at }) => now - at < BUSY_TIME);
  const ofKind = lately.filter((one) => one.kind === kind);
  const isClose = (one: Occasion, pause: number) => one.heard && now - one.at < pause;
  const heard =
    ofKind.length < BUSY &&
    !lately.some((one) => isClose(one, PAUSE)) &&
    !ofKind.some((one) => isClose(one, PAUSE_OF_KIND));
  return [...lately, { kind, at: now, heard }];
}
