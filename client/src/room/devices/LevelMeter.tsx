import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Meter } from "../media/level";
import styles from "./devices.module.css";

/** How loud the own microphone is. Drawn without React: it moves with every frame. */
export function LevelMeter({ track }: { track: MediaStreamTrack | null }) {
  const { t } = useTranslation("room");
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!track) return undefined;
    const meter = new Meter(track);
    let frame = 0;
    const draw = () => {
      const level = meter.read();
      bar.current?.style.setProperty("--level", level.toFixed(3));
      bar.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(frame);
      meter.close();
    };
  }, [track]);
  return (
    <div
      ref={bar}
      key={track?.id ?? "none"}
      className={styles.meter}
      role="meter"
      aria-label={t("device.level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
