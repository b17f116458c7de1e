import { IconSettings } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton } from "../../controls/ControlButton";
import { useView } from "../../roomContext";
import { settingsDialog } from "./SettingsDialog";

export function SettingsControl() {
  const { t } = useTranslation("room");
  const view = useView();
  return (
    <ControlButton label={t("controls.settings")} icon={IconSettings} onClick={() => view.open(settingsDialog, true)} />
  );
}
