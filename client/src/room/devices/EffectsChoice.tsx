import { NativeSelect, Switch } from "@mantine/core";
import { IconBackground } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { Background } from "../media/effects/background";
import { canChangeBackground, canSuppressNoise, type EffectState } from "../media/effects/mediaEffects";
import { PICTURES } from "../media/effects/pictures";
import type { LocalMedia } from "../media/local";
import styles from "./devices.module.css";

const BACKGROUNDS: readonly Background[] = ["blur", ...PICTURES];

interface Props {
  local: LocalMedia;
  /** What changes the sound is offered too. */
  sound?: boolean;
}

/** What is made of sound and picture in this browser; used before entering and in the settings. */
export function EffectsChoice({ local, sound = false }: Props) {
  const { t } = useTranslation("room");
  const { noise, background, backgroundState } = useStore(local.effects.state);
  const isOn = (state: EffectState) => state === "on" || state === "loading";
  return (
    <div className={styles.choices}>
      {canChangeBackground() && (
        <NativeSelect
          label={t("effects.background")}
          leftSection={<IconBackground size={18} stroke={1.75} />}
          description={
            backgroundState === "on" || backgroundState === "off" ? null : t(`effects.background_${backgroundState}`)
          }
          inputWrapperOrder={["label", "input", "description"]}
          value={background !== null && isOn(backgroundState) ? background : ""}
          onChange={({ currentTarget: { value } }) =>
            local.effects.setBackground(BACKGROUNDS.find((one) => one === value) ?? null)
          }
          data={[
            { value: "", label: t("effects.none") },
            ...BACKGROUNDS.map((value) => ({ value, label: t(`effects.${value}`) })),
          ]}
        />
      )}
      {sound && canSuppressNoise() && (
        <Switch
          label={t("effects.noise")}
          description={noise === "failed" ? t("effects.noise_failed") : t("effects.noiseHint")}
          checked={isOn(noise)}
          onChange={({ currentTarget }) => local.effects.setNoise(currentTarget.checked)}
        />
      )}
    </div>
  );
}
