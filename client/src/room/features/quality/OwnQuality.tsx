import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { Banner } from "../../notices/Banner";
import { useRoom, useService, useSession } from "../../roomContext";
import { useLocal } from "../media/public";
import { selectYourId } from "../people/public";
import styles from "./OwnQuality.module.css";
import { quality } from "./quality";
import { useReason } from "./useQuality";

/** What the person may do about the own line, by what is wrong with it. */
const HELP = {
  lostIn: "quality.helpLine",
  lostOut: "quality.helpLine",
  delay: "quality.helpLine",
  bandwidth: "quality.helpLine",
  frozen: "quality.helpLine",
  cpu: "quality.helpComputer",
} as const;

function useOwn() {
  const { t } = useTranslation("room");
  const own = useStore(useService(quality).state, (state) => state.own);
  const sentence = useReason(useRoom(selectYourId) ?? "", own);
  return { grade: own.grade, sentence, help: own.reason === null ? null : t(HELP[own.reason]) };
}

/** While the own line is so bad that others suffer. */
export function OwnQualityBanner() {
  const { t } = useTranslation("room");
  const { local } = useSession();
  const service = useService(quality);
  const putAway = useStore(service.state, (state) => state.putAway);
  const sends = useLocal(({ camera }) => camera.on);
  const { grade, sentence, help } = useOwn();
  if (grade !== "bad" || putAway) return null;
  return (
    <Banner text={`${sentence} ${help ?? ""}`}>
      {sends && (
        <Button size="xs" onClick={() => void local.set("camera", false)}>
          {t("device.stopCamera")}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => service.putAway()}>
        {t("device.dismiss")}
      </Button>
    </Banner>
  );
}

/** In the settings: how it is now. */
export function OwnQuality() {
  const { t } = useTranslation("room");
  const { grade, sentence, help } = useOwn();
  return (
    <section className={styles.line}>
      <h3>{t("quality.heading")}</h3>
      <p data-grade={grade}>{sentence}</p>
      {help !== null && <p>{help}</p>}
    </section>
  );
}
