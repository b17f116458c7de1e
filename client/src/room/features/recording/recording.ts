/** The recording of the meeting: its state, what hosts and presenters do with it, and the answer of each person. */

import { dropConsent, hasConsent } from "../../../browser/recordingConsent";
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
  /** What the person said before entering is on its way to the server: nothing is asked meanwhile. */
  confirming: boolean;
}

const NOTHING: RecordingState = {
  state: "",
  since: null,
  recorded: 0,
  agreed: false,
  fromBeginning: false,
  askConsent: false,
  confirming: false,
};

export const recording = defineSlice("recording", {
  initial: NOTHING,
  snapshot: (said, { confirming }): RecordingState => ({ ...said, confirming }),
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
export const selectMustAnswer = recording.select(
  ({ state, agreed, confirming }) => state !== "" && !agreed && !confirming,
);

/** How long the recording is, in milliseconds of the server's clock `now`. */
export function lengthAt({ state, since, recorded }: RecordingState, now: number): number {
  return state === "recording" && since !== null ? recorded + Math.max(0, now - Date.parse(since)) : recorded;
}

export const startRecording = (session: Session) => void session.send({ type: "startRecording" });
export const pauseRecording = (session: Session) => void session.send({ type: "pauseRecording" });
export const stopRecording = (session: Session) => void session.send({ type: "stopRecording" });
export const setRecording = (session: Session, change: Omit<SetRecording, "type" | "ref">) =>
  void session.send({ type: "setRecording", ...change });

/** Agrees to being recorded; true once the server has the answer, and only then the person has agreed. */
export async function agreeToRecording(session: Session): Promise<boolean> {
  const kept = await session.send({ type: "answerRecording", stays: true });
  if (kept) recording.change(session.room, (state) => ({ ...state, agreed: true }));
  return kept;
}

/** Refuses to be recorded and leaves, also where the server cannot be told why. */
export async function leaveRecording(session: Session): Promise<void> {
  await session.send({ type: "answerRecording", stays: false });
  await session.leave();
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

/** Whether the meeting is recorded: the last that is told of it is true. */
const RUNS = "recording";

export const notices: RoomFeature["notices"] = {
  recordingChanged: ({ state, reason }, before) => {
    const was = selectRecordingState(before);
    // Why nothing began is told by the refusal.
    if (was === "starting" && state === "") return null;
    if (state === "recording" && was !== state) return { tone: "shown", text: "recording.began", about: RUNS };
    if (state === "paused") return { tone: "shown", text: "recording.pausedNow", about: RUNS };
    if (state !== "" || was === "") return null;
    const early = ENDED[reason];
    if (early !== undefined) return { tone: "warning", text: early, about: RUNS };
    return {
      tone: "shown",
      text: selectIsModerator(before) ? "recording.endedFinishing" : "recording.ended",
      about: RUNS,
    };
  },
  recordingRefused: ({ reason }) => ({ tone: "warning", text: REFUSED[reason] ?? "recording.refused" }),
  recordingStorageScarce: ({ percent }) => ({ tone: "warning", text: "recording.scarce", values: { percent } }),
};

/** Who has agreed before entering says so once the room is there; where that fails the person is asked. */
async function keepConsent(session: Session, room: RoomState): Promise<void> {
  const { agreed, confirming } = recording.of(room);
  if (confirming || !hasConsent(session.token)) return;
  if (!agreed) {
    recording.change(session.room, (state) => ({ ...state, confirming: true }));
    await agreeToRecording(session);
    recording.change(session.room, (state) => ({ ...state, confirming: false }));
  }
  dropConsent();
}

export const effects: RoomFeature["effects"] = {
  snapshot: (_, session) => void keepConsent(session, session.room.getState()),
};
