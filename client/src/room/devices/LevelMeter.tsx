import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { hearMuted } from "../media/heardTrack";
import { Meter } from "../media/level";
import styles from "./devices.module.css";

interface Props {
  track: MediaStreamTrack | null;
  /** What it hears is shown all the same, to nobody else. */
  muted: boolean;
}

/** How loud the own microphone is. Drawn without React: it moves with every frame. */
export function LevelMeter({ track, muted }: Props) {
  const { t } = useTranslation("room");
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!track) return undefined;
    const heard = muted ? hearMuted(track) : track;
    if (!heard) return undefined;
    const meter = new Meter(heard);
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
      if (muted) heard.stop();
    };
  }, [track, muted]);
  return (
    <div
      ref={bar}
      key={`${track?.id ?? "none"} ${String(muted)}`}
      className={styles.meter}
      role="meter"
      aria-label={t("device.level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
