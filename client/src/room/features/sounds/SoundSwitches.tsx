import { Fieldset, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { useService } from "../../roomContext";
import { KINDS, MOST_FOR_ENTERING } from "./occasions";
import { sounds } from "./sounds";
import styles from "./SoundSwitches.module.css";

export function SoundSwitches() {
  const { t } = useTranslation("room");
  const service = useService(sounds);
  const wanted = useStore(service.wanted);
  return (
    <Fieldset legend={t("sounds.heading")} className={styles.sounds}>
      {KINDS.map((kind) => (
        <Switch
          key={kind}
          label={t(`sounds.${kind}`)}
          description={kind === "entering" ? t("sounds.enteringHint", { count: MOST_FOR_ENTERING }) : undefined}
          checked={wanted[kind]}
          onChange={({ currentTarget }) => service.want(kind, currentTarget.checked)}
        />
      ))}
    </Fieldset>
  );
}
