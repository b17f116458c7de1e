/** What the server says about sound and picture. */

import type { RoomFeature, Session, Shortcut } from "../../feature";
import type { Input } from "../../media/local";
import type { Limits } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";
import { selectPerson, selectYou } from "../people/public";
import { flagsOf } from "../../media/flags";
import { selectMay } from "../rights/public";
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
    if (by === null || by === person.id) return;
    const name = selectPerson(by)(before)?.name ?? "";
    for (const source of ["screen", "camera", "microphone"] as const) {
      if (person[source] || !media.stopByOther(source)) continue;
      session.notify({ tone: "shown", text: STOPPED_BY[source], values: { name } });
    }
  },
};

const STOPPED_BY = {
  microphone: "notice.mutedBy",
  camera: "notice.cameraStoppedBy",
  screen: "notice.screenStoppedBy",
} as const;

/** Mutes one participant. */
export function mute(session: Session, personId: string): void {
  void session.send({ type: "mute", personId });
}

/** Mutes all attendees but these. */
export function muteAll(session: Session, spare: string[] = []): void {
  void session.send({ type: "mute", spare });
}

/** Stops the camera or the shared screen of a participant. */
export function stopVideo(session: Session, personId: string, source: "camera" | "screen"): void {
  void session.send({ type: "stopVideo", personId, source });
}

const press =
  (input: Input): Shortcut["press"] =>
  (session) => {
    const { local } = session;
    const { on } = local.state.getState()[input];
    if (!roomMedia.of(session).engine.state.getState().hasSlot) return;
    if (!on && !selectMay(input)(session.room.getState())) return;
    void local.set(input, !on);
  };

export const shortcuts: Shortcut[] = [
  { order: 10, key: "M", meaning: "help.microphone", press: press("microphone") },
  { order: 20, key: "V", meaning: "help.camera", press: press("camera") },
];
