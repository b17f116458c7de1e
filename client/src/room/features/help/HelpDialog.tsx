import { Modal } from "@mantine/core";
import { useContext } from "react";
import { useTranslation } from "react-i18next";

import { KeyList } from "../../../ui/KeyList";
import { SupportLink } from "../../../ui/SupportLink";
import { SupportPages } from "../../../ui/supportPages";
import { shortcutsOf } from "../../feature";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { useCompact } from "../../view/useCompact";
import styles from "./HelpDialog.module.css";

/** The ways to the help and to the check of devices, and which keys do what; a phone has no keys. */
function HelpDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const center = useContext(SupportPages);
  const compact = useCompact();
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t("controls.help")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <p className={styles.links}>
        <SupportLink center={center} page="help" />
        <SupportLink center={center} page="check" />
      </p>
      {!compact && (
        <>
          <h3 className={styles.heading}>{t("help.heading")}</h3>
          <KeyList keys={shortcutsOf(features).map(({ key, meaning }) => ({ key, meaning: t(meaning) }))} />
        </>
      )}
    </Modal>
  );
}

export const helpDialog = defineDialog("help", HelpDialog);
