import { IconCameraRotate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton } from "../../controls/ControlButton";
import { canTurn } from "../../media/facing";
import { useSession } from "../../roomContext";
import { useLocal } from "./useMedia";

/** On phones: the camera that looks at the person, or the one that looks away. */
export function TurnCameraControl() {
  const { t } = useTranslation("room");
  const { local } = useSession();
  const possible = useLocal(({ camera, facing, devices }) => camera.on && canTurn(facing, devices.cameras));
  if (!possible) return null;
  return (
    <ControlButton label={t("device.turnCamera")} icon={IconCameraRotate} onClick={() => void local.turnCamera()} />
  );
}
