import { IconScreenShare, IconScreenShareOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { missingFeatures } from "../../../embed/frameRights";
import { ControlButton, useControlPlace } from "../../controls/ControlButton";
import { Worded } from "../../controls/Worded";
import { InputToggle } from "../../devices/InputToggle";
import type { Flags } from "../../media/flags";
import type { Input } from "../../media/local";
import { canShareScreen } from "../../media/support";
import { useRoom, useService, useSession } from "../../roomContext";
import { selectMay } from "../rights/public";
import { DeviceMenu } from "./DeviceMenu";
import styles from "./MediaControls.module.css";
import { roomMedia } from "./roomMedia";
import { useLocal, useMedia } from "./useMedia";

const REFUSED = {
  microphone: "rights.unmuteRefused",
  camera: "rights.cameraRefused",
  screen: "rights.screenRefused",
} as const;

/** Why this cannot be sent at the moment. */
function useUnavailable(source: keyof Flags): string | undefined {
  const { t } = useTranslation("room");
  const hasSlot = useMedia(({ hasSlot }) => hasSlot);
  const may = useRoom(selectMay(source));
  if (!hasSlot) return t("controls.noPlace");
  return may ? undefined : t(REFUSED[source]);
}

export const MicrophoneControl = () => <InputControl input="microphone" />;
export const CameraControl = () => <InputControl input="camera" />;

function InputControl({ input }: { input: Input }) {
  const { t } = useTranslation("room");
  const { local } = useSession();
  return (
    <Worded word={t(`device.${input}`)}>
      <span className={styles.input}>
        <InputToggle local={local} input={input} unavailable={useUnavailable(input)} />
        <DeviceMenu input={input} />
      </span>
    </Worded>
  );
}

export function ScreenControl() {
  const { t } = useTranslation("room");
  const media = useService(roomMedia);
  const sharing = useLocal(({ screen }) => screen !== null);
  const [refused] = useState(() => missingFeatures().includes("display-capture"));
  const notNow = useUnavailable("screen");
  const unavailable = notNow ?? (refused ? t("embed.screen") : undefined);
  const place = useControlPlace();
  if (!canShareScreen() || (place === "more" && unavailable !== undefined)) return null;
  return (
    <ControlButton
      label={sharing ? t("controls.stopSharing") : t("controls.share")}
      word={t("controls.shareWord")}
      icon={sharing ? IconScreenShareOff : IconScreenShare}
      tone={sharing ? "on" : "plain"}
      unavailable={unavailable}
      onClick={() => void media.toggleScreen()}
    />
  );
}
