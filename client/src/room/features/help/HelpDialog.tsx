import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { KeyList } from "../../../ui/KeyList";
import { shortcutsOf } from "../../feature";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";

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
      <KeyList keys={shortcutsOf(features).map(({ key, meaning }) => ({ key, meaning: t(meaning) }))} />
    </Modal>
  );
}

export const helpDialog = defineDialog("help", HelpDialog);
