import { NativeSelect } from "@mantine/core";
import { IconMicrophone, IconVideo, IconVolume } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { LocalMedia } from "../media/local";
import styles from "./devices.module.css";
import { LevelMeter } from "./LevelMeter";

/** Which microphone, camera and speaker; used before entering and in the settings. */
export function DeviceChoice({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("room");
  const { devices, microphone, camera, speakerId } = useStore(local.state);
  return (
    <div className={styles.choices}>
      <div>
        <Choice
          label={t("device.microphone")}
          icon={<IconMicrophone size={18} stroke={1.75} />}
          devices={devices.microphones}
          chosen={microphone.deviceId ?? microphone.capturedId}
          onChoose={(id) => void local.choose("microphone", id)}
        />
        <LevelMeter track={microphone.track} muted={!microphone.on} />
      </div>
      <Choice
        label={t("device.camera")}
        icon={<IconVideo size={18} stroke={1.75} />}
        devices={devices.cameras}
        chosen={camera.deviceId ?? camera.capturedId}
        onChoose={(id) => void local.choose("camera", id)}
      />
      {/* There from the beginning: before it is known what there is, so that nothing below it moves. */}
      {canChooseSpeaker() && (
        <Choice
          label={t("device.speaker")}
          icon={<IconVolume size={18} stroke={1.75} />}
          devices={devices.speakers}
          chosen={speakerId}
          onChoose={(id) => local.chooseSpeaker(id)}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  icon: ReactNode;
  devices: MediaDeviceInfo[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

function Choice({ label, icon, devices, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation("room");
  const known = devices.filter((device) => device.label !== "" && device.deviceId !== "default");
  const value = known.some((device) => device.deviceId === chosen) ? (chosen ?? "") : "";
  return (
    <NativeSelect
      label={label}
      leftSection={icon}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === "" ? null : currentTarget.value)}
      data={[
        { value: "", label: t("device.default") },
        ...known.map((device) => ({ value: device.deviceId, label: device.label })),
      ]}
    />
  );
}

function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}
