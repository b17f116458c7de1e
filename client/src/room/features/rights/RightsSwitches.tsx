import { Fieldset, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { rights, setRights } from "./rights";
import styles from "./RightsSwitches.module.css";

/** The host says what attendees may. */
export function RightsSwitches() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const now = useSlice(rights, (state) => state);
  if (!hosting) return null;
  return (
    <Fieldset legend={t("rights.heading")} className={styles.rights}>
      <Switch
        label={t("rights.microphone")}
        checked={now.microphone}
        onChange={({ currentTarget }) => setRights(session, { microphone: currentTarget.checked })}
      />
      <Switch
        label={t("rights.camera")}
        checked={now.camera}
        onChange={({ currentTarget }) => setRights(session, { camera: currentTarget.checked })}
      />
      <Switch
        label={t("rights.screen")}
        checked={now.screen}
        onChange={({ currentTarget }) => setRights(session, { screen: currentTarget.checked })}
      />
      <Switch
        label={t("rights.see")}
        description={t("rights.seeHint")}
        checked={now.see}
        onChange={({ currentTarget }) => setRights(session, { see: currentTarget.checked })}
      />
    </Fieldset>
  );
}
