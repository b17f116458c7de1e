import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useView, useViewState } from "../../roomContext";

/** Whether single keys do something. */
export function ShortcutsSwitch() {
  const { t } = useTranslation("room");
  const view = useView();
  const on = useViewState(({ shortcuts }) => shortcuts);
  return (
    <Switch
      label={t("settings.shortcuts")}
      description={t("settings.shortcutsHint")}
      checked={on}
      onChange={({ currentTarget }) => view.setShortcuts(currentTarget.checked)}
    />
  );
}
