/** Sounds for what happens in the room; each can be off, and is remembered in this browser. */

import { createStore } from "zustand/vanilla";

import { readStorage, storedFlag, writeStorage } from "../../../browser/storage";
import { defineService, type FeatureService, type RoomFeature, type Session } from "../../feature";
import { chooseOutput, lendContext, runsSoon } from "../../media/audioContext";
import { selectReadsChat } from "../chat/public";
import { selectIsModerator, selectIsYou, selectPeopleTotal, selectPerson } from "../people/public";
import { selectRecordingState } from "../recording/public";
import { type Kind, KINDS, MOST_FOR_ENTERING, type Occasion, withOccasion } from "./occasions";
import { playTones } from "./tones";

const STORED = "sounds";
/** Milliseconds that a sound is on its way to the ear. */
const CLOSING = 500;
export type Wanted = Readonly<Record<Kind, boolean>>;

class Sounds implements FeatureService {
  readonly wanted = createStore<Wanted>(() => {
    const stored = readStorage("localStorage", STORED);
    return Object.fromEntries(KINDS.map((kind) => [kind, storedFlag(stored?.[kind], true)])) as Wanted;
  });

  private past: readonly Occasion[] = [];
  private unsubscribe: () => void = () => undefined;

  constructor(private readonly session: Session) {}

  start(): void {
    const { state } = this.session.local;
    void chooseOutput(state.getState().speakerId);
    this.unsubscribe = state.subscribe(({ speakerId }, before) => {
      if (speakerId !== before.speakerId) void chooseOutput(speakerId);
    });
  }

  stop(): void {
    this.unsubscribe();
  }

  want(kind: Kind, wanted: boolean): void {
    this.wanted.setState({ [kind]: wanted });
    writeStorage("localStorage", STORED, this.wanted.getState());
    // So one knows what it is.
    if (wanted) this.play(kind);
  }

  /** Something happened that has a sound. */
  tell(kind: Kind): void {
    if (!this.wanted.getState()[kind]) return;
    this.past = withOccasion(this.past, kind, Date.now());
    if (this.past.at(-1)?.heard === true) this.play(kind);
  }

  private play(kind: Kind): void {
    // The sound of the own computer goes to the others now, and this would be in it.
    if (this.session.local.tracks().screenSound !== null) return;
    try {
      const { context, giveBack } = lendContext();
      const play = () => setTimeout(giveBack, 1_000 * playTones(context, kind) + CLOSING);
      if (context.state === "running") play();
      // Before the first click browsers let nothing be heard; a sound that comes late says something else.
      else void runsSoon(context).then((runs) => (runs ? play() : giveBack()));
    } catch {
      // Without a sound card there is no context; what happened is seen all the same.
    }
  }
}

export const sounds = defineService("sounds", (session) => new Sounds(session));

export const effects: RoomFeature["effects"] = {
  personEntered: ({ person: { id } }, session, before) => {
    const room = session.room.getState();
    if (selectIsYou(id)(room) || selectPerson(id)(before)) return;
    if (selectPeopleTotal(room) <= MOST_FOR_ENTERING) sounds.of(session).tell("entering");
  },
  personUpdated: ({ person: { id, hand } }, session, before) => {
    const raised = hand !== null && selectPerson(id)(before)?.hand === null;
    if (raised && selectIsModerator(before) && !selectIsYou(id)(before)) sounds.of(session).tell("hand");
  },
  waitingAdded: (_, session) => sounds.of(session).tell("waiting"),
  recordingChanged: ({ state }, session, before) => {
    if (state === "recording" && selectRecordingState(before) !== state) sounds.of(session).tell("recording");
  },
  messageSent: ({ message }, session) => {
    const room = session.room.getState();
    if (selectIsYou(message.personId)(room)) return;
    if (!selectReadsChat(room) || document.visibilityState === "hidden") sounds.of(session).tell("chat");
  },
};
