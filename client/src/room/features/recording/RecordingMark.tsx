import { useTranslation } from "react-i18next";

import { formatElapsed } from "../../../ui/elapsedTime";
import { useNow } from "../../../ui/useFormats";
import { TopBarFact } from "../../controls/TopBarFact";
import { useRoom, useSlice } from "../../roomContext";

import { lengthAt, recording, selectIsRecorded } from "./recording";
import styles from "./RecordingMark.module.css";

/** The sign for everybody that the meeting is recorded, and how long it has been. */
export function RecordingMark() {
  const recorded = useRoom(selectIsRecorded);
  return recorded ? <Mark /> : null;
}

function Mark() {
  const { t } = useTranslation("room");
  const state = useSlice(recording, (one) => one);
  const clockOffset = useRoom(({ clockOffset }) => clockOffset);
  const now = useNow(1_000);
  const time = formatElapsed(lengthAt(state, now.getTime() + clockOffset));
  const paused = state.state === "paused";
  const label = t(
    paused ? "recording.markPaused" : state.state === "starting" ? "recording.markStarting" : "recording.mark",
    { time },
  );
  return (
    <TopBarFact
      className={styles.mark ?? ""}
      data-paused={paused || undefined}
      role="img"
      aria-label={label}
      title={label}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word} aria-hidden="true">
        {t(paused ? "recording.pausedWord" : "recording.markWord")}
      </span>
      <span className="tabular" aria-hidden="true">
        {time}
      </span>
    </TopBarFact>
  );
}
