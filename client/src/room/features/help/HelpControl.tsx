import { IconHelp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton } from "../../controls/ControlButton";
import { useView } from "../../roomContext";
import { helpDialog } from "./HelpDialog";

export function HelpControl() {
  const { t } = useTranslation("room");
  const view = useView();
  return (
    <ControlButton
      label={t("controls.help")}
      icon={IconHelp}
      shortcut="?"
      onClick={() => view.open(helpDialog, true)}
    />
  );
}
