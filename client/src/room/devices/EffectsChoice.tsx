import { NativeSelect, Switch } from "@mantine/core";
import { IconBackground } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { BACKGROUNDS, isWanted } from "../media/effects/mediaEffects";
import { canChangeBackground, canSuppressNoise } from "../media/effects/support";
import type { LocalMedia } from "../media/local";
import styles from "./devices.module.css";

interface Props {
  local: LocalMedia;
  /** What changes the sound is offered too, and it is said what this browser cannot do. */
  sound?: boolean;
}

/** What is made of sound and picture in this browser; used before entering and in the settings. */
export function EffectsChoice({ local, sound = false }: Props) {
  const { t } = useTranslation("room");
  const { noise, background, backgroundState } = useStore(local.effects.state);
  return (
    <div className={styles.choices}>
      {canChangeBackground() ? (
        <NativeSelect
          label={t("effects.background")}
          leftSection={<IconBackground size={18} stroke={1.75} />}
          description={
            // An empty line stays where the text goes: nothing below it moves.
            background === null
              ? null
              : backgroundState === "on" || backgroundState === "off"
                ? "\u00a0"
                : t(`effects.background_${backgroundState}`)
          }
          inputWrapperOrder={["label", "input", "description"]}
          value={background !== null && isWanted(backgroundState) ? background : ""}
          onChange={({ currentTarget: { value } }) =>
            local.effects.setBackground(BACKGROUNDS.find((one) => one === value) ?? null)
          }
          data={[
            { value: "", label: t("effects.none") },
            ...BACKGROUNDS.map((value) => ({ value, label: t(`effects.${value}`) })),
          ]}
        />
      ) : sound ? (
        <p className={styles.missing}>{t("effects.backgroundMissing")}</p>
      ) : null}
      {sound && canSuppressNoise() && (
        <Switch
          label={t("effects.noise")}
          description={noise === "failed" ? t("effects.noise_failed") : t("effects.noiseHint")}
          checked={isWanted(noise)}
          onChange={({ currentTarget }) => local.effects.setNoise(currentTarget.checked)}
        />
      )}
    </div>
  );
}
