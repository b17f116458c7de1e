import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton } from "../../controls/ControlButton";
import { useRoom, useSession } from "../../roomContext";
import { selectOwnHand, toggleOwnHand } from "./hands";

export function HandControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const raised = useRoom(selectOwnHand);
  return (
    <ControlButton
      label={raised ? t("controls.lowerHand") : t("controls.raiseHand")}
      word={t("controls.handWord")}
      icon={IconHandStop}
      tone={raised ? "on" : "plain"}
      shortcut="H"
      onClick={() => toggleOwnHand(session)}
    />
  );
}
