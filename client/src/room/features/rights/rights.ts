/** What attendees may: send, and see each other. Hosts and presenters always may, and who was asked to unmute may unmute. */

import type { RoomFeature, Session } from "../../feature";
import type { Flags } from "../../media/flags";
import type { SetRights } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { isModerator, selectPerson, selectYou } from "../people/public";

export interface RightsState extends Flags {
  /** Attendees see each other. */
  see: boolean;
  /** This person was asked to unmute, and may whatever holds for the others. */
  mayUnmute: boolean;
  /** Who asks this person to unmute, until there is an answer. */
  askedBy: string | null;
}

const EVERYTHING: RightsState = {
  microphone: true,
  camera: true,
  screen: true,
  see: true,
  mayUnmute: false,
  askedBy: null,
};

export const rights = defineSlice("rights", {
  initial: EVERYTHING,
  snapshot: (said, { askedBy }): RightsState => ({ ...said, askedBy: said.mayUnmute ? askedBy : null }),
  on: {
    rightsChanged: (state, { microphone, camera, screen, see }) => ({ ...state, microphone, camera, screen, see }),
    unmuteAsked: (state, { by }) => ({ ...state, mayUnmute: true, askedBy: by ?? "" }),
    unmuteEnded: (state) => ({ ...state, mayUnmute: false, askedBy: null }),
    personUpdated: (state, { person }, { before }) =>
      state.askedBy !== null && person.microphone && person.id === selectYou(before)?.id
        ? { ...state, askedBy: null }
        : state,
  },
});

/** Whether this person may send it. Before the room is known, everything. */
export const selectMay =
  (source: keyof Flags) =>
  (room: RoomState): boolean => {
    const { mayUnmute, ...may } = rights.of(room);
    const you = selectYou(room);
    return you === null || isModerator(you) || may[source] || (source === "microphone" && mayUnmute);
  };

/** Does this person see hosts and presenters alone? The server says nothing about the others then. */
export function selectIsApart(room: RoomState): boolean {
  const you = selectYou(room);
  return you !== null && !isModerator(you) && !rights.of(room).see;
}

export const notices: RoomFeature["notices"] = {
  /** What was allowed is told to attendees: to the others the switches show it. */
  rightsChanged: (now, before) => {
    const you = selectYou(before);
    const was = rights.of(before);
    if (you === null || isModerator(you)) return null;
    if (was.microphone !== now.microphone)
      return { tone: "shown", text: now.microphone ? "rights.unmuteAllowed" : "rights.unmuteRefused" };
    if (was.camera !== now.camera)
      return { tone: "shown", text: now.camera ? "rights.cameraAllowed" : "rights.cameraRefused" };
    if (was.screen !== now.screen)
      return { tone: "shown", text: now.screen ? "rights.screenAllowed" : "rights.screenRefused" };
    return null;
  },
  unmuteAsked: ({ by }, before) => ({
    tone: "spoken",
    text: "rights.asked",
    values: { name: selectPerson(by ?? "")(before)?.name ?? "" },
  }),
};

export function setRights(session: Session, change: Omit<SetRights, "type" | "ref">): void {
  void session.send({ type: "setRights", ...change });
}

export function askToUnmute(session: Session, personId: string): void {
  void session.send({ type: "askToUnmute", personId });
}

/** The answer to who asks this person to unmute. */
export function answer(session: Session, unmute: boolean): void {
  rights.change(session.room, (state) => ({ ...state, askedBy: null }));
  if (unmute) void session.local.set("microphone", true);
}
