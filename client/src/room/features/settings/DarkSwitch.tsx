import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useView, useViewState } from "../../roomContext";

/** The room is dark, or it follows the system. */
export function DarkSwitch() {
  const { t } = useTranslation("room");
  const view = useView();
  const dark = useViewState(({ dark }) => dark);
  return (
    <Switch
      label={t("settings.dark")}
      description={t("settings.darkHint")}
      checked={dark}
      onChange={({ currentTarget }) => view.setDark(currentTarget.checked)}
    />
  );
}
