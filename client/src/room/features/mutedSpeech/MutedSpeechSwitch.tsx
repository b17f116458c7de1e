import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { useService } from "../../roomContext";
import { mutedSpeech } from "./mutedSpeech";

export function MutedSpeechSwitch() {
  const { t } = useTranslation("room");
  const service = useService(mutedSpeech);
  const wanted = useStore(service.state, (state) => state.wanted);
  return (
    <Switch
      label={t("mutedSpeech.switch")}
      description={t("mutedSpeech.switchHint")}
      checked={wanted}
      onChange={({ currentTarget }) => service.want(currentTarget.checked)}
    />
  );
}
