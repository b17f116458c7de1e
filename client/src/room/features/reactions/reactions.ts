/** Reactions: an emoji over the picture of a person for some seconds, and how many there were lately. They pass. */

import type { RoomFeature, Session } from "../../feature";
import type { Reaction } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { EMOJI } from "../../../ui/emoji";
import { selectIsYou, selectPerson } from "../people/public";

export type Emoji = Reaction["emoji"];

export const KINDS = Object.keys(EMOJI) as readonly Emoji[];

/** Milliseconds that a reaction is seen over a picture. */
const SHOWN = 5_000;
/** Milliseconds that a reaction counts. */
const COUNTED = 10_000;
/** So many reactions are read aloud in {@link COUNTED}; of more a listener would hear nothing else. */
const SPOKEN = 3;

interface Shown {
  emoji: Emoji;
  /** By the browser's clock. */
  at: number;
  /** Tells two of the same kind apart, one after the other. */
  number: number;
}

export interface ReactionsState {
  allowed: boolean;
  /** Whether this person is choosing one. */
  choosing: boolean;
  /** What is over the pictures, by the id of the person. */
  shown: ReadonlyMap<string, Shown>;
  /** What counts, the oldest first. */
  lately: readonly Shown[];
  number: number;
}

const NONE: ReactionsState = { allowed: true, choosing: false, shown: new Map(), lately: [], number: 0 };

export const reactions = defineSlice("reactions", {
  initial: NONE,
  snapshot: ({ allowed }, state): ReactionsState => ({ ...state, allowed }),
  on: {
    reactionsChanged: (state, { allowed }) => ({ ...state, allowed, choosing: state.choosing && allowed }),
    reaction: (state, { personId, emoji }, { now, editable }) => {
      const one = { emoji, at: now, number: state.number + 1 };
      const shown = editable(state.shown).set(personId, one);
      return { ...state, shown, lately: [...state.lately, one], number: one.number };
    },
  },
  tick: { interval: 500, next: expire },
});

/** The state without what has passed. */
function expire(state: ReactionsState, now: number): ReactionsState {
  const lately = state.lately.filter(({ at }) => now - at < COUNTED);
  if (lately.length === state.lately.length && ![...state.shown.values()].some(({ at }) => now - at >= SHOWN))
    return state;
  return { ...state, lately, shown: new Map([...state.shown].filter(([, { at }]) => now - at < SHOWN)) };
}

export const selectShown = (personId: string) => reactions.select(({ shown }) => shown.get(personId) ?? null);

/** How many of each there were lately, those that were given alone: `emoji:count`, so that equal counts are equal. */
export const selectCounts = reactions.select(({ lately }) =>
  KINDS.map((kind) => `${kind}:${lately.filter(({ emoji }) => emoji === kind).length}`)
    .filter((one) => !one.endsWith(":0"))
    .join(" "),
);

export function choose(session: Session, choosing: boolean): void {
  reactions.change(session.room, (state) => ({ ...state, choosing: choosing && state.allowed }));
}

export const toggleChoosing = (session: Session) => choose(session, !reactions.of(session.room.getState()).choosing);

/** Without an answer: a reaction that comes late says something else. */
export function react(session: Session, emoji: Emoji): void {
  session.post({ type: "react", emoji });
}

export function allowReactions(session: Session, allowed: boolean): void {
  void session.send({ type: "setReactions", allowed });
}

const isFew = (room: RoomState) => reactions.of(room).lately.length < SPOKEN;

export const notices: RoomFeature["notices"] = {
  reaction: ({ personId, emoji }, before) => {
    const person = selectPerson(personId)(before);
    if (!person || selectIsYou(personId)(before) || !isFew(before)) return null;
    return { tone: "spoken", text: `reactions.from_${emoji}`, values: { name: person.name } };
  },
};
