import { useTranslation } from "react-i18next";

import { DeviceChoice } from "../../devices/DeviceChoice";
import { EffectsChoice } from "../../devices/EffectsChoice";
import { SpeakerTest } from "../../devices/SpeakerTest";
import { useSession } from "../../roomContext";
import styles from "./DeviceSettings.module.css";
import { useLocal } from "./useMedia";

export function DeviceSettings() {
  const { t } = useTranslation("room");
  const { local } = useSession();
  const heard = useLocal(({ microphone }) => microphone.track !== null && !microphone.on);
  return (
    <div className={styles.devices}>
      <DeviceChoice local={local} />
      {heard && <p className={styles.hint}>{t("device.mutedLevel")}</p>}
      <SpeakerTest local={local} />
      <EffectsChoice local={local} sound />
    </div>
  );
}
