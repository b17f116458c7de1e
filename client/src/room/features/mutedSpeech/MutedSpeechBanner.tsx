import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { Banner } from "../../notices/Banner";
import { useRoom, useService, useSession } from "../../roomContext";
import { selectMay } from "../rights/public";
import { mutedSpeech } from "./mutedSpeech";

const selectMayUnmute = selectMay("microphone");

export function MutedSpeechBanner() {
  const { t } = useTranslation("room");
  const { local } = useSession();
  const noticed = useStore(useService(mutedSpeech).state, (state) => state.noticed);
  const may = useRoom(selectMayUnmute);
  if (!noticed) return null;
  if (!may) return <Banner text={t("mutedSpeech.refused")} />;
  return (
    <Banner text={t("mutedSpeech.notice")}>
      <Button size="xs" onClick={() => void local.set("microphone", true)}>
        {t("rights.unmute")}
      </Button>
    </Banner>
  );
}
