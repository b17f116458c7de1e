import { IconMicrophone, IconMicrophoneOff, IconVideo, IconVideoOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { RoundButton } from "../../ui/RoundButton";
import type { Input, LocalMedia } from "../media/local";

interface Props {
  local: LocalMedia;
  input: Input;
  /** Why it cannot be used at the moment. */
  unavailable?: string | undefined;
}

/** The button of the microphone or the camera; the same before entering and inside. */
export function InputToggle({ local, input, unavailable }: Props) {
  const { t } = useTranslation("room");
  const { on, starting } = useStore(local.state, (state) => state[input]);
  const label = {
    microphone: on ? t("device.mute") : t("device.unmute"),
    camera: on ? t("device.stopCamera") : t("device.startCamera"),
  }[input];
  const Picture = {
    microphone: on ? IconMicrophone : IconMicrophoneOff,
    camera: on ? IconVideo : IconVideoOff,
  }[input];
  return (
    <RoundButton
      label={label}
      icon={Picture}
      tone={on ? "plain" : "off"}
      busy={starting}
      unavailable={unavailable}
      shortcut={input === "microphone" ? "M" : "V"}
      onClick={() => void local.set(input, !on)}
    />
  );
}
