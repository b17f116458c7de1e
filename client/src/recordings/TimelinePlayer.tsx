import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { Timeline } from "../api/client";
import { MasterClock } from "./masterClock";
import { PlayerControls } from "./PlayerControls";
import { PlayerSide } from "./PlayerSide";
import { PlayerStage } from "./PlayerStage";
import { marksOf, sliderMarks } from "./timeline";
import styles from "./TimelinePlayer.module.css";
import { usePlayerKeys } from "./usePlayerKeys";
import { useSubtitles } from "./useSubtitles";

interface Props {
  timeline: Timeline;
  /** The address of a part, to which its name is added. */
  partUrl: string;
}

/** A meeting as it was: pictures and sound in step, what was shown beside them, and what was written. */
export function TimelinePlayer({ timeline, partUrl }: Props) {
  const { t } = useTranslation("recordings");
  const clock = useMemo(() => new MasterClock(timeline.duration), [timeline]);
  const marks = useMemo(() => sliderMarks(marksOf(timeline), timeline.duration), [timeline]);
  const player = useRef<HTMLElement>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const time = useStore(clock.state, (state) => state.time);
  const text = useSubtitles(timeline.subtitles, language, partUrl, time);
  useEffect(() => () => clock.stop(), [clock]);
  const toggleSubtitles = () => setLanguage(language === null ? (timeline.subtitles[0]?.language ?? null) : null);
  const toggleFullScreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : player.current?.requestFullscreen())?.catch(
      () => undefined,
    );
  usePlayerKeys(player, clock, { toggleSubtitles, toggleFullScreen });
  return (
    <section ref={player} className={styles.player} aria-label={t("stage")}>
      <div className={styles.main}>
        <PlayerStage timeline={timeline} partUrl={partUrl} clock={clock} subtitles={text} />
        <PlayerControls
          clock={clock}
          marks={marks}
          languages={timeline.subtitles.map((one) => one.language)}
          language={language}
          onLanguage={setLanguage}
          onFullScreen={toggleFullScreen}
        />
      </div>
      <PlayerSide timeline={timeline} partUrl={partUrl} clock={clock} />
    </section>
  );
}
