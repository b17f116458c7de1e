import { ActionIcon, Button, Menu, Slider } from "@mantine/core";
import {
  IconBadgeCc,
  IconCheck,
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { formatElapsed } from "../ui/elapsedTime";
import { type MasterClock, RATES } from "./masterClock";
import { languageName } from "./languageName";
import styles from "./TimelinePlayer.module.css";

const ICON = { size: 20, stroke: 1.75, "aria-hidden": true } as const;
const JUMP = 10_000;

interface Props {
  clock: MasterClock;
  /** Where something begins. */
  marks: readonly { value: number }[];
  languages: readonly string[];
  language: string | null;
  onLanguage: (language: string | null) => void;
  onFullScreen: () => void;
}

export function PlayerControls({ clock, marks, languages, language, onLanguage, onFullScreen }: Props) {
  const { t } = useTranslation("recordings");
  const { time, playing, rate } = useStore(clock.state);
  const { duration } = clock;
  const position = t("positionOf", { time: formatElapsed(time), duration: formatElapsed(duration) });
  const playLabel = t(playing ? "pause" : "play");
  return (
    <div className={styles.controls} title={t("keys")}>
      <Slider
        className={styles.slider}
        classNames={{ track: styles.track, mark: styles.mark }}
        thumbLabel={t("position")}
        thumbValueText={position}
        label={formatElapsed}
        min={0}
        max={Math.max(1, duration)}
        step={1_000}
        marks={[...marks]}
        value={time}
        onChange={(value) => clock.seek(value)}
      />
      <div className={styles.buttons}>
        <ActionIcon
          size={44}
          variant="subtle"
          color="gray"
          aria-label={t("back")}
          onClick={() => clock.seek(time - JUMP)}
        >
          <IconRewindBackward10 {...ICON} />
        </ActionIcon>
        <ActionIcon
          size={44}
          variant="filled"
          color="accent"
          radius="xl"
          aria-label={playLabel}
          onClick={() => clock.toggle()}
        >
          {playing ? <IconPlayerPauseFilled {...ICON} /> : <IconPlayerPlayFilled {...ICON} />}
        </ActionIcon>
        <ActionIcon
          size={44}
          variant="subtle"
          color="gray"
          aria-label={t("forward")}
          onClick={() => clock.seek(time + JUMP)}
        >
          <IconRewindForward10 {...ICON} />
        </ActionIcon>
        <span className={`${styles.time ?? ""} tabular`}>
          {formatElapsed(time)} / {formatElapsed(duration)}
        </span>
        <span className={styles.space} />
        <Menu position="top-end">
          <Menu.Target>
            <Button variant="subtle" color="gray" px={8} aria-label={`${t("speed")}: ${rate}×`} className="tabular">
              <span dir="ltr">{rate}×</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {RATES.map((one) => (
              <Menu.Item
                key={one}
                leftSection={<IconCheck {...ICON} size={16} opacity={one === rate ? 1 : 0} />}
                onClick={() => clock.setRate(one)}
              >
                <span dir="ltr">{one}×</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {languages.length > 0 ? (
          <Menu position="top-end">
            <Menu.Target>
              <ActionIcon
                size={44}
                variant={language === null ? "subtle" : "light"}
                color={language === null ? "gray" : "accent"}
                aria-label={t("subtitles")}
              >
                <IconBadgeCc {...ICON} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {[null, ...languages].map((one) => (
                <Menu.Item
                  key={one ?? ""}
                  leftSection={<IconCheck {...ICON} size={16} opacity={one === language ? 1 : 0} />}
                  onClick={() => onLanguage(one)}
                >
                  {one === null ? t("subtitlesOff") : languageName(one)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        <ActionIcon size={44} variant="subtle" color="gray" aria-label={t("fullScreen")} onClick={onFullScreen}>
          <IconMaximize {...ICON} />
        </ActionIcon>
      </div>
    </div>
  );
}
