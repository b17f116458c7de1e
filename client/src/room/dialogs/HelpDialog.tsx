import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import styles from "./dialogs.module.css";

/** Which keys do what. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("room");
  const keys = [
    ["M", t("help.microphone")],
    ["V", t("help.camera")],
    ["H", t("help.hand")],
    ["P", t("help.people")],
    ["?", t("help.help")],
  ] as const;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("help.heading")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <Fragment key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
