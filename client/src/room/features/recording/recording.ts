/** The recording of the meeting: its state, what hosts and presenters do with it, and the answer of each person. */

import { takeConsent } from "../../../browser/recordingConsent";
import type { RoomFeature, Session, TextKey } from "../../feature";
import type { RecordingChanged, SetRecording } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { selectIsModerator } from "../people/public";

export interface RecordingState {
  state: RecordingChanged["state"];
  /** When the state began; null where nothing is recorded. */
  since: string | null;
  /** Milliseconds that were recorded before. */
  recorded: number;
  /** This person has agreed to being recorded. */
  agreed: boolean;
  fromBeginning: boolean;
  askConsent: boolean;
}

const NOTHING: RecordingState = {
  state: "",
  since: null,
  recorded: 0,
  agreed: false,
  fromBeginning: false,
  askConsent: false,
};

export const recording = defineSlice("recording", {
  initial: NOTHING,
  snapshot: (said): RecordingState => said,
  on: {
    recordingChanged: (state, { state: now, since, recorded }) =>
      now === "" ? { ...state, state: now, since: null, recorded: 0 } : { ...state, state: now, since, recorded },
    recordingAnswered: (state, { stays }) => ({ ...state, agreed: stays }),
    recordingSettingsChanged: (state, { fromBeginning, askConsent }) => ({ ...state, fromBeginning, askConsent }),
  },
});

export const selectRecordingState = recording.select(({ state }) => state);
/** The meeting is recorded, or about to be, or the recording pauses. */
export const selectIsRecorded = recording.select(({ state }) => state !== "");
/** This person has to agree, or to leave. */
export const selectMustAnswer = recording.select(({ state, agreed }) => state !== "" && !agreed);

/** How long the recording is, in milliseconds of the server's clock `now`. */
export function lengthAt({ state, since, recorded }: RecordingState, now: number): number {
  return state === "recording" && since !== null ? recorded + Math.max(0, now - Date.parse(since)) : recorded;
}

export const startRecording = (session: Session) => void session.send({ type: "startRecording" });
export const pauseRecording = (session: Session) => void session.send({ type: "pauseRecording" });
export const stopRecording = (session: Session) => void session.send({ type: "stopRecording" });
export const setRecording = (session: Session, change: Omit<SetRecording, "type" | "ref">) =>
  void session.send({ type: "setRecording", ...change });

/** Agrees to being recorded, or leaves. */
export async function answerRecording(session: Session, stays: boolean): Promise<void> {
  if (stays) recording.change(session.room, (state) => ({ ...state, agreed: true }));
  await session.send({ type: "answerRecording", stays });
  if (!stays) await session.leave();
}

const ENDED: Partial<Record<string, TextKey>> = { quota: "recording.endedQuota", disk: "recording.endedDisk" };
const REFUSED: Partial<Record<string, TextKey>> = {
  not_installed: "recording.refusedNotInstalled",
  turned_off: "recording.refusedTurnedOff",
  disk: "recording.refusedDisk",
  too_many: "recording.refusedTooMany",
  quota: "recording.refusedQuota",
  not_allowed: "recording.refusedNotAllowed",
};

export const notices: RoomFeature["notices"] = {
  recordingChanged: ({ state, reason }, before) => {
    const was = selectRecordingState(before);
    // Why nothing began is told by the refusal.
    if (was === "starting" && state === "") return null;
    if (state === "recording" && was !== state) return { tone: "shown", text: "recording.began" };
    if (state === "paused") return { tone: "shown", text: "recording.pausedNow" };
    if (state !== "" || was === "") return null;
    const early = ENDED[reason];
    if (early !== undefined) return { tone: "warning", text: early };
    return { tone: "shown", text: selectIsModerator(before) ? "recording.endedFinishing" : "recording.ended" };
  },
  recordingRefused: ({ reason }) => ({ tone: "warning", text: REFUSED[reason] ?? "recording.refused" }),
  recordingStorageScarce: ({ percent }) => ({ tone: "warning", text: "recording.scarce", values: { percent } }),
};

/** Who has agreed before entering says so once the room is there. */
function keepConsent(session: Session, room: RoomState): void {
  if (!recording.of(room).agreed && takeConsent(session.token)) void answerRecording(session, true);
}

export const effects: RoomFeature["effects"] = {
  snapshot: (_, session) => keepConsent(session, session.room.getState()),
};
