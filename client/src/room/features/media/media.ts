/** What the server says about sound and picture. */

import type { RoomFeature, Session, Shortcut } from "../../feature";
import type { Input } from "../../media/local";
import type { Limits } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";
import { selectPerson, selectYou } from "../people/public";
import { flagsOf } from "./flags";
import { roomMedia } from "./roomMedia";

export interface MediaSlice {
  limits: Limits;
}

const NO_LIMITS: MediaSlice = { limits: { mesh: 0, room: 0 } };

export const media = defineSlice("media", {
  initial: NO_LIMITS,
  snapshot: ({ limits }): MediaSlice => ({ limits }),
});

export const effects: RoomFeature["effects"] = {
  peers: (message, session) => roomMedia.of(session).receive(message),
  signal: (message, session) => roomMedia.of(session).receive(message),
  snapshot: (_, session, before) => {
    const you = selectYou(before);
    roomMedia.of(session).receiveSnapshot(you === null ? null : flagsOf(you));
  },
  personUpdated: ({ person, by }, session, before) => {
    if (person.id !== selectYou(before)?.id) return;
    const media = roomMedia.of(session);
    media.compareSoon();
    const byOther = by !== null && by !== person.id;
    if (!byOther || person.microphone || !media.muteByOther()) return;
    const name = selectPerson(by)(before)?.name ?? "";
    session.notify({ tone: "shown", text: "notice.mutedBy", values: { name } });
  },
};

/** Mutes one participant; without an id, all attendees. */
export function mute(session: Session, personId?: string): void {
  void session.send(personId === undefined ? { type: "mute" } : { type: "mute", personId });
}

const press =
  (input: Input): Shortcut["press"] =>
  (session) => {
    const { local } = session;
    if (!roomMedia.of(session).engine.state.getState().hasSlot) return;
    void local.set(input, !local.state.getState()[input].on);
  };

export const shortcuts: Shortcut[] = [
  { order: 10, key: "M", meaning: "help.microphone", press: press("microphone") },
  { order: 20, key: "V", meaning: "help.camera", press: press("camera") },
];
