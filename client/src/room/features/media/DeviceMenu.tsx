import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Input } from "../../media/local";
import { useSession } from "../../roomContext";
import styles from "./MediaControls.module.css";
import { useLocal } from "./useMedia";

const DEFAULT = "default";

/** Which microphone and speaker, or which camera; beside the button that switches it. */
export function DeviceMenu({ input }: { input: Input }) {
  const { t } = useTranslation("room");
  const { local } = useSession();
  const devices = useLocal(({ devices }) => devices);
  const chosen = useLocal((state) => state[input].deviceId);
  const speakerId = useLocal(({ speakerId }) => speakerId);
  const inputs = input === "microphone" ? devices.microphones : devices.cameras;
  const speakers = input === "microphone" && "setSinkId" in HTMLMediaElement.prototype ? devices.speakers : [];
  const label = input === "microphone" ? t("device.chooseSound") : t("device.chooseCamera");
  return (
    <Menu position="top-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={styles.devices} aria-label={label}>
          <IconChevronUp size={16} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{input === "microphone" ? t("device.microphone") : t("device.camera")}</Menu.Label>
        <Choices
          devices={inputs}
          chosen={chosen}
          onChoose={(id) => void local.choose(input, id)}
          label={input === "microphone" ? t("device.microphone") : t("device.camera")}
        />
        {speakers.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t("device.speaker")}</Menu.Label>
            <Choices
              devices={speakers}
              chosen={speakerId}
              onChoose={(id) => local.chooseSpeaker(id)}
              label={t("device.speaker")}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoicesProps {
  devices: MediaDeviceInfo[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
  label: string;
}

function Choices({ devices, chosen, onChoose, label }: ChoicesProps) {
  const { t } = useTranslation("room");
  const named = devices.filter(({ deviceId }) => deviceId !== DEFAULT);
  return (
    <Menu.RadioGroup
      aria-label={label}
      value={chosen ?? DEFAULT}
      onChange={(id) => onChoose(id === DEFAULT ? null : id)}
    >
      <Menu.RadioItem value={DEFAULT}>{t("device.default")}</Menu.RadioItem>
      {named.map((device, at) => (
        <Menu.RadioItem key={device.deviceId} value={device.deviceId}>
          {device.label || `${label} ${String(at + 1)}`}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
