import { IconPlayerPause, IconPlayerPlay, IconPlayerRecord, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton } from "../../controls/ControlButton";
import { useRoom, useSession } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { pauseRecording, selectRecordingState, startRecording, stopRecording } from "./recording";

/** Begins the recording, and ends it. */
export function RecordControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const leading = useRoom(selectIsModerator);
  const state = useRoom(selectRecordingState);
  if (!leading) return null;
  const runs = state !== "";
  return (
    <ControlButton
      label={t(runs ? "recording.stop" : "recording.record")}
      word={t(runs ? "recording.stopWord" : "recording.record")}
      icon={runs ? IconPlayerStop : IconPlayerRecord}
      tone={runs ? "danger" : "plain"}
      busy={state === "starting"}
      onClick={() => (runs ? stopRecording(session) : startRecording(session))}
    />
  );
}

/** Lets the recording wait, and go on. */
export function PauseControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const leading = useRoom(selectIsModerator);
  const state = useRoom(selectRecordingState);
  if (!leading || (state !== "recording" && state !== "paused")) return null;
  const paused = state === "paused";
  return (
    <ControlButton
      label={t(paused ? "recording.resume" : "recording.pause")}
      word={t(paused ? "recording.resumeWord" : "recording.pauseWord")}
      icon={paused ? IconPlayerPlay : IconPlayerPause}
      onClick={() => (paused ? startRecording(session) : pauseRecording(session))}
    />
  );
}
