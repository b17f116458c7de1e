import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { DeviceChoice } from "../room/devices/DeviceChoice";
import type { LocalMedia } from "../room/media/local";
import { useStream } from "../room/media/useStream";
import styles from "./check.module.css";

/** The person's own picture, how loud the microphone is, and which devices are used: as before entering a meeting. */
export function DevicesPanel({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("check");
  const track = useStore(local.state, ({ camera }) => camera.track);
  const stream = useMemo(() => track && new MediaStream([track]), [track]);
  const video = useStream<HTMLVideoElement>(stream);
  return (
    <section className={styles.devices} aria-label={t("devices")}>
      <div className={styles.picture}>
        <video ref={video} autoPlay playsInline muted hidden={!stream} aria-label={t("picture")} />
        {!stream && <p>{t("noPicture")}</p>}
      </div>
      <DeviceChoice local={local} />
    </section>
  );
}
