import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { recording, setRecording } from "./recording";
import styles from "./RecordingSwitches.module.css";

/** Whether the meeting is always recorded, and whether people agree before they enter. */
export function RecordingSwitches() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const { fromBeginning, askConsent } = useSlice(recording, (state) => state);
  if (!hosting) return null;
  return (
    <div className={styles.switches}>
      <Switch
        label={t("recording.fromBeginning")}
        description={t("recording.fromBeginningHint")}
        checked={fromBeginning}
        onChange={({ currentTarget }) => setRecording(session, { fromBeginning: currentTarget.checked })}
      />
      <Switch
        label={t("recording.askConsent")}
        description={t("recording.askConsentHint")}
        checked={askConsent || fromBeginning}
        disabled={fromBeginning}
        onChange={({ currentTarget }) => setRecording(session, { askConsent: currentTarget.checked })}
      />
    </div>
  );
}
