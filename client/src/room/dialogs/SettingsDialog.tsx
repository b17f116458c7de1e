import { Modal, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { DeviceChoice } from "../devices/DeviceChoice";
import type { RoomView } from "../roomView";
import type { RoomSession } from "../session";
import styles from "./dialogs.module.css";

interface Props {
  session: RoomSession;
  opened: boolean;
  onClose: () => void;
  view: RoomView;
  onView: (change: Partial<RoomView>) => void;
}

/** Devices, and how the room looks. */
export function SettingsDialog({ session, opened, onClose, view, onView }: Props) {
  const { t } = useTranslation("room");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("settings.heading")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <div className={styles.settings}>
        <DeviceChoice local={session.local} />
        <Switch
          label={t("settings.dark")}
          description={t("settings.darkHint")}
          checked={view.dark}
          onChange={({ currentTarget }) => onView({ dark: currentTarget.checked })}
        />
      </div>
    </Modal>
  );
}
