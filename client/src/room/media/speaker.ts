/** Who speaks: chosen by loudness, with patience, so that a cough does not move the stage. */

/** Loudness (0 to 1) from which a person counts as speaking. */
export const SPEAKING = 0.02;
/** Milliseconds that somebody else must be the louder one before the stage moves. */
const PATIENCE = 700;

export interface Speakers {
  /** Has the large picture: the last who spoke for a while. Null before anybody did. */
  active: string | null;
  /** All who speak right now. */
  speaking: ReadonlySet<string>;
  candidate: string | null;
  candidateSince: number;
}

export const NOBODY: Speakers = { active: null, speaking: new Set(), candidate: null, candidateSince: 0 };

/** The next state from the loudness of everybody at the time `now` (milliseconds). */
export function nextSpeakers(state: Speakers, levels: ReadonlyMap<string, number>, now: number): Speakers {
  const speaking = new Set([...levels].filter(([, level]) => level >= SPEAKING).map(([id]) => id));
  const loudest = [...levels].reduce<[string | null, number]>(
    (best, [id, level]) => (level >= SPEAKING && level > best[1] ? [id, level] : best),
    [null, 0],
  )[0];
  const active = state.active !== null && levels.has(state.active) ? state.active : null;
  if (loudest === null || loudest === active)
    return keepIfSame(state, { active, speaking, candidate: null, candidateSince: 0 });
  if (active === null) return { active: loudest, speaking, candidate: null, candidateSince: 0 };
  const candidateSince = state.candidate === loudest ? state.candidateSince : now;
  if (now - candidateSince < PATIENCE) return { active, speaking, candidate: loudest, candidateSince };
  return { active: loudest, speaking, candidate: null, candidateSince: 0 };
}

/** The loudness of a voice in steps, as it is drawn: 0 (silent) to 3. */
export interface Voices {
  own: number;
  /** By the id of the person. */
  others: ReadonlyMap<string, number>;
}

export const SILENCE: Voices = { own: 0, others: new Map() };

/** From which loudness (0 to 1) on a voice has so many steps: each is twice as loud as the one before, or 6 dB. */
const STEPS = [SPEAKING, 2 * SPEAKING, 4 * SPEAKING];

export const stepsOf = (level: number): number => STEPS.filter((step) => level >= step).length;

/** The steps of one's own voice and of those of the others, from their loudness (0 to 1). */
export const voicesOf = (own: number, levels: ReadonlyMap<string, number>): Voices => ({
  own: stepsOf(own),
  others: new Map([...levels].map(([id, level]) => [id, stepsOf(level)])),
});

/** The same object where nothing changed, so that nothing is drawn again. */
function keepIfSame(before: Speakers, after: Speakers): Speakers {
  const same =
    before.active === after.active &&
    before.candidate === after.candidate &&
    before.speaking.size === after.speaking.size &&
    [...after.speaking].every((id) => before.speaking.has(id));
  return same ? before : after;
}
