import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Contributions } from "../../Contributions";
import { defineDialog, type DialogProps } from "../../view/dialog";
import styles from "./SettingsDialog.module.css";

/** What each feature lets a person set. */
function SettingsDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t("settings.heading")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <div className={styles.settings}>
        <Contributions place="settings" />
      </div>
    </Modal>
  );
}

export const settingsDialog = defineDialog("settings", SettingsDialog);
