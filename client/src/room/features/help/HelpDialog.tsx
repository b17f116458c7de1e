import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { shortcutsOf } from "../../feature";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import styles from "./HelpDialog.module.css";

/** Which keys do what. */
function HelpDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  const { features } = useSession();
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t("help.heading")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <dl className={styles.keys}>
        {shortcutsOf(features).map(({ key, meaning }) => (
          <Fragment key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}

export const helpDialog = defineDialog("help", HelpDialog);
