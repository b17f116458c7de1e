import { IconScreenShare, IconScreenShareOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { missingFeatures } from "../../../embed/frameRights";
import { ControlButton, useControlPlace } from "../../controls/ControlButton";
import { InputToggle } from "../../devices/InputToggle";
import { canShareScreen, type Input } from "../../media/local";
import { useService, useSession } from "../../roomContext";
import { roomMedia } from "./roomMedia";
import { useLocal, useMedia } from "./useMedia";

/** Why nothing can be sent at the moment. */
function useUnavailable(): string | undefined {
  const { t } = useTranslation("room");
  return useMedia(({ hasSlot }) => hasSlot) ? undefined : t("controls.noPlace");
}

export const MicrophoneControl = () => <InputControl input="microphone" />;
export const CameraControl = () => <InputControl input="camera" />;

function InputControl({ input }: { input: Input }) {
  const { local } = useSession();
  return <InputToggle local={local} input={input} unavailable={useUnavailable()} />;
}

export function ScreenControl() {
  const { t } = useTranslation("room");
  const media = useService(roomMedia);
  const sharing = useLocal(({ screen }) => screen !== null);
  const [refused] = useState(() => missingFeatures().includes("display-capture"));
  const withoutSlot = useUnavailable();
  const unavailable = withoutSlot ?? (refused ? t("embed.screen") : undefined);
  const place = useControlPlace();
  if (!canShareScreen() || (place === "more" && unavailable !== undefined)) return null;
  return (
    <ControlButton
      label={sharing ? t("controls.stopSharing") : t("controls.share")}
      icon={sharing ? IconScreenShareOff : IconScreenShare}
      tone={sharing ? "on" : "plain"}
      unavailable={unavailable}
      onClick={() => void media.toggleScreen()}
    />
  );
}
