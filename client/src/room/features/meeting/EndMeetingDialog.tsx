import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { selectPeopleTotal } from "../people/public";
import styles from "./EndMeetingDialog.module.css";

/** Asks before the meeting ends for everybody. */
function EndMeetingDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  const session = useSession();
  const peopleTotal = useRoom(selectPeopleTotal);
  const others = Math.max(0, peopleTotal - 1);
  const end = () => {
    onClose();
    void session.send({ type: "endMeeting" });
  };
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t("end.heading")}
      closeButtonProps={{ "aria-label": t("end.cancel") }}
      withCloseButton={false}
    >
      <p className={styles.text}>{others === 0 ? t("end.textNobody") : t("end.text", { count: others })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("end.cancel")}
        </Button>
        <Button color="red" onClick={end}>
          {t("end.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}

export const endMeetingDialog = defineDialog("meeting.end", EndMeetingDialog);
